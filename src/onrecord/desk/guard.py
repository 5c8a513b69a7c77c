"""What every request passes: only our own name in Host, no form of another site, and headers that forbid the rest.

A page of another site cannot read the cookie, so it cannot send the token that a change must carry (double submit);
a foreign name in Host means that somebody's name server points at this machine (DNS rebinding).
"""

from __future__ import annotations

import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN = "onrecord-token"  # noqa: S105  the cookie's name
LARGEST_BODY = 200_000_000
"""Bytes of one upload."""
_SAFE = frozenset({"GET", "HEAD"})
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Guard:
    """The outermost layer of the desk's application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        token = _cookie(headers)
        refusal = _refusal(scope["method"], headers, token)
        given = token or secrets.token_urlsafe(24)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                outgoing = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    outgoing.setdefault(name, value)
                if not token:
                    outgoing.append("set-cookie", f"{TOKEN}={given}; Path=/; SameSite=Strict")
            await send(message)

        app = self._app if refusal is None else refusal
        await app(scope, receive, guarded)


def _refusal(method: str, headers: Headers, token: str | None) -> PlainTextResponse | None:
    host = headers.get("host", "").rsplit(":", 1)[0] if not headers.get("host", "").endswith("]") else headers["host"]
    if host not in _LOOPBACK:
        return PlainTextResponse("the desk answers to 127.0.0.1 and localhost only", 421)
    if int(headers.get("content-length") or 0) > LARGEST_BODY:
        return PlainTextResponse(f"more than {LARGEST_BODY:,} bytes at once; add it with `onrecord read`", 413)
    if method in _SAFE:
        return None
    origin = headers.get("origin")
    same_origin = origin is None or origin.partition("://")[2] == headers["host"]
    sent = headers.get("x-onrecord-token", "")
    if not (same_origin and token and secrets.compare_digest(sent.encode(), token.encode())):
        return PlainTextResponse("this did not come from a page of the desk; load the page again", 403)
    return None


def _cookie(headers: Headers) -> str | None:
    return cookie_parser(headers.get("cookie", "")).get(TOKEN)
