"""The ledger of the trials finds what is lost and what is doubled; otherwise every trial would pass."""

from collections import Counter

from tests.chaos.ledger import Ledger

WELCOME = ("notice", "welcome", "ada")
MAIL = ("mail", "ada@example.org", "Welcome", "")
PROFILE = ("directory", "members", "_id", "ada")


def test_what_is_there_once_is_neither_lost_nor_doubled():
    ledger = Ledger()
    ledger.note("confirm", WELCOME, MAIL, states={PROFILE: {"version": 2, "status": "member"}})
    verdict = ledger.verdict(Counter([WELCOME, MAIL]), {PROFILE: {"version": 2, "status": "member", "more": 1}})
    assert (verdict.acknowledged, verdict.lost, verdict.doubled) == (1, [], [])


def test_a_command_without_one_of_its_effects_is_lost_once():
    ledger = Ledger()
    ledger.note("confirm", WELCOME, MAIL)
    assert ledger.verdict(Counter(), {}).lost == ["confirm: no notice/welcome/ada, no mail/ada@example.org/Welcome/"]


def test_of_commands_with_the_same_effect_only_those_are_lost_that_lack_it():
    ledger = Ledger()
    for _ in range(3):
        ledger.note("change", ("event", "member.updated", "ada"))
    assert len(ledger.verdict(Counter({("event", "member.updated", "ada"): 2}), {}).lost) == 1


def test_an_effect_too_many_is_doubled_also_when_nobody_asked_for_it():
    ledger = Ledger()
    ledger.note("confirm", WELCOME)
    verdict = ledger.verdict(Counter({WELCOME: 2, MAIL: 1}), {})
    assert verdict.lost == []
    assert verdict.doubled == ["notice/welcome/ada: 1 too many", "mail/ada@example.org/Welcome/: 1 too many"]


def test_a_copy_that_stayed_behind_is_lost_by_the_last_command_that_changed_it():
    ledger = Ledger()
    ledger.note("confirm", states={PROFILE: {"version": 2, "status": "member"}})
    ledger.note("change", states={PROFILE: {"version": 3}})
    (lost,) = ledger.verdict(Counter(), {PROFILE: {"version": 2, "status": "member"}}).lost
    assert lost.startswith("change: version is 2, not 3")
    (gone,) = ledger.verdict(Counter(), {}).lost
    assert gone.startswith("change: version is None")


def test_a_version_beyond_what_was_acknowledged_is_a_command_that_ran_twice():
    ledger = Ledger()
    ledger.note("change", states={PROFILE: {"version": 3}})
    verdict = ledger.verdict(Counter(), {PROFILE: {"version": 4}})
    assert verdict.lost == []
    assert len(verdict.doubled) == 1


def test_who_was_never_answered_is_not_counted_either_way():
    ledger = Ledger()
    ledger.note("confirm", WELCOME, states={PROFILE: {"version": 2}})
    ledger.fail("no answer", "ada")
    verdict = ledger.verdict(Counter({("event", "member.updated", "ada"): 1}), {})
    assert (verdict.lost, verdict.doubled, ledger.places()) == ([], [], [])
