"""Python values as DynamoDB writes them, and back.

Source: docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
"""

import base64
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

AttributeValue = Mapping[str, Any]
Item = Mapping[str, Any]


def marshall(value: object) -> AttributeValue:
    """A value as an attribute value. Raises `TypeError` or `ValueError` for what DynamoDB cannot store."""
    if value is None:
        return {"NULL": True}
    if isinstance(value, bool):
        return {"BOOL": value}
    if isinstance(value, (int, float, Decimal)):
        return {"N": _number(value)}
    if isinstance(value, str):
        return {"S": value}
    if isinstance(value, (bytes, bytearray)):
        return {"B": base64.b64encode(value).decode()}
    return _marshall_many(value)


def _marshall_many(value: object) -> AttributeValue:
    if isinstance(value, Mapping):
        return {"M": marshall_item(value)}
    if isinstance(value, (list, tuple)):
        return {"L": [marshall(entry) for entry in value]}
    if isinstance(value, (set, frozenset)):
        return _marshall_set(value)
    raise TypeError(f"DynamoDB cannot store a {type(value).__name__}")


def _marshall_set(values: set[Any] | frozenset[Any]) -> AttributeValue:
    entries = [next(iter(marshall(value).items())) for value in values]
    kinds = {kind for kind, _ in entries}
    if len(kinds) != 1 or not kinds <= {"S", "N", "B"}:
        raise ValueError("DynamoDB stores sets of texts, of numbers or of bytes, and no empty ones")
    return {f"{kinds.pop()}S": sorted(value for _, value in entries)}


def _number(value: int | float | Decimal) -> str:
    if not math.isfinite(value):
        raise ValueError(f"DynamoDB has no number {value}")
    return str(value)


def marshall_item(item: Item) -> dict[str, AttributeValue]:
    """An item, a key or the values of an expression."""
    return {name: marshall(value) for name, value in item.items()}


def unmarshall(attribute: AttributeValue) -> Any:
    """The value of an attribute. Whole numbers become `int`, others `Decimal`, so that none loses a digit."""
    kind, value = next(iter(attribute.items()))
    if kind == "M":
        return unmarshall_item(value)
    if kind == "L":
        return [unmarshall(entry) for entry in value]
    if kind == "NULL":
        return None
    if kind in ("SS", "NS", "BS"):
        return {_unmarshall_scalar(kind[0], entry) for entry in value}
    return _unmarshall_scalar(kind, value)


def _unmarshall_scalar(kind: str, value: Any) -> Any:
    if kind == "N":
        number = Decimal(value)
        return int(number) if number == number.to_integral_value() else number
    return base64.b64decode(value) if kind == "B" else value


def unmarshall_item(item: Mapping[str, AttributeValue]) -> dict[str, Any]:
    """An item as it is stored."""
    return {name: unmarshall(value) for name, value in item.items()}
