"""Checks of numbers, strings, and of what any value may be."""

import re
from collections.abc import Mapping, Sequence

from tidings.checks import Check, Compile, MakeCheck, Schema, identity, is_a, problem_if
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


def _one_of(schema: Schema, compile_schema: Compile) -> Check:
    """Alternatives that one property tells apart: only the one that it names is judged."""
    tag = schema["discriminator"]["propertyName"]
    by_value = {
        value: compile_schema(alternative)
        for alternative, values in zip(schema["oneOf"], schema["discriminator"]["values"], strict=True)
        for value in values
    }

    def check(data: object) -> Problem | None:
        value = data.get(tag) if isinstance(data, dict) else None
        if not isinstance(value, str):
            return Problem("", f'tag "{tag}" must be string')
        chosen = by_value.get(value)
        return Problem("", f'value of tag "{tag}" must be in oneOf') if chosen is None else chosen(data)

    return check


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
    "enum": _enum,
    "oneOf": _one_of,
}
