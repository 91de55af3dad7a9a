"""Photographs as they come in: bounded, read in a process of their own, and written anew without a word beside them."""
