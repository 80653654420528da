"""The pages a citizen's phone can reach, as Starlette routes; the hub adds its own beside them.

    pages = WebPages(find, face)
    Starlette(routes=[*pages.routes(), ...], exception_handlers={404: pages.not_found})

`find` and `face` are asked for every request and must answer from memory: they run on the hub's loop.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from hub.protocol import BranchFace
from hub.web.headers import SecureHeaders, secure_headers
from hub.web.ticket_page import TicketPage, render_home, render_ticket, render_unknown

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{8,64}")
_STATIC: Final = Path(__file__).parent / "static"
_FONTS: Final = Path(__file__).parent.parent / "client" / "fonts"

_NEVER_KEPT: Final = [Middleware(SecureHeaders, cache="no-store")]
_KEPT_A_DAY: Final = [Middleware(SecureHeaders, cache="public, max-age=86400")]


class WebPages:
    """The phone pages over two questions to the hub: whose token is this, and what stands over the door."""

    def __init__(self, find: Callable[[str], TicketPage | None], face: Callable[[], BranchFace]) -> None:
        self._find = find
        self._face = face

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/", self._home, middleware=_NEVER_KEPT),
            Route("/t/{token}", self._ticket, middleware=_NEVER_KEPT),
            Mount("/static/fonts", StaticFiles(directory=_FONTS), middleware=_KEPT_A_DAY),
            Mount("/static", StaticFiles(directory=_STATIC), middleware=_KEPT_A_DAY),
        ]

    async def not_found(self, _request: Request, _error: Exception) -> Response:
        """For every address the hub does not have."""
        return HTMLResponse(render_unknown(self._face()), status_code=404, headers=secure_headers("no-store"))

    async def _home(self, _request: Request) -> Response:
        return HTMLResponse(render_home(self._face()))

    async def _ticket(self, request: Request) -> Response:
        token = request.path_params["token"]
        page = self._find(token) if _TOKEN.fullmatch(token) else None
        if page is None:
            return HTMLResponse(render_unknown(self._face()), status_code=404)
        return HTMLResponse(render_ticket(page, self._face()))
