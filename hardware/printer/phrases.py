"""The words of a template: Jinja expressions that can only pick, join and choose.

A technician writes them, so they are kept on a short lead: no loops, no calls, no arithmetic that could fill a memory,
only the fields there are. Everything else is found when the template is read, not with the first citizen's ticket.
"""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

FILTERS: Final = frozenset(
    {"abs", "capitalize", "default", "first", "int", "join", "last", "length", "lower", "replace", "round", "title"}
    | {"trim", "upper"}
)
_TESTS: Final = frozenset({"even", "in", "none", "number", "odd", "string"})
_ALLOWED: Final = (
    nodes.Add, nodes.And, nodes.Compare, nodes.Concat, nodes.CondExpr, nodes.Const, nodes.Filter, nodes.Getitem,
    nodes.If, nodes.List, nodes.Name, nodes.Neg, nodes.Not, nodes.Operand, nodes.Or, nodes.Output, nodes.Slice,
    nodes.Sub, nodes.Template, nodes.TemplateData, nodes.Test, nodes.Tuple,
)  # fmt: skip


class PhraseError(Exception):
    """What is wrong with the words, as the end of a sentence."""


def _finalized(value: object) -> object:
    return "" if value is None else value


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, finalize=_finalized, autoescape=False)
    environment.filters = {name: found for name, found in environment.filters.items() if name in FILTERS}
    environment.tests = {name: found for name, found in environment.tests.items() if name in _TESTS}
    environment.globals.clear()
    return environment


_ENVIRONMENT: Final = _environment()


class Phrases:
    """Every expression of a template, compiled once."""

    def __init__(self) -> None:
        self._compiled: dict[str, Template] = {}

    def say(self, source: str, fields: Mapping[str, object]) -> str:
        """Raises `PhraseError` where the words cannot be made of this ticket."""
        if source not in self._compiled:
            self._compiled[source] = _ENVIRONMENT.from_string(source)
        try:
            return self._compiled[source].render(fields)
        except (TemplateError, TypeError, ValueError, LookupError, ArithmeticError, AttributeError) as error:
            raise PhraseError(f"cannot be said of a ticket: {error}") from error

    def holds(self, condition: str, fields: Mapping[str, object]) -> bool:
        """The empty condition always holds."""
        return not condition or self.say(_as_words(condition), fields) == "yes"


def _as_words(condition: str) -> str:
    return "{% if " + condition + " %}yes{% endif %}"


def problems(source: str, known: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the words before any ticket is there; `known` are the fields."""
    try:
        tree = _ENVIRONMENT.parse(source)
    except TemplateSyntaxError as error:
        yield f"cannot be understood: {error.message}"
        return
    if forbidden := next(_forbidden(tree), None):
        yield f"uses a {_name(forbidden)}, which a template may not"
        return
    for kind, used, there in (
        ("field", tree.find_all(nodes.Name), known),
        ("filter", tree.find_all(nodes.Filter), FILTERS),
        ("test", tree.find_all(nodes.Test), _TESTS),
    ):
        for name in sorted({node.name for node in used} - set(there)):
            choices = ", ".join(there if kind == "field" else sorted(there))
            yield f'there is no {kind} "{name}"{_did_you_mean(name, there)}; the {kind}s are {choices}'


def condition_problems(condition: str, known: Mapping[str, str]) -> Iterator[str]:
    """The same for a `when`."""
    if not condition:
        return
    if "{" in condition or "}" in condition:
        yield 'is an expression and stands without braces; write for example "copy > 1"'
        return
    yield from problems(_as_words(condition), known)


def _forbidden(tree: nodes.Template) -> Iterator[nodes.Node]:
    waiting: list[nodes.Node] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, _ALLOWED):
            waiting += node.iter_child_nodes()
        else:
            yield node


def _name(node: nodes.Node) -> str:
    """As Jinja calls it, or plainer."""
    name = type(node).__name__
    return {"For": "loop", "Getattr": "dot", "Assign": "set", "Pow": "power", "Mul": "product"}.get(name, name.lower())


def _did_you_mean(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f' (did you mean "{close[0]}"?)' if close else ""
