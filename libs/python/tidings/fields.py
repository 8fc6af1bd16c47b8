"""The fields of an event's data that a consumer declares: dotted paths, which look through lists."""

from collections.abc import Iterable, Mapping, Sequence

from tidings.checks import Schema

FieldTree = Mapping[str, "FieldTree | None"]
"""Declared fields by name: `None` for a whole field, or the fields inside it that are declared."""


def field_tree(paths: Iterable[str]) -> FieldTree:
    """Puts dotted paths into a tree. A path covers what is inside it, whatever else is declared."""
    tree: dict[str, object] = {}
    for path in paths:
        _add(tree, path.split("."))
    return tree  # type: ignore[return-value]  # what grows here is a FieldTree


def _add(tree: dict[str, object], names: Sequence[str]) -> None:
    name, *rest = names
    if not rest:
        tree[name] = None
        return
    inside = tree.setdefault(name, {})
    if isinstance(inside, dict):
        _add(inside, rest)


def has_field(schema: Schema, names: Sequence[str]) -> bool:
    """Whether a schema describes the field that the names lead to; entries of a map have no paths of their own."""
    if not names:
        return True
    name, *rest = names
    return any(
        name in shape.get("properties", {}) and has_field(shape["properties"][name], rest)
        for shape in _objects_in(schema)
    )


def _objects_in(schema: Schema) -> Iterable[Schema]:
    """The object schemas that a value may follow: through lists and alternatives."""
    yield schema
    if "items" in schema:
        yield from _objects_in(schema["items"])
    for alternative in schema.get("oneOf", ()):
        yield from _objects_in(alternative)


def narrowed(value: object, fields: FieldTree | None) -> object:
    """A value with the fields of the tree and no other, in time linear in the value."""
    if fields is None:
        return value
    if isinstance(value, list):
        return [narrowed(entry, fields) for entry in value]
    if not isinstance(value, dict):
        return value
    return {name: narrowed(value[name], inside) for name, inside in fields.items() if name in value}
