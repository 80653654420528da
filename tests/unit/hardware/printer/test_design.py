"""Whatever is wrong with a template is told at once, with its block and key, before the first citizen comes."""

from pathlib import Path
from typing import get_args

import msgspec
import pytest
from PIL import Image, ImageDraw

from hardware.printer.design import Design, default_design, read_design
from hardware.printer.fields import FIELDS
from hardware.printer.layout import Head, lay_out
from hardware.printer.page import Line, Logo, Page, Rule, Stamp
from hardware.printer.phrases import FILTERS
from hardware.printer.render import draw
from hardware.printer.template import Block
from hardware.samples import SAMPLE_PAPER, SAMPLES, USUAL
from hub.client.settings import ConfigError
from hub.protocol import TicketPaper

HEAD = Head(576, 203 / 25.4)
START = """
paper_mm = 80
[styles]
plain = { face = "text", size = 24 }
large = { face = "bold", size = 40 }
[[block]]
kind = "number"
height = 120
"""


def design(folder: Path, *blocks: str, start: str = START, width: int | None = 576) -> Design:
    """A template with a number and these blocks below it."""
    path = folder / "ticket.toml"
    path.write_text(start + "".join(f"[[block]]\n{block}\n" for block in blocks), encoding="utf-8")
    return read_design(path, width)


def problems(folder: Path, *blocks: str, start: str = START, width: int | None = 576) -> list[str]:
    with pytest.raises(ConfigError) as error:
        design(folder, *blocks, start=start, width=width)
    prefix = f"{folder / 'ticket.toml'}: "
    assert all(problem.startswith(prefix) for problem in error.value.problems)
    return [problem.removeprefix(prefix) for problem in error.value.problems]


def laid(found: Design, paper: TicketPaper = USUAL) -> Page:
    return lay_out(paper, found, HEAD)


def words(page: Page) -> list[str]:
    return [block.text for block in page.blocks if isinstance(block, Line)]


@pytest.mark.parametrize("width", [576, 512, 384, 640])
def test_the_tickets_that_come_with_the_program_are_right(width: int) -> None:
    assert default_design(width).template.paper_mm == (58 if width == 384 else 80)


def test_every_problem_is_told_at_once_with_its_block_and_key(tmp_path: Path) -> None:
    assert problems(
        tmp_path,
        'kind = "text"\ntext = "{{ agncy }}"\nstyle = "plian"',
        'kind = "fact"\nlabel = "x"\nvalue = "{% for a in b %}{% endfor %}"\nlabel_style = "p"\nvalue_style = "plain"',
        'kind = "stamp"\nwhen = "copy >"\ntext = "{{ mark }}"\nstyle = "large"',
        'kind = "logo"\nfile = "none.png"',
    ) == [
        'block[2].text: there is no field "agncy" (did you mean "agency"?); the fields are agency, centre, title, '
        "number, service, counters, ahead, wait, issued, session, mark, notice, bring, qr_url, footer, copy",
        'block[2].style: there is no style "plian" (did you mean "plain"?); [styles] has plain, large',
        "block[3].value: uses a loop, which a template may not",
        'block[3].label_style: there is no style "p"; [styles] has plain, large',
        "block[4].when: cannot be understood: unexpected 'end of statement block'",
        f'block[5].file: there is no file "{tmp_path / "none.png"}"; put the picture beside the template',
    ]


def test_the_form_of_the_file_is_checked_first(tmp_path: Path) -> None:
    assert problems(
        tmp_path, 'kind = "stamb"\ntext = "x"', 'kind = "space"\ndots = 9999', start=START + "colour = 1\n"
    ) == [
        "block[1].colour: there is no such setting",
        'block[2].kind: "stamb" is not known (did you mean "stamp"?); it must be one of "text", "number", "stamp", '
        '"fact", "rule", "qr", "logo", "space", "feed"',
        "block[3].dots: the number 9999 does not fit; it must be a whole number from 1 to 400",
    ]


