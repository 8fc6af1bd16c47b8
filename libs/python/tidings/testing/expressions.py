"""The part of DynamoDB's expressions that an in-memory database understands.

Source: docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html
"""

import copy
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

_TOKEN = re.compile(r"\s*([#:]?[A-Za-z_][A-Za-z0-9_]*|<>|<=|>=|[=<>(),+-])")
_SECTION = re.compile(r"\b(SET|ADD|REMOVE)\b", re.IGNORECASE)
_ABSENT = object()

_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class ExpressionError(Exception):
    """An expression that DynamoDB may understand and this stand-in does not, or that neither does."""


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is about: an item, and the request's names and values."""

    item: Mapping[str, Any]
    request: Mapping[str, Any]

    def name(self, token: str) -> str:
        """The attribute that a token stands for."""
        if not token.startswith("#"):
            return token
        names: Mapping[str, str] = self.request.get("ExpressionAttributeNames", {})
        if token not in names:
            raise ExpressionError(f"{token} is not among ExpressionAttributeNames")
        return names[token]

    def value(self, token: str) -> Any:
        """What a token stands for: a value of the request, or an attribute's."""
        if not token.startswith(":"):
            return self.item.get(self.name(token), _ABSENT)
        values: Mapping[str, Any] = self.request.get("ExpressionAttributeValues", {})
        if token not in values:
            raise ExpressionError(f"{token} is not among ExpressionAttributeValues")
        return values[token]


class _Tokens:
    """The tokens of one expression, taken one after the other."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._left: list[str] = []
        end = 0
        while end < len(text.rstrip()):
            match = _TOKEN.match(text, end)
            if match is None:
                raise ExpressionError(f"{text}: not understood from {text[end:]}")
            self._left.append(match[1])
            end = match.end()

    def next_is(self, *words: str) -> bool:
        return bool(self._left) and self._left[0].upper() in words

    def take(self, word: str | None = None) -> str:
        if not self._left or (word is not None and self._left[0].upper() != word):
            raise ExpressionError(f"{self._text}: expected {word or 'more'}")
        return self._left.pop(0)

    def end(self) -> None:
        if self._left:
            raise ExpressionError(f"{self._text}: not understood from {self._left[0]}")


def holds(expression: str, context: Context) -> bool:
    """Whether a condition is true of an item."""
    tokens = _Tokens(expression)
    answer = _either(tokens, context)
    tokens.end()
    return answer


def _either(tokens: _Tokens, context: Context) -> bool:
    answer = _both(tokens, context)
    while tokens.next_is("OR"):
        tokens.take()
        answer = _both(tokens, context) or answer
    return answer


def _both(tokens: _Tokens, context: Context) -> bool:
    answer = _single(tokens, context)
    while tokens.next_is("AND"):
        tokens.take()
        answer = _single(tokens, context) and answer
    return answer


def _single(tokens: _Tokens, context: Context) -> bool:
    if tokens.next_is("NOT"):
        tokens.take()
        return not _single(tokens, context)
    if tokens.next_is("("):
        tokens.take()
        answer = _either(tokens, context)
        tokens.take(")")
        return answer
    token = tokens.take()
    return _function(token, tokens, context) if tokens.next_is("(") else _comparison(token, tokens, context)


def _function(name: str, tokens: _Tokens, context: Context) -> bool:
    tokens.take("(")
    value = context.value(tokens.take())
    if name in ("attribute_exists", "attribute_not_exists"):
        tokens.take(")")
        return (value is _ABSENT) == (name == "attribute_not_exists")
    if name != "begins_with":
        raise ExpressionError(f"the function {name} is not understood")
    tokens.take(",")
    start = context.value(tokens.take())
    tokens.take(")")
    return isinstance(value, str) and value.startswith(start)


def _comparison(token: str, tokens: _Tokens, context: Context) -> bool:
    value = context.value(token)
    sign = tokens.take()
    if sign.upper() == "BETWEEN":
        low = context.value(tokens.take())
        tokens.take("AND")
        high = context.value(tokens.take())
        return _compare(">=", value, low) and _compare("<=", value, high)
    if sign not in _COMPARISONS:
        raise ExpressionError(f"the comparison {sign} is not understood")
    return _compare(sign, value, context.value(tokens.take()))


def _compare(sign: str, one: Any, other: Any) -> bool:
    """Values of different kinds are different, and neither is larger."""
    if one is _ABSENT or other is _ABSENT:
        return False
    if _kind(one) != _kind(other):
        return sign == "<>"
    return _COMPARISONS[sign](one, other)


def _kind(value: Any) -> type:
    is_number = isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)
    return Decimal if is_number else type(value)


def changed(expression: str, context: Context) -> dict[str, Any]:
    """An item after an update: `SET a = :a, b = b + :b`, `ADD c :c`, `REMOVE d`."""
    item = copy.deepcopy(dict(context.item))
    start, *sections = _SECTION.split(expression)
    if start.strip() or not sections:
        raise ExpressionError(f"{expression}: an update begins with SET, ADD or REMOVE")
    for verb, body in zip(sections[::2], sections[1::2], strict=True):
        _apply(verb.upper(), _Tokens(body), (item, context))
    return item


def _apply(verb: str, tokens: _Tokens, target: tuple[dict[str, Any], Context]) -> None:
    item, context = target
    while True:
        name = context.name(tokens.take())
        if verb == "SET":
            tokens.take("=")
            item[name] = _sum(tokens, context)
        elif verb == "ADD":
            item[name] = _added(item.get(name), context.value(tokens.take()))
        else:
            item.pop(name, None)
        if not tokens.next_is(","):
            return tokens.end()
        tokens.take()


def _sum(tokens: _Tokens, context: Context) -> Any:
    value = _operand(tokens, context)
    if tokens.next_is("+", "-"):
        sign = tokens.take()
        other = _operand(tokens, context)
        return _added(value, other if sign == "+" else -other)
    return value


def _operand(tokens: _Tokens, context: Context) -> Any:
    token = tokens.take()
    if token != "if_not_exists":
        value = context.value(token)
        if value is _ABSENT:
            raise ExpressionError(f"{token} is no attribute of the item")
        return value
    tokens.take("(")
    value = context.value(tokens.take())
    tokens.take(",")
    other = context.value(tokens.take())
    tokens.take(")")
    return other if value is _ABSENT else value


def _added(value: Any, more: Any) -> Any:
    if isinstance(more, (set, frozenset)):
        return set(value or ()) | more
    start = 0 if value is None else value
    if any(isinstance(each, (bool, str)) for each in (start, more)):
        raise ExpressionError("only numbers and sets can be added")
    return start + more
