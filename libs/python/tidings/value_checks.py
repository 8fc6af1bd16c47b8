"""Checks of numbers, strings, and of what any value may be."""

import re
from collections.abc import Mapping, Sequence

from tidings.checks import Check, Compile, MakeCheck, Schema, identity, is_a, problem_if, same_json
from tidings.errors import Problem
from tidings.formats import FORMATS

_LARGEST_WHOLE_QUOTIENT = 1e21
"""From here on JavaScript writes numbers with an exponent, which its readers take for a remainder."""


def type_check(types: str | Sequence[str]) -> Check:
    """A value must be of one of these types."""
    if isinstance(types, str):
        return problem_if(lambda data: not is_a(types, data), f"must be {types}")
    return problem_if(lambda data: not any(is_a(each, data) for each in types), f"must be {','.join(types)}")


def _is_multiple(number: float, of: float) -> bool:
    quotient = number / of
    return abs(quotient) < _LARGEST_WHOLE_QUOTIENT and quotient.is_integer()


def _maximum(schema: Schema, _compile: Compile) -> Check:
    limit = schema["maximum"]
    return problem_if(lambda data: data > limit, f"must be <= {limit}")


def _minimum(schema: Schema, _compile: Compile) -> Check:
    limit = schema["minimum"]
    return problem_if(lambda data: data < limit, f"must be >= {limit}")


def _exclusive_maximum(schema: Schema, _compile: Compile) -> Check:
    limit = schema["exclusiveMaximum"]
    return problem_if(lambda data: data >= limit, f"must be < {limit}")


def _exclusive_minimum(schema: Schema, _compile: Compile) -> Check:
    limit = schema["exclusiveMinimum"]
    return problem_if(lambda data: data <= limit, f"must be > {limit}")


def _multiple_of(schema: Schema, _compile: Compile) -> Check:
    of = schema["multipleOf"]
    return problem_if(lambda data: not _is_multiple(data, of), f"must be multiple of {of}")


def _max_length(schema: Schema, _compile: Compile) -> Check:
    limit = schema["maxLength"]
    return problem_if(lambda data: len(data) > limit, f"must NOT have more than {limit} characters")


def _min_length(schema: Schema, _compile: Compile) -> Check:
    limit = schema["minLength"]
    return problem_if(lambda data: len(data) < limit, f"must NOT have fewer than {limit} characters")


def _pattern(schema: Schema, _compile: Compile) -> Check:
    written, translated = schema["pattern"]
    search = re.compile(translated, re.ASCII).search
    return problem_if(lambda data: search(data) is None, f'must match pattern "{written}"')


def _format(schema: Schema, _compile: Compile) -> Check:
    name = schema["format"]
    test = FORMATS[name]
    return problem_if(lambda data: not test(data), f'must match format "{name}"')


def _enum(schema: Schema, _compile: Compile) -> Check:
    allowed = frozenset(identity(value) for value in schema["enum"])
    return problem_if(lambda data: identity(data) not in allowed, "must be equal to one of the allowed values")


def _const(schema: Schema, _compile: Compile) -> Check:
    constant = schema["const"]
    return problem_if(lambda data: not same_json(data, constant), "must be equal to constant")


def _not(schema: Schema, compile_schema: Compile) -> Check:
    check = compile_schema(schema["not"])
    return problem_if(lambda data: check(data) is None, "must NOT be valid")


def _any_of(schema: Schema, compile_schema: Compile) -> Check:
    checks = [compile_schema(each) for each in schema["anyOf"]]
    return _alternatives(checks, most=len(checks), problem="must match a schema in anyOf")


def _one_of(schema: Schema, compile_schema: Compile) -> Check:
    checks = [compile_schema(each) for each in schema["oneOf"]]
    return _alternatives(checks, most=1, problem="must match exactly one schema in oneOf")


def _alternatives(checks: Sequence[Check], *, most: int, problem: str) -> Check:
    """The first problem of the first alternative is told, as the TypeScript readers tell it."""

    def check(data: object) -> Problem | None:
        problems = [each(data) for each in checks]
        matches = problems.count(None)
        if 1 <= matches <= most:
            return None
        return problems[0] if matches == 0 and problems[0] is not None else Problem("", problem)

    return check


def _all_of(schema: Schema, compile_schema: Compile) -> Check:
    checks = [compile_schema(each) for each in schema["allOf"]]
    return lambda data: next((problem for each in checks if (problem := each(data)) is not None), None)


def _tagged(schema: Schema, compile_schema: Compile) -> Check:
    """`oneOf` whose alternatives are told apart by one property: only the one that it names is judged."""
    tag = schema["discriminator"]["propertyName"]
    by_value: Mapping[object, Check] = {
        identity(value): compile_schema(alternative)
        for alternative, values in zip(schema["oneOf"], schema["discriminator"]["values"], strict=True)
        for value in values
    }

    def check(data: object) -> Problem | None:
        if not isinstance(data, dict):
            return None
        value = data.get(tag)
        if not isinstance(value, str):
            return Problem("", f'tag "{tag}" must be string')
        chosen = by_value.get(value)
        return Problem("", f'value of tag "{tag}" must be in oneOf') if chosen is None else chosen(data)

    return check


def _one_of_or_tagged(schema: Schema, compile_schema: Compile) -> Check:
    return _tagged(schema, compile_schema) if "discriminator" in schema else _one_of(schema, compile_schema)


NUMBER_CHECKS: Mapping[str, MakeCheck] = {
    "maximum": _maximum,
    "minimum": _minimum,
    "exclusiveMaximum": _exclusive_maximum,
    "exclusiveMinimum": _exclusive_minimum,
    "multipleOf": _multiple_of,
}
STRING_CHECKS: Mapping[str, MakeCheck] = {
    "format": _format,
    "maxLength": _max_length,
    "minLength": _min_length,
    "pattern": _pattern,
}
ANY_CHECKS: Mapping[str, MakeCheck] = {
    "const": _const,
    "enum": _enum,
    "not": _not,
    "anyOf": _any_of,
    "oneOf": _one_of_or_tagged,
    "allOf": _all_of,
}
