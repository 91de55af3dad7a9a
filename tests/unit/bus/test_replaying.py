"""A parked message is sent again as it was before anybody tried."""

from bus.operating.parked import first_attempt


def test_what_bus_and_broker_noted_on_a_message_is_not_sent_again() -> None:
    kept = {"cloudEvents_id": "e", "q_fill": "f"}
    noted = {
        "q_attempt": "5",
        "q_failed_with": "RuntimeError",
        "x-death": "[...]",
        "x-first-death-queue": "desk.retry.1s",
    }
    row = {"queue": "desk.letters.v1", "headers": kept | noted, "body": b"{}", "message_id": "e"}
    sent = first_attempt(row)
    assert (sent.exchange, sent.routing_key, sent.body, sent.message_id) == ("", "desk.letters.v1", b"{}", "e")
    assert sent.headers == kept
