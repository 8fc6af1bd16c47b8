"""Judges data by the Python of generated contracts, for the spec that compares its verdicts.

Reads JSON lines: `{"module": path, "name": name}` picks a contract, then `{"version": n, "text": document}` asks for the
verdict on a document, with `"reading": fields` for that on these alone, `{"pattern": source, "text": text}` whether a translated pattern matches, and
`{"format": name, "text": text}` whether a format does. Answers each question in a line.
"""

import importlib.util
import json
import re
import sys
from types import ModuleType

from tidings.document import parse_document
from tidings.errors import HostileDocumentError, Problem
from tidings.formats import FORMATS


def module_at(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location("contract", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def verdict(contract: object, question: dict) -> object:
    if "pattern" in question:
        return re.compile(question["pattern"], re.ASCII).search(question["text"]) is not None
    if "format" in question:
        return FORMATS[question["format"]](question["text"])
    try:
        data = parse_document(question["text"])
    except HostileDocumentError as error:
        return {"refused": error.problem, "position": error.position}
    version = contract.versions[question["version"] - 1]
    if "reading" not in question:
        return told(version.validate(data))
    reading = version.reading(*question["reading"])
    return told(reading.problem_in_fields(version.definition, data)) or {"narrowed": reading.narrow(data)}


def told(problem: Problem | None) -> object:
    return None if problem is None else {"path": problem.path, "problem": problem.problem}


def main() -> None:
    contract = None
    for line in sys.stdin:
        question = json.loads(line)
        if "module" in question:
            contract = getattr(module_at(question["module"]), question["name"])
        else:
            print(json.dumps(verdict(contract, question)))


if __name__ == "__main__":
    main()
