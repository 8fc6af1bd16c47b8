"""What a generated contract module is made of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from tidings.checks import Schema, Validator
from tidings.errors import Problem, UnknownFieldError
from tidings.fields import FieldTree, field_tree, has_field, narrowed
from tidings.graft import GraftPlan, graft_plan, grafted
from tidings.validation import compile_schema

Data = TypeVar("Data")

Upcast = Callable[[Any], Any]
"""Turns data of one version into data of the next one. Pure; the data has been validated."""


@dataclass(frozen=True)
class Definition:
    """One version of a contract, as the generator knows it."""

    version: int
    readable_from: int
    """The earliest version whose readers understand data of this one unchanged."""
    schema: Schema
    examples: Sequence[object]
    """Valid data of this version; what a reader does not read is taken from here when the rest is judged alone."""
    unreadable: Mapping[int, Sequence[str]] = field(default_factory=dict)
    """By each earlier version whose readers do not understand all of it: the fields, `""` for the data itself."""
    upcast: Upcast | None = None
    """From this version to the next; absent when this data is valid there as it is."""
    upcast_is_missing: bool = False
    """Whether TypeScript readers have an upcast from this version and Python has none."""

    @cached_property
    def validate(self) -> Validator:
        """Made when it is first asked for: a consumer seldom meets all versions."""
        return compile_schema(self.schema)


def _overlap(one: str, other: str) -> bool:
    """Whether one of two dotted paths leads to the other, or to what is inside it."""
    return other in ("", one) or one.startswith(f"{other}.") or other.startswith(f"{one}.")


@dataclass(frozen=True)
class Reading(Generic[Data]):
    """What one consumer declares it reads of one event, from a version on."""

    source: str
    type: str
    version: int
    definitions: Sequence[Definition]
    fields: tuple[str, ...]

    def can_read(self, definition: Definition) -> bool:
        """Whether data of a version is understood, as it is or upcast: all of it, or at least what is read."""
        if definition.readable_from <= self.version:
            return True
        if not definition.unreadable:
            return False
        unreadable = definition.unreadable.get(self.version, ())
        return not any(_overlap(name, other) for name in self.fields for other in unreadable)

    @cached_property
    def _tree(self) -> FieldTree:
        return field_tree(self.fields)

    def narrow(self, data: object) -> Any:
        """The declared fields of valid data, and no other."""
        return narrowed(data, self._tree)

    def problem_in_fields(self, definition: Definition, data: object, at: str = "") -> Problem | None:
        """What is wrong with the declared fields alone: they are judged in an example, in place of its own."""
        if definition.version not in self._plans:
            self._plans[definition.version] = graft_plan(definition.examples, self._tree, [definition.schema])
        return definition.validate(grafted(data, self._plans[definition.version]), at)

    @cached_property
    def _plans(self) -> dict[int, GraftPlan]:
        return {}


@dataclass(frozen=True)
class ContractVersion(Generic[Data]):
    """A version as a reader declares it: this version of the event, or a later one that its readers understand."""

    source: str
    type: str
    version: int
    definitions: Sequence[Definition]

    @property
    def definition(self) -> Definition:
        """This version's own."""
        return self.definitions[self.version - 1]

    def validate(self, data: object) -> Problem | None:
        """The first thing that keeps a value from being data of exactly this version, or `None` when it is."""
        return self.definition.validate(data)

    def reading(self, *fields: str) -> Reading[Data]:
        """Declares what a consumer reads: dotted paths inside the data, which look through lists (`lines.sku`).

        It is handed these fields and no other; what it does not read is not validated either.
        Raises `UnknownFieldError`: the version has no such field.
        """
        for field in fields:
            if not has_field(self.definition.schema, field.split(".")):
                raise UnknownFieldError(self.type, self.version, field)
        return Reading(self.source, self.type, self.version, self.definitions, fields)


class Contract:
    """One kind of event: who publishes it, what it is called, and each version of its data as `v1`, `v2`…"""

    def __init__(self, source: str, type: str, definitions: Sequence[Definition]) -> None:  # noqa: A002
        self.source = source
        self.type = type
        self.versions = tuple(
            ContractVersion[Any](source, type, each.version, definitions) for each in definitions
        )
        for version in self.versions:
            setattr(self, f"v{version.version}", version)
