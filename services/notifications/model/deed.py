"""The deeds that a mail may carry: what whoever holds it can do by a signed link, and for how long.

The gateway has a row of the same name for each (`pages/deeds/table.py`).
"""

from datetime import timedelta

LASTS = {
    "entry_check": timedelta(days=60),
    "benefit_answer": timedelta(days=60),
    "interest_withdraw": timedelta(days=400),
    "coffee_met": timedelta(days=60),
    "coffee_snooze": timedelta(days=60),
    "coffee_another": timedelta(days=30),
    "swap_answer": timedelta(days=60),
    "swap_accept": timedelta(days=60),
    "swap_renew": timedelta(days=30),
    "connection_accept": timedelta(days=60),
    "introduction_answer": timedelta(days=60),
}
"""How long a link works after its mail was written."""
