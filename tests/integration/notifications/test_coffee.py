"""What those are told who take part in coffee trials: where the button of a mail leads, and to whose address."""

from typing import Any

import pytest

from bus.testing import Community
from services.notifications import schemas
from tests.contracts.house import sample
from tests.integration.notifications.facts import AMINA, BEN, reach
from tests.integration.notifications.mail_server import MailServer

OF_BEN = {"person_id": BEN, "name": "Ben Ashdown"}
ADDRESS = "amina@example.org"


@pytest.fixture
def amina(running: Community) -> Community:
    for person_id, address in ((AMINA, ADDRESS), (BEN, "ben@example.org")):
        reach(running, person_id, address)
    running.settled()
    return running


def text_of(mail_server: MailServer) -> str:
    [mail] = mail_server.desk.to(ADDRESS)
    return str(mail.get_body(("plain",)).get_content())  # type: ignore[union-attr]


def tell(amina: Community, mail_server: MailServer, event: type[Any], **given: Any) -> str:
    """Let matching tell Amina something; return the mail that she gets."""
    amina.publish(event, sample(event(), pair_id="pair-1", person_id=AMINA, name="Amina Yusuf", **given))
    amina.eventually(lambda: mail_server.desk.to(ADDRESS))
    return text_of(mail_server)


def test_the_two_who_remain_of_three_are_led_to_whom_they_meet(amina: Community, mail_server: MailServer) -> None:
    text = tell(amina, mail_server, schemas.CoffeePartnerLeft, others=[OF_BEN])
    assert "You still meet Ben Ashdown" in text
    assert "/coffee/pair-1" in text


def test_who_remains_alone_may_ask_for_somebody_else_without_signing_in(
    amina: Community, mail_server: MailServer
) -> None:
    text = tell(amina, mail_server, schemas.CoffeePartnerLeft, others=[])
    assert "/answer/" in text
    assert "/coffee/pair-1" not in text


@pytest.mark.parametrize("blocks", [True, False])
def test_a_mail_of_whom_one_meets_has_the_address_unless_one_blocks_the_other(
    amina: Community, mail_server: MailServer, blocks: bool
) -> None:
    if blocks:
        amina.publish(schemas.BlocksChanged, {"person_id": BEN, "blocked_ids": [AMINA]})
        amina.settled()
    other = OF_BEN | {"role": "", "organisation": "", "region": "wales", "background": "managers"}
    text = tell(amina, mail_server, schemas.CoffeeMatched, others=[other], starters=[], shared_topics=[], ways=["call"])
    assert ("ben@example.org" in text) is not blocks
