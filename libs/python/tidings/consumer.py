"""Handlers of queues that bus rules feed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tidings.contract import Reading
from tidings.errors import TooManyHopsError
from tidings.events import MAX_HOPS, Event, Twin, receive_event
from tidings.logger import Logger
from tidings.settings import setting
from tidings.trace_context import child_traceparent

Record = Mapping[str, Any]
"""One message of an SQS batch, as Lambda hands it over."""

Failure = Mapping[str, str]
Answer = Mapping[str, Sequence[Failure]]
QueueHandler = Callable[[Mapping[str, Any], Any], Answer]
"""A handler of a queue's batches that answers which messages to deliver again."""


@dataclass(frozen=True, slots=True)
class MessageContext:
    """What a handler should know about the message besides the event."""

    correlation_id: str
    causation_id: str
    """Id of the event: what the handler does is caused by it."""
    traceparent: str
    """A new span of the event's trace."""
    hops: int
    replay: str | None
    """Name of the replay; when it is set, no outside effect may be repeated."""
    message_id: str
    receive_count: int
    """Deliveries of this message so far, this one included."""


HandleEvent = Callable[[Event, MessageContext], None]


def consume(
    readings: Sequence[Reading[Any]],
    handle: HandleEvent,
    *,
    service: str | None = None,
    logger: Logger | None = None,
) -> QueueHandler:
    """Makes the handler of a queue that a bus rule feeds. Messages of a batch are handled one after the other.

    Each that fails is logged and goes back to the queue by itself, and to its dead-letter queue when it keeps failing.
    The mapping must have `ReportBatchItemFailures`; without `service`, it is the setting `SERVICE`.
    Source: docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
    """

    def handler(batch: Mapping[str, Any], context: Any = None) -> Answer:
        log = logger or Logger(service or setting("SERVICE"))
        log = log.bind(functionName=getattr(context, "function_name", None))
        failures = [_deliver(record, readings, handle, log) for record in batch["Records"]]
        return {"batchItemFailures": [failure for failure in failures if failure is not None]}

    return handler


def _deliver(
    record: Record, readings: Sequence[Reading[Any]], handle: HandleEvent, logger: Logger
) -> Failure | None:
    """Handles one message; answers its failure, if it fails, so that the queue delivers it again."""
    log = logger.bind(messageId=record["messageId"])
    try:
        event = receive_event(record["body"], readings)
        if isinstance(event, Twin):
            _pass_over(event, log)
            return None
        context = _message_context(event, record)
        log = log.bind(**_ids(event, context))
        if event.hops > MAX_HOPS:
            raise TooManyHopsError(event.id, event.hops, MAX_HOPS)
        handle(event, context)
    except Exception as error:  # noqa: BLE001  # whatever it is, the message must be delivered again
        log.error("Event not handled: its message goes back to the queue", error=error)
        return {"itemIdentifier": record["messageId"]}
    log.info("Event handled")
    return None


def _pass_over(twin: Twin, log: Logger) -> None:
    """The same event under another version is handled for it, so this message is done."""
    log.debug(
        "Event passed over: its twin is handled",
        eventId=twin.id,
        eventType=twin.type,
        version=twin.version,
        handledAs=twin.handled_as,
        correlationId=twin.correlation_id,
    )


def _message_context(event: Event, record: Record) -> MessageContext:
    return MessageContext(
        correlation_id=event.correlation_id,
        causation_id=event.id,
        traceparent=child_traceparent(event.traceparent),
        hops=event.hops,
        replay=event.replay,
        message_id=record["messageId"],
        receive_count=int(record["attributes"]["ApproximateReceiveCount"]),
    )


def _ids(event: Event, context: MessageContext) -> Mapping[str, object]:
    """The fields that connect a line with those of other services, in their names."""
    return {
        "correlationId": context.correlation_id,
        "causationId": context.causation_id,
        "traceparent": context.traceparent,
        "hops": context.hops,
        "replay": context.replay,
        "receiveCount": context.receive_count,
        "eventId": event.id,
        "eventType": event.type,
    }
