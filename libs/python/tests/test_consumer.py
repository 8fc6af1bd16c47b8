"""Handlers of queues."""

import json
import unittest
from types import SimpleNamespace
from typing import Any

from sample_contracts import parcel_weighed

from tidings import Event, Logger, MessageContext, consume
from tidings.testing import bus_event, queue_batch, queue_record

FAILS = "fails"


class Consumer:
    """A consumer that keeps what it is shown and fails for the correlation id `fails`."""

    def __init__(self) -> None:
        self.seen: list[tuple[Event, MessageContext]] = []
        self.lines: list[str] = []
        self.handler = consume(
            [parcel_weighed.v1.reading("weight")], self.handle, logger=Logger("spec", write=self.lines.append)
        )

    def handle(self, event: Event, context: MessageContext) -> None:
        self.seen.append((event, context))
        if event.correlation_id == FAILS:
            raise TypeError("cannot handle this")

    def failures(self, *bodies: str) -> list[str]:
        answer = self.handler(queue_batch(*bodies), SimpleNamespace(function_name="weigh"))
        return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]

    def logged(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines]


def message(**envelope: Any) -> str:
    return bus_event(parcel_weighed.v1, **envelope)


class Consuming(unittest.TestCase):
    def setUp(self) -> None:
        self.consumer = Consumer()

    def test_hands_every_event_over(self) -> None:
        self.assertEqual(self.consumer.failures(message(id="a/1"), message(id="a/2")), [])
        self.assertEqual([event.id for event, _ in self.consumer.seen], ["a/1", "a/2"])

    def test_tells_the_handler_what_the_message_follows_from(self) -> None:
        self.consumer.failures(message(hops=3, replay="may"))
        _, context = self.consumer.seen[0]
        self.assertRegex(context.traceparent, "^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$")
        self.assertNotIn("b7ad6b7169203331", context.traceparent)
        told = (context.correlation_id, context.causation_id, context.hops, context.replay, context.receive_count)
        self.assertEqual(told, ("c-1", "sample-1/1", 3, "may", 1))

    def test_gives_back_the_failed_messages_and_no_other(self) -> None:
        self.assertEqual(self.consumer.failures(message(), message(correlationId=FAILS), message()), ["message-1"])
        self.assertEqual(len(self.consumer.seen), 3)

    def test_gives_back_what_keeps_no_contract_without_showing_it(self) -> None:
        self.assertEqual(self.consumer.failures('{"nothing": "ours"}', "[" * 20_000), ["message-0", "message-1"])
        self.assertEqual(self.consumer.seen, [])

    def test_takes_as_many_hops_as_a_flow_may_have_and_refuses_one_more(self) -> None:
        self.assertEqual(self.consumer.failures(message(hops=16), message(hops=17)), ["message-1"])
        self.assertEqual(len(self.consumer.seen), 1)

    def test_passes_twins_over(self) -> None:
        self.assertEqual(self.consumer.failures(message(version=3, publishedAs=[2, 3])), [])
        self.assertEqual(self.consumer.seen, [])
        line = self.consumer.logged()[0]
        self.assertEqual((line["level"], line["handledAs"]), ("DEBUG", 2))

    def test_logs_each_outcome_with_the_ids_that_connect_it(self) -> None:
        self.consumer.failures(message(), message(correlationId=FAILS))
        handled, failed = self.consumer.logged()
        about = {"service": "spec", "functionName": "weigh", "eventId": "sample-1/1", "eventType": "ParcelWeighed"}
        self.assertEqual(handled, handled | about | {"level": "INFO", "message": "Event handled"})
        self.assertEqual(failed, failed | about | {"level": "ERROR", "correlationId": FAILS, "messageId": "message-1"})
        self.assertEqual((failed["error"]["name"], failed["error"]["message"]), ("TypeError", "cannot handle this"))
        self.assertNotIn("replay", handled)

    def test_counts_deliveries(self) -> None:
        self.consumer.handler({"Records": [queue_record(message(), receive_count=5)]}, None)
        self.assertEqual(self.consumer.seen[0][1].receive_count, 5)


if __name__ == "__main__":
    unittest.main()
