"""Headers every page carries: nothing from outside, nothing kept, nothing told to others.

The address of a ticket page holds the ticket's secret, so it must not leak by referrer, cache or search engine.
"""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ALWAYS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}


def secure_headers(cache: str) -> dict[str, str]:
    return {**_ALWAYS, "Cache-Control": cache}


class SecureHeaders:
    """ASGI middleware that adds the headers; `cache` is the Cache-Control of what it wraps."""

    def __init__(self, app: ASGIApp, cache: str) -> None:
        self._app = app
        self._headers = secure_headers(cache)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, send_with_headers)
