"""Runs the Python upcasters of contract folders, for the spec that compares them with those in TypeScript.

Reads JSON lines: `{"module": path, "data": data}`. Answers each in a line with `{"data": data}` or `{"raised": what}`.
"""

import importlib.util
import json
import sys
from collections.abc import Callable
from typing import Any


def upcast_in(path: str) -> Callable[[Any], Any]:
    spec = importlib.util.spec_from_file_location("upcaster", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.upcast


def answer(path: str, data: object) -> object:
    try:
        return {"data": upcast_in(path)(data)}
    except Exception as error:
        return {"raised": f"{type(error).__name__}: {error}"}


def main() -> None:
    for line in sys.stdin:
        question = json.loads(line)
        print(json.dumps(answer(question["module"], question["data"])))


if __name__ == "__main__":
    main()
