"""All deeds by name: a new one is a file of its noun, a row here, and a row in `model/deed.py` of notifications."""

from services.gateway.pages.deeds.benefit import BENEFIT_ANSWER
from services.gateway.pages.deeds.coffee import COFFEE_ANOTHER, COFFEE_MET, COFFEE_SNOOZE
from services.gateway.pages.deeds.connecting import CONNECTION_ACCEPT, INTRODUCTION_ANSWER
from services.gateway.pages.deeds.entry import ENTRY_CHECK
from services.gateway.pages.deeds.interest import INTEREST_WITHDRAW
from services.gateway.pages.deeds.swap import SWAP_ACCEPT, SWAP_ANSWER, SWAP_RENEW

TABLE = (
    ENTRY_CHECK,
    INTEREST_WITHDRAW,
    CONNECTION_ACCEPT,
    INTRODUCTION_ANSWER,
    BENEFIT_ANSWER,
    COFFEE_MET,
    COFFEE_SNOOZE,
    COFFEE_ANOTHER,
    SWAP_ANSWER,
    SWAP_ACCEPT,
    SWAP_RENEW,
)
DEEDS = {deed.name: deed for deed in TABLE}
