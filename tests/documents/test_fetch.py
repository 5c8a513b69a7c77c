"""Fetching: only what the user asked for, from where it may be asked, and no more than fits."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.documents import fetch as fetching
from onrecord.documents.fetch import fetch
from onrecord.errors import DocumentError

PAGE = b"<html><p>The harbour board met.</p></html>"


class Pages(BaseHTTPRequestHandler):
    """A site of invented pages."""

    def do_GET(self) -> None:
        """Answer by path."""
        kind, _, rest = self.path.lstrip("/").partition("/")
        self.send_response({"to": 302, "loop": 302, "missing": 404}.get(kind, 200))
        if kind == "to":
            self.send_header("Location", rest)
        if kind == "loop":
            self.send_header("Location", f"/loop/{rest}x")
        if kind == "gzip":
            self.send_header("Content-Encoding", "gzip")
        if kind == "br":
            self.send_header("Content-Encoding", "br")
        self.end_headers()
        body = {"gzip": gzip.compress(PAGE), "bad": b"", "bomb": gzip.compress(bytes(10_000_000))}.get(kind, PAGE)
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a local server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("path", ["/page", "/gzip", "/p%C3%A4ge?x=1", "/päge with"])
def test_a_page_is_fetched(site: str, path: str) -> None:
    """The bytes come back unpacked, with the address they came from."""
    if " " in path:
        with pytest.raises(DocumentError, match="no URL that can be read"):
            fetch(site + path, allow_private=True)
        return
    assert fetch(site + path, allow_private=True) == (PAGE, site + path)


def test_redirects_are_followed(site: str) -> None:
    """A redirect leads on, and the last address is given."""
    assert fetch(f"{site}/to//page", allow_private=True) == (PAGE, f"{site}/page")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/loop/x", "more than 5 redirects"),
        ("/to/file:///etc/hosts", "only http and https"),
        ("/missing", "the server answers 404"),
        ("/br", "packed as br"),
    ],
)
def test_bad_answers(site: str, path: str, message: str) -> None:
    """Endless redirects, other schemes, errors and unknown packing are refused by name."""
    with pytest.raises(DocumentError, match=message) as error:
        fetch(site + path, allow_private=True)
    assert error.value.name == site + path


def test_the_size_limit_holds_while_reading(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer over the limit is cut off, packed or not."""
    monkeypatch.setattr(fetching, "LARGEST", 10)
    for path in ("/page", "/gzip"):
        with pytest.raises(DocumentError, match="over the limit"):
            fetch(site + path, allow_private=True)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://127.0.0.1/", "private network"),
        ("http://10.1.2.3/", "private network"),
        ("http://192.168.0.1/", "private network"),
        ("http://169.254.169.254/latest", "private network"),
        ("http://100.64.0.1/", "private network"),
        ("http://0.0.0.0/", "private network"),
        ("http://224.0.0.1/", "private network"),
        ("http://[::1]/", "private network"),
        ("http://[::ffff:127.0.0.1]/", "private network"),
        ("http://[::ffff:203.0.113.1]/", "private network"),
        ("http://[2001:db8::1%25eth0]/", "private network"),
        ("http://[64:ff9b::7f00:1]/", "private network"),
        ("http://[2002:7f00:1::]/", "private network"),
        ("http://[fe80::1]/", "private network"),
        ("http://[fc00::1]/", "private network"),
        ("http://2130706433/", "odd form"),
        ("http://0x7f.1/", "odd form"),
        ("http://0177.0.0.1/", "odd form"),
        ("http://127.1/", "odd form"),
        ("http://127.0.0.1./", "odd form"),
        ("ftp://gazette.example/a", "only http and https"),
        ("file:///etc/hosts", "only http and https"),
        ("gazette.example/a", "only http and https"),
        ("http://user@gazette.example/", "user name"),
        ("http:///a", "no URL"),
        ("http://[::1/", "no URL"),
        ("http://gazette.example:99999/", "no URL"),
        ("http://gazette.example/\r\nHost: x", "no URL"),
    ],
)
def test_refused_addresses(url: str, message: str) -> None:
    """Private, reserved and oddly written addresses are refused before anything is sent."""
    with pytest.raises(DocumentError, match=message):
        fetch(url)


def test_a_host_is_resolved_once(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection goes to the address that was checked, though the name would resolve elsewhere by now."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolve(host: str, port: int, *args: object, **named: object) -> object:
        if host != "gazette.example":
            return real(host, port, *args, **named)  # type: ignore[arg-type]
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    port = site.rpartition(":")[2]
    assert fetch(f"http://gazette.example:{port}/page", allow_private=True)[0] == PAGE
    assert asked == ["gazette.example"]
    with pytest.raises(DocumentError, match="private network"):
        fetch(f"http://gazette.example:{port}/page")


def test_a_silent_server_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that never answers ends in one clear error."""
    monkeypatch.setattr(fetching, "READ_TIMEOUT", 5.0)
    monkeypatch.setattr(fetching, "TOTAL_TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(DocumentError, match="no answer in time"):
        fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/", allow_private=True)
