"""What two who have never met can begin with, and with whom else somebody may meet."""

from services.matching.model.draw import pair_of
from services.matching.model.introducing import MOST_STARTERS, introduce
from services.matching.model.regrouping import Known, best_pair, best_partner, traits_of
from tests.unit.matching.coffees import member, pair


def test_the_introduction_names_what_they_share_and_what_differs() -> None:
    ana = member("ana", topics=("cancer", "sepsis"), interests=("virtual-wards",))
    ben = member("ben", topics=("sepsis", "virtual-wards"), region="wessex", background="managers")
    introduced = introduce(ana, [ben])
    assert introduced.shared == ("sepsis",)
    assert introduced.starters == (
        ("learns", "virtual-wards"),
        ("shared", "sepsis"),
        ("background", "managers"),
        ("lately", ""),
    )


def test_in_a_trio_shared_is_what_all_three_share() -> None:
    ana, ben, cem = (member(each, topics=("sepsis", each)) for each in ("ana", "ben", "cem"))
    assert introduce(ana, [ben, cem]).shared == ("sepsis",)


def test_who_hides_everything_is_still_given_something_to_begin_with() -> None:
    hidden = member("ben", topics=(), region="", background="")
    introduced = introduce(member("ana"), [hidden])
    assert (introduced.shared, introduced.starters) == ((), (("lately", ""),))


def test_no_more_than_four_starters() -> None:
    ana = member("ana", topics=("a", "b"), interests=("c",))
    ben = member("ben", topics=("a", "c"), interests=("b",), region="wessex", background="managers")
    assert len(introduce(ana, [ben]).starters) == MOST_STARTERS


def known(*apart: tuple[str, str]) -> Known:
    people = [
        member("ana"),
        member("ben", region="wessex", organisation="Another"),
        member("cem"),
        member("dee", region="scotland"),
    ]
    return Known({each.member_id: traits_of(each) for each in people}, frozenset(pair_of(*two) for two in apart))


def test_another_coffee_is_with_the_best_of_those_who_wait_and_may() -> None:
    assert best_partner("ana", ["cem", "ben", "dee"], known()) == "ben"
    assert best_partner("ana", ["cem", "ben", "dee"], known(("ben", "ana"))) == "dee"
    assert best_partner("ana", ["ana", "stranger"], known()) is None


def test_a_pair_takes_a_third_only_when_all_three_may_meet() -> None:
    two, others = pair("ben", "cem"), pair("cem", "dee")
    two.pair_id, others.pair_id = "one", "two"
    assert best_pair("ana", [others, two], known()) is two
    assert best_pair("ana", [others, two], known(("ana", "ben"))) is others
    assert best_pair("ana", [others, two], known(("ana", "cem"))) is None


def test_an_organisation_counts_by_its_entry_in_the_register_else_by_its_name() -> None:
    assert traits_of(member("ana", organisation_id="42")).organisation == "42"
    assert traits_of(member("ana", organisation="Riverside HOSPITAL")).organisation == "riverside hospital"
