"""Validators made from the schemas of generated contracts, with the verdicts of the TypeScript readers.

A schema is compiled once, to functions that answer the first problem. The generator has already refused what is not
understood here, has followed references, and has translated patterns to Python's syntax.
"""

from collections.abc import Mapping, Sequence

from tidings import array_checks, object_checks, value_checks
from tidings.checks import Check, MakeCheck, Schema, TypeName, Validator, is_a
from tidings.errors import Problem

_MAX_PROBLEM_CHARACTERS = 300

_CHECKS_OF_KIND: Sequence[tuple[TypeName, Mapping[str, MakeCheck]]] = (
    ("number", value_checks.NUMBER_CHECKS),
    ("string", value_checks.STRING_CHECKS),
    ("array", array_checks.ARRAY_CHECKS),
    ("object", object_checks.OBJECT_CHECKS),
)


def compile_schema(schema: Schema) -> Validator:
    """Makes the validator of a schema: it answers the first problem of a value, or `None`."""
    check = _compile(schema)
    return lambda data, at="": _shown(check(data), at)


def _shown(problem: Problem | None, at: str) -> Problem | None:
    if problem is None:
        return None
    path = (at + problem.path)[:_MAX_PROBLEM_CHARACTERS]
    return Problem(path, problem.problem[:_MAX_PROBLEM_CHARACTERS])


def _compile(schema: Schema) -> Check:
    checks = [value_checks.type_check(schema["type"])] if "type" in schema else []
    for kind, known in _CHECKS_OF_KIND:
        of_kind = [make(schema, _compile) for keyword, make in known.items() if keyword in schema]
        if of_kind:
            checks.append(_only_for(kind, _all_of(of_kind)))
    checks += [make(schema, _compile) for keyword, make in value_checks.ANY_CHECKS.items() if keyword in schema]
    return _all_of(checks)


def _all_of(checks: Sequence[Check]) -> Check:
    if len(checks) == 1:
        return checks[0]

    def check(data: object) -> Problem | None:
        for each in checks:
            problem = each(data)
            if problem is not None:
                return problem
        return None

    return check


def _only_for(kind: TypeName, check: Check) -> Check:
    return lambda data: check(data) if is_a(kind, data) else None
