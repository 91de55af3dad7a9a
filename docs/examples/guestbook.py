"""Somebody else's program, without any part of ours: keeps who is a member, in a file of its own.

What it does with kombu, any AMQP client can do in any language.
"""

import json
import os
import sqlite3
import sys

import kombu

TYPES = ("member.joined", "member.updated", "member.left", "person.erased")
EVENTS = kombu.Exchange("directory.events", type="topic")
QUEUE = kombu.Queue(
    "guestbook.members",  # The owner's name first; durable, so that it fills while this program is away.
    bindings=[kombu.binding(EVENTS, routing_key=event_type) for event_type in TYPES],
    queue_arguments={"x-queue-type": "quorum", "x-delivery-limit": 2**31 - 1},
)
TABLES = (
    "CREATE TABLE IF NOT EXISTS members (id TEXT PRIMARY KEY, sequence INTEGER, name TEXT)",
    "CREATE TABLE IF NOT EXISTS erased (id TEXT PRIMARY KEY)",
)


def keep(book, headers, body):
    """Keep the newest state of a member: messages may come twice, late, or in another order."""
    if headers["cloudEvents_type"] not in TYPES:  # Whoever fills the queue may tell more than was asked for.
        return
    if headers["cloudEvents_type"] == "person.erased":  # Forget them, and what comes late about them.
        book.execute("DELETE FROM members WHERE id = ?", [headers["cloudEvents_subject"]])
        book.execute("INSERT OR IGNORE INTO erased VALUES (?)", [headers["cloudEvents_subject"]])
        return
    member_id, sequence = headers["cloudEvents_subject"], int(headers["cloudEvents_sequence"])
    [known] = book.execute("SELECT max(sequence) FROM members WHERE id = ?", [member_id]).fetchone()
    told_again = "q_fill" in headers  # True now, but no news: it may mend a copy of the same sequence.
    if book.execute("SELECT 1 FROM erased WHERE id = ?", [member_id]).fetchone():
        return
    if known is not None and (sequence < known or (sequence == known and not told_again)):
        return
    # Who left keeps a row without a name, so that what comes late does not bring them back.
    name = None if headers["cloudEvents_type"] == "member.left" else json.loads(body)["name"]
    book.execute("INSERT OR REPLACE INTO members VALUES (?, ?, ?)", [member_id, sequence, name])
    print(f"{name or 'Somebody who left'}: kept", flush=True)


def main(path):
    book = sqlite3.connect(path)
    for table in TABLES:
        book.execute(table)

    def heard(message):
        with book:  # One transaction for each message ...
            keep(book, message.headers, message.body)
        message.ack()  # ... and only then may the broker forget it.

    connection = kombu.Connection(os.environ["AMQP_URI"], heartbeat=20)
    with connection, kombu.Consumer(connection, [QUEUE], on_message=heard, prefetch_count=100):
        print("Listening.", flush=True)
        while True:
            try:
                connection.drain_events(timeout=5)
            except TimeoutError:
                connection.heartbeat_check()


if __name__ == "__main__":
    main(sys.argv[1])
