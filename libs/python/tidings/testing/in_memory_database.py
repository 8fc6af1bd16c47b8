"""Tables in memory."""

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from tidings.attribute_values import marshall_item, unmarshall_item
from tidings.database import Action, CancellationReason, ConditionFailedError, TransactionCancelledError
from tidings.testing.expressions import Context, ExpressionError, changed, holds

Item = dict[str, Any]
_Key = tuple[object, ...]

_MAX_ACTIONS = 100
_WRITES = ("Put", "Update", "Delete", "ConditionCheck")


class InMemoryDatabase:
    """Behaves as `DynamoDB` does, for the expressions that it understands; it refuses others by name.

    All tables have the same key: attributes `pk` and `sk`, unless told otherwise.
    """

    def __init__(self, *, key: Sequence[str] = ("pk", "sk")) -> None:
        self._key_names = key
        self._tables: dict[str, dict[_Key, Item]] = {}

    def items(self, table_name: str) -> list[Item]:
        """Everything in a table, in the order of its keys."""
        table = self._tables.get(table_name, {})
        return [copy.deepcopy(table[key]) for key in sorted(table, key=repr)]

    def get_item(self, **request: Any) -> Item | None:
        """The item with a `Key`, or `None`."""
        return copy.deepcopy(self._item(request["TableName"], request["Key"]))

    def query(self, **request: Any) -> list[Item]:
        """All items that a `KeyConditionExpression` and a `FilterExpression` describe."""
        conditions = [request[name] for name in ("KeyConditionExpression", "FilterExpression") if name in request]
        found = [
            item
            for item in self.items(request["TableName"])
            if all(holds(condition, Context(item, request)) for condition in conditions)
        ]
        return found if request.get("ScanIndexForward", True) else found[::-1]

    def put_item(self, **request: Any) -> None:
        """Writes a whole `Item`. Raises `ConditionFailedError`."""
        self._write_one("Put", request)

    def update_item(self, **request: Any) -> Item:
        """Changes attributes; answers the whole item. Raises `ConditionFailedError`."""
        self._write_one("Update", request)
        return self.get_item(**request) or {}

    def delete_item(self, **request: Any) -> None:
        """Removes the item with a `Key`. Raises `ConditionFailedError`."""
        self._write_one("Delete", request)

    def transact_write(self, actions: Sequence[Action]) -> None:
        """Writes all actions or none. Raises `TransactionCancelledError`."""
        writes = [_only_write(action) for action in actions]
        self._assert_writable(writes)
        reasons = [self._reason(kind, request) for kind, request in writes]
        if any(reason.code != "None" for reason in reasons):
            raise TransactionCancelledError(reasons)
        for kind, request in writes:
            self._write(kind, request)

    def _assert_writable(self, writes: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
        if not 1 <= len(writes) <= _MAX_ACTIONS:
            raise ValueError(f"A transaction has 1 to {_MAX_ACTIONS} actions, this one has {len(writes)}")
        places = [(request["TableName"], self._key_of(_key_or_item(request))) for _, request in writes]
        if len(set(places)) < len(places):
            raise ValueError("A transaction changes one item twice")

    def _write_one(self, kind: str, request: Mapping[str, Any]) -> None:
        if self._reason(kind, request).code != "None":
            raise ConditionFailedError(f"{kind}: the condition does not hold")
        self._write(kind, request)

    def _reason(self, kind: str, request: Mapping[str, Any]) -> CancellationReason:
        """Also tries the change, so that what cannot be written stops all of it."""
        item = self._item(request["TableName"], _key_or_item(request))
        condition = request.get("ConditionExpression")
        if condition is not None and not holds(condition, Context(item or {}, request)):
            wanted = request.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD"
            return CancellationReason("ConditionalCheckFailed", copy.deepcopy(item) if wanted else None)
        if kind == "Update":
            self._updated(request)
        return CancellationReason("None")

    def _write(self, kind: str, request: Mapping[str, Any]) -> None:
        table = self._tables.setdefault(request["TableName"], {})
        key = self._key_of(_key_or_item(request))
        if kind == "Put":
            table[key] = _stored(request["Item"])
        elif kind == "Update":
            table[key] = _stored(self._updated(request))
        elif kind == "Delete":
            table.pop(key, None)

    def _updated(self, request: Mapping[str, Any]) -> Item:
        item = self._item(request["TableName"], request["Key"]) or dict(request["Key"])
        return changed(request.get("UpdateExpression", ""), Context(item, request))

    def _item(self, table_name: str, key: Mapping[str, Any]) -> Item | None:
        return self._tables.get(table_name, {}).get(self._key_of(key))

    def _key_of(self, attributes: Mapping[str, Any]) -> _Key:
        return tuple(attributes[name] for name in self._key_names if name in attributes)


def _key_or_item(request: Mapping[str, Any]) -> Mapping[str, Any]:
    key: Mapping[str, Any] = request.get("Item") or request["Key"]
    return key


def _only_write(action: Action) -> tuple[str, Mapping[str, Any]]:
    kind, request = next(iter(action.items()))
    if len(action) == 1 and kind in _WRITES:
        return kind, request
    raise ExpressionError(f"an action is one of {', '.join(_WRITES)}, not {', '.join(action)}")


def _stored(item: Mapping[str, Any]) -> Item:
    """What DynamoDB would give back; what it cannot store is refused here too."""
    return unmarshall_item(marshall_item(item))
