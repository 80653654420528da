"""The phone page says in words where a ticket stands, keeps its secret, and needs nothing from outside."""

import asyncio
import re
from collections.abc import Iterable

import pytest
from msgspec.structs import replace
from starlette.applications import Starlette
from starlette.types import Message, Scope

from hub.core.lifecycle import Status
from hub.protocol import BranchFace
from hub.web.routes import WebPages
from hub.web.ticket_page import TicketPage, words

FACE = BranchFace(agency="UBND XÃ THĂNG BÌNH", centre="Trung tâm Phục vụ hành chính công")
TOKEN = "Zx9_-aB3kL0pQrSt"
WAITING = TicketPage(
    number="A025",
    service_name="Tư pháp – Hộ tịch – Chứng thực",
    service_name_en="Civil status and certification",
    status=Status.WAITING,
    ahead=4,
    counter_number=None,
    issued_local="07:42",
)


class Answer:
    def __init__(self, messages: Iterable[Message]) -> None:
        start, *bodies = messages
        self.status = int(start["status"])
        self.headers = {key.decode().lower(): value.decode() for key, value in start["headers"]}
        self.body = b"".join(body.get("body", b"") for body in bodies)

    @property
    def text(self) -> str:
        return self.body.decode()


async def get(app: Starlette, path: str, method: str = "GET") -> Answer:
    """One request straight into the ASGI application, as a server would hand it over."""
    messages: list[Message] = []
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"hub.local")],
        "server": ("hub.local", 80),
        "client": ("192.168.1.20", 40000),
    }

    incoming: asyncio.Queue[Message] = asyncio.Queue()
    incoming.put_nowait({"type": "http.request", "body": b"", "more_body": False})

    async def send(message: Message) -> None:
        messages.append(message)

    await app(scope, incoming.get, send)
    return Answer(messages)


class Hub:
    """Plays the hub: knows one token, counts the questions."""

    def __init__(self, page: TicketPage = WAITING) -> None:
        self.page = page
        self.asked: list[str] = []
        pages = WebPages(self.find, lambda: FACE)
        self.app = Starlette(routes=pages.routes(), exception_handlers={404: pages.not_found})

    def find(self, token: str) -> TicketPage | None:
        self.asked.append(token)
        return self.page if token == TOKEN else None


def addresses(html: str) -> list[str]:
    """Every address a page refers to."""
    return re.findall(r'\b(?:href|src|srcset|action|data|poster)="([^"]*)"', html)


async def test_a_waiting_ticket_shows_its_number_and_who_is_before_it() -> None:
    answer = await get(Hub().app, f"/t/{TOKEN}")

    assert answer.status == 200
    assert '<p class="number" data-length="4">A025</p>' in answer.text
    assert "Còn 4 người trước Ông/Bà" in answer.text
    assert "Waiting: 4 people before you" in answer.text
    assert "UBND XÃ THĂNG BÌNH" in answer.text
    assert "<title>A025 · Đang chờ</title>" in answer.text


@pytest.mark.parametrize(
    ("status", "ahead", "headline", "english"),
    [
        (Status.WAITING, 1, "Đang chờ", "Waiting: 1 person before you"),
        (Status.WAITING, 0, "Sắp đến lượt", "You are next in this line"),
        (Status.CALLED, 0, "Mời đến quầy 2", "Please go to counter 2"),
        (Status.SERVING, 0, "Đang phục vụ", "Being served at counter 2"),
        (Status.FINISHED, 0, "Đã xong", "Finished. Thank you!"),
        (Status.NO_SHOW, 0, "Lỡ lượt", "take a new number"),
        (Status.CANCELLED, 0, "Số không còn dùng được", "no longer valid"),
    ],
)
async def test_every_status_is_told_in_words(status: Status, ahead: int, headline: str, english: str) -> None:
    counter = None if status is Status.WAITING else 2
    hub = Hub(replace(WAITING, status=status, ahead=ahead, counter_number=counter))

    answer = await get(hub.app, f"/t/{TOKEN}")

    assert f"<h1>{headline}</h1>" in answer.text
    assert english in answer.text
    assert f'<main class="{status}"' in answer.text


