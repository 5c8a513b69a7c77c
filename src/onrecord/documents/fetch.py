"""Fetching one URL when the user asks for it, without letting the address lead into the user's own network.

A host is resolved once, every address it resolves to is checked, and the connection goes to a checked address, so that
a name which answers differently the second time gains nothing. Every redirect is checked likewise. Proxies that the
environment names are not used: they would resolve the name again.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import zlib
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from onrecord.documents.limits import LARGEST, MEBIBYTE
from onrecord.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from urllib.parse import SplitResult

MOST_REDIRECTS = 5
READ_TIMEOUT = 20.0
"""Seconds to wait for a connection, or for the next bytes."""
TOTAL_TIMEOUT = 120.0
"""Seconds for one answer as a whole, however steadily it drips."""
PIECE = 64 * 1024
HEADERS = {
    "User-Agent": "OnRecord (reads one page on its user's behalf)",
    "Accept": "text/html, application/xhtml+xml, application/pdf, text/*;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, identity",
    "Connection": "close",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NUMBER_LABEL = re.compile(r"(?:0x[0-9a-f]*|\d+)", re.IGNORECASE)
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a server answered: the body, or where it sends us instead."""

    body: bytes = b""
    location: str | None = None


class _CheckedConnection(http.client.HTTPConnection):
    """A connection to an address that has been checked, whatever the host's name resolves to by now."""

    def __init__(self, host: str, port: int, address: _Address, context: ssl.SSLContext | None) -> None:
        super().__init__(host, port, timeout=READ_TIMEOUT)
        self._address = address
        self._context = context
        self.default_port = 80 if context is None else 443

    def connect(self) -> None:
        plain = socket.create_connection((str(self._address), self.port), READ_TIMEOUT)
        if self._context is None:
            self.sock = plain
            return
        try:
            self.sock = self._context.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise


def fetch(url: str, *, allow_private: bool = False) -> tuple[bytes, str]:
    """Fetch a page over http or https.

    Args:
        url: where it is.
        allow_private: whether addresses of this machine and its networks may be asked as well.

    Returns:
        The bytes, at most as many as the largest format may have, and the URL that gave them after any redirects.

    Raises:
        DocumentError: not http or https, an address that may not be asked, no answer in time, too large, more than
            five redirects, or an answer that is an error.
    """
    asked = url
    for _ in range(MOST_REDIRECTS + 1):
        parts = _checked_url(url, asked)
        address = _checked_address(parts, asked, allow_private=allow_private)
        answer = _ask(parts, address, asked)
        if answer.location is None:
            return answer.body, url
        url = urljoin(url, answer.location)
    raise DocumentError(
        asked, f"more than {MOST_REDIRECTS} redirects", "save the page from the browser and read the file"
    )


def _checked_url(url: str, asked: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise DocumentError(asked, "no URL that can be read", "check how it is written") from None
    if parts.scheme not in ("http", "https"):
        raise DocumentError(asked, f"{parts.scheme or 'no scheme'}: only http and https are fetched", "save the file")
    if not parts.hostname or port == 0 or any(char <= " " or char == "\x7f" for char in url):
        raise DocumentError(asked, "no URL that can be read", "check how it is written")
    if parts.username is not None:
        raise DocumentError(asked, "a URL with a user name in it", "save the page from the browser and read the file")
    return parts


def _checked_address(parts: SplitResult, asked: str, *, allow_private: bool) -> _Address:
    """The address to connect to; all that the host resolves to are checked, not only the first."""
    host = parts.hostname or ""
    addresses = _resolve(host, parts.port or (443 if parts.scheme == "https" else 80), asked)
    if not allow_private:
        for address in addresses:
            if not _is_public(address):
                raise DocumentError(
                    asked,
                    f"{host} is an address of this machine or a private network ({address})",
                    "if that is meant, allow it with --allow-private",
                )
    return addresses[0]


def _resolve(host: str, port: int, asked: str) -> list[_Address]:
    try:
        return [ipaddress.ip_address(host)]
    except ValueError:
        pass
    if _NUMBER_LABEL.fullmatch(host.rstrip(".").rpartition(".")[2]):
        raise DocumentError(asked, f"{host} is an address in an odd form", "write it as four plain numbers")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    except (OSError, UnicodeError, ValueError):
        raise DocumentError(asked, f"{host} is not found", "check the name and the connection") from None


def _is_public(address: _Address) -> bool:
    """May anybody's address be meant? Addresses that carry another within them stand for that one."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None or address.scope_id is not None:
            return False  # no site has such an address; it is a way around a check
        inner = address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(inner)
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _ask(parts: SplitResult, address: _Address, asked: str) -> _Answer:
    secure = parts.scheme == "https"
    context = ssl.create_default_context() if secure else None
    port = parts.port or (443 if secure else 80)
    host = (
        (parts.hostname or "").encode("idna").decode("ascii") if ":" not in (parts.hostname or "") else parts.hostname
    )
    connection = _CheckedConnection(host or "", port, address, context)
    too_late = threading.Event()
    watch = threading.Timer(TOTAL_TIMEOUT, _cut, (connection, too_late))
    watch.daemon = True
    watch.start()
    try:
        with closing(connection):
            connection.request("GET", _target(parts), headers=HEADERS)
            with connection.getresponse() as response:
                return _read_answer(response, asked)
    except ssl.SSLError as error:
        raise DocumentError(asked, f"no safe connection ({error.reason})", "open it in a browser and save it") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = "no answer in time" if too_late.is_set() or isinstance(error, TimeoutError) else f"no answer ({error})"
        raise DocumentError(asked, reason, "try again, or save the page and read the file") from None
    finally:
        watch.cancel()


def _cut(connection: http.client.HTTPConnection, too_late: threading.Event) -> None:
    """End a connection that has taken too long, whatever it is waiting for."""
    too_late.set()
    if connection.sock is not None:
        with suppress(OSError):  # it may have ended by itself meanwhile
            connection.sock.shutdown(socket.SHUT_RDWR)


def _target(parts: SplitResult) -> str:
    """Path and query as they go over the wire: what is not ASCII is percent-encoded, what is encoded stays."""
    target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    return quote(target, safe="/:?#[]@!$&'()*+,;=%~-._")


def _read_answer(response: http.client.HTTPResponse, asked: str) -> _Answer:
    location = response.getheader("Location")
    if response.status in _REDIRECTS and location:
        return _Answer(location=location)
    if response.status != http.client.OK:
        raise DocumentError(
            asked, f"the server answers {response.status} {response.reason}", "open it in a browser and save it"
        )
    encoding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", "deflate", ""):
        raise DocumentError(asked, f"the answer is packed as {encoding}", "open it in a browser and save it")
    body = bytearray()
    for piece in _unpacked(response, packed=encoding not in ("identity", "")):
        body += piece
        if len(body) > LARGEST:
            raise DocumentError(asked, f"over the limit of {LARGEST // MEBIBYTE} MB", "save it and read a part of it")
    return _Answer(bytes(body))


def _unpacked(response: http.client.HTTPResponse, *, packed: bool) -> Iterator[bytes]:
    """The body piece by piece; packed bytes are unpacked into pieces of limited size."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    while piece := response.read(PIECE):
        if not packed:
            yield piece
            continue
        try:
            yield unpacker.decompress(piece, PIECE)
            while unpacker.unconsumed_tail:
                yield unpacker.decompress(unpacker.unconsumed_tail, PIECE)
        except zlib.error as error:
            raise ValueError(f"its packing is broken: {error}") from None
