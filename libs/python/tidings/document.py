"""JSON that anyone may have written."""

import json
import re
from dataclasses import dataclass, field

from tidings.errors import HostileDocumentError

MAX_CHARACTERS = 256 * 1024
"""In UTF-16 code units: an EventBridge event with its largest entry fits."""

MAX_DEPTH = 32
"""Arrays and objects inside one another: deeper than any contract, and far less than what makes recursion fail."""

MAX_KEYS = 1_000
"""More than any object of ours has."""

_MAX_SAFE_INTEGER = 2**53 - 1
_SAFE_DIGITS = 15

_SURROGATE = re.compile("[\ud800-\udfff]")
# Possessive, so that no text makes it go back: each character is looked at once.
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|["{}\[\],]', re.DOTALL)


@dataclass(slots=True)
class _Scan:
    """Where a scan is: keys of each open object (`None` for an array), and whether a string is a key here."""

    text: str
    open: list[set[str] | None] = field(default_factory=list)
    key_expected: bool = False


def parse_document(text: str, max_characters: int = MAX_CHARACTERS, max_depth: int = MAX_DEPTH) -> object:
    """Parses a JSON text in time linear in its length, and in none for one over the limit.

    Numbers are those that a JavaScript reader sees: a whole one is an `int`, beyond 2^53 each is the nearest `float`.

    Raises `HostileDocumentError`: not JSON, too long, too deep, a key twice or over 1,000 keys in an object, a key
    `__proto__`, or a lone surrogate in a string. Nothing has been built from the text then.
    """
    if _is_longer(text, max_characters):
        raise HostileDocumentError(f"longer than {max_characters} characters", max_characters)
    if _SURROGATE.search(text) is not None:
        raise HostileDocumentError("a lone surrogate", 0)
    _scan(_Scan(text), max_depth)
    try:
        return json.loads(text, parse_int=_integer, parse_float=_number, parse_constant=_refuse_constant)
    except ValueError as error:
        raise HostileDocumentError("not JSON", 0) from error


def _is_longer(text: str, max_characters: int) -> bool:
    return len(text) > max_characters or (not text.isascii() and _code_units(text) > max_characters)


def _code_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _SAFE_DIGITS else _number(digits)


def _number(digits: str) -> int | float:
    value = float(digits)
    return int(value) if abs(value) <= _MAX_SAFE_INTEGER and value.is_integer() else value


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON")


def _refuse(state: _Scan, problem: str, index: int) -> HostileDocumentError:
    return HostileDocumentError(problem, _code_units(state.text[:index]))


def _scan(state: _Scan, max_depth: int) -> None:
    for match in _TOKEN.finditer(state.text):
        token = match.group()
        if token[0] == '"':
            _pass_string(state, token, match.start())
        else:
            _pass_structure(state, token)
            if len(state.open) > max_depth:
                raise _refuse(state, f"nested deeper than {max_depth}", match.start())


def _pass_structure(state: _Scan, token: str) -> None:
    if token == ",":
        state.key_expected = bool(state.open) and state.open[-1] is not None
        return
    state.key_expected = token == "{"
    if token in "{[":
        state.open.append(set() if token == "{" else None)
    elif state.open:
        state.open.pop()


def _pass_string(state: _Scan, token: str, start: int) -> None:
    if len(token) == 1:
        raise _refuse(state, "not JSON: a string without an end", start)
    value = _unescaped(state, token, start) if "\\" in token else token[1:-1]
    if state.key_expected:
        _pass_key(state, value, start)


def _unescaped(state: _Scan, token: str, start: int) -> str:
    try:
        value = str(json.loads(token))
    except ValueError as error:
        raise _refuse(state, "not JSON: a string that cannot be read", start) from error
    if _SURROGATE.search(value) is not None:
        raise _refuse(state, "a lone surrogate", start)
    return value


def _pass_key(state: _Scan, key: str, start: int) -> None:
    state.key_expected = False
    if key == "__proto__":
        raise _refuse(state, "a key that names the prototype", start)
    keys = state.open[-1] if state.open else None
    if keys is None:
        return
    if key in keys:
        raise _refuse(state, "a key twice in one object", start)
    keys.add(key)
    if len(keys) > MAX_KEYS:
        raise _refuse(state, f"more than {MAX_KEYS} keys in one object", start)
