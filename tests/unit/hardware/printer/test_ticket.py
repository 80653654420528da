"""A ticket comes out whatever happens to its template, and gives the printer no order but those meant."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.emulators.ops import Cut, FeedLines, PrintQr, Raster, StoreQr, Text, Unknown
from hardware.emulators.realtime import RealtimeScanner
from hardware.printer.design import Design, read_design
from hardware.printer.fonts import Face
from hardware.printer.profile import PROFILES, Cutter, Profile
from hardware.printer.template import (
    Align,
    FactBlock,
    FeedBlock,
    NumberBlock,
    QrBlock,
    RuleBlock,
    SpaceBlock,
    StampBlock,
    Style,
    Template,
    TextBlock,
)
from hardware.printer.ticket import make_ticket
from hardware.samples import SAMPLE_PAPER, USUAL
from hub.protocol import TicketPaper
from tests.conftest import ExpectedLog
from tests.unit.hardware.printer.test_design import START
from tests.unit.hardware.reading import operations

NATIVE = Profile(name="native", width_dots=576, native_qr=True, native_number=True, bytes_per_s=11_520)
PLAIN = PROFILES["generic-80"]

words = st.text(max_size=40) | st.text(alphabet="\x10\x04\x05\x14 aạ", max_size=40)
papers = st.builds(
    TicketPaper,
    agency=words,
    centre=words,
    title=words,
    number=st.from_regex(r"[A-ZƯ]{1,2}[0-9]{1,4}", fullmatch=True),
    service_name=words,
    counters=st.lists(st.integers(1, 99), max_size=6).map(tuple),
    ahead=st.integers(0, 999),
    wait_low_min=st.none() | st.integers(0, 300),
    wait_high_min=st.none() | st.integers(0, 300),
    issued_local=words,
    session_name=words,
    qr_url=st.text(alphabet="htp:/.0123456789abcXYZ\x10\x04", max_size=80),
    footer=st.lists(words, max_size=3).map(tuple),
    copy=st.integers(1, 9),
    mark=words,
    notice=words,
    bring=st.lists(words, max_size=3).map(tuple),
)


@given(papers, st.sampled_from([PLAIN, PROFILES["generic-58"], NATIVE]))
def test_no_ticket_holds_a_real_time_command_anywhere(paper: TicketPaper, profile: Profile) -> None:
    data = make_ticket(profile, paper).data

    assert RealtimeScanner().feed(data) == []
    assert not [pair for pair in (b"\x10\x04", b"\x10\x05", b"\x10\x14") if pair in data]
    assert not [op for op in operations(data) if isinstance(op, Unknown)]


def test_a_printer_that_can_is_told_the_number_and_the_code_between_its_pictures() -> None:
    ops = operations(make_ticket(NATIVE, USUAL).data)
    kinds = [type(op) for op in ops if isinstance(op, Raster | Text | PrintQr | Cut)]
    text = b"".join(op.data for op in ops if isinstance(op, Text))

    assert text == USUAL.number.encode()
    assert [op.data for op in ops if isinstance(op, StoreQr)] == [USUAL.qr_url.encode()]
    number, code = kinds.index(Text), kinds.index(PrintQr)
    assert set(kinds[:number]) == set(kinds[number + 4 : code]) == set(kinds[code + 1 : -1]) == {Raster}
    assert kinds[-1] is Cut


def test_a_number_with_letters_the_printer_may_not_have_is_a_picture() -> None:
    ops = operations(make_ticket(NATIVE, msgspec.structs.replace(USUAL, number="ƯT012")).data)

    assert not [op for op in ops if isinstance(op, Text)]


def test_over_a_quick_line_the_number_is_ours() -> None:
    """A printer's own figures are coarse, and 3 kB are nothing there."""
    quick = msgspec.structs.replace(NATIVE, bytes_per_s=100_000.0)
    ops = operations(make_ticket(quick, USUAL).data)

    assert not [op for op in ops if isinstance(op, Text)]
    assert [op.data for op in ops if isinstance(op, StoreQr)] == [USUAL.qr_url.encode()]


