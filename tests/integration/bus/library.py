"""A library that can tell all its books again, and a reading room that keeps copies of what it hears of them."""

from typing import Any, ClassVar

from marshmallow import fields

from bus.actor import Actor
from bus.database import Read, Work
from bus.doors import Request, command, projection, reaction
from bus.events import Copy, Event, Received
from bus.filling import State
from bus.settings import BusSettings


class _Book(Event):
    source, subject = "library", "book_id"
    book_id = fields.String(required=True)
    title = fields.String(required=True)


class BookAdded(_Book):
    """A book came in."""

    type = "book.added"


class BookRenamed(_Book):
    """A book got another title."""

    type = "book.renamed"


class BookRemoved(Event):
    """A book is gone."""

    type, source, subject = "book.removed", "library", "book_id"
    book_id = fields.String(required=True)


class LoanBegun(Event):
    """Somebody has a book; only who may know hears who."""

    type, source, subject, private = "loan.begun", "library", "book_id", True
    book_id = fields.String(required=True)
    reader = fields.String(required=True)


class Book:
    """As its document says: a book that is gone keeps its sequence."""

    def __init__(self, document: dict[str, Any] | None, book_id: str) -> None:
        self.document = document or {"_id": book_id, "title": None, "sequence": 0}

    @property
    def sequence(self) -> int:
        return int(self.document["sequence"])

    @sequence.setter
    def sequence(self, sequence: int) -> None:
        self.document["sequence"] = sequence


def page_books(read: Read, after: str, limit: int) -> list[tuple[str, int, dict[str, Any]]]:
    found = read.db["books"].find({"_id": {"$gt": after}}, sort=[("_id", 1)], limit=limit)
    return [(book["_id"], book["sequence"], book) for book in found]


def tell_book(book: dict[str, Any]) -> dict[str, Any] | None:
    return {"book_id": book["_id"], "title": book["title"]} if book["title"] else None


def tell_loan(book: dict[str, Any]) -> dict[str, Any] | None:
    return {"book_id": book["_id"], "reader": "Jo"} if book["title"] else None


class Keep(Request):
    book_id = fields.String(required=True)
    title = fields.String(load_default=None)


class Library:
    name = "library"
    settings = BusSettings
    publishes = (BookAdded, BookRenamed, BookRemoved, LoanBegun)
    states = (
        State((BookRenamed, BookAdded), page_books, tell_book),
        State((LoanBegun,), page_books, tell_loan),
    )

    @command(Keep)
    def keep_book(self, work: Work, actor: Actor, request: dict[str, Any]) -> dict[str, Any]:
        """Add a book, rename it, or remove it by giving no title."""
        book = Book(work.db["books"].find_one({"_id": request["book_id"]}), request["book_id"])
        event = BookRemoved if request["title"] is None else BookRenamed if book.sequence else BookAdded
        told = request if request["title"] else {"book_id": request["book_id"]}
        work.emit(event, told, of=book)
        kept = book.document | {"title": request["title"]}
        work.db["books"].replace_one({"_id": request["book_id"]}, kept, upsert=True)
        return {"sequence": book.sequence}


class _BookCopy(Copy):
    source, subject = "library", "book_id"
    book_id = fields.String(required=True)
    title = fields.String(load_default=None)


class AddedCopy(_BookCopy):
    type = "book.added"


class RenamedCopy(_BookCopy):
    type = "book.renamed"


class RemovedCopy(_BookCopy):
    type = "book.removed"


class ReadingRoom:
    """Keeps copies of books, and counts new ones."""

    name = "room"
    settings = BusSettings
    faults: ClassVar[dict[str, Exception]] = {}

    @projection(AddedCopy, RenamedCopy, RemovedCopy, queue="room.books.v1")
    def keep(self, work: Work, event: Received) -> None:
        if event.subject in self.faults:
            raise self.faults[event.subject]
        if event.type == "book.removed":
            work.db["books"].delete_one({"_id": event.subject})
        else:
            copy = {"_id": event.subject, "title": event.data["title"]}
            work.db["books"].replace_one({"_id": event.subject}, copy, upsert=True)

    @reaction(AddedCopy, RenamedCopy, queue="room.news.v1")
    def announce(self, work: Work, event: Received) -> None:
        work.db["news"].insert_one({"_id": work.new_id(), "event": event.id})
