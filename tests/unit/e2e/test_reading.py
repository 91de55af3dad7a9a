"""What is kept of how a page reads: the words of the pages, and nothing that differs from run to run."""

import pytest

from tests.e2e.reading import looks
from tests.e2e.words import known


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Sent on 3 March 2027. Waiting for scores", "Sent on …. Waiting for scores"),
        ("Change Role", "Change Role"),
        ("Notices 3", "Notices"),
        ("Sam Newcomer ab12cd", "…"),
        ("1,234 members found", "… members found"),
        ("How the panel stands: West of England", "How the panel stands: …"),
        ("I cleaned wards for ten years and nobody ever asked me how it should be done until last spring.", "…"),
    ],
)
def test_what_people_wrote_stands_as_an_ellipsis(text: str, read: str) -> None:
    assert known(text) == read


def test_rows_that_read_alike_stand_once() -> None:
    rows = "\n".join(f'    - listitem:\n      - link "Sam {number}"' for number in range(3))
    assert dict(looks("a/list", f"- main:\n  - list:\n{rows}")) == {
        "a/list": '- main:\n  - list:\n    - listitem:\n      - link "…"'
    }


def test_a_heading_that_goes_and_another_order_are_seen() -> None:
    one, other = '- heading "Apply to join" [level=1]', '- link "Find people"'
    read = {
        look for lines in ([one, other], [other, one], [one]) for _page, look in looks("home/home", "\n".join(lines))
    }
    assert len(read) == 3


def test_header_footer_and_messages_are_kept_apart() -> None:
    message = '- alert "Done":\n    - text: Saved'
    page = f'- banner:\n  - link "Q Commons"\n- main:\n  {message}\n  - heading "Notices" [level=1]'
    assert [part for part, _look in looks("notices/list", page)] == ["layout/header", "layout/messages", "notices/list"]


def test_of_a_mail_only_what_is_around_it_is_kept() -> None:
    mail = '- main:\n  - link "Mailbox"\n  - heading "Your invitation to Q Commons" [level=1]'
    assert dict(looks("mailbox/mail", mail)) == {
        "mailbox/mail": '- main:\n  - link "Mailbox"\n  - heading "…" [level=1]'
    }


ROWS = """
- main:
  - heading "People you may want to meet" [level=1]
  - list:
    - listitem:
      - heading "Ana" [level=3]:
        - link "Ana":
          - /url: /members/1
      - list:
        - listitem: They work for another organisation
      - 'button "Show me others Ana"'
    - listitem:
      - heading "Ben" [level=3]:
        - link "Ben":
          - /url: /members/2
      - 'button "Show me others Ben"'
"""


def test_of_people_who_differ_from_day_to_day_only_what_can_be_used_is_kept() -> None:
    [(_, look)] = looks("suggestions/list", ROWS)
    assert look.splitlines() == [
        "- main:",
        '  - heading "People you may want to meet" [level=1]',
        "  - list:",
        '    - button "Show me others …"',
        '    - heading "…" [level=3]',
        '    - link "…"',
    ]
    [(_, elsewhere)] = looks("directory/search", ROWS)
    assert "They work for another organisation" in elsewhere
