"""A template understood: read, checked to the last expression, its words compiled, its logo ready to burn.

Everything that can be wrong with a template is found here, when the agent starts and somebody stands before it. Each
problem is one line: file, block, key, what is wrong and what would be right.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path
from typing import Final

from PIL import Image

from hardware.printer import phrases
from hardware.printer.fields import FIELDS, fields_of
from hardware.printer.logo import LogoError, read_logo
from hardware.printer.phrases import PhraseError, Phrases
from hardware.printer.template import (
    Block,
    FactBlock,
    LogoBlock,
    NumberBlock,
    QrBlock,
    StampBlock,
    Template,
    TextBlock,
)
from hardware.samples import SAMPLES
from hub.client.settings import ConfigError, load

_WIDTHS_MM: Final = {80: "480 dots or more", 58: "less than 480 dots"}
_WIDE_DOTS: Final = 480
_WIDEST_MARGIN: Final = 48


@dataclass(frozen=True)
class Design:
    """A template with all that is needed to lay out a ticket."""

    template: Template
    logos: Mapping[str, Image.Image] = field(default_factory=dict)
    """By file; in shades of grey, not yet scaled."""
    phrases: Phrases = field(default_factory=Phrases)


def paper_mm(width_dots: int) -> int:
    """80 or 58: the paper on which so many dots are printed."""
    return 80 if width_dots >= _WIDE_DOTS else 58


@lru_cache
def default_design(width_dots: int) -> Design:
    """The ticket as it comes with the program."""
    with as_file(_bundled(paper_mm(width_dots))) as path:
        return read_design(path, width_dots)


def default_text(paper: int) -> str:
    """The same as text, for somebody who wants to change it."""
    return _bundled(paper).read_text(encoding="utf-8")


def _bundled(paper: int) -> Traversable:
    return files("hardware.printer").joinpath("templates", f"ticket-{paper}.toml")


def read_design(path: Path, width_dots: int | None) -> Design:
    """For a printer of that width; None where it is not known yet. Raises `ConfigError` with every problem."""
    template = load(path, Template)
    logos: dict[str, Image.Image] = {}
    found = tuple(chain(_whole(template, width_dots), _blocks(template, path.parent, logos)))
    found = found or tuple(_on_samples(template))
    if found:
        raise ConfigError(tuple(f"{path}: {problem}" for problem in found))
    return Design(template, logos)


def _whole(template: Template, width_dots: int | None) -> Iterator[str]:
    if template.paper_mm not in _WIDTHS_MM:
        yield f"paper_mm: {template.paper_mm} is no width of paper; write 80 or 58"
    elif width_dots is not None and template.paper_mm != paper_mm(width_dots):
        yield (
            f"paper_mm: the template is for {template.paper_mm} mm paper ({_WIDTHS_MM[template.paper_mm]}), but the "
            f"printer prints {width_dots} dots; take a template for {paper_mm(width_dots)} mm"
        )
    numbers = [block for block in template.block if isinstance(block, NumberBlock)]
    if len(numbers) != 1:
        yield f"block: there are {len(numbers)} number blocks; a ticket has exactly one"
    elif numbers[0].when or numbers[0].gives_way:
        yield "block: the number must stand on every ticket; remove its `when` and `gives_way`"
    if template.margin > _WIDEST_MARGIN:
        yield f"margin: {template.margin} leaves too little of the paper; write {_WIDEST_MARGIN} or less"


def _blocks(template: Template, folder: Path, logos: dict[str, Image.Image]) -> Iterator[str]:
    for place, block in enumerate(template.block, start=1):
        where = f"block[{place}]"
        for key, source in words_of(block):
            for problem in phrases.problems(source, FIELDS):
                yield f"{where}.{key}: {problem}"
        for problem in phrases.condition_problems(block.when, FIELDS):
            yield f"{where}.when: {problem}"
        for key, style in _styles_of(block):
            if style not in template.styles:
                yield f"{where}.{key}: {_no_style(style, template)}"
        if isinstance(block, LogoBlock):
            try:
                logos[block.file] = read_logo(folder / block.file, block.threshold)
            except LogoError as error:
                yield f"{where}.file: {error}"


def words_of(block: Block) -> tuple[tuple[str, str], ...]:
    """The keys of a block that hold words."""
    match block:
        case TextBlock() | NumberBlock() | StampBlock() | QrBlock():
            return (("text", block.text),)
        case FactBlock():
            return (("label", block.label), ("value", block.value))
        case _:
            return ()


def _styles_of(block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case TextBlock():
            yield "style", block.style
            if block.long_style:
                yield "long_style", block.long_style
        case StampBlock():
            yield "style", block.style
        case FactBlock():
            yield from (("label_style", block.label_style), ("value_style", block.value_style))
        case _:
            return


def _no_style(name: str, template: Template) -> str:
    close = get_close_matches(name, template.styles, n=1, cutoff=0.6)
    hint = f' (did you mean "{close[0]}"?)' if close else ""
    return f'there is no style "{name}"{hint}; [styles] has {", ".join(template.styles)}'


def _on_samples(template: Template) -> Iterator[str]:
    """Words that are well formed and still cannot be said: a field compared with what it is not."""
    samples = tuple(map(fields_of, SAMPLES.values()))
    said = Phrases()
    for place, block in enumerate(template.block, start=1):
        found = (problem for fields in samples for problem in _block_on_sample(block, said, fields))
        yield from (f"block[{place}].{problem}" for problem in dict.fromkeys(found))


def _block_on_sample(block: Block, said: Phrases, fields: Mapping[str, object]) -> Iterator[str]:
    try:
        if not said.holds(block.when, fields):
            return
    except PhraseError as error:
        yield f"when: {error}"
        return
    for key, source in words_of(block):
        try:
            text = said.say(source, fields)
        except PhraseError as error:
            yield f"{key}: {error}"
        else:
            if isinstance(block, NumberBlock) and not text.strip():
                yield f"{key}: is empty on a ticket; the number must always be there"
