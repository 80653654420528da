"""Faults are asked for strictly: a misspelt one is an error, not a healthy printer."""

import pytest

from hardware.emulators.control import CoverOpen, Delay, Drop, PaperOut, read_fault


def test_a_fault_is_read_with_its_moment() -> None:
    assert read_fault(b'{"do": "paper_out", "after_rows": 200}') == PaperOut(after_rows=200)
    assert read_fault(b'{"do": "drop", "after_bytes": 9000}') == Drop(after_bytes=9000)
    assert read_fault(b'{"do": "delay", "answers_s": 0.4}') == Delay(answers_s=0.4)
    assert read_fault(b'{"do": "cover_open"}') == CoverOpen()


@pytest.mark.parametrize(
    "line", [b"", b"{", b'{"do": "explode"}', b'{"do": "drop", "after": 1}', b'{"do": "paper_out", "after_rows": -1}']
)
def test_anything_else_is_an_error_in_words(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w+"):
        read_fault(line)
