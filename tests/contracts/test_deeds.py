"""Both ends of the signed links of mails: what notifications signs while it sends, the gateway reads and can do."""

import re

import pytest

from services.gateway.pages.deeds.table import DEEDS
from services.gateway.pages.deeds.tokens import verify
from services.notifications.mailing import message
from services.notifications.model.deed import LASTS
from services.notifications.model.kinds import KINDS
from tests.unit.notifications.letters import NOW, SETTINGS, letter

SIGNED = re.compile(r"https://q\.example/answer/([^\s\"<]+)")
WITH_DEEDS = [kind.name for kind in KINDS.values() if kind.deeds]


def test_the_same_deeds_are_known_on_both_sides_and_every_one_is_mailed() -> None:
    mailed = {deed for kind in KINDS.values() for deed in kind.deeds}
    assert set(DEEDS) == set(LASTS) == mailed


@pytest.mark.parametrize("kind", WITH_DEEDS)
def test_the_gateway_reads_every_signed_link_of_a_mail(kind: str) -> None:
    body = message.write(letter(kind), SETTINGS, NOW).get_body(("plain",))
    assert body is not None
    found = [verify(token, SETTINGS.link_key) for token in SIGNED.findall(body.get_content())]
    assert {each.deed.name for each in found} == set(KINDS[kind].deeds)
    for mailed in found:
        about = set(KINDS[kind].deeds[mailed.deed.name])
        ends_at = NOW + LASTS[mailed.deed.name]
        said = (mailed.person_id, mailed.mail_id, set(mailed.about), mailed.expires_at)
        assert said == ("amina", "0193-mail", about, ends_at.replace(microsecond=0))


@pytest.mark.parametrize("kind", WITH_DEEDS)
def test_a_mail_that_is_sent_again_carries_the_same_links(kind: str) -> None:
    texts = [message.write(letter(kind), SETTINGS, NOW).get_body(("plain",)) for _ in range(2)]
    first, second = (SIGNED.findall(text.get_content()) for text in texts if text)
    assert first == second
