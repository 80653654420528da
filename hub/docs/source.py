"""Docstrings of classes, of their fields and of module names, read from the source.

Python keeps no docstring of a field (a string on its own after `name: type`), but the source does.
"""

import ast
import inspect
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

OWN = ("hub.", "kiosk.", "display.", "counter_client.", "hardware.")
"""How the modules of this product begin; a base class from elsewhere says nothing about a field of ours."""


class Notes(NamedTuple):
    """What the source says of a class: its own docstring and one for each field that has one."""

    doc: str
    fields: dict[str, str]


@cache
def notes(cls: type, own: tuple[str, ...] = OWN) -> Notes:
    """Of a class and, for inherited fields, of its bases among the modules that are our `own`."""
    fields: dict[str, str] = {}
    doc = ""
    for kind in reversed(cls.__mro__):
        node = _class_node(kind) if kind.__module__.startswith(own) else None
        if node is not None:
            fields |= _named_strings(node.body)
            doc = one_line(ast.get_docstring(node) or "")
    return Notes(doc, fields)


def module_doc(module: ModuleType) -> str:
    """The module's docstring, paragraphs kept."""
    return inspect.getdoc(module) or ""


def module_notes(module: ModuleType) -> dict[str, str]:
    """Docstrings of a module's own names."""
    return _named_strings(_tree(_file(module)).body)


def one_line(text: str) -> str:
    return " ".join(text.split())


def cell(text: str) -> str:
    """Text as it may stand in a cell of a table."""
    return text.replace("|", "\\|")


def _class_node(cls: type) -> ast.ClassDef | None:
    nodes = (node for node in ast.walk(_tree(_file(inspect.getmodule(cls)))) if isinstance(node, ast.ClassDef))
    return next((node for node in nodes if node.name == cls.__name__), None)


def _file(module: ModuleType | None) -> Path:
    file = inspect.getsourcefile(module) if module is not None else None
    if file is None:
        raise ValueError(f"{module} has no source")
    return Path(file)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _named_strings(body: list[ast.stmt]) -> dict[str, str]:
    """Each assigned name that a bare string follows."""
    found: dict[str, str] = {}
    for statement, follower in pairwise(body):
        match statement, follower:
            case (
                ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]),
                ast.Expr(value=ast.Constant(value=str() as text)),
            ):
                found[name] = one_line(text)
            case _:
                continue
    return found
