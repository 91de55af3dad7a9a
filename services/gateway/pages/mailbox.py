"""The mailbox of a community that runs on one machine and mails nobody: every mail it would have sent."""

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from flask import Blueprint, Response, abort, request

from services.gateway import security
from services.gateway.web import Page, render, surroundings

blueprint = Blueprint("mailbox", __name__)

MOST = 200
INSIDE_THE_FRAME = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"


@blueprint.get("/mailbox")
def show() -> Page:
    """List mails, the newest first, a page of them at a time; behind the last page comes none."""
    paths = sorted(folder().glob("*.eml"), key=lambda path: path.stat().st_mtime, reverse=True)
    last = max(0, len(paths) - 1) // MOST + 1
    page = min(max(1, request.args.get("page", 1, type=int)), last)
    shown = paths[(page - 1) * MOST : page * MOST]
    return render("mailbox/list.html", mails=[(path.stem, read(path)) for path in shown], page=page, last=last)


@blueprint.get("/mailbox/<name>")
def mail(name: str) -> Page:
    """Show one mail, as text and as its HTML would look."""
    message = find(name)
    return render("mailbox/mail.html", name=name, mail=message, text=part(message, "plain"))


@blueprint.get("/mailbox/<name>/html")
def html(name: str) -> Response:
    """Return a mail's HTML for the frame: no scripts, nothing from elsewhere, links fill the window."""
    security.set_headers({"Content-Security-Policy": INSIDE_THE_FRAME, "X-Frame-Options": "SAMEORIGIN"})
    return Response('<base target="_top">' + part(find(name), "html"), mimetype="text/html")


def folder() -> Path:
    """Return the folder of mails; there is none but on the local runner."""
    path = surroundings().settings.mailbox
    if not path:
        abort(404)
    return Path(path)


def find(name: str) -> EmailMessage:
    """Return a mail by its file's name."""
    path = next((path for path in folder().glob("*.eml") if path.stem == name), None)
    return read(path) if path else abort(404)


def read(path: Path) -> EmailMessage:
    """Parse a mail."""
    with path.open("rb") as file:
        return BytesParser(EmailMessage, policy=policy.default).parse(file)


def part(message: EmailMessage, kind: str) -> str:
    """Return the text of a mail in one kind, or nothing."""
    body = message.get_body((kind,))
    return str(body.get_content()) if body else ""
