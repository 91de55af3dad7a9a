"""Draws a round: the room of the solver, which is more than the standard library and runs as a program of its own."""

from services.matching.drawing.running import VERSION, draw_round

__all__ = ["VERSION", "draw_round"]
