"""Both languages are complete, and every sentence can be filled with what the hub sends."""

import string
from enum import StrEnum

import msgspec
import pytest

from counter_client import words, words_en, words_vi
from counter_client.about import Deed, Errand
from counter_client.sheets import SheetKind
from counter_client.words import Words, fill, in_language
from hub.client.port import Trouble
from hub.protocol import (
    Alert,
    AlertCode,
    CancelReason,
    DeskAction,
    DeviceHealth,
    DeviceKind,
    Failed,
    FailureCode,
    Outcome,
    PrinterHealth,
    Reason,
    RefusalCode,
    Refused,
)

LANGUAGES = [words_vi.WORDS, words_en.WORDS]
TABLES: list[tuple[str, type[StrEnum]]] = [
    ("actions", DeskAction),
    ("action_hints", DeskAction),
    ("errands", Errand),
    ("deeds", Deed),
    ("outcomes", Outcome),
    ("cancel_reasons", CancelReason),
    ("questions", SheetKind),
    ("explained", SheetKind),
    ("reasons", Reason),
    ("refusals", RefusalCode),
    ("failures", FailureCode),
    ("alerts", AlertCode),
    ("device_kinds", DeviceKind),
    ("device_healths", DeviceHealth),
    ("printers", PrinterHealth),
    ("troubles", Trouble),
]


def sentences(texts: Words) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in msgspec.structs.asdict(texts).items():
        if isinstance(value, dict):
            flat |= {f"{name}.{code}": sentence for code, sentence in value.items()}
        elif isinstance(value, tuple):
            flat |= {f"{name}.{place}": sentence for place, sentence in enumerate(value)}
        else:
            flat[name] = value
    return flat


def gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("texts", LANGUAGES, ids=["vi", "en"])
@pytest.mark.parametrize(("table", "codes"), TABLES)
def test_every_code_has_words(texts: Words, table: str, codes: type[StrEnum]) -> None:
    assert set(getattr(texts, table)) == set(codes)


@pytest.mark.parametrize("texts", LANGUAGES, ids=["vi", "en"])
def test_no_sentence_is_empty(texts: Words) -> None:
    assert [name for name, sentence in sentences(texts).items() if not sentence.strip()] == []


def test_the_languages_fill_in_the_same_things() -> None:
    vietnamese, english = (sentences(texts) for texts in LANGUAGES)

    for name, sentence in english.items():
        assert gaps(sentence) == gaps(vietnamese[name]), name


def test_vietnamese_is_the_language_unless_english_is_asked_for() -> None:
    assert in_language("vi") is words_vi.WORDS
    assert in_language("en") is words_en.WORDS


def test_a_refusal_is_a_sentence_with_what_the_hub_told() -> None:
    taken = Refused(RefusalCode.COUNTER_TAKEN, {"operator": "Đỗ Ngọc Mai"})

    assert words.refusal(words_vi.WORDS, taken) == "Đỗ Ngọc Mai vừa ngồi vào quầy này. Xin chọn quầy khác."


@pytest.mark.parametrize("texts", LANGUAGES, ids=["vi", "en"])
@pytest.mark.parametrize("code", RefusalCode)
def test_a_refusal_without_its_parameters_still_reads(texts: Words, code: RefusalCode) -> None:
    sentence = words.refusal(texts, Refused(code))

    assert "{" not in sentence


@pytest.mark.parametrize("code", FailureCode)
def test_a_failure_is_told_in_words(code: FailureCode) -> None:
    assert words.refusal(words_vi.WORDS, Failed(code)) == words_vi.WORDS.failures[code]


def test_a_printer_alert_names_the_kiosk_and_what_it_lacks() -> None:
    told = Alert(AlertCode.PRINTER, {"device": "Kiosk cửa chính", "health": "paper_out"})

    assert words.alert(words_vi.WORDS, told) == "Kiosk cửa chính: hết giấy"


def test_a_roll_that_ends_soon_says_how_many_tickets_are_left() -> None:
    told = Alert(AlertCode.PRINTER, {"device": "Kiosk cửa chính", "health": "near_end", "left": "40"})

    assert words.alert(words_vi.WORDS, told) == "Kiosk cửa chính: giấy sắp hết, còn khoảng 40 phiếu"
    assert words.alert(words_en.WORDS, told) == "Kiosk cửa chính: paper is running low, about 40 tickets left"


@pytest.mark.parametrize(
    ("params", "told"),
    [
        (
            {"kind": "pad", "name": "pad-3", "health": "offline", "counter": "3"},
            "Bàn phím gọi số ở quầy 3: mất kết nối, kiểm tra dây và nguồn",
        ),
        (
            {"kind": "scanner", "name": "scanner-1", "health": "fault", "kiosk": "Kiosk cửa chính"},
            "Máy quét ở Kiosk cửa chính: bị lỗi",
        ),
        (
            {"kind": "number_display", "name": "sign-hall", "health": "offline"},
            "Bảng số sign-hall: mất kết nối, kiểm tra dây và nguồn",
        ),
        ({"kind": "lamp", "name": "lamp-1", "health": "dim"}, "lamp-1 lamp-1: bị lỗi"),
    ],
)
def test_a_device_is_told_with_its_place_and_what_to_look_at(params: dict[str, str], told: str) -> None:
    assert words.alert(words_vi.WORDS, Alert(AlertCode.DEVICE, params)) == told


def test_an_agent_that_is_gone_says_what_does_not_work() -> None:
    told = words.alert(words_vi.WORDS, Alert(AlertCode.AGENT_MISSING, {"device": "agent-1"}))

    assert told == "Chương trình thiết bị agent-1 đã ngắt: bàn phím, bảng số, máy quét chưa dùng được"


def test_a_printer_state_of_a_newer_hub_is_not_known_here() -> None:
    told = Alert(AlertCode.PRINTER, {"device": "Kiosk", "health": "on_fire"})

    assert words.alert(words_vi.WORDS, told) == "Kiosk: chưa rõ tình trạng máy in"


@pytest.mark.parametrize(("seconds", "span"), [("45", "45 giây"), ("3600", "60 phút"), ("soon", "…")])
def test_a_clock_that_jumped_says_by_how_much(seconds: str, span: str) -> None:
    told = Alert(AlertCode.CLOCK_JUMPED, {"seconds": seconds})

    assert words.alert(words_vi.WORDS, told) == f"Đồng hồ máy chủ bị lùi {span}"


def test_a_gap_nobody_fills_is_a_dash_not_a_crash() -> None:
    assert fill("số {number}, quầy {counter}", number="A001") == "số A001, quầy …"
