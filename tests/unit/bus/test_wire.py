import pytest
from hypothesis import given
from hypothesis import strategies as st

from bus import wire
from bus.errors import Invalid
from bus.times import utc_now
from bus.wire import Envelope

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=40)


def envelope(**changes: object) -> Envelope:
    fields = {
        "id": "1",
        "type": "member.joined",
        "source": "directory",
        "subject": "m",
        "sequence": 3,
        "time": utc_now(),
        "dataschema": "urn:q-commons:member.joined:1",
        "body": b"{}",
        "correlation_id": "c",
        "causation_id": "d",
        "actor_id": "p",
        "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    }
    return Envelope(**fields | changes)  # type: ignore[arg-type]


def test_an_envelope_comes_back_from_its_headers() -> None:
    sent = envelope()
    assert wire.read(sent.headers(), sent.body) == sent


def test_the_header_keys_are_those_of_cloudevents_over_amqp() -> None:
    assert set(envelope().headers()) == {
        f"cloudEvents_{name}"
        for name in [
            "specversion",
            "id",
            "source",
            "type",
            "subject",
            "time",
            "dataschema",
            "sequence",
            "correlationid",
            "causationid",
            "actorid",
            "traceparent",
        ]
    }


def test_a_secret_path_carries_no_actor_correlation_or_trace() -> None:
    quiet = envelope(actor_id="", correlation_id="", causation_id="", traceparent="")
    assert not {"cloudEvents_actorid", "cloudEvents_correlationid", "cloudEvents_traceparent"} & set(quiet.headers())


@pytest.mark.parametrize("missing", ["id", "type", "source", "subject", "sequence", "time"])
def test_a_message_without_a_required_header_is_refused(missing: str) -> None:
    headers = envelope().headers()
    del headers[f"cloudEvents_{missing}"]
    with pytest.raises(Invalid, match="header_missing"):
        wire.read(headers, b"{}")


def test_context_data_that_a_stock_service_passes_on_is_not_read_as_the_event_s_own() -> None:
    leaked = {f"nameko.{key}": value for key, value in envelope().headers().items()}
    with pytest.raises(Invalid, match="header_missing"):
        wire.read(leaked, b"{}")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | TEXT,
        lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    )
)
def test_json_primitives_survive_the_wire(data: object) -> None:
    assert wire.decode(wire.encode(data)) == data


def test_a_type_marker_stays_a_dictionary() -> None:
    marked = {"__type__": "datetime", "__value__": "2020-01-01"}
    assert wire.decode(wire.encode(marked)) == marked


def test_an_event_above_64_kib_is_refused_where_it_is_made() -> None:
    with pytest.raises(Invalid, match="event_too_large"):
        wire.encode({"text": "x" * 65_536})


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000])
def test_what_is_not_json_is_refused(body: bytes) -> None:
    with pytest.raises(Invalid, match="body_not_json"):
        wire.decode(body)
