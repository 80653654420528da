"""The words of a template: Jinja expressions that can only pick, join and choose.

A technician writes them, so they are kept on a short lead: no loops, no calls, no arithmetic that could fill a memory,
only the fields there are. Everything else is found when the template is read, not with the first citizen's ticket.
"""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

_FILTERS: Final = frozenset(
    {"abs", "capitalize", "default", "first", "int", "join", "last", "length", "lower", "replace", "round", "title"}
    | {"trim", "upper"}
)
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
    environment.filters = {name: found for name, found in environment.filters.items() if name in _FILTERS}
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
    yield from (f"uses a {_name(node)}, which a template may not" for node in _forbidden(tree))
    for name in sorted(meta.find_undeclared_variables(tree) - known.keys()):
        yield f'there is no field "{name}"{_did_you_mean(name, known)}; the fields are {", ".join(known)}'
    for node in tree.find_all(nodes.Filter):
        if node.name not in _FILTERS:
            yield (
                f'there is no filter "{node.name}"{_did_you_mean(node.name, _FILTERS)}; '
                f"the filters are {', '.join(sorted(_FILTERS))}"
            )
    for test in tree.find_all(nodes.Test):
        if test.name not in _ENVIRONMENT.tests:
            yield f'there is no test "{test.name}"{_did_you_mean(test.name, _ENVIRONMENT.tests)}'


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
    """ "For" is a for; "Pow" a power: what Jinja calls it is close enough."""
    return {"For": "loop", "Call": "call", "Getattr": "dot", "Assign": "set"}.get(
        type(node).__name__, type(node).__name__.lower()
    )


def _did_you_mean(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f' (did you mean "{close[0]}"?)' if close else ""