def test_no_status_is_told_only_by_the_same_words_as_another() -> None:
    said = {words(replace(WAITING, status=status, counter_number=2)).headline for status in Status}

    assert len(said) == len(Status)


@pytest.mark.parametrize("status", list(Status))
async def test_only_a_living_ticket_asks_for_news(status: Status) -> None:
    answer = await get(Hub(replace(WAITING, status=status, counter_number=2)).app, f"/t/{TOKEN}")

    is_final = status in {Status.FINISHED, Status.NO_SHOW, Status.CANCELLED}
    assert ('<noscript><meta http-equiv="refresh" content="5"></noscript>' in answer.text) is not is_final
    assert ('src="/static/ticket.js' in answer.text) is not is_final
    assert f'data-final="{"yes" if is_final else "no"}"' in answer.text


@pytest.mark.parametrize("path", ["/t/AAAAAAAAAAAAAAAA", "/t/x", "/t/%00", "/t/..%2f", "/t/" + "a" * 65, "/nothing"])
async def test_an_unknown_token_gets_a_kind_page(path: str) -> None:
    answer = await get(Hub().app, path)

    assert answer.status == 404
    assert "Không tìm thấy số này" in answer.text
    assert "hỏi cán bộ" in answer.text


async def test_what_cannot_be_a_token_is_not_even_looked_up() -> None:
    hub = Hub()

    await get(hub.app, "/t/x")
    await get(hub.app, "/t/" + "a" * 10_000)

    assert hub.asked == []


@pytest.mark.parametrize("path", ["/", f"/t/{TOKEN}", "/t/AAAAAAAAAAAAAAAA", "/nothing"])
async def test_pages_are_never_kept_and_tell_nobody_where_they_were(path: str) -> None:
    headers = (await get(Hub().app, path)).headers

    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/", f"/t/{TOKEN}", "/nothing"])
async def test_a_page_refers_only_to_files_the_hub_has(path: str) -> None:
    hub = Hub()
    found = addresses((await get(hub.app, path)).text)

    assert found
    for address in found:
        assert address.startswith("/static/")
        assert (await get(hub.app, address.partition("?")[0])).status == 200, address


async def test_the_fonts_of_the_style_sheet_come_from_the_hub() -> None:
    hub = Hub()
    style = (await get(hub.app, "/static/sen.css")).text

    fonts = re.findall(r'url\("([^"]+)"\)', style)
    assert len(fonts) == 3
    for font in fonts:
        answer = await get(hub.app, f"/static/{font}")
        assert (answer.status, answer.body[:4]) == (200, b"\x00\x01\x00\x00"), font
        assert answer.headers["cache-control"] == "public, max-age=86400"


async def test_the_script_is_served_as_a_script() -> None:
    answer = await get(Hub().app, "/static/ticket.js")

    assert answer.headers["content-type"].startswith(("text/javascript", "application/javascript"))


@pytest.mark.parametrize("path", ["/static/../ticket_page.py", "/static/..%2froutes.py", "/static/fonts/../qt/app.py"])
async def test_nothing_outside_the_static_folders_is_served(path: str) -> None:
    assert (await get(Hub().app, path)).status == 404


async def test_names_from_the_setup_cannot_become_markup() -> None:
    hub = Hub(replace(WAITING, service_name="<script>alert(1)</script>"))

    assert "<script>alert" not in (await get(hub.app, f"/t/{TOKEN}")).text


async def test_the_bare_address_says_what_this_is() -> None:
    answer = await get(Hub().app, "/")

    assert answer.status == 200
    assert "quét mã QR trên phiếu" in answer.text


async def test_pages_are_only_read() -> None:
    assert (await get(Hub().app, f"/t/{TOKEN}", method="POST")).status == 405
    assert (await get(Hub().app, f"/t/{TOKEN}", method="HEAD")).status == 200
