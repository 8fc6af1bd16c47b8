"""Messages as a queue brings them."""

import copy
import json
from collections.abc import Mapping
from typing import Any

from tidings.contract import ContractVersion

_CONTEXT: Mapping[str, Any] = {
    "occurredAt": "2026-03-01T12:00:00.000Z",
    "correlationId": "c-1",
    "causationId": "c-1",
    "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    "hops": 1,
}


def bus_event(
    version: ContractVersion[Any],
    /,
    changes: Mapping[str, Any] | None = None,
    *,
    event_id: str = "sample-1/1",
    **envelope: Any,
) -> str:
    """The text of an EventBridge event: its data is the version's example, with `changes` laid over it.

    `envelope` has members of the envelope, in their names on the wire; `data` among them stands as it is, unchecked.
    Raises `ValueError` for changes that no publisher would send.
    """
    example: Any = copy.deepcopy(version.definition.examples[0])
    data = {**example, **(changes or {})}
    problem = version.validate(data)
    if problem is not None:
        raise ValueError(f"{version.type} version {version.version} at {problem.path}: {problem.problem}")
    detail = {"id": event_id, "type": version.type, "version": version.version, **_CONTEXT, "data": data, **envelope}
    return json.dumps({"source": version.source, "detail-type": version.type, "detail": detail})


def queue_record(body: str, *, message_id: str = "message-0", receive_count: int = 1) -> Mapping[str, Any]:
    """One message with any body."""
    return {
        "messageId": message_id,
        "body": body,
        "attributes": {"ApproximateReceiveCount": str(receive_count)},
        "eventSource": "aws:sqs",
    }


def queue_batch(*bodies: str) -> Mapping[str, Any]:
    """A batch of messages, called `message-0`, `message-1`…"""
    return {"Records": [queue_record(body, message_id=f"message-{index}") for index, body in enumerate(bodies)]}
