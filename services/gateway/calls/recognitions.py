"""Recognition of advanced expertise (Clause 27)."""

from services.gateway.calls.asking import Command, Question


def list_recognitions(member_id: str) -> Question:
    """What a member is recognised for and by whom, for staff (Clause 27)."""
    return Question("directory", "list_recognitions", {"member_id": member_id})


def give_recognition(member_id: str, topic: str, reason: str) -> Command:
    """Recognise a member's expertise in a topic."""
    return Command("directory", "give_recognition", {"member_id": member_id, "topic": topic, "reason": reason})


def take_recognition(member_id: str, recognition_id: str) -> Command:
    """Take a recognition back."""
    return Command("directory", "take_recognition", {"member_id": member_id, "recognition_id": recognition_id})


def show_recognition(recognition_id: str, shown_to: str) -> Command:
    """Show a recognition of the asking member's own with the `entry`, or to `nobody`."""
    return Command("directory", "show_recognition", {"recognition_id": recognition_id, "shown_to": shown_to})
