"""What is printed as settings reads back as the same settings."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from hub.client.settings import convert, load
from hub.client.settings_text import to_toml


class Inner(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: str = ""
    opens: time = time(7, 30)


class Outer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str = "kiosk-1"
    port: int = 7310
    scale: float = 1.5
    is_loud: bool = True
    day: date = date(2026, 11, 20)
    at: datetime = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
    maybe: Inner | None = None
    inner: Inner = Inner()
    many: tuple[Inner, ...] = (Inner("a"), Inner("b"))
    words: tuple[str, ...] = ("x", "y")
    table: dict[str, str] = msgspec.field(default_factory=lambda: {"A-1": "b", "cần dấu": "c"})


def test_it_reads_back_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text(to_toml(Outer()), encoding="utf-8")

    assert load(file, Outer) == Outer()


def test_it_looks_as_a_person_would_write_it() -> None:
    assert to_toml(Inner("Quầy 1")) == 'text = "Quầy 1"\nopens = 07:30:00\n'


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives(text: str) -> None:
    import tomllib

    assert convert(tomllib.loads(to_toml(Inner(text))), Inner, source="x").text == text
