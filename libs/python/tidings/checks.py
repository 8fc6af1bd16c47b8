"""What the checks of a schema's keywords are made of."""

import math
from collections.abc import Callable, Mapping
from typing import Any, Literal, Protocol

from tidings.errors import Problem

TypeName = Literal["null", "boolean", "integer", "number", "string", "array", "object"]

Schema = Mapping[str, Any]
"""A JSON Schema, of which only the generator knows the exact shape."""

Check = Callable[[object], Problem | None]
"""Answers the first problem of a value, with the path from the value itself."""

Compile = Callable[[Schema], Check]
MakeCheck = Callable[[Schema, Compile], Check]
"""Makes the check of one keyword of a schema."""


class Validator(Protocol):
    """Answers the first problem of a value, or `None`; `at` is put before the path."""

    def __call__(self, data: object, at: str = "") -> Problem | None: ...


def problem_if(is_wrong: Callable[[Any], bool], problem: str) -> Check:
    """A check whose whole answer is one problem of the value itself."""
    found = Problem("", problem)
    return lambda data: found if is_wrong(data) else None


def inside(name: str | int, problem: Problem) -> Problem:
    """The problem as seen from one level further out."""
    escaped = str(name).replace("~", "~0").replace("/", "~1")
    return Problem(f"/{escaped}{problem.path}", problem.problem)


def is_a(kind: str, data: object) -> bool:
    """Whether a value is of a JSON Schema type. In Python `True` is an `int`; in JSON it is not."""
    return _TYPES[kind](data)


def _is_number(data: object) -> bool:
    return isinstance(data, (int, float)) and not isinstance(data, bool) and math.isfinite(data)


def _is_integer(data: object) -> bool:
    return _is_number(data) and (isinstance(data, int) or (isinstance(data, float) and data.is_integer()))


_TYPES: Mapping[str, Callable[[object], bool]] = {
    "null": lambda data: data is None,
    "boolean": lambda data: isinstance(data, bool),
    "integer": _is_integer,
    "number": _is_number,
    "string": lambda data: isinstance(data, str),
    "array": lambda data: isinstance(data, list),
    "object": lambda data: isinstance(data, dict),
}


def identity(data: object) -> object:
    """A value that can be hashed, equal for what is the same in JSON and for nothing else. Linear in the value."""
    if isinstance(data, bool):
        return ("boolean", data)
    if isinstance(data, list):
        return ("array", tuple(identity(entry) for entry in data))
    if isinstance(data, dict):
        return ("object", frozenset((name, identity(value)) for name, value in data.items()))
    return data
