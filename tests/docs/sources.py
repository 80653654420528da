"""Reads the product's Python files as syntax trees: what each imports, and where it reads the clock or chance.

Nothing is imported or run, so a lazy import inside a function counts as much as one at the top.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PROGRAMS = ("hub", "kiosk", "display", "counter_client", "hardware")

_READERS = {
    "time": None,
    "random": None,
    "secrets": None,
    "uuid": None,
    "os": {"urandom", "getrandom"},
    "datetime.datetime": {"now", "utcnow", "today", "fromtimestamp"},
    "datetime.date": {"today"},
    "PySide6.QtCore.QDateTime": {"currentDateTime", "currentDateTimeUtc", "currentMSecsSinceEpoch"},
    "PySide6.QtCore.QDate": {"currentDate"},
    "PySide6.QtCore.QTime": {"currentTime"},
    "PySide6.QtCore.QRandomGenerator": None,
}
"""Module or class -> the names that read the clock or chance; None: every name but the harmless ones."""
_HARMLESS = {"secrets.compare_digest", "uuid.UUID", "random.Random", "time.sleep", "time.struct_time", "time.strftime"}


class Use(NamedTuple):
    """A name another module gave, at its place."""

    path: str
    line: int
    name: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.name}"


class Source(NamedTuple):
    """A file of the product, by its path from the root."""

    path: str
    tree: ast.Module

    @property
    def package(self) -> str:
        return ".".join(Path(self.path).parent.parts)


def sources() -> list[Source]:
    """Every Python file of the five programs."""
    paths = [path for program in PROGRAMS for path in sorted((ROOT / program).rglob("*.py"))]
    return [parsed(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")) for path in paths]


def parsed(path: str, text: str) -> Source:
    return Source(path, ast.parse(text, filename=path))


def imports(source: Source) -> Iterator[Use]:
    """Every module a file imports, wherever in it; `from a import b` is both a and a.b, since b may be a module."""
    for node in ast.walk(source.tree):
        match node:
            case ast.Import(names=names):
                for alias in names:
                    yield Use(source.path, node.lineno, alias.name)
            case ast.ImportFrom(module=module, names=names, level=level):
                base = _absolute(source.package, module, level)
                yield Use(source.path, node.lineno, base)
                for alias in names:
                    yield Use(source.path, node.lineno, f"{base}.{alias.name}")
            case ast.Call(func=ast.Name(id="__import__") | ast.Attribute(attr="import_module")):
                yield Use(source.path, node.lineno, "a module by its name at run time")
            case _:
                pass


def readings(source: Source) -> Iterator[Use]:
    """Every place a file reads the clock or chance, or hands on the function that does."""
    known = dict(_bound_names(source.tree))
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute | ast.Name) and isinstance(node.ctx, ast.Load):
            name = _dotted(node, known)
            if name is not None and _reads(name):
                yield Use(source.path, node.lineno, name)
        elif isinstance(node, ast.Call) and not node.args and _dotted(node.func, known) == "random.Random":
            yield Use(source.path, node.lineno, "random.Random without a seed")


def _absolute(package: str, module: str | None, level: int) -> str:
    if level == 0:
        return module or ""
    parent = package.split(".")[: len(package.split(".")) - level + 1]
    return ".".join([*parent, *([module] if module else [])])


def _bound_names(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Local name -> what it is called in full."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                yield (alias.asname, alias.name) if alias.asname else (top, top)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def _dotted(node: ast.expr, known: dict[str, str]) -> str | None:
    match node:
        case ast.Name(id=name):
            return known.get(name)
        case ast.Attribute(value=value, attr=attr):
            base = _dotted(value, known)
            return None if base is None else f"{base}.{attr}"
        case _:
            return None


def _reads(name: str) -> bool:
    owner, _, last = name.rpartition(".")
    if owner not in _READERS or name in _HARMLESS:
        return False
    wanted = _READERS[owner]
    return wanted is None or last in wanted
