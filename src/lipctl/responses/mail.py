"""A mail as it lay in the folder: its text, its day of receipt, its attachments. Reads .eml (RFC 5322, 2045 and 2231).

Outlook's own format is read in :mod:`lipctl.responses.msg`, into the same :class:`Mail`.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, cast

from lipctl.responses.mail_text import html_as_text
from lipctl.xlsx.unreadable import Unreadable

if TYPE_CHECKING:
    from email.message import Message
    from email.policy import EmailPolicy, Policy

MAX_MAIL = 64 * 2**20
"""Bytes of a mail; the standard library's parser takes seven times as much."""
MAX_PARTS = 500
MAX_HEADER = 1_000
"""Characters of a header that are looked at: reading one takes time with the square of its length."""
MAX_LINES = 4_000_000
MAX_COMPARED = 100_000_000
"""Lines times boundaries: the parser compares each line with every boundary that is open."""
MAX_TEXT = 2**18
"""Characters of a mail's text that are looked at."""

_FIELD = re.compile(rb"[!-9;-~]+:")
_KNOWN_FIELDS = re.compile(
    rb"(?im)^(?:from|to|cc|subject|date|received|return-path|message-id|mime-version|delivered-to|reply-to"
    rb"|content-type|x-[\w-]+):"
)
_BETWEEN_PROGRAMS = {
    "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature",
    "application/applefile", "message/delivery-status", "message/disposition-notification", "text/rfc822-headers",
}  # fmt: skip
"""Signatures and notes for programs: nobody wrote anything in them."""
LINK = "ein Verweis auf eine Datei"
_PGP_TEXT = "-----BEGIN PGP MESSAGE-----"
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
"""The name of the signed kind of S/MIME in DER (RFC 5652, 5.1); such a mail is wrapped up, but no secret."""


class Attachment(NamedTuple):
    """What a mail or an archive holds. ``read`` gives its bytes, ``size`` is how many there should be.

    ``mail`` is set for a mail that is attached as such; ``instead`` names in German what is there instead of bytes, or is
    "". ``content_id`` is the name by which an HTML text shows a picture, ``shown`` is true if the mail says that it does.
    """

    name: str
    size: int
    read: Callable[[], bytes]
    mail: Mail | None = None
    instead: str = ""
    content_id: str = ""
    shown: bool = False


class Mail(NamedTuple):
    """A mail. ``day`` is that of its receipt (ISO 8601), "" if it names none. Who sent it is not kept.

    ``text`` is what people read, ``html`` the HTML that it was made from. ``sealed`` says in German how the mail is
    encrypted, or "". ``damaged`` is true if part of it did not arrive.
    """

    text: str
    html: str
    day: str
    attachments: tuple[Attachment, ...]
    sealed: str = ""
    damaged: bool = False


def is_mail(content: bytes) -> bool:
    """Whether a file begins like a mail: with header fields, at least two of which are a mail's."""
    head = content[: 2**20].removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b"From "):  # the line that separates mails in a mailbox
        head = head.partition(b"\n")[2]
    if not _FIELD.match(head):
        return False
    fields = re.split(rb"\r?\n\r?\n|\r\r", head, maxsplit=1)[0]
    return len(_KNOWN_FIELDS.findall(fields)) > 1


def read_mail(content: bytes) -> Mail:
    """Read an .eml file.

    Raises:
        Unreadable: it is too large, or has more parts than any mail.
    """
    if len(content) > MAX_MAIL:
        raise Unreadable("LIP229", size=f"{len(content) // 2**20} MB", limit=f"{MAX_MAIL // 2**20} MB")
    lines = content.count(b"\n") + content.count(b"\r")
    boundaries = len(re.findall(rb"(?i)boundary", content))
    if lines > MAX_LINES or lines * boundaries > MAX_COMPARED:
        raise Unreadable("LIP230", reason="sie ist ungewöhnlich oft unterteilt")
    from email import message_from_bytes  # noqa: PLC0415 - most folders hold no mail, and the package loads slowly

    return _mail_of(message_from_bytes(content, policy=_bounded()))


def _bounded() -> EmailPolicy:
    """The modern policy of the standard library, for one mail of at most :data:`MAX_PARTS` parts, with bounded headers."""
    from email.message import EmailMessage  # noqa: PLC0415 - as above
    from email.policy import EmailPolicy  # noqa: PLC0415

    class Bounded(EmailPolicy):
        def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
            """A header's name and value. Letters that a program left as they are (8 bit) are UTF-8, or else Windows'."""
            name, value = super().header_source_parse(sourcelines)
            return name, decoded(value[:MAX_HEADER].encode("utf-8", "surrogateescape"), "utf-8")

    parts = iter(range(MAX_PARTS))

    def new_message(policy: Policy) -> Message:
        if next(parts, None) is None:
            raise Unreadable("LIP230", reason=f"sie hat mehr als {MAX_PARTS} Teile")
        return EmailMessage(policy)

    return Bounded(message_factory=new_message)


