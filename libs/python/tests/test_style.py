"""The house style, as far as a machine can hold Python to it."""

import ast
import sys
import unittest
from collections.abc import Iterator
from pathlib import Path

LIBRARY = Path(__file__).resolve().parents[1]
MAX_LINE = 120
MAX_FILE_LINES = 200
MAX_FUNCTION_LINES = 40
MAX_PARAMETERS = 5
"""Besides `self`, and those that have to be named."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources() -> Iterator[Path]:
    for path in sorted(LIBRARY.rglob("*.py")):
        if "generated" not in path.parts:
            yield path


def code_lines(node: ast.AST, text: str) -> int:
    """Lines of a node that are neither blank nor comments nor docstrings."""
    lines = text.splitlines()[getattr(node, "lineno", 1) - 1 : getattr(node, "end_lineno", None)]
    words = sum(docstring_lines(each) for each in ast.walk(node))
    return sum(1 for line in lines if line.strip() and not line.strip().startswith("#")) - words


def docstring_lines(node: ast.AST) -> int:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return (node.end_lineno or node.lineno) - node.lineno + 1
    return 0


def breaches(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf8")
    tree = ast.parse(text)
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > MAX_LINE:
            yield f"line {number} has {len(line)} characters"
    if ast.get_docstring(tree) is None:
        yield "says nothing about itself"
    if code_lines(tree, text) > MAX_FILE_LINES:
        yield f"has {code_lines(tree, text)} lines of code"
    for function in public_functions(tree) if "tests" not in path.parts else ():
        if ast.get_docstring(function) is None:
            yield f"{function.name} needs a docstring"
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield from (f"{node.name} {breach}" for breach in function_breaches(node, text))


def public_functions(tree: ast.Module | ast.ClassDef) -> Iterator[Function]:
    """Functions of a module and methods of its classes that others may call."""
    for node in tree.body:
        is_public = isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_")
        if is_public and isinstance(node, ast.ClassDef):
            yield from public_functions(node)
        elif is_public and isinstance(node, Function):
            yield node


def function_breaches(node: Function, text: str) -> Iterator[str]:
    own = [argument for argument in node.args.posonlyargs + node.args.args if argument.arg not in ("self", "cls")]
    if code_lines(node, text) > MAX_FUNCTION_LINES:
        yield f"has {code_lines(node, text)} lines of code"
    if len(own) > MAX_PARAMETERS:
        yield f"has {len(own)} parameters"
    if node.returns is None or any(argument.annotation is None for argument in own + node.args.kwonlyargs):
        yield "has types that nobody wrote down"


class Style(unittest.TestCase):
    maxDiff = None

    def test_is_kept_everywhere(self) -> None:
        found = [f"{path.relative_to(LIBRARY)}: {breach}" for path in sources() for breach in breaches(path)]
        self.assertEqual("\n".join(found), "")

    def test_uses_the_standard_library_only(self) -> None:
        for path in sources():
            for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) and node.level == 0 else []
                for name in names:
                    top = name.partition(".")[0]
                    ours = {"tidings", "tidings_contracts", *(each.stem for each in (LIBRARY / "tests").glob("*.py"))}
                    self.assertTrue(top in sys.stdlib_module_names or top in ours, f"{path}: {name}")


if __name__ == "__main__":
    unittest.main()