def test_letters_too_small_for_their_marks_are_refused(tmp_path: Path) -> None:
    assert problems(tmp_path, start=START.replace("size = 24", "size = 12")) == [
        "styles.plain.size: the number 12 does not fit; it must be a whole number from 20 to 96"
    ]


def test_a_ticket_has_exactly_one_number_and_always(tmp_path: Path) -> None:
    number = 'kind = "number"\nheight = 120'

    assert problems(tmp_path, number) == ["block: there are 2 number blocks; a ticket has exactly one"]
    assert problems(tmp_path, start=START.replace('kind = "number"\nheight = 120', 'kind = "space"\ndots = 1')) == [
        "block: there are 0 number blocks; a ticket has exactly one"
    ]
    assert problems(tmp_path, start=START + 'when = "copy > 1"\n') == [
        "block: the number must stand on every ticket; remove its `when` and `gives_way`"
    ]
    assert problems(tmp_path, start=START + 'text = "{{ mark }}"\n') == [
        "block[1].text: is empty on a ticket; the number must always be there"
    ]


def test_a_template_is_for_its_paper(tmp_path: Path) -> None:
    assert problems(tmp_path, width=384) == [
        "paper_mm: the template is for 80 mm paper (480 dots or more), but the printer prints 384 dots; "
        "take a template for 58 mm"
    ]
    assert problems(tmp_path, start=START.replace("= 80", "= 76")) == [
        "paper_mm: 76 is no width of paper; write 80 or 58"
    ]
    assert design(tmp_path, width=None).template.paper_mm == 80


def test_words_that_only_some_ticket_cannot_say_are_found_too(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, 'kind = "text"\ntext = "{{ footer[1] }}"\nstyle = "plain"')

    assert problem.startswith("block[2].text: cannot be said of a ticket: ")


# --- what the keys of a block do


def test_a_block_stands_only_when_it_should_and_takes_its_white_with_it(tmp_path: Path) -> None:
    found = design(tmp_path, 'kind = "text"\nwhen = "copy > 1"\ntext = "lại"\nstyle = "plain"\nabove = 50')
    again = msgspec.structs.replace(USUAL, copy=2)

    assert words(laid(found)) == []
    assert words(laid(found, again)) == ["lại"]
    assert laid(found, again).height == laid(found).height + 50 + 32


def test_a_block_without_words_takes_no_paper(tmp_path: Path) -> None:
    empty = design(
        tmp_path,
        'kind = "text"\ntext = "{{ mark }}"\nstyle = "plain"\nabove = 50',
        'kind = "stamp"\ntext = "{{ mark }}"\nstyle = "plain"\nabove = 50',
        'kind = "fact"\nlabel = "x"\nvalue = "{{ mark }}"\nlabel_style = "plain"\nvalue_style = "plain"\nabove = 50',
    )

    assert laid(empty).height == laid(design(tmp_path)).height


@pytest.mark.parametrize(("align", "left"), [("left", 8), ("right", 576 - 8 - 100), ("centre", 238)])
def test_a_block_is_aligned(tmp_path: Path, align: str, left: int) -> None:
    page = laid(design(tmp_path, f'kind = "rule"\nwidth = 100\nalign = "{align}"'))

    assert [block.left for block in page.blocks if isinstance(block, Rule)] == [left]


def test_words_of_a_stamp_move_with_it(tmp_path: Path) -> None:
    page = laid(design(tmp_path, 'kind = "stamp"\ntext = "ƯT"\nstyle = "plain"\nalign = "left"'))
    (stamp,) = (block for block in page.blocks if isinstance(block, Stamp))

    assert (stamp.left, stamp.line.left) == (8, 28)
    assert stamp.top < stamp.line.baseline < stamp.top + stamp.height


def test_lines_of_a_value_stand_beside_each_other_where_they_fit(tmp_path: Path) -> None:
    block = 'kind = "text"\ntext = "{}\\n{{{{ session }}}}"\njoined_by = " · "\nstyle = "plain"\nmax_lines = 3'

    assert words(laid(design(tmp_path, block.format("Sáng nay")))) == ["Sáng nay · Buổi sáng"]
    assert words(laid(design(tmp_path, block.format("m" * 25)))) == ["m" * 25, "Buổi sáng"]


