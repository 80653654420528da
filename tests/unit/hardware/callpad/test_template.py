"""Patterns and wordings a technician writes: what they mean, and what is wrong with them."""

import pytest

from hardware.callpad.template import Pattern, Press, Wording


def found(pattern: str, data: bytes) -> Press | None:
    hit = Pattern(pattern).search(data)
    return hit[0] if hit else None


def test_an_expression_finds_key_address_and_count() -> None:
    press = found(r"P(?P<address>\d\d)K(?P<key>.)N(?P<count>\d)\r", b"\x00P07K3N9\rP")

    assert press == Press(frame=b"P07K3N9\r", key=b"3", address=b"07", count=b"9")


def test_hex_bytes_with_words_find_the_same_in_binary() -> None:
    press = found("hex: 02 address key any 03", bytes.fromhex("FF 02 0A 0C 77 03 02"))

    assert press == Press(frame=bytes.fromhex("02 0A 0C 77 03"), key=b"\x0c", address=b"\x0a", count=b"")


def test_hex_bytes_that_mean_something_to_expressions_are_just_bytes() -> None:
    assert found("hex: 2E key 2A", b"ab*") is None
    assert found("hex: 2E key 2A", b".b*") is not None


def test_a_line_feed_is_a_byte_like_any_other() -> None:
    assert found("hex: 02 key 03", b"\x02\n\x03") is not None


@pytest.mark.parametrize(
    ("pattern", "what"),
    [
        ("K(.)", "where the key is"),
        ("K(?P<key>.", "no regular expression"),
        ("(?P<key>x*)", "fits nothing at all"),
        ("hex: 2 key", '"2" is no byte'),
        ("hex: 02 kez", '"kez" is no byte'),
        ("hex: key key", "no regular expression"),
        ("số(?P<key>.)", "no bytes"),
    ],
)
def test_a_wrong_pattern_says_why(pattern: str, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        Pattern(pattern)


def test_keys_are_written_as_the_pattern_is() -> None:
    assert Pattern("(?P<key>.)").written(b"A") == "A"
    assert Pattern("hex: key").written(b"\x0c") == "0C"
    assert Pattern("hex: key").read("0c") == b"\x0c"
    with pytest.raises(ValueError, match="hexadecimal"):
        Pattern("hex: key").read("call")


@pytest.mark.parametrize(
    ("wording", "sent"),
    [
        ("", b""),
        (r"\x06{address}{key}\r\n", b"\x0607C\r\n"),
        ("{frame}", b"P07KC"),
        (r"\\{{{key}}}", b"\\{C}"),
        ("\x02{waiting:03}|{waiting:>4}\x03", b"\x02012|  12\x03"),
    ],
)
def test_a_wording_becomes_bytes(wording: str, sent: bytes) -> None:
    known = ("address", "key", "frame", "waiting")

    assert Wording(wording, known).render({"address": b"07", "key": b"C", "frame": b"P07KC", "waiting": 12}) == sent


@pytest.mark.parametrize(
    ("wording", "what"),
    [
        ("{number}", "is no placeholder here"),
        ("{key", "a brace too many or too few"),
        (r"\q", "is no escape"),
        ("{key!r}", "no width"),
        ("{key.x}", "is no placeholder"),
        ("{key:999999999}", "no width"),
        ("số", "no bytes"),
    ],
)
def test_a_wrong_wording_says_why(wording: str, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        Wording(wording, ("key",))
