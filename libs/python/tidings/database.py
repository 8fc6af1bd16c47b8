"""What a consumer needs of DynamoDB, whether on AWS or in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from tidings.errors import TidingsError

Action = Mapping[str, Mapping[str, Any]]
"""One write of a transaction, with plain Python values for attributes: `{"Update": {"TableName": …, "Key": …}}`."""


@dataclass(frozen=True, slots=True)
class CancellationReason:
    """Why one action kept a transaction from being written; the code `None` = it did not."""

    code: str
    item: Mapping[str, Any] | None = None
    """The item as it is, where the action asked for it."""


class TransactionCancelledError(TidingsError):
    """A transaction was not written; there is a reason for each of its actions, in their order."""

    def __init__(self, reasons: Sequence[CancellationReason]) -> None:
        super().__init__(f"Transaction cancelled: {', '.join(reason.code for reason in reasons)}")
        self.reasons = reasons


class ConditionFailedError(TidingsError):
    """A write's own condition does not hold; nothing was written."""


class DynamoDBError(TidingsError):
    """DynamoDB refuses a request, or does not answer it. `code` is DynamoDB's own, without its prefix."""

    def __init__(self, operation: str, code: str, message: str) -> None:
        super().__init__(f"DynamoDB {operation}: {code}: {message}")
        self.operation = operation
        self.code = code


class Database(Protocol):
    """DynamoDB, or its stand-in in memory. Requests have DynamoDB's members, with plain values for attributes."""

    def get_item(self, **request: Any) -> Mapping[str, Any] | None:
        """The item with a `Key`, or `None`."""

    def query(self, **request: Any) -> Sequence[Mapping[str, Any]]:
        """All items that a `KeyConditionExpression` describes, page after page."""

    def put_item(self, **request: Any) -> None:
        """Writes a whole `Item`. Raises `ConditionFailedError`."""

    def update_item(self, **request: Any) -> Mapping[str, Any]:
        """Changes attributes; answers those that `ReturnValues` asks for. Raises `ConditionFailedError`."""

    def delete_item(self, **request: Any) -> None:
        """Removes the item with a `Key`. Raises `ConditionFailedError`."""

    def transact_write(self, actions: Sequence[Action]) -> None:
        """Writes all actions or none. Raises `TransactionCancelledError`."""
