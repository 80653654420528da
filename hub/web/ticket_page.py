"""What a citizen's phone shows of a ticket: facts in, HTML out. Pure; knows no server and no state.

Words are chosen here, so that the page, its small script and a test say the same. Vietnamese first, one English line
under it. Nothing on the page names a person, and the page of an ended ticket no longer asks for news.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, assert_never

import msgspec

from hub.client.version import APP_VERSION
from hub.core.lifecycle import ENDED, Status
from hub.protocol import BranchFace

if TYPE_CHECKING:
    from jinja2 import Environment

REFRESH_S: Final = 5
_TICKET, _UNKNOWN, _HOME = "ticket.html", "unknown.html", "home.html"


class TicketPage(msgspec.Struct, frozen=True):
    """A ticket of the running service day, as its holder may see it."""

    number: str
    service_name: str
    service_name_en: str
    status: Status
    ahead: int
    """People waiting for the same service who came before."""
    counter_number: int | None
    """Where it was called to; None while it waits."""
    issued_local: str
    """In the branch's own time: "07:42"."""


class Words(NamedTuple):
    """The state of a ticket in words: the headline, what it means or what to do, and both in English."""

    headline: str
    detail: str
    english: str


def words(page: TicketPage) -> Words:
    counter = "" if page.counter_number is None else f" {page.counter_number}"
    match page.status:
        case Status.WAITING if page.ahead > 0:
            people = "1 person" if page.ahead == 1 else f"{page.ahead} people"
            said = Words("Đang chờ", f"Còn {page.ahead} người trước Ông/Bà", f"Waiting: {people} before you")
        case Status.WAITING:
            said = Words(
                "Sắp đến lượt", "Không còn ai trước Ông/Bà. Xin chờ gần các quầy.", "You are next in this line"
            )
        case Status.CALLED:
            said = Words(f"Mời đến quầy{counter}", "Số của Ông/Bà đã được gọi", f"Please go to counter{counter}")
        case Status.SERVING:
            said = Words("Đang phục vụ", f"Tại quầy{counter}", f"Being served at counter{counter}")
        case Status.PARKED:
            said = Words(
                "Tạm hoãn", "Số vẫn được giữ. Khi xong giấy tờ, xin báo cán bộ.", "On hold: your number is kept"
            )
        case Status.FINISHED:
            said = Words("Đã xong", "Xin cảm ơn Ông/Bà!", "Finished. Thank you!")
        case Status.NO_SHOW:
            said = Words(
                "Lỡ lượt",
                f"Quầy{counter} đã gọi mà chưa gặp Ông/Bà. Xin lấy số mới hoặc hỏi cán bộ.",
                "Your number was called and nobody came. Please take a new number or ask the staff.",
            )
        case Status.CANCELLED:
            said = Words(
                "Số không còn dùng được",
                "Xin lấy số mới hoặc hỏi cán bộ.",
                "This number is no longer valid. Please take a new number or ask the staff.",
            )
        case _:
            assert_never(page.status)
    return said


def render_ticket(page: TicketPage, face: BranchFace) -> str:
    return (
        _templates()
        .get_template(_TICKET)
        .render(
            face=face,
            page=page,
            words=words(page),
            is_final=page.status in ENDED,
            refresh_s=REFRESH_S,
        )
    )


def render_unknown(face: BranchFace) -> str:
    """For a token that is wrong, or whose day is over: kind, and telling what to do."""
    return _templates().get_template(_UNKNOWN).render(face=face)


def render_home(face: BranchFace) -> str:
    """For somebody who typed the hub's bare address."""
    return _templates().get_template(_HOME).render(face=face)


def make_ready() -> None:
    """Read the templates, so that the first phone finds them ready."""
    for name in (_TICKET, _UNKNOWN, _HOME):
        _templates().get_template(name)


@cache
def _templates() -> "Environment":
    # Imported late: it takes a twentieth of the hub's start, and a hall that comes back after a power cut asks for
    # numbers first.
    import jinja2

    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals["version"] = APP_VERSION
    return templates
