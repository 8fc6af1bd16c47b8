"""Judging declared fields alone: they are put into an example, in place of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tidings.checks import Schema, identity
from tidings.fields import FieldTree

JsonObject = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _ObjectPlan:
    rest: JsonObject
    """The model's fields that are not declared."""
    fields: Mapping[str, "GraftPlan"]


@dataclass(frozen=True, slots=True)
class _Plan:
    entries: "GraftPlan | bool" = False
    """For the entries of a list; `False` when no model is one."""
    fallback: _ObjectPlan | None = None
    """For an object; of several alternatives the first that there is a model of."""
    tag: str | None = None
    """Name of the field that tells alternatives apart."""
    by_tag: Mapping[object, _ObjectPlan] = field(default_factory=dict)


GraftPlan = _Plan | None
"""What the declared fields of a value are put into, worked out once for all values; `None` for a whole field."""


def graft_plan(models: Sequence[object], fields: FieldTree | None, schemas: Sequence[Schema]) -> GraftPlan:
    """Plans how to put the fields of a tree into models of a schema: valid data, of each alternative one."""
    if fields is None:
        return None
    entries = [entry for model in models if isinstance(model, list) for entry in model]
    objects = [model for model in models if isinstance(model, dict)]
    inner = [_of_entries(schema) for schema in schemas]
    tag = next((each["discriminator"]["propertyName"] for each in inner if "discriminator" in each), None)
    return _Plan(
        entries=graft_plan(entries, fields, inner) if any(isinstance(model, list) for model in models) else False,
        fallback=_object_plan(objects, fields, inner),
        tag=tag,
        by_tag={} if tag is None else _plans_by_tag(objects, fields, inner, tag),
    )


def _of_entries(schema: Schema) -> Schema:
    """A list is looked through."""
    return _of_entries(schema["items"]) if "items" in schema else schema


def _plans_by_tag(
    models: Sequence[JsonObject], fields: FieldTree, schemas: Sequence[Schema], tag: str
) -> Mapping[object, _ObjectPlan]:
    groups: dict[object, list[JsonObject]] = {}
    for model in models:
        groups.setdefault(identity(model.get(tag)), []).append(model)
    plans = {value: _object_plan(group, fields, schemas) for value, group in groups.items()}
    return {value: plan for value, plan in plans.items() if plan is not None}


def _object_plan(models: Sequence[JsonObject], fields: FieldTree, schemas: Sequence[Schema]) -> _ObjectPlan | None:
    if not models:
        return None
    shapes = [shape for schema in schemas for shape in _alternatives(schema, models[0])]
    children = {
        name: graft_plan(
            [model[name] for model in models if name in model],
            inside,
            [shape["properties"][name] for shape in shapes if name in shape.get("properties", {})],
        )
        for name, inside in fields.items()
    }
    return _ObjectPlan({name: value for name, value in models[0].items() if name not in fields}, children)


def _alternatives(schema: Schema, model: JsonObject) -> Sequence[Schema]:
    """The object schemas that a model may follow: one, when its tag says which."""
    if "discriminator" not in schema:
        return [schema]
    tag = model.get(schema["discriminator"]["propertyName"])
    values: Sequence[Sequence[str]] = schema["discriminator"]["values"]
    said = [each for each, of in zip(schema["oneOf"], values, strict=True) if tag in of]
    return said or schema["oneOf"]


def grafted(value: object, plan: GraftPlan | bool) -> object:
    """A model with the declared fields of a value in place of its own, in time linear in the value.

    What the value does not have is taken out, and each entry of a list is laid over an entry of the model's. Where the
    value is of another kind than the models, it stands as it is.
    """
    if not isinstance(plan, _Plan):
        return value
    if isinstance(value, dict):
        return _grafted_object(value, _plan_for(value, plan))
    if isinstance(value, list) and plan.entries is not False:
        return [grafted(entry, plan.entries) for entry in value]
    return value


def _grafted_object(value: JsonObject, plan: _ObjectPlan | None) -> JsonObject:
    if plan is None:
        return value
    taken = {name: grafted(value[name], inside) for name, inside in plan.fields.items() if name in value}
    return {**plan.rest, **taken}


def _plan_for(value: JsonObject, plan: _Plan) -> _ObjectPlan | None:
    """An alternative that no model is of is put into another: whether its tag may be so is for the validator."""
    return plan.fallback if plan.tag is None else plan.by_tag.get(identity(value.get(plan.tag)), plan.fallback)
