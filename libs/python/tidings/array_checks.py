"""Checks of lists."""

from collections.abc import Mapping
from typing import Any

from tidings.checks import Check, Compile, MakeCheck, Schema, identity, inside, problem_if
from tidings.errors import Problem


def _max_items(schema: Schema, _compile: Compile) -> Check:
    limit = schema["maxItems"]
    return problem_if(lambda data: len(data) > limit, f"must NOT have more than {limit} items")


def _min_items(schema: Schema, _compile: Compile) -> Check:
    limit = schema["minItems"]
    return problem_if(lambda data: len(data) < limit, f"must NOT have fewer than {limit} items")


def _has_repeats(data: list[Any]) -> bool:
    return len({identity(entry) for entry in data}) < len(data)


def _unique_items(schema: Schema, _compile: Compile) -> Check:
    if schema["uniqueItems"] is False:
        return lambda data: None
    return problem_if(_has_repeats, "must NOT have duplicate items")


def _items(schema: Schema, compile_schema: Compile) -> Check:
    check_entry = compile_schema(schema["items"])

    def check(data: Any) -> Problem | None:
        for index, entry in enumerate(data):
            problem = check_entry(entry)
            if problem is not None:
                return inside(index, problem)
        return None

    return check


ARRAY_CHECKS: Mapping[str, MakeCheck] = {
    "maxItems": _max_items,
    "minItems": _min_items,
    "items": _items,
    "uniqueItems": _unique_items,
}
