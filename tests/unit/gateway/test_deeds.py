"""A reply to a mail: begun, done once, changed in turns, each turn one command."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bus.ids import new_id
from services.gateway.deeds.model import Press, Reply, reply_id

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
CHOICES = st.sampled_from(["yes", "no", "later"])
FIELDS = st.lists(st.tuples(st.sampled_from(["gave-a", "gave-b"]), st.sampled_from(["advice", "support"])), max_size=3)


def reply() -> Reply:
    return Reply(reply_id(new_id(), "deed", {"it": "1"}), "deed", "ana", NOW + timedelta(days=1))


def press(choice: str, *fields: tuple[str, str], at: datetime = NOW) -> Press:
    return Press(choice, list(fields), at)


def test_the_same_link_has_the_same_reply_and_any_other_has_its_own():
    first = reply_id("mail-1", "deed", {"a": "1", "b": "2"})
    assert first == reply_id("mail-1", "deed", {"b": "2", "a": "1"})
    others = [("mail-2", "deed", {"a": "1", "b": "2"}), ("mail-1", "other", {"a": "1", "b": "2"})]
    assert first not in [reply_id(*other) for other in [*others, ("mail-1", "deed", {"a": "1"})]]


@given(choice=CHOICES, fields=FIELDS)
def test_a_press_that_says_the_same_later_has_the_same_key(choice: str, fields: list[tuple[str, str]]) -> None:
    assert press(choice, *fields).key == press(choice, *reversed(fields), at=NOW + timedelta(days=3)).key


@given(first=st.tuples(CHOICES, FIELDS), second=st.tuples(CHOICES, FIELDS))
def test_what_says_something_else_is_another_command(first, second) -> None:
    ids = []
    for choice, fields in (first, second):
        one = Reply("0190f6e0-0000-7000-8000-000000000000", "deed", "ana", NOW)
        one.begin(press(choice, *fields))
        ids.append(one.command_id)
    same = first[0] == second[0] and sorted(first[1]) == sorted(second[1])
    assert (ids[0] == ids[1]) == same


def test_coming_back_to_an_earlier_answer_is_a_command_of_its_own():
    one = reply()
    ids = []
    for choice in ("yes", "no", "yes"):
        one.begin(press(choice))
        ids.append(one.command_id)
        one.finish({}, NOW)
    assert len(set(ids)) == 3


def test_what_the_form_held_is_forgotten_once_it_is_carried_out():
    one = reply()
    one.begin(press("yes", ("words", "Something of mine")))
    one.finish({"at": "2026"}, NOW)
    assert one.begun is None
    assert "Something of mine" not in str(one)
    assert one.done
    assert (one.done.choice, one.done.outcome) == ("yes", {"at": "2026"})


def test_what_was_refused_leaves_the_earlier_answer():
    one = reply()
    one.begin(press("yes"))
    one.finish({}, NOW)
    one.begin(press("no"))
    one.give_up()
    assert one.begun is None
    assert one.done
    assert one.done.choice == "yes"
