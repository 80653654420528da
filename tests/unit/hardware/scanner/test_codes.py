"""What a code is; and that of a card nothing but a class comes out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.scanner.card import birth_of, tidy
from hardware.scanner.codes import read_text, seen
from hub.protocol import ClassId, Seen, SeenCard, SeenTicket, SeenUnknown
from tests.unit.hardware.scanner.samples import (
    AGES,
    CARD,
    COVID,
    NEW_CARD,
    OLD_CARD,
    SECRETS,
    SLIP,
    TICKET,
    TODAY,
    code,
)

UNREADABLE, VNEID, A_SLIP = (SeenUnknown(why) for why in ("unreadable", "vneid", "slip"))


def look(text: str, today: date | None = TODAY) -> Seen:
    return seen(code(text), AGES, today)


def born(day: str) -> str:
    return OLD_CARD.replace("20111941", day)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (CARD, SeenCard(ClassId(""))),
        (OLD_CARD, SeenCard(ClassId("tu-80"))),
        (NEW_CARD, SeenCard(ClassId("tu-80"))),
        ("\ufeff\x02" + OLD_CARD + "\x03\r\n", SeenCard(ClassId("tu-80"))),
        ("]Q1" + OLD_CARD, SeenCard(ClassId("tu-80"))),
        (TICKET, SeenTicket("k3J9xQ2mZpAbCd12")),
        ("\x02]Q1" + TICKET, SeenTicket("k3J9xQ2mZpAbCd12")),
        ("https://xephang.example.vn/t/A_b-45678/", SeenTicket("A_b-45678")),
        ("HTTP://HUB.LAN/T/k3J9xQ2mZpAbCd12", SeenTicket("k3J9xQ2mZpAbCd12")),
        (SLIP, A_SLIP),
        ("H40.1.12-250115-0001", A_SLIP),
        ("https://dichvucong.example.vn/tra-cuu?ma=000.11.22.H33-261121-0001", A_SLIP),
        (COVID, UNREADABLE),
        (COVID + "|x|y", UNREADABLE),
        ("001099000001", UNREADABLE),
        ("00109900000A|" + "|" * 6, UNREADABLE),
        ("00109900001|||01011940|||", UNREADABLE),
        ("http://192.168.1.10:7310/t/short", UNREADABLE),
        ("http://192.168.1.10:7310/k3J9xQ2mZpAbCd12", UNREADABLE),
        ("http:///t/k3J9xQ2mZpAbCd12", UNREADABLE),
        ("http://h/t/k3J9xQ2mZpAbCd12?x=1", UNREADABLE),
        ("http://h/t/k3J9xQ2mZpAbCd12http://h/t/k3J9xQ2mZpAbCd12", UNREADABLE),
        ("8934563138165", UNREADABLE),
        ("", UNREADABLE),
        ("\r\n", UNREADABLE),
        ("eyJhbGciOiJIUzI1NiJ9.eyJpZCI6IjEyMyJ9.SflKxwRJSMeKKF2QT4fwpM", VNEID),
        ("https://vneid.gov.vn/xac-thuc?x=1", VNEID),
        ("A" * 900, VNEID),
        (OLD_CARD + "|" + "x" * 512, UNREADABLE),
        ("001099000001|||01011940||\x07|", UNREADABLE),
    ],
)
def test_a_code_is_known_for_what_it_is(text: str, what: Seen) -> None:
    assert look(text) == what


@pytest.mark.parametrize(
    ("day", "class_id"),
    [
        ("23111946", "tu-80"),
        ("24111946", "tu-60"),
        ("22111946", "tu-80"),
        ("24111966", ""),
        ("29021940", "tu-80"),
        ("29021941", ""),
        ("00001941", "tu-80"),
        ("00111946", "tu-80"),
        ("00121946", "tu-60"),
        ("1941", "tu-80"),
        ("", ""),
        ("31021999", ""),
        ("15001941", ""),
        ("01011800", ""),
        ("01012030", ""),
        ("1-1-1941", ""),
        ("٢٠١١١٩٤١", ""),
    ],
)
def test_age_is_counted_on_the_hubs_day_and_a_date_that_cannot_be_is_no_age(day: str, class_id: str) -> None:
    assert look(born(day)) == SeenCard(ClassId(class_id))


def test_before_the_hub_has_told_the_day_nobody_has_an_age() -> None:
    assert look(OLD_CARD, today=None) == SeenCard(ClassId(""))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1258"])
def test_letters_of_any_page_do_not_hide_the_birth(encoding: str) -> None:
    plain = "079041000002||Tran Thi Mâu|20111941|Nu|Sô 2|15042021"

    assert seen(bytearray(plain.encode(encoding)), AGES, TODAY) == SeenCard(ClassId("tu-80"))


def test_letters_of_no_page_at_all_do_not_hide_the_birth() -> None:
    garbled = OLD_CARD.encode().replace("Ẫ".lower().encode(), b"\xd2\x81")

    assert seen(bytearray(garbled), AGES, TODAY) == SeenCard(ClassId("tu-80"))
    assert "079041000002|" in read_text(bytearray(garbled))


@given(st.binary(max_size=1100))
def test_any_bytes_are_judged_and_nothing_of_them_comes_out_but_a_tickets_secret(data: bytes) -> None:
    what = seen(bytearray(data), AGES, TODAY)

    assert isinstance(what, SeenTicket) or what in (UNREADABLE, VNEID, A_SLIP) or isinstance(what, SeenCard)


@given(
    name=st.text(st.characters(categories=("L", "Zs")), max_size=40),
    more=st.lists(st.text(st.characters(categories=("L", "N", "P"), exclude_characters="|"), max_size=20), max_size=4),
)
def test_names_and_what_newer_cards_add_change_nothing(name: str, more: list[str]) -> None:
    text = "|".join(["079041000002", "", name, "20111941", "Nữ", "Xã Mẫu", "15042021", *more])

    assert look(text) == SeenCard(ClassId("tu-80"))


def test_a_birth_shows_itself_in_no_message() -> None:
    birth = birth_of(tidy(OLD_CARD))

    assert birth is not None
    assert not any(secret in f"{birth!r} {birth!s}" for secret in ("1941", "11", "20"))
    assert not hasattr(birth, "__dict__")


def test_what_comes_out_holds_no_secret() -> None:
    assert not any(secret in repr(look(text)) for text in (OLD_CARD, NEW_CARD) for secret in SECRETS)
