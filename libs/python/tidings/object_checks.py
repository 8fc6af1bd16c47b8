"""Checks of objects."""

from collections.abc import Mapping
from typing import Any

from tidings.checks import Check, Compile, MakeCheck, Schema, inside, problem_if
from tidings.errors import Problem


def _max_properties(schema: Schema, _compile: Compile) -> Check:
    limit = schema["maxProperties"]
    return problem_if(lambda data: len(data) > limit, f"must NOT have more than {limit} properties")


def _min_properties(schema: Schema, _compile: Compile) -> Check:
    limit = schema["minProperties"]
    return problem_if(lambda data: len(data) < limit, f"must NOT have fewer than {limit} properties")


def _required(schema: Schema, _compile: Compile) -> Check:
    problems = {name: Problem("", f"must have required property '{name}'") for name in schema["required"]}

    def check(data: Any) -> Problem | None:
        for name, problem in problems.items():
            if name not in data:
                return problem
        return None

    return check


def _additional_properties(schema: Schema, compile_schema: Compile) -> Check:
    rule = schema["additionalProperties"]
    known = frozenset(schema.get("properties", {}))
    if rule is False:
        return problem_if(lambda data: not known.issuperset(data), "must NOT have additional properties")
    check_value = compile_schema(rule)

    def check(data: Any) -> Problem | None:
        for name, value in data.items():
            problem = None if name in known else check_value(value)
            if problem is not None:
                return inside(name, problem)
        return None

    return check


def _properties(schema: Schema, compile_schema: Compile) -> Check:
    checks = {name: compile_schema(child) for name, child in schema["properties"].items()}

    def check(data: Any) -> Problem | None:
        for name, check_value in checks.items():
            problem = check_value(data[name]) if name in data else None
            if problem is not None:
                return inside(name, problem)
        return None

    return check


OBJECT_CHECKS: Mapping[str, MakeCheck] = {
    "maxProperties": _max_properties,
    "minProperties": _min_properties,
    "required": _required,
    "additionalProperties": _additional_properties,
    "properties": _properties,
}
