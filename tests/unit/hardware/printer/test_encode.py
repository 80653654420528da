"""The bytes say exactly the picture, in pieces every printer swallows, and nothing a printer obeys by mistake."""

import msgspec
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from hardware.emulators.ops import (
    Align,
    Cut,
    FeedLines,
    FeedUnits,
    Init,
    MotionUnits,
    Op,
    Raster,
    SetAutoStatus,
    Unknown,
)
from hardware.emulators.realtime import RealtimeScanner
from hardware.printer.encode import disarm, encode, split_rows
from hardware.printer.profile import PROFILES, Cutter, Profile
from hardware.printer.render import render
from hardware.samples import BARE, EXTREME, LONGEST_NAME, NOTICE, PRIORITY, SAMPLE_PAPER, USUAL
from tests.unit.hardware.reading import operations, picture, printed

PAPERS = [
    SAMPLE_PAPER,
    msgspec.structs.replace(SAMPLE_PAPER, number="A1049", copy=2, counters=(1, 2), wait_low_min=None),
    msgspec.structs.replace(SAMPLE_PAPER, number="ƯT0123", service_name=LONGEST_NAME, ahead=132),
    msgspec.structs.replace(SAMPLE_PAPER, qr_url=""),
    msgspec.structs.replace(SAMPLE_PAPER, number="LH0930", counters=(3,)),
    msgspec.structs.replace(SAMPLE_PAPER, number="P001", mark="ƯT", notice=NOTICE, counters=(1, 2)),
    msgspec.structs.replace(SAMPLE_PAPER, number="A1005", mark="ƯT", notice=NOTICE, counters=(1, 2), copy=2),
    USUAL,
    BARE,
    PRIORITY,
    EXTREME,
]
EVERY_PROFILE = list(PROFILES.values())


def rasters(data: bytes) -> list[Raster]:
    return [op for op in operations(data) if isinstance(op, Raster)]


@pytest.mark.parametrize("profile", EVERY_PROFILE, ids=lambda profile: profile.name)
@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: f"{paper.number}-{paper.copy}")
def test_what_the_printer_prints_is_our_picture_dot_by_dot(profile: Profile, paper: object) -> None:
    assert isinstance(paper, type(SAMPLE_PAPER))
    ours = render(paper, profile.width_dots, profile.dots_per_mm)

    theirs = picture(encode(ours, profile).data, profile.width_dots, profile.dpi)
    if profile.cutter is Cutter.NONE:
        theirs = theirs.crop((0, 0, *ours.size))

    assert theirs.size == ours.size
    assert set_dots(ImageChops.logical_xor(theirs, ours)) == 0


def set_dots(picture: Image.Image) -> int:
    return picture.histogram()[255]


@pytest.mark.parametrize("profile", EVERY_PROFILE, ids=lambda profile: profile.name)
def test_a_ticket_begins_in_a_known_state_and_ends_with_the_cut(profile: Profile) -> None:
    ops = operations(encode(render(SAMPLE_PAPER, profile.width_dots, profile.dots_per_mm), profile).data)

    opening: list[Op] = [Init(), MotionUnits(profile.dpi, profile.dpi)]
    assert ops[:3] == [*opening, SetAutoStatus(0xFF) if profile.has_auto_status else Align(1)]
    assert ops[-1] == (Cut(0) if profile.cutter is not Cutter.NONE else FeedLines(4))
    assert not [op for op in ops if isinstance(op, Unknown)]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: f"{paper.number}-{paper.copy}")
def test_a_ticket_of_80_mm_has_at_most_24_kb_and_the_usual_one_18(paper: object) -> None:
    assert isinstance(paper, type(SAMPLE_PAPER))
    profile = PROFILES["generic-80"]
    size = len(encode(render(paper, profile.width_dots, profile.dots_per_mm), profile).data)

    assert size <= (18_000 if paper in (SAMPLE_PAPER, USUAL) else 24_000)


@given(rows=st.integers(1, 3000), limit=st.integers(1, 200))
def test_blocks_are_even_shares_and_never_a_multiple_of_48_rows(rows: int, limit: int) -> None:
    shares = split_rows(rows, limit)

    assert sum(shares) == rows
    assert max(shares) <= limit
    assert all(share % 48 for share in shares)


