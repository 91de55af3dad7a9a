"""What a screen reader is told of a page, without what differs from run to run, and the files that it is kept in.

A file for each page of `services/gateway/templates` holds the looks that journeys had at it, in the order of the
alphabet. What people wrote stands as `…`; rows that read alike stand once.
"""

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher, unified_diff
from pathlib import Path
from typing import Any

import yaml

from tests.e2e.words import ELSE, GATEWAY, known

FOLDER = Path(__file__).with_name("snapshots")
HEAD = re.compile(r'(?P<role>/?[\w-]+)(?: "(?P<name>(?:[^"\\]|\\.)*)")?(?P<state>(?: \[[^]]+\])*)')
STATE = re.compile(r" \[(?:level=\d|disabled|expanded)\]")
ALIKE = ("list", "table", "rowgroup", "combobox", "listbox", "group")
"""Where the same shape stands once, wherever it comes again."""
TYPED = ("textbox", "searchbox", "combobox", "spinbutton")
LIVE = "Notices"
"""How many there are is told while a page is open."""
LANDMARKS = {"banner": "layout/header", "contentinfo": "layout/footer"}
MESSAGES = ("Done", "Please note", "Almost there")
MAILS = ("mailbox/list", "mailbox/mail")
"""Pages that show the words of mails: of those only what stands in the page itself is kept."""
OF_THE_DAY = ("benefits/reports", "coffee/overview", "connections/list", "month/month", "suggestions/list")
"""Pages whose rows differ from day to day, as the people in them do: of their lists only what can be used is kept."""
USED = ("heading", "link", "button")
BETWEEN = "\n---\n"

Say = Callable[[str], str]
Looks = dict[str, set[str]]
"""The looks at each page."""


def looks(page: str, snapshot: str) -> Iterator[tuple[str, str]]:
    """Yield what was read: of the page itself, and of the header, the footer and messages that every page may have."""
    own: list[str] = []
    say = _of_the_page(page) if page in MAILS else known
    nodes = yaml.load(snapshot, yaml.CSafeLoader) or []
    if page in OF_THE_DAY:
        nodes = [_without_rows(node, say) if _role(node) == "main" else node for node in nodes]
    for block in _blocks(nodes, "body", say):
        role = block[0].split()[1].rstrip(":")
        if role in LANDMARKS:
            yield LANDMARKS[role], "\n".join(block)
        else:
            messages, rest = _without_messages(block)
            own += rest
            for message in messages:
                yield "layout/messages", "\n".join(message)
    yield page, "\n".join(own)


def stored() -> Looks:
    """Return the looks that are kept."""
    files = {path.relative_to(FOLDER).with_suffix("").as_posix(): path for path in FOLDER.rglob("*.yaml")}
    return {page: set(path.read_text().rstrip("\n").split(BETWEEN)) for page, path in files.items()}


def store(seen: Looks) -> None:
    """Write the looks anew, and nothing else."""
    for path in FOLDER.rglob("*.yaml"):
        path.unlink()
    for page, found in seen.items():
        path = FOLDER / f"{page}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(BETWEEN.join(sorted(found)) + "\n")


def together(*several: Looks) -> Looks:
    """Return the looks of all of them."""
    return {page: set().union(*(each.get(page, set()) for each in several)) for page in set().union(*several)}


def without(looks: Looks, known: Looks) -> Looks:
    """Return the looks that are not among those that are known."""
    left = {page: found - known.get(page, set()) for page, found in looks.items()}
    return {page: found for page, found in left.items() if found}


def differences(page: str, look: str) -> str:
    """Say how a look differs from the one that is kept and most like it."""
    kept = stored().get(page, set())
    nearest = max(kept, key=lambda each: SequenceMatcher(None, each, look).quick_ratio(), default="")
    return "\n".join(unified_diff(nearest.split("\n"), look.split("\n"), f"{page} as kept", f"{page} now", lineterm=""))


def _without_messages(block: list[str]) -> tuple[list[list[str]], list[str]]:
    """Take the messages of what was done before out of a page: they come with any page."""
    messages: list[list[str]] = []
    rest: list[str] = []
    is_inside = False
    for line in block:
        if re.match(r"  - (?:region|alert)", line) and any(f'"{title}"' in line for title in MESSAGES):
            is_inside = True
            messages.append([line[2:]])
        elif is_inside and line.startswith("    "):
            messages[-1].append(line[2:])
        else:
            is_inside = False
            rest.append(line)
    return messages, rest


def _without_rows(node: Any, say: Say) -> Any:
    """Return a node in whose lists stands only what can be used in any of their rows."""
    if not isinstance(node, dict):
        return node
    head, below = next(iter(node.items()))
    if not isinstance(below, list):
        return node
    if _role(node) != "list":
        return {head: [_without_rows(each, say) for each in below]}
    used = {_block(each, None, say)[0]: each for each in _within(below) if _role(each) in USED}
    return {head: [used[line] for line in sorted(used)]}


def _within(nodes: list[Any]) -> Iterator[Any]:
    """Yield everything below, each by its head alone."""
    for node in nodes:
        head, below = next(iter(node.items())) if isinstance(node, dict) else (node, None)
        yield head
        yield from _within(below if isinstance(below, list) else [])


def _role(node: Any) -> str:
    found = HEAD.match(str(next(iter(node)) if isinstance(node, dict) else node).strip())
    return found["role"] if found else ""


def _of_the_page(page: str) -> Say:
    """Return how to say what stands in this template or in what surrounds every page."""
    files = ("layout.html", "header.html", "footer.html", f"{page}.html")
    source = "".join((GATEWAY / "templates" / file).read_text() for file in files)
    return lambda text: known(text) if f'"{known(text)}"' in source else ELSE


def _blocks(nodes: list[Any], parent: str, say: Say) -> Iterator[list[str]]:
    """Yield each node with what is below it, without what reads like the one before or, in lists, any before."""
    before: list[list[str]] = []
    for node in nodes:
        block = _block(*(next(iter(node.items())) if isinstance(node, dict) else (node, None)), say)
        if block and block not in (before if parent in ALIKE else before[-1:]):
            before.append(block)
            yield block


def _block(head: str, below: Any, say: Say) -> list[str]:
    found = HEAD.fullmatch(head.strip())
    if found is None or found["role"].startswith("/"):
        return []
    role, text = found["role"], found["name"] or ""
    if role in ("cell", "row", "rowheader"):
        return _plain(role, below, say)
    if role == "link" and text.startswith(LIVE):
        text = LIVE
    name = f' "{say(text)}"' if text else ""
    line = f"- {role}{name}{''.join(STATE.findall(found['state']))}"
    if isinstance(below, list):
        children = [f"  {line}" for block in _blocks(below, role, say) for line in block]
        return [line + ":" if children else line, *children]
    return [line if below is None or role in TYPED else f"{line}: {say(str(below))}"]


def _plain(role: str, below: Any, say: Say) -> list[str]:
    """Keep of a table what its rows are made of, not what is in them."""
    if role != "row" or not isinstance(below, list):
        return [f"- {role}"]
    children = [f"  {line}" for block in _blocks(below, "table", say) for line in block]
    return ["- row:", *children]
