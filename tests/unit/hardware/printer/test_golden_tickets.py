"""The tickets on file: their exact bytes, and what an independent reader of these bytes puts on paper."""

from collections.abc import Iterable

import pytest
import zxingcpp
from PIL import Image, ImageChops

from hardware.printer.page import NativeCode, NativeNumber, Page
from hardware.printer.render import draw
from hardware.printer.ticket import page_of
from hardware.samples import SAMPLES
from tests.golden.make_tickets import FOLDER, HEADS, NAMES, file_of, made
from tests.support import zbar
from tests.unit.hardware.reading import picture

tickets = pytest.mark.parametrize(("head", "sample"), NAMES)


def laid_out(head: str, sample: str) -> Page:
    return page_of(HEADS[head], SAMPLES[sample])


def on_paper(head: str, sample: str) -> Image.Image:
    profile = HEADS[head]
    return picture(file_of(head, sample).read_bytes(), profile.width_dots, profile.dpi)


def native_blocks(page: Page) -> list[NativeNumber | NativeCode]:
    return [block for block in page.blocks if isinstance(block, NativeNumber | NativeCode)]


def without(paper: Image.Image, blocks: Iterable[NativeNumber | NativeCode]) -> Image.Image:
    """White where the printer draws by itself."""
    rest = paper.copy()
    for block in blocks:
        rest.paste(1, (0, block.top, paper.width, block.top + block.height))
    return rest


def ink(paper: Image.Image, block: NativeNumber | NativeCode) -> tuple[int, int, int, int]:
    """Where there is ink in the rows of the block: left, top, right, bottom on the paper."""
    rows = paper.crop((0, block.top, paper.width, block.top + block.height)).convert("L")
    box = rows.point(lambda level: 255 - level).getbbox()
    assert box is not None
    return box[0], box[1] + block.top, box[2], box[3] + block.top


@tickets
def test_the_bytes_are_those_on_file(head: str, sample: str) -> None:
    assert made(head, sample) == file_of(head, sample).read_bytes(), (
        "changed on purpose? see tests/golden/make_tickets.py"
    )


def test_every_file_is_a_ticket_of_today() -> None:
    assert set(FOLDER.iterdir()) == {file_of(head, sample) for head, sample in NAMES}


@tickets
def test_what_is_printed_is_the_layout_dot_by_dot(head: str, sample: str) -> None:
    page = laid_out(head, sample)

    ours, theirs = (without(paper, native_blocks(page)) for paper in (draw(page), on_paper(head, sample)))

    assert theirs.size == ours.size
    assert ImageChops.logical_xor(theirs, ours).getbbox() is None


@pytest.mark.parametrize("sample", SAMPLES)
def test_what_the_printer_draws_stays_in_its_place(sample: str) -> None:
    paper = on_paper("native", sample)
    for block in native_blocks(laid_out("native", sample)):
        left, top, right, bottom = ink(paper, block)
        place = (block.left, block.top, block.left + block.width, block.top + block.height)
        if isinstance(block, NativeCode):
            assert (left, top, right, bottom) == place
        else:
            assert place[0] <= left < right <= place[2]
            assert (bottom - top) / HEADS["native"].dots_per_mm >= 15


@tickets
def test_the_code_on_the_paper_is_read_back_by_two_readers(head: str, sample: str) -> None:
    paper, address = on_paper(head, sample), SAMPLES[sample].qr_url
    wanted = [address] if address else []

    assert [code.text for code in zxingcpp.read_barcodes(paper.convert("L"))] == wanted
    assert zbar.read_qr(paper) == [text.encode() for text in wanted]


@pytest.mark.parametrize("sample", [name for name, paper in SAMPLES.items() if paper.qr_url])
def test_the_printer_is_asked_for_the_code_it_was_measured_for(sample: str) -> None:
    (code,) = (block for block in laid_out("native", sample).blocks if isinstance(block, NativeCode))

    assert code.text == SAMPLES[sample].qr_url
    assert 20 <= code.width / HEADS["native"].dots_per_mm <= 29


@pytest.mark.parametrize(
    ("head", "most"), [("80", 22 * 1024), ("512", 22 * 1024), ("58", 22 * 1024), ("native", 12 * 1024)]
)
def test_the_usual_ticket_is_small(head: str, most: int) -> None:
    assert file_of(head, "usual").stat().st_size <= most
    assert file_of(head, "plain").stat().st_size <= most
    assert file_of(head, "extreme").stat().st_size <= 24_000