def _mail_of(message: Message) -> Mail:
    """A parsed mail, with those attached to it."""
    content = _Content()
    text = "\n\n".join(content.texts(message))[:MAX_TEXT]
    if not content.sealed and _PGP_TEXT in text:
        content.sealed = "mit PGP verschlüsselt"
    outermost = [type(defect).__name__ for defect in message.defects]
    damaged = content.damaged or "CloseBoundaryNotFoundDefect" in outermost
    html = "\n".join(content.html)
    return Mail(text, html, _day_of(message), tuple(content.attachments), content.sealed, damaged)


class _Content:
    """What the parts of a mail hold, gathered while its texts are read."""

    def __init__(self) -> None:
        self.attachments: list[Attachment] = []
        self.html: list[str] = []
        self.sealed = ""
        self.damaged = False

    def texts(self, part: Message) -> list[str]:
        """The texts in a part, in order; of alternatives the first one that says something."""
        kind = part.get_content_type()
        if part.get_content_maintype() == "multipart":
            if not part.is_multipart():  # the boundary that it names never came
                self.damaged = True
                return []
            if kind == "multipart/encrypted":
                self.sealed = "mit PGP verschlüsselt"
                return []
            each = [self.texts(child) for child in _children(part)]
            if kind == "multipart/alternative":
                return next((texts for texts in each if any(map(str.strip, texts))), [])
            return [text for texts in each for text in texts]
        if kind in ("text/plain", "text/html") and not is_file(part):
            return [self._text(part, kind)]
        if kind not in _BETWEEN_PROGRAMS:
            self._attach(part, kind)
        return []

    def _text(self, part: Message, kind: str) -> str:
        text = decoded(_bytes_of(part)[: 4 * MAX_TEXT], part.get_content_charset() or "utf-8")[:MAX_TEXT]
        if kind == "text/plain":
            return text
        self.html.append(text)
        return html_as_text(text)

    def _attach(self, part: Message, kind: str) -> None:
        name = re.split(r"[\\/]", part.get_filename() or "")[-1]
        if kind == "message/rfc822" and part.is_multipart():
            self.attachments.append(_attached_mail(name, _children(part)[0]))
            return
        content = _bytes_of(part)
        if kind in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
            self.sealed = how_sealed(content)
            return
        content_id = str(part.get("content-id", "")).strip("<> ")
        instead = LINK if kind == "message/external-body" else ""
        self.attachments.append(Attachment(name, len(content), lambda: content, None, instead, content_id))


def is_file(part: Message) -> bool:
    """Whether a text is attached as a file, and not part of what the mail says."""
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def how_sealed(content: bytes) -> str:
    """What an S/MIME message is, in German words."""
    signed = _SIGNED_DATA in content[:64]
    return "mit S/MIME signiert und dabei verpackt" if signed else "mit S/MIME verschlüsselt"


def day_of_receipt(received: str, sent: str) -> str:
    """The day in the newest ``Received`` header, else in ``Date``; as ISO 8601, "" without a sensible one.

    It is the day at the place where the server stands: times are not converted.
    """
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - as above

    for value in (received.rpartition(";")[2], sent):
        with suppress(ValueError, TypeError, IndexError, OverflowError):
            day = parsedate_to_datetime(value.strip()[:100]).date()
            if 1990 <= day.year <= 2100:
                return day.isoformat()
    return ""


def decoded(content: bytes, charset: str) -> str:
    """The text in this encoding; where that is unknown or wrong in UTF-8, else as Windows writes it."""
    for name in (charset, "utf-8"):
        with suppress(LookupError, ValueError):
            return content.decode(name)
    return content.decode("cp1252", "replace")


def _attached_mail(name: str, message: Message) -> Attachment:
    """A mail in a mail. Some servers pack it in Base64, which the standard forbids and the parser does not unpack."""
    if not message.keys() and isinstance(payload := message.get_payload(), str):
        with suppress(ValueError):
            content = b64decode(payload)
            return Attachment(name, len(content), lambda: content)
    subject = str(message.get("subject", ""))
    return Attachment(name or subject, 0, bytes, _mail_of(message))


def _day_of(message: Message) -> str:
    return day_of_receipt(str(message.get("received", "")), str(message.get("date", "")))


def _children(part: Message) -> list[Message]:
    return cast("list[Message]", part.get_payload())


def _bytes_of(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
