"""A mail as bytes: a draft that a mail program opens as an unsent message, or what the server gets.

Every header is encoded here, piece by piece, and folded between characters: in Python 3.11 the folding of ``email.policy``
tears letters of long names and forgets quotes. No text can add a header of its own, because control characters are removed first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from email.charset import QP, Charset
from email.header import Header
from email.message import Message
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from email.utils import format_datetime
from hashlib import sha256
from typing import NamedTuple

from lipctl.text import shortened

_POLICY = compat32.clone(linesep="\r\n", max_line_length=None)
"""Headers go out as they were encoded here."""
_CHARSET = Charset("utf-8")
_CHARSET.body_encoding = QP
_FORM = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_WORD, _LINE = 75, 76
"""The greatest lengths of an encoded word in a name, and of a line in a subject."""
_LONGEST_NAME, _LONGEST_SUBJECT = 80, 300
_BOUNDARY_DIGITS = 32
_ENCODED = "=?"
"""Begins an encoded word; a text that has it would be read as one."""


class Correspondent(NamedTuple):
    """A name and an address; the name may be "", the address has been checked (:func:`lipctl.mail.letter.addresses_in`)."""

    name: str
    address: str


class Attachment(NamedTuple):
    """An attached form."""

    name: str
    content: bytes


class Mail(NamedTuple):
    """All that a mail consists of. ``id`` is what stands between the angle brackets of its Message-ID."""

    id: str
    sender: Correspondent | None
    to: tuple[Correspondent, ...]
    cc: tuple[Correspondent, ...]
    subject: str
    text: str
    attachment: Attachment


def as_draft(mail: Mail) -> bytes:
    """The mail as an unsent message without a date; the same mail gives the same bytes."""
    return _message(mail, [("X-Unsent", "1")])


def as_sent(mail: Mail, now: datetime) -> bytes:
    """The mail as it goes to the server, with the date it was sent on."""
    return _message(mail, [("Date", format_datetime(now))])


def _message(mail: Mail, more: Iterable[tuple[str, str]]) -> bytes:
    message = MIMEMultipart(policy=_POLICY)
    del message["MIME-Version"]
    for name, value in (
        ("From", _listed([mail.sender]) if mail.sender else ""),
        ("To", _listed(mail.to)),
        ("Cc", _listed(mail.cc)),
        ("Subject", _encoded(shortened(mail.subject, _LONGEST_SUBJECT), _LINE - len("Subject: "))),
        *more,
        ("Message-ID", f"<{_one_line(mail.id)}>"),
        ("MIME-Version", "1.0"),
    ):
        if value or name == "To":
            message[name] = value
    text = MIMENonMultipart("text", "plain", charset="utf-8", policy=_POLICY)
    text.set_payload(mail.text, _CHARSET)
    for part in (text, _attached(mail.attachment)):
        del part["MIME-Version"]  # stands at the top
        message.attach(part)
    digest = sha256(repr(mail).encode("utf-8", "backslashreplace")).hexdigest()
    message.set_boundary(f"=_lipctl_{digest[:_BOUNDARY_DIGITS]}")  # "=_" comes in neither of the two encodings
    return message.as_bytes(policy=_POLICY)


def _attached(attachment: Attachment) -> Message:
    part = MIMEApplication(attachment.content, _FORM, policy=_POLICY)
    name = _one_line(attachment.name)
    plain = name.isascii() and _ENCODED not in name
    part.add_header("Content-Disposition", "attachment", filename=name if plain else ("utf-8", "", name))  # RFC 2231
    return part


def _listed(people: Iterable[Correspondent]) -> str:
    """Addresses with their names, one on each line."""
    return ",\r\n ".join(_with_name(shortened(_one_line(each.name), _LONGEST_NAME), each.address) for each in people)


def _with_name(name: str, address: str) -> str:
    if not name:
        return address
    if name.isascii() and _ENCODED not in name:
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{quoted}" <{address}>'
    return f"{_encoded(name, _WORD)} <{address}>"


def _encoded(text: str, width: int) -> str:
    """A text for a header: as it is if it is ASCII and short, else in encoded words (RFC 2047)."""
    text = _one_line(text)
    if text.isascii() and _ENCODED not in text and len(text) <= width:
        return text
    return Header(text, "utf-8", maxlinelen=width).encode(linesep="\r\n")


def _one_line(text: str) -> str:
    return " ".join(_STEERING.sub(" ", text).split())
