"""No text is missing, in either language."""

import re
import string
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec
import pytest

import kiosk
from hub.client.port import Trouble
from hub.protocol import FailureCode, PaperState, PrinterHealth, RefusalCode
from kiosk.face import WORDS
from kiosk.faces import Face, Fact, Field, Head, Message, NumberFace, Offer
from kiosk.paper import Notice
from kiosk.state import Language
from kiosk.words import Words
from kiosk.words_en import EN
from kiosk.words_vi import VI

QML = sorted((Path(kiosk.__file__).parent / "ui").glob("*.qml"))

CODES: list[tuple[str, type[StrEnum]]] = [
    ("refusals", RefusalCode),
    ("failures", FailureCode),
    ("paper", PaperState),
    ("printer", PrinterHealth),
    ("notices", Notice),
    ("troubles", Trouble),
]


def texts_of(words: Words) -> Iterator[tuple[str, str]]:
    for name in words.__struct_fields__:
        value = getattr(words, name)
        match value:
            case str():
                yield name, value
            case tuple():
                yield from ((name, text) for text in value)
            case _:
                yield from ((f"{name}.{code}", text) for code, text in flat(value))


def flat(table: dict[Any, Any]) -> Iterator[tuple[str, str]]:
    for code, value in table.items():
        yield from ((code, text) for text in ([value] if isinstance(value, str) else value))


def test_every_language_has_words() -> None:
    assert set(WORDS) == set(Language)


@pytest.mark.parametrize("words", [VI, EN], ids=["vi", "en"])
@pytest.mark.parametrize(("table", "codes"), CODES)
def test_every_code_has_words(words: Words, table: str, codes: type[StrEnum]) -> None:
    assert set(getattr(words, table)) == set(codes)


@pytest.mark.parametrize("words", [VI, EN], ids=["vi", "en"])
def test_no_text_is_empty(words: Words) -> None:
    # The reason why there is no paper is filled in from the printer's own health.
    empty = {name for name, text in texts_of(words) if not text.strip()} - {"notices.not_printed"}
    assert not empty


def test_both_languages_fill_in_the_same_things() -> None:
    for name in Words.__struct_fields__:
        vietnamese, english = getattr(VI, name), getattr(EN, name)
        if isinstance(vietnamese, str):
            assert holes(vietnamese) == holes(english), name


def holes(text: str) -> set[str]:
    named = {hole for _, hole, _, _ in string.Formatter().parse(text) if hole}
    return named | set(re.findall(r"%\d", text))


def test_the_calendars_are_whole() -> None:
    for words in (VI, EN):
        assert (len(words.weekdays), len(words.months)) == (7, 12)


def test_nothing_is_left_untranslated() -> None:
    vietnamese, english = list(texts_of(VI)), list(texts_of(EN))
    same = {name for name, text in set(vietnamese) & set(english) if text and name != "date"}
    assert not same


@pytest.mark.parametrize(
    ("group", "struct"),
    [
        ("words", Words),
        ("head", Head),
        ("number", NumberFace),
        ("message", Message),
        ("question", Message),
        ("fact", Fact),
        ("offer", Offer),
    ],
)
def test_the_pages_ask_only_for_texts_that_there_are(group: str, struct: type[msgspec.Struct]) -> None:
    known = {camel(name) for name in struct.__struct_fields__}
    asked = {name for file in QML for name in re.findall(rf"\b(?:vm|card)\.{group}\.(\w+)", file.read_text())}
    assert asked
    assert asked <= known


def test_every_text_of_a_page_is_shown_somewhere() -> None:
    qml = "\n".join(file.read_text() for file in QML)
    for struct in (Field, Head, NumberFace, Message, Offer):
        for name in struct.__struct_fields__:
            if name != "qr_url":
                assert re.search(rf"\b{camel(name)}\b", qml), f"{struct.__name__}.{name} is on no page"
    assert "fraction_left" in Face.__struct_fields__


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
