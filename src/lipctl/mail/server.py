"""Hands mails over to the server, and finds out whether it took each of them.

A server takes a mail when it answers the line that ends it. Before that line is sent, nothing is taken; after the answer,
the outcome is certain. It is not if the connection breaks in between: then :class:`UnsettledError` is raised.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Self

from lipctl.errors import MailError
from lipctl.mail.account import Account

_BEGINNING_DOT = re.compile(rb"^\.", re.MULTILINE)
_END = b".\r\n"
_GONE = (421,)
"""The code of a server that closes the connection."""
_TAKEN, _NOT_TAKEN = 2, (4, 5)
"""The first digit of a server's answer to a whole mail."""


class RefusedError(Exception):
    """The server refuses this mail, but may take others. ``reason`` is its answer."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UnsettledError(MailError):
    """The connection broke after the end of a mail was sent and before the server answered."""


class RefusedRecipient(NamedTuple):
    """An address that the server takes no mails for, and its answer."""

    address: str
    reason: str


class Envelope(NamedTuple):
    """Who sends a mail to whom. It is sent only if the server takes it for one of ``to``; ``others`` do not count."""

    sender: str
    to: tuple[str, ...]
    others: tuple[str, ...] = ()


class Connection:
    """A connection to the mail server, for as many mails as are to be sent.

    Raises:
        MailError: the server cannot be reached, its connection cannot be protected, or it refuses user and password.
    """

    def __init__(self, account: Account) -> None:
        self._account = account
        try:
            self._smtp = _connected(account)
        except smtplib.SMTPAuthenticationError as error:
            raise MailError(
                f"Der Mailserver {account.shown} lehnt Benutzername oder Passwort ab: {_said(error.smtp_code, error.smtp_error)}.",
                "Bitte prüfen Sie „benutzer“ in lipctl.toml und das Passwort.",
            ) from error
        except ssl.SSLError as error:
            raise MailError(
                f"Die Verbindung zum Mailserver {account.shown} lässt sich nicht schützen: {error.reason or error}.",
                "Bitte prüfen Sie „server“, „port“ und „sicherheit“ unter [mail] in lipctl.toml; ein Zertifikat des Hauses muss auf diesem Rechner bekannt sein.",
            ) from error
        except UnicodeEncodeError:  # its own words would show the password
            raise MailError(
                "Benutzername oder Passwort haben Umlaute oder andere Zeichen, mit denen eine Anmeldung am Mailserver nicht möglich ist.",
                "Bitte vereinbaren Sie mit Ihrer IT ein Passwort aus den Buchstaben A bis Z, Ziffern und Satzzeichen.",
            ) from None
        except (OSError, UnicodeError, smtplib.SMTPException) as error:
            raise MailError(
                f"Der Mailserver {account.shown} ist nicht zu erreichen: {_reason(error)}.",
                "Bitte prüfen Sie „server“, „port“ und „sicherheit“ unter [mail] in lipctl.toml, und ob das Netz da ist.",
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        if error:  # a mail may have been left half way, where a server would take a farewell for a line of it
            self._smtp.close()
            return
        try:
            self._smtp.quit()
        except (OSError, smtplib.SMTPException):
            self._smtp.close()

    def hand_over(
        self, envelope: Envelope, content: bytes, before_end: Callable[[], None]
    ) -> tuple[RefusedRecipient, ...]:
        """Hand over a mail, and return the recipients that the server refused although it took the mail.

        ``before_end`` is called when the server has all but the last line. From then on it may take the mail.

        Raises:
            RefusedError: the server took the mail for nobody.
            UnsettledError: it is uncertain whether the server took the mail.
            MailError: the connection broke before, and the mail was not taken.
        """
        try:
            refused = self._announce(envelope)
            self._smtp.send(_BEGINNING_DOT.sub(b"..", content))
        except (OSError, smtplib.SMTPException) as error:
            raise self._broken(error) from error
        before_end()
        try:
            self._smtp.send(_END)
            code, said = self._smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise UnsettledError(
                f"Die Verbindung zum Mailserver {self._account.shown} brach ab, während er eine Mail annahm: {_reason(error)}."
            ) from error
        if code // 100 in _NOT_TAKEN:
            raise RefusedError(_said(code, said))
        if code // 100 != _TAKEN:
            raise UnsettledError(
                f"Der Mailserver {self._account.shown} gab auf eine Mail eine Antwort, die lipctl nicht kennt: {_said(code, said)}."
            )
        return refused

    def _announce(self, envelope: Envelope) -> tuple[RefusedRecipient, ...]:
        self._expect(*self._smtp.mail(envelope.sender))
        refused = list(self._refused(envelope.to))
        if len(refused) == len(envelope.to):
            self._smtp.rset()
            raise RefusedError("; ".join(f"{address}: {reason}" for address, reason in refused))
        refused += self._refused(envelope.others)
        self._expect(*self._smtp.docmd("DATA"), expected=354)
        return tuple(refused)

    def _refused(self, addresses: Iterable[str]) -> Iterator[RefusedRecipient]:
        for address in addresses:
            code, said = self._smtp.rcpt(address)
            if code in _GONE:
                raise smtplib.SMTPServerDisconnected(_said(code, said))
            if code not in (250, 251):
                yield RefusedRecipient(address, _said(code, said))

    def _expect(self, code: int, said: bytes, expected: int = 250) -> None:
        if code in _GONE:
            raise smtplib.SMTPServerDisconnected(_said(code, said))
        if code != expected:
            self._smtp.rset()
            raise RefusedError(_said(code, said))

    def _broken(self, error: Exception) -> MailError:
        return MailError(f"Die Verbindung zum Mailserver {self._account.shown} brach ab: {_reason(error)}.")


def _connected(account: Account) -> smtplib.SMTP:
    """A protected connection, logged in. The server does not learn this machine's name."""
    context = ssl.create_default_context()
    if account.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            account.host, account.port, "localhost", timeout=account.seconds, context=context
        )
    else:
        smtp = smtplib.SMTP(account.host, account.port, "localhost", timeout=account.seconds)
    try:
        if account.security == "starttls":
            smtp.starttls(context=context)
        smtp.ehlo_or_helo_if_needed()
        if account.user:
            smtp.login(account.user, account.password)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _said(code: int, said: bytes | str) -> str:
    """What the server said, in one line."""
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(f"{code} {words}".split()).rstrip(".")


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "er antwortet nicht rechtzeitig"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return " ".join(str(error).split()).rstrip(".") or "er hat sie beendet"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "er kann keine geschützte Verbindung (STARTTLS) oder keine Anmeldung"
    if isinstance(error, smtplib.SMTPResponseException):
        return _said(error.smtp_code, error.smtp_error)
    if isinstance(error, ConnectionRefusedError):
        return "dort nimmt niemand Verbindungen an"
    return " ".join((getattr(error, "strerror", None) or str(error) or type(error).__name__).split()).rstrip(".")
