"""Reading events: whole EventBridge events as JSON texts, such as the bodies of SQS messages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tidings.contract import Definition, Reading
from tidings.document import parse_document
from tidings.errors import ContractViolationError, MissingUpcastError, Problem, UnknownEventError
from tidings.generated.envelope import ENVELOPE_SCHEMA
from tidings.validation import compile_schema

MAX_HOPS = 16
"""Most events that may follow one another from one request; a longer chain is taken for a loop and refused."""

Json = Mapping[str, Any]

_validate_envelope = compile_schema(ENVELOPE_SCHEMA)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, and what every event says about itself. Times are UTC, ISO 8601."""

    id: str
    """`<stream>/<position>`: publishing again gives the same id."""
    type: str
    version: int
    """The version that `data` follows."""
    occurred_at: str
    correlation_id: str
    """Shared by everything that one request from outside led to."""
    causation_id: str
    """Id of the request or event that led to this one."""
    traceparent: str
    """W3C trace context."""
    hops: int
    """Events between the request from outside and this one."""
    replay: str | None
    """Name of the replay that the event is part of; `None` when it happens for the first time."""
    data: Any
    """The declared fields and no other: a dictionary in the shape of the contract's TypedDict."""


def parse_event(text: str, readings: Sequence[Reading[Any]]) -> Event | None:
    """Reads one event. Answers `None` for a twin: the same fact under another version is the one to take.

    The data is checked against the schema of its own version, or the newest known one when it is later than that, and
    is brought up to the declared version when it is earlier. Where it fails as a whole, what is declared still counts.
    Raises `HostileDocumentError` (no JSON that is safe to read), `ContractViolationError` (envelope or data break their
    contract), `UnknownEventError` (no reading takes the event), `MissingUpcastError`.
    """
    bus_event = _object(parse_document(text))
    envelope = _envelope_in(bus_event)
    reading = _reading_of(readings, envelope)
    _assert_address(bus_event, reading)
    if _is_left_to_its_twin(reading, envelope):
        return None
    return _event(envelope, reading, envelope.get("replay") or _replay_name(bus_event))


def _event(envelope: Json, reading: Reading[Any], replay: str | None) -> Event:
    return Event(
        id=envelope["id"],
        type=envelope["type"],
        version=max(envelope["version"], reading.version),
        occurred_at=envelope["occurredAt"],
        correlation_id=envelope["correlationId"],
        causation_id=envelope["causationId"],
        traceparent=envelope["traceparent"],
        hops=envelope["hops"],
        replay=replay,
        data=_read_data(reading, envelope),
    )


def _object(value: object) -> Json:
    if isinstance(value, dict):
        return value
    raise ContractViolationError("", Problem("", "must be an object"))


def _envelope_in(bus_event: Json) -> Json:
    detail = bus_event.get("detail")
    problem = _validate_envelope(detail)
    if problem is not None:
        raise ContractViolationError("", problem)
    return _object(detail)


def _reading_of(readings: Sequence[Reading[Any]], envelope: Json) -> Reading[Any]:
    # As with a table by type, the last of two readings of one event counts.
    for reading in reversed(readings):
        if reading.type == envelope["type"]:
            return reading
    known = [f"{each.type} version {each.version}" for each in readings]
    raise UnknownEventError(envelope["type"], envelope["version"], known)


def _assert_address(bus_event: Json, reading: Reading[Any]) -> None:
    """Whoever may publish under one source must not speak for another."""
    if bus_event.get("source") != reading.source:
        raise ContractViolationError(reading.type, Problem("", f"must come from source {reading.source}"))
    if bus_event.get("detail-type") != reading.type:
        raise ContractViolationError(reading.type, Problem("/type", "must be what detail-type says"))


def _is_left_to_its_twin(reading: Reading[Any], envelope: Json) -> bool:
    """Of one fact under several versions a reader takes the newest that it can read."""
    readable = [version for version in envelope.get("publishedAs", ()) if _can_read(reading, version)]
    return bool(readable) and envelope["version"] != max(readable)


def _can_read(reading: Reading[Any], version: int) -> bool:
    known = version <= len(reading.definitions)
    return known and reading.definitions[version - 1].readable_from <= reading.version


def _read_data(reading: Reading[Any], envelope: Json) -> Any:
    version: int = envelope["version"]
    definition = reading.definitions[min(version, len(reading.definitions)) - 1]
    if definition.readable_from > reading.version:
        raise UnknownEventError(reading.type, version, [f"{reading.type} version {reading.version}"])
    _assert_keeps(reading, definition, envelope["data"])
    return reading.narrow(_upcast(reading, definition, envelope["data"]))


def _assert_keeps(reading: Reading[Any], definition: Definition, data: object) -> None:
    problem = definition.validate(data, "/data")
    if problem is None:
        return
    problem = reading.problem_in_fields(definition, data, "/data")
    if problem is not None:
        raise ContractViolationError(reading.type, problem)


def _upcast(reading: Reading[Any], start: Definition, data: Any) -> Any:
    for step in reading.definitions[start.version - 1 : reading.version - 1]:
        if step.upcast_is_missing:
            raise MissingUpcastError(reading.type, step.version)
        data = data if step.upcast is None else step.upcast(data)
    return data


def _replay_name(bus_event: Json) -> str | None:
    name = bus_event.get("replay-name")
    return name if isinstance(name, str) and name else None
