"""Changes that a message leads to, applied once in effect however often it is delivered.

The marks are those of the TypeScript services: a consumer can change its language and keep what it has done.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from tidings.database import Action, CancellationReason, Database, TransactionCancelledError
from tidings.errors import InboxActionRefusedError, InboxContentionError, InboxPlanChangedError
from tidings.logger import utc_now
from tidings.pause import Wait, pause

MAX_ACTIONS_PER_CHUNK = 90
"""Actions of one transaction, besides its mark. DynamoDB takes 100; the rest is room for what a caller may add.

Source: docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
"""

MARK_DAYS = 120
"""Beyond that history is replayed into new views only."""

_SECONDS_PER_DAY = 86_400
_MAX_ATTEMPTS = 10
_FIRST_PAUSE_MS = 20

# An expired mark that DynamoDB has not deleted yet counts as absent: deleting takes it up to a few days.
_MARK_CONDITION = "attribute_not_exists(pk) OR expiresAt <= :now"

# Source: docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html (cancellation reasons)
_TRANSIENT = frozenset({"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})


@dataclass(frozen=True, slots=True)
class _Chunk:
    event_id: str
    number: int
    total_actions: int
    """Of the whole event."""
    actions: Sequence[Action]


class Inbox:
    """Applies each event once in effect, in a database whose table of marks has the keys `pk` and `sk`.

    `consumer` says who consumes: each consumer has marks of its own, which expire by the attribute `expiresAt`.
    """

    def __init__(
        self,
        database: Database,
        *,
        table_name: str,
        consumer: str,
        now: Callable[[], datetime] = utc_now,
        wait: Wait = pause,
    ) -> None:
        self._database = database
        self._table_name = table_name
        self._consumer = consumer
        self._now = now
        self._wait = wait

    def apply(self, event_id: str, actions: Sequence[Action]) -> Literal["applied", "already-applied"]:
        """Applies an event's actions, in transactions of at most 90, each with a mark of its own.

        Redelivered after a crash, it applies the chunks that are missing and no other. The same event must always give
        the same actions in the same order, and no chunk may change one item twice.
        Raises `InboxContentionError` (other writers were in the way each time; let the message be delivered again),
        `InboxActionRefusedError` (an action's own condition does not hold), `InboxPlanChangedError` (the event was
        begun with another number of actions).
        """
        # One after the other: chunks of one event often change the same hot rows.
        is_new = [self._apply_chunk(chunk) for chunk in _chunks(event_id, actions)]
        return "applied" if any(is_new) else "already-applied"

    def _apply_chunk(self, chunk: _Chunk) -> bool:
        """Answers whether the chunk was applied now; an earlier delivery has otherwise."""
        for attempt in range(1, _MAX_ATTEMPTS + 1):
            try:
                self._database.transact_write([self._mark(chunk), *chunk.actions])
            except TransactionCancelledError as error:
                mark, *reasons = error.reasons
                if mark.code == "ConditionalCheckFailed":
                    _assert_same_plan(chunk, mark)
                    return False
                if not any(reason.code in _TRANSIENT for reason in error.reasons):
                    raise _refusal(chunk, reasons) from error
                if attempt == _MAX_ATTEMPTS:
                    raise InboxContentionError(chunk.event_id, chunk.number, attempt) from error
            else:
                return True
            self._wait(_FIRST_PAUSE_MS * 2 ** min(attempt, 6))
        raise AssertionError("unreachable")

    def _mark(self, chunk: _Chunk) -> Action:
        now_seconds = int(self._now().timestamp())
        item: Mapping[str, Any] = {
            "pk": f"inbox#{self._consumer}#{chunk.event_id}",
            "sk": str(chunk.number),
            "kind": "mark",
            "totalActions": chunk.total_actions,
            "expiresAt": now_seconds + MARK_DAYS * _SECONDS_PER_DAY,
        }
        return {
            "Put": {
                "TableName": self._table_name,
                "Item": item,
                "ConditionExpression": _MARK_CONDITION,
                "ExpressionAttributeValues": {":now": now_seconds},
                "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
            }
        }


def _chunks(event_id: str, actions: Sequence[Action]) -> Iterator[_Chunk]:
    """An event without actions has a chunk too: its mark."""
    for number in range(max(1, -(-len(actions) // MAX_ACTIONS_PER_CHUNK))):
        start = number * MAX_ACTIONS_PER_CHUNK
        yield _Chunk(event_id, number, len(actions), actions[start : start + MAX_ACTIONS_PER_CHUNK])


def _assert_same_plan(chunk: _Chunk, mark: CancellationReason) -> None:
    begun = (mark.item or {}).get("totalActions")
    if isinstance(begun, int) and begun != chunk.total_actions:
        raise InboxPlanChangedError(chunk.event_id, begun, chunk.total_actions)


def _refusal(chunk: _Chunk, reasons: Sequence[CancellationReason]) -> InboxActionRefusedError:
    index, code = next(
        ((index, reason.code) for index, reason in enumerate(reasons) if reason.code != "None"), (-1, "unknown")
    )
    return InboxActionRefusedError(chunk.event_id, chunk.number * MAX_ACTIONS_PER_CHUNK + index, code)