def noise(width: int, height: int, seed: bytes) -> Image.Image:
    size = width // 8 * height
    return Image.frombytes("1", (width, height), (seed * (size // len(seed) + 1))[:size])


pictures = st.builds(noise, st.sampled_from([384, 576]), st.integers(1, 400), st.binary(min_size=1, max_size=700))


@given(pictures)
def test_any_picture_at_all_comes_out_whole(ours: Image.Image) -> None:
    profile = PROFILES["generic-80" if ours.width == 576 else "generic-58"]

    data = encode(ours, profile).data
    theirs = picture(data, profile.width_dots)

    assert theirs.size == ours.size
    # Disarming only ever sets a dot: nothing that was black is white.
    assert not set_dots(ImageChops.logical_and(theirs, ImageChops.invert(ours)))
    assert all(len(op.data) <= profile.max_block_bytes for op in rasters(data))


@given(pictures)
def test_no_picture_gives_the_printer_an_order(ours: Image.Image) -> None:
    profile = PROFILES["generic-80" if ours.width == 576 else "generic-58"]

    data = encode(ours, profile).data

    assert RealtimeScanner().feed(data) == []
    assert not [pair for pair in (b"\x10\x04", b"\x10\x05", b"\x10\x14") if pair in data]


@given(st.binary(max_size=60).map(lambda dots: dots + b"\x10\x04\x01\x10\x05\x02\x10\x14\x08"))
def test_disarming_sets_one_dot_for_each_order_and_touches_nothing_else(dots: bytes) -> None:
    safe = disarm(dots)
    changed = [(a, b) for a, b in zip(dots, safe, strict=True) if a != b]

    assert set(changed) == {(0x10, 0x30)}


def test_an_order_across_the_border_of_two_rows_is_found() -> None:
    row = bytes(71)
    ours = Image.frombytes("1", (576, 2), bytes(b ^ 0xFF for b in row + b"\x10" + b"\x04" + row))

    assert b"\x10\x04" not in encode(ours, PROFILES["generic-80"]).data


def test_blank_rows_are_fed_and_not_sent() -> None:
    ours = Image.new("1", (576, 1000), 1)
    ours.putpixel((288, 0), 0)

    data = encode(ours, PROFILES["generic-80"]).data

    assert [op.units for op in operations(data) if isinstance(op, FeedUnits)] == [255, 255, 255, 234]
    assert len(data) < 80


def test_ink_is_cropped_on_both_sides_alike_so_that_centring_puts_it_back() -> None:
    ours = Image.new("1", (576, 10), 1)
    ours.paste(0, (100, 2, 121, 9))

    assert [op.width_bytes for op in rasters(encode(ours, PROFILES["generic-80"]).data)] == [72 - 2 * 12]


def test_a_short_line_beneath_a_long_one_is_cropped_by_itself() -> None:
    ours = Image.new("1", (576, 60), 1)
    ours.paste(0, (9, 0, 567, 25))
    ours.paste(0, (240, 27, 330, 52))

    sent = rasters(encode(ours, PROFILES["generic-80"]).data)

    assert [op.width_bytes for op in sent] == [70, 12]
    assert sum(len(op.data) // op.width_bytes for op in sent) == 52


def test_no_part_is_lower_than_six_rows() -> None:
    ours = Image.new("1", (576, 33), 1)
    for row in range(33):
        ours.paste(0, (8 * row, row, 576 - 8 * row, row + 1))

    assert all(len(op.data) // op.width_bytes >= 6 for op in rasters(encode(ours, PROFILES["generic-80"]).data))


def test_rows_that_stand_twice_are_sent_once_where_the_printer_can_double_them() -> None:
    ours = Image.new("1", (576, 40), 1)
    ours.paste(0, (201, 10, 300, 20))
    plain = msgspec.structs.replace(PROFILES["generic-80"], has_double_height=False)

    doubled = rasters(encode(ours, PROFILES["generic-80"]).data)
    single = rasters(encode(ours, plain).data)

    assert [(op.y_scale, len(op.data) // op.width_bytes) for op in doubled] == [(2, 5)]
    assert [(op.y_scale, len(op.data) // op.width_bytes) for op in single] == [(1, 10)]


def test_a_printer_without_gs_p_and_gs_a_is_not_sent_them() -> None:
    poor = Profile(name="poor", width_dots=384, has_auto_status=False, has_motion_units=False)

    ops = operations(encode(render(SAMPLE_PAPER, 384, poor.dots_per_mm), poor).data)

    assert not [op for op in ops if isinstance(op, MotionUnits | SetAutoStatus)]


def test_a_picture_of_the_wrong_width_or_kind_is_our_bug() -> None:
    with pytest.raises(ValueError, match="takes mode 1, 576 wide"):
        encode(Image.new("1", (384, 10)), PROFILES["generic-80"])
    with pytest.raises(ValueError, match="got L"):
        encode(Image.new("L", (576, 10)), PROFILES["generic-80"])


@pytest.mark.parametrize("name", ["generic-80", "generic-58"])
def test_the_code_on_the_decoded_paper_is_read_back(name: str) -> None:
    profile = PROFILES[name]
    data = encode(render(SAMPLE_PAPER, profile.width_dots, profile.dots_per_mm), profile).data

    found = zxingcpp.read_barcodes(picture(data, profile.width_dots).convert("L"))

    assert [code.text for code in found] == [SAMPLE_PAPER.qr_url]


def test_a_printer_whose_feed_unit_is_not_a_dot_is_told_ours() -> None:
    """Without GS P the emulated printer, like many Epsons, feeds half as far for ESC J."""
    data = encode(render(SAMPLE_PAPER, 576, 8), PROFILES["generic-80"]).data
    without: list[Op] = [op for op in operations(data) if not isinstance(op, MotionUnits)]

    assert printed(without, 576).height < picture(data, 576).height
