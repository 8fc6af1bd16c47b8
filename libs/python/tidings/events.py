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


@dataclass(frozen=True, slots=True)
class Twin:
    """An event published under several versions, of which this is not the one to handle."""

    id: str
    type: str
    version: int
    correlation_id: str
    handled_as: int
    """The version under which the same event is handled."""


def parse_event(text: str, readings: Sequence[Reading[Any]]) -> Event:
    """Reads one event.

    The data is checked against the schema of its own version, or the newest known one when it is later than that, and
    is brought up to the declared version when it is earlier. A reading is handed the fields that it declares, and data
    is only refused for what is wrong with these.
    Raises `HostileDocumentError` (no JSON that is safe to read), `ContractViolationError` (envelope or data break their
    contract), `UnknownEventError` (no reading takes the event), `MissingUpcastError`.
    """
    return _event(_arrival(text, readings))


def receive_event(text: str, readings: Sequence[Reading[Any]]) -> Event | Twin:
    """Reads one event as `parse_event` does, unless it is a twin.

    A twin is an event that is published under several versions, of which this reader can read another and not this one.
    Raises what `parse_event` raises.
    """
    arrival = _arrival(text, readings)
    envelope = arrival.envelope
    handled_as = _handled_as(arrival.reading, envelope)
    if handled_as == envelope["version"]:
        return _event(arrival)
    return Twin(envelope["id"], envelope["type"], envelope["version"], envelope["correlationId"], handled_as)


@dataclass(frozen=True, slots=True)
class _Arrival:
    """An event whose data has not been looked at, and who reads it."""

    envelope: Json
    reading: Reading[Any]
    replay: str | None


def _arrival(text: str, readings: Sequence[Reading[Any]]) -> _Arrival:
    bus_event = _object(parse_document(text))
    envelope = _envelope_in(bus_event)
    reading = _reading_of(readings, envelope)
    _assert_address(bus_event, reading)
    return _Arrival(envelope, reading, envelope.get("replay") or _replay_name(bus_event))


def _event(arrival: _Arrival) -> Event:
    envelope, reading = arrival.envelope, arrival.reading
    return Event(
        id=envelope["id"],
        type=envelope["type"],
        version=max(envelope["version"], reading.version),
        occurred_at=envelope["occurredAt"],
        correlation_id=envelope["correlationId"],
        causation_id=envelope["causationId"],
        traceparent=envelope["traceparent"],
        hops=envelope["hops"],
        replay=arrival.replay,
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
    # The last of two readings of one event counts.
    by_type = {reading.type: reading for reading in readings}
    reading = by_type.get(envelope["type"])
    if reading is not None:
        return reading
    known = [f"{each.type} version {each.version}" for each in readings]
    raise UnknownEventError(envelope["type"], envelope["version"], known)


def _assert_address(bus_event: Json, reading: Reading[Any]) -> None:
    """Whoever may publish under one source must not speak for another."""
    if bus_event.get("source") != reading.source:
        raise ContractViolationError(reading.type, Problem("", f"must come from source {reading.source}"))
    if bus_event.get("detail-type") != reading.type:
        raise ContractViolationError(reading.type, Problem("/type", "must be what detail-type says"))


def _handled_as(reading: Reading[Any], envelope: Json) -> int:
    """The version under which a reader handles an event: this one if it can read it, or else its newest readable twin.

    A reader that can read several handles each, as a repeat of one event: passing over what is readable would lose an
    event whose twins meet the code before and after a deployment. When it can read none, it is the first that is newer
    than what it knows, or else this one.
    """
    version: int = envelope["version"]
    published: Sequence[int] = envelope.get("publishedAs", (version,))
    if version not in published:
        problem = Problem("/publishedAs", f"must list the event's own version, {version}")
        raise ContractViolationError(reading.type, problem)
    if _can_read(reading, version):
        return version
    readable = [each for each in published if _can_read(reading, each)]
    unknown = [each for each in published if each > len(reading.definitions)]
    return max(readable) if readable else min(unknown, default=version)


def _can_read(reading: Reading[Any], version: int) -> bool:
    known = version <= len(reading.definitions)
    return known and reading.can_read(reading.definitions[version - 1])


def _read_data(reading: Reading[Any], envelope: Json) -> Any:
    version: int = envelope["version"]
    definition = reading.definitions[min(version, len(reading.definitions)) - 1]
    if not reading.can_read(definition):
        raise UnknownEventError(reading.type, version, [f"{reading.type} version {reading.version}"])
    steps = [
        step
        for step in reading.definitions[definition.version - 1 : reading.version - 1]
        if step.upcast is not None or step.upcast_is_missing
    ]
    _assert_keeps(reading, definition, envelope["data"], is_upcast=bool(steps))
    return reading.narrow(_upcast(reading.type, steps, envelope["data"]))


def _assert_keeps(reading: Reading[Any], definition: Definition, data: object, *, is_upcast: bool) -> None:
    """What a reading does not declare may be wrong, unless an upcast has to work on it."""
    problem = definition.validate(data, "/data")
    if problem is not None and not is_upcast:
        problem = reading.problem_in_fields(definition, data, "/data")
    if problem is not None:
        raise ContractViolationError(reading.type, problem)


def _upcast(event_type: str, steps: Sequence[Definition], data: Any) -> Any:
    for step in steps:
        if step.upcast is None:
            raise MissingUpcastError(event_type, step.version)
        data = step.upcast(data)
    return data


def _replay_name(bus_event: Json) -> str | None:
    name = bus_event.get("replay-name")
    return name if isinstance(name, str) and name else None