def test_what_gives_way_is_left_out_from_the_end(tmp_path: Path) -> None:
    footer = 'kind = "text"\ntext = "một\\nhai\\nba"\nstyle = "plain"\nmax_lines = 8\ngives_way = true'
    stays = 'kind = "text"\ntext = "bốn"\nstyle = "plain"'
    longest = {
        height: START.replace("paper_mm = 80", f"paper_mm = 80\nlongest = {height}") for height in (247, 248, 215, 200)
    }

    found = {height: words(laid(design(tmp_path, footer, stays, start=start))) for height, start in longest.items()}

    assert found == {
        248: ["một", "hai", "ba", "bốn"],
        247: ["một", "hai", "bốn"],
        215: ["một", "bốn"],
        200: ["một", "bốn"],
    }


# --- the logo


def emblem(path: Path, size: tuple[int, int] = (400, 200), mode: str = "RGBA") -> None:
    """A disc on nothing, with white around it."""
    picture = Image.new(mode, (size[0] + 40, size[1] + 40), (0, 0, 0, 0) if mode == "RGBA" else 255)
    ImageDraw.Draw(picture).ellipse(
        (20, 20, size[0] + 19, size[1] + 19), fill=(120, 20, 20, 255) if mode == "RGBA" else 0
    )
    picture.save(path)


LOGO = 'kind = "logo"\nfile = "logo.png"\nmax_height_mm = 10\nmax_width_mm = 30'


def logo_of(page: Page) -> Logo:
    (logo,) = (block for block in page.blocks if isinstance(block, Logo))
    return logo


def test_a_logo_is_made_black_and_white_and_as_large_as_it_may_be(tmp_path: Path) -> None:
    emblem(tmp_path / "logo.png")
    page = laid(design(tmp_path, LOGO))
    logo = logo_of(page)

    assert (logo.width, logo.height) == (160, 80)
    assert logo.left == (576 - 160) // 2
    paper = draw(page)
    assert paper.getpixel((288, logo.top + 40)) == 0
    assert paper.getpixel((logo.left, logo.top)) == 255


def test_a_wide_logo_is_kept_within_its_width_and_a_bmp_will_do(tmp_path: Path) -> None:
    emblem(tmp_path / "logo.bmp", (1200, 100), "L")
    logo = logo_of(laid(design(tmp_path, LOGO.replace(".png", ".bmp"))))

    assert (logo.width, logo.height) == (240, 20)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: Image.new("L", (50, 50), 255).save(path), "has nothing darker than 128"),
        (lambda path: path.write_text("no picture"), "is no picture; save it as PNG or BMP"),
        (lambda path: Image.new("1", (2001, 2001)).save(path), "has 2001 x 2001 pixels"),
        (lambda path: path.mkdir(), "cannot be read"),
    ],
)
def test_a_picture_that_cannot_be_a_logo_is_told(tmp_path: Path, make: object, said: str) -> None:
    assert callable(make)
    make(tmp_path / "logo.png")

    (problem,) = problems(tmp_path, LOGO)
    assert problem.startswith("block[2].file: ")
    assert said in problem


def test_every_sample_can_be_laid_out_on_every_paper() -> None:
    for width in (384, 512, 576):
        for paper in (*SAMPLES.values(), SAMPLE_PAPER):
            assert lay_out(paper, default_design(width), Head(width, 8.0)).height > 400


# --- its page in the docs

PAGE = (Path(__file__).parents[4] / "docs" / "ticket-template.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_is_explained(name: str) -> None:
    assert f"`{name}`" in PAGE


@pytest.mark.parametrize("block", get_args(Block), ids=lambda block: str(block.__struct_config__.tag))
def test_every_key_of_every_block_is_explained(block: type[msgspec.Struct]) -> None:
    assert f"| `{block.__struct_config__.tag}` |" in PAGE
    for field in msgspec.structs.fields(block):
        assert f"`{field.name}`" in PAGE, field.name


def test_every_filter_is_named() -> None:
    assert set(PAGE.replace("`", " ").split()) >= FILTERS
