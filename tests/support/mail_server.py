"""A real mail server on this machine, which can also refuse, break off, and be slow."""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, NamedTuple

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "lip", "geheim"


class Taken(NamedTuple):
    """A mail that the server took: for whom, and what it is."""

    recipients: tuple[str, ...]
    content: bytes

    @property
    def message(self) -> EmailMessage:
        """The mail as Python's own parser reads it."""
        message = message_from_bytes(self.content, policy=default)
        assert isinstance(message, EmailMessage)
        return message


@dataclass
class Post:
    """What the server took, and what it does to whom.

    ``refused`` has an answer for each address that it takes nothing for, ``at_the_end`` one for the n-th mail, when all of it is there.
    ``hangs_up_at`` breaks the connection at a point of the n-th mail: "recipient", or "end", where the mail is taken all the
    same; ``seconds`` is how long it takes over an answer at its end, ``says_when_taken`` that answer.
    """

    port: int = 0
    mails: list[Taken] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    at_the_end: dict[int, str] = field(default_factory=dict)
    hangs_up_at: tuple[str, int] = ("", 0)
    seconds: float = 0
    says_when_taken: str = "250 OK"
    begun: int = 0
    ended: int = 0
    connections: int = 0

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.begun += 1
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.hangs_up_at == ("recipient", self.begun):
            _hang_up(server)
        if address not in self.refused:
            envelope.rcpt_tos.append(address)
        return self.refused.get(address, "250 OK")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        self.ended += 1
        if self.ended in self.at_the_end:
            return self.at_the_end[self.ended]
        assert isinstance(envelope.content, bytes)
        self.mails.append(Taken(tuple(envelope.rcpt_tos), envelope.content))
        if self.hangs_up_at == ("end", self.ended):
            _hang_up(server)
        await asyncio.sleep(self.seconds)
        return self.says_when_taken


class _Counted(SMTP):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.event_handler.connections += 1
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self.event_handler.connections -= 1
        super().connection_lost(error)


class _Counting(Controller):
    def factory(self) -> SMTP:
        return _Counted(self.handler, **self.SMTP_kwargs)


def _hang_up(server: SMTP) -> None:
    assert server.transport is not None
    server.transport.abort()


def _knows(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    assert isinstance(data, LoginPassword)
    return AuthResult(success=data == LoginPassword(USER.encode(), PASSWORD.encode()), handled=False)


@contextmanager
def post_office(post: Post | None = None, tls: ssl.SSLContext | None = None) -> Iterator[Post]:
    """A server that runs meanwhile. With ``tls`` it wants STARTTLS and a password before it takes anything."""
    post = post or Post()
    needs = (
        {"tls_context": tls, "require_starttls": True, "authenticator": _knows, "auth_required": True} if tls else {}
    )
    with socket.create_server(("127.0.0.1", 0)) as free:
        post.port = free.getsockname()[1]
    controller = _Counting(post, hostname="127.0.0.1", port=post.port, **needs)
    controller.start()
    try:
        yield post
    finally:
        controller.stop(no_assert=True)


def wait_for(post: Post) -> None:
    """Wait until the server has done with what a killed sender left it."""
    until = time.monotonic() + 2
    while post.connections and time.monotonic() < until:
        time.sleep(0.005)
