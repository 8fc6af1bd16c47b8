"""What a reader is handed, and what it refuses."""

import json
import unittest
from typing import Any

from sample_contracts import parcel_weighed

from tidings.errors import ContractViolationError, MissingUpcastError, UnknownEventError, UnknownFieldError
from tidings.events import Event, Twin, parse_event, receive_event
from tidings.testing import bus_event

V1, V2, V3 = parcel_weighed.v1, parcel_weighed.v2, parcel_weighed.v3
BY_DEPOT = V1.reading("weight", "stops.depot")


def message(**envelope: Any) -> str:
    return bus_event(V1, **envelope)


def around(text: str, **members: Any) -> str:
    return json.dumps({**json.loads(text), **members})


class Declaring(unittest.TestCase):
    def test_takes_fields_of_the_version_and_no_other(self) -> None:
        self.assertEqual(V1.reading("stops", "stops.depot", "weight").fields, ("stops", "stops.depot", "weight"))
        for field in ("scale", "weight.grams", "stops.0", "stops.depot.x", ""):
            with self.subTest(field), self.assertRaisesRegex(UnknownFieldError, f"data.{field}: "):
                V1.reading(field)


class Parsing(unittest.TestCase):
    def test_gives_the_event_with_the_declared_fields(self) -> None:
        event = parse_event(message(data={"weight": 7, "stops": [{"depot": "a", "x": 1}], "more": 2}), [BY_DEPOT])
        expected = Event(
            id="sample-1/1",
            type="ParcelWeighed",
            version=1,
            occurred_at="2026-03-01T12:00:00.000Z",
            correlation_id="c-1",
            causation_id="c-1",
            traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            hops=1,
            replay=None,
            data={"weight": 7, "stops": [{"depot": "a"}]},
        )
        self.assertEqual(event, expected)

    def test_brings_old_data_up_to_the_declared_version(self) -> None:
        event = parse_event(message(), [V2.reading("scale")])
        self.assertEqual((event.version, event.data), (2, {"scale": "unknown"}))

    def test_refuses_data_that_only_typescript_can_bring_up(self) -> None:
        with self.assertRaisesRegex(MissingUpcastError, "write upcast_v2.py beside upcast-v2.ts"):
            parse_event(bus_event(V2), [V3.reading("scale")])

    def test_reads_later_versions_that_its_readers_understand(self) -> None:
        event = parse_event(bus_event(V2), [BY_DEPOT])
        self.assertEqual((event.version, event.data), (2, {"weight": 300, "stops": [{"depot": "north"}]}))

    def test_reads_unknown_versions_by_the_newest_known_schema(self) -> None:
        later = bus_event(V3, version=9)
        self.assertEqual(parse_event(later, [V3.reading("scale")]).version, 9)
        with self.assertRaisesRegex(UnknownEventError, "version 9; known: ParcelWeighed version 1"):
            parse_event(later, [BY_DEPOT])

    def test_judges_the_declared_fields_alone(self) -> None:
        odd = message(data={"weight": 0, "stops": [{"depot": "a"}]})
        self.assertEqual(parse_event(odd, [V1.reading("stops")]).data, {"stops": [{"depot": "a"}]})
        with self.assertRaisesRegex(ContractViolationError, "at /data/weight: must be >= 1"):
            parse_event(odd, [BY_DEPOT])

    def test_judges_all_data_that_is_upcast(self) -> None:
        with self.assertRaisesRegex(ContractViolationError, "at /data/weight: must be >= 1"):
            parse_event(message(data={"weight": 0, "stops": []}), [V2.reading("scale")])

    def test_marks_what_the_archive_sends_again(self) -> None:
        self.assertEqual(parse_event(around(message(), **{"replay-name": "may"}), [BY_DEPOT]).replay, "may")
        self.assertEqual(parse_event(message(replay="june"), [BY_DEPOT]).replay, "june")


class Refusing(unittest.TestCase):
    def assert_refused(self, text: str, problem: str) -> None:
        with self.assertRaisesRegex(ContractViolationError, problem):
            parse_event(text, [BY_DEPOT])

    def test_meets_envelopes_that_break_their_contract(self) -> None:
        self.assert_refused("[]", "at its root: must be an object")
        self.assert_refused("{}", "at its root: must be object")
        self.assert_refused(message(hops=-1), "at /hops: must be >= 0")
        self.assert_refused(message(hops=True), "at /hops: must be integer")
        self.assert_refused(message(occurredAt="2026-03-01T12:00:00+01:00"), "at /occurredAt: must match pattern")

    def test_meets_who_speaks_for_another(self) -> None:
        self.assert_refused(around(message(), source="orders"), "must come from source depots")
        renamed = around(message(), **{"detail-type": "OrderPlaced"})
        self.assert_refused(renamed, "at /type: must be what detail-type says")

    def test_meets_events_that_nobody_declared(self) -> None:
        with self.assertRaises(UnknownEventError):
            parse_event(message(type="ParcelLost"), [BY_DEPOT])


class Twins(unittest.TestCase):
    def receive(self, version: int, published_as: list[int], reading: Any = BY_DEPOT) -> Event | Twin:
        data = V3.definition.examples[0] if version >= 3 else V2.definition.examples[0]
        return receive_event(message(version=version, publishedAs=published_as, data=data), [reading])

    def test_are_handled_where_the_reader_can_read_them_and_else_as_the_newest_that_it_can(self) -> None:
        for version in (1, 2):
            self.assertIsInstance(self.receive(version, [1, 2, 3]), Event)
        twin = Twin("sample-1/1", "ParcelWeighed", 3, "c-1", handled_as=2)
        self.assertEqual(self.receive(3, [1, 2, 3]), twin)

    def test_that_break_others_are_handled_where_nothing_is_read_of_what_changed(self) -> None:
        self.assertIsInstance(self.receive(3, [2, 3], V2.reading("scale")), Event)
        self.assertIsInstance(self.receive(3, [2, 3], V2.reading("stops.depot")), Twin)

    def test_are_handled_as_the_first_newer_one_when_the_reader_knows_none(self) -> None:
        newest = V3.reading("scale")
        self.assertIsInstance(self.receive(4, [4, 5], newest), Event)
        self.assertIsInstance(self.receive(5, [4, 5], newest), Twin)

    def test_must_be_among_the_versions_that_they_name(self) -> None:
        with self.assertRaisesRegex(ContractViolationError, "at /publishedAs: must list the event's own version, 2"):
            self.receive(2, [1, 3])


if __name__ == "__main__":
    unittest.main()