def test_a_printer_without_a_cutter_feeds_the_ticket_out() -> None:
    ops = operations(make_ticket(msgspec.structs.replace(PLAIN, cutter=Cutter.NONE), USUAL).data)

    assert isinstance(ops[-1], FeedLines)


def test_a_template_that_fails_on_a_ticket_does_not_keep_a_citizen_from_a_number(
    tmp_path: Path, expected_log: ExpectedLog
) -> None:
    """No sample is like this ticket, so nothing was wrong at the start."""
    path = tmp_path / "ticket.toml"
    text = "{{ ahead + footer if ahead == 77 else number }}"
    path.write_text(f'{START}[[block]]\nkind = "text"\ntext = "{text}"\nstyle = "plain"\n')
    design = read_design(path, 576)
    odd = msgspec.structs.replace(SAMPLE_PAPER, ahead=77, number="A1099")

    expected_log.expect("the template cannot make ticket A1099")
    assert make_ticket(PLAIN, odd, design) == make_ticket(PLAIN, odd)
    assert make_ticket(PLAIN, SAMPLE_PAPER, design) != make_ticket(PLAIN, SAMPLE_PAPER)


styles = st.fixed_dictionaries(
    {name: st.builds(Style, face=st.sampled_from(Face), size=st.integers(20, 96)) for name in ("a", "b")}
)
common = {"above": st.integers(0, 400), "align": st.sampled_from(Align), "gives_way": st.booleans()}
style = st.sampled_from(["a", "b"])
text = st.sampled_from(
    ["{{ service }}", "{{ footer }}", "{{ bring }}", "ĐÂY LÀ", "{{ qr_url }}\n{{ session }}", "{{ mark }}"]
)
blocks = st.one_of(
    st.builds(
        TextBlock,
        text=text,
        style=style,
        long_style=style | st.just(""),
        joined_by=st.sampled_from(["", " · "]),
        max_lines=st.integers(1, 8),
        **common,
    ),
    st.builds(StampBlock, text=text, style=style, **common),
    st.builds(FactBlock, label=text, value=text, label_style=style, value_style=style, **common),
    st.builds(RuleBlock, width=st.integers(8, 1280), height=st.integers(1, 16), **common),
    st.builds(QrBlock, text=text, side_mm=st.floats(15, 40), **common),
    st.builds(SpaceBlock, dots=st.integers(1, 400), **common),
    st.builds(FeedBlock, mm=st.floats(0.1, 50), **common),
)
numbers = st.builds(NumberBlock, height=st.integers(64, 300), margin=st.integers(0, 96))
templates = st.builds(
    Template,
    paper_mm=st.just(80),
    margin=st.integers(0, 48),
    longest=st.integers(200, 4000),
    styles=styles,
    block=st.tuples(st.lists(blocks, max_size=5), numbers).map(lambda both: (*both[0], both[1])),
)


@given(templates, papers, st.sampled_from([PLAIN, NATIVE, PROFILES["generic-80-512"]]))
def test_every_template_whose_form_is_right_makes_every_ticket(
    template: Template, paper: TicketPaper, profile: Profile
) -> None:
    data = make_ticket(profile, paper, Design(template)).data

    assert RealtimeScanner().feed(data) == []
    assert isinstance(operations(data)[-1], Cut)


def test_a_template_for_other_paper_than_the_printer_turns_out_to_have_is_not_used(
    tmp_path: Path, expected_log: ExpectedLog
) -> None:
    path = tmp_path / "ticket.toml"
    path.write_text(START)
    narrow = PROFILES["generic-58"]

    expected_log.expect("not the template's paper")
    assert make_ticket(narrow, USUAL, read_design(path, None)) == make_ticket(narrow, USUAL)


@pytest.mark.parametrize("profile", [PLAIN, NATIVE], ids=lambda profile: profile.name)
def test_a_ticket_knows_how_long_it_is(profile: Profile) -> None:
    assert 90 < make_ticket(profile, USUAL).height_mm < 135
