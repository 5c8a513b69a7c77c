"""Mail: subject, body, quoted replies, signature; attachments are named."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents.mail import read_mail
from onrecord.errors import DocumentError

BODY = """\
The harbour closes on Monday – for good, the board said.

On Fri, 3 May 2019, Ann Oke wrote:
> We are not closing the harbour.
> We never were.

-- \nInes Calder, Harbour Gazette
"""


def mail(body: str = BODY) -> EmailMessage:
    """A mail with the given body."""
    message = EmailMessage()
    message["Subject"] = "Harbour – closing"
    message["From"] = "Ines Calder <ines@harbour.example>"
    message["Date"] = "Sat, 04 May 2019 23:30:00 -0500"
    message.set_content(body)
    return message


@pytest.mark.parametrize("cte", ["quoted-printable", "base64", "8bit"])
def test_body_in_any_transfer_encoding(cte: str) -> None:
    """The subject is the headline; replies are quotes; what introduces them and the signature are notes."""
    message = mail()
    message.set_content(BODY, cte=cte)
    made = read_mail("a.eml", message.as_bytes())
    assert [(block.kind, made.text[block.start : block.end]) for block in made.blocks] == [
        ("headline", "Harbour – closing"),
        ("paragraph", "The harbour closes on Monday – for good, the board said."),
        ("note", "On Fri, 3 May 2019, Ann Oke wrote:"),
        ("quote", "We are not closing the harbour."),
        ("quote", "We never were."),
        ("note", "Ines Calder, Harbour Gazette"),
    ]


def test_metadata() -> None:
    """Sender and day (the sender's own) are the metadata; a byline in the body goes before the sender."""
    found = read_mail("a.eml", mail().as_bytes()).metadata
    assert (found.title, found.authors, found.published) == ("Harbour – closing", ("Ines Calder",), "2019-05-04")
    assert read_mail("a.eml", mail("By Tom Arkwright\n\nThe harbour closes.\n").as_bytes()).metadata.authors == (
        "Tom Arkwright",
    )


def test_plain_text_goes_before_html() -> None:
    """Of two forms of one body the plain one is read."""
    message = mail("The plain body.")
    message.add_alternative("<p>The HTML body.</p>", subtype="html")
    made = read_mail("a.eml", message.as_bytes())
    assert made.text.strip() == "Harbour – closing\n\nThe plain body."
    assert made.skipped == ()


def test_html_alone_is_read_whole() -> None:
    """A body in HTML alone is read, with its links."""
    message = mail()
    message.set_content('<p>See <a href="https://harbour.example/x">the minutes</a>.</p>', subtype="html")
    made = read_mail("a.eml", message.as_bytes())
    assert [made.text[link.start : link.end] for link in made.links] == ["the minutes"]
    assert made.text.endswith("See the minutes.")


def test_attachments_are_named() -> None:
    """An attachment is not read, and that is said."""
    message = mail()
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="minutes.pdf")
    reasons = [each.reason for each in read_mail("a.eml", message.as_bytes()).skipped]
    assert reasons == ["attachment minutes.pdf not read: save it and read it by itself"]


def test_no_header_is_no_mail() -> None:
    """Bytes without a mail header are an error."""
    with pytest.raises(DocumentError, match="no header"):
        read_mail("a.eml", b"only words here")


@given(st.binary(max_size=300))
def test_odd_mails_raise_nothing_else(tail: bytes) -> None:
    """Whatever the header and body hold, a mail is read or refused by name."""
    try:
        made = read_mail("a.eml", b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n" + tail)
    except DocumentError:
        return
    assert all(0 <= each.start <= each.end <= len(made.text) for each in (*made.blocks, *made.skipped))
