"""The mail account: server and user from the settings or the environment, the password from the environment or the keyring."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import import_module
from ipaddress import ip_address
from typing import NamedTuple

from lipctl.errors import MailError
from lipctl.settings.keys import LARGEST_PORT, MAIL_PORTS
from lipctl.settings.model import Settings

PASSWORD = "LIPCTL_MAIL_PASSWORT"  # noqa: S105 - a name
KEYRING = "lipctl"
"""The name under which the keyring keeps the password of each user."""
_VARIABLES = {
    "LIPCTL_MAIL_SERVER": "server",
    "LIPCTL_MAIL_PORT": "port",
    "LIPCTL_MAIL_SICHERHEIT": "sicherheit",
    "LIPCTL_MAIL_BENUTZER": "benutzer",
}


class Account(NamedTuple):
    """A mail server and how to reach it; ``password`` is "" where no login is needed."""

    host: str
    port: int
    security: str
    user: str
    password: str
    seconds: int

    @property
    def shown(self) -> str:
        """The server as messages name it."""
        return f"{self.host}:{self.port}"


def account_of(settings: Settings, environment: Mapping[str, str]) -> Account:
    """The account that mails are sent with. A variable of the environment precedes its key in ``lipctl.toml``.

    Raises:
        MailError: no server is named, the connection would be open to readers, or there is no password.
    """
    values = {name: settings.text("mail", name) for name in ("server", "port", "sicherheit", "benutzer")}
    values |= {
        name: environment[variable].strip() for variable, name in _VARIABLES.items() if environment.get(variable)
    }
    host, security, user, port = (values[name] for name in ("server", "sicherheit", "benutzer", "port"))
    if not host:
        raise MailError(
            "Es ist kein Mailserver genannt.",
            "In lipctl.toml steht er unter [mail] bei „server“. Ohne --send schreibt lipctl Entwürfe, die Sie mit Ihrem Mailprogramm senden.",
        )
    if security not in MAIL_PORTS:
        raise MailError(f"LIPCTL_MAIL_SICHERHEIT ist „{security}“; es gibt {', '.join(MAIL_PORTS)}.")
    if security == "keine" and not is_this_machine(host):
        raise MailError(
            f"Zu „{host}“ wäre die Verbindung ungeschützt; das ist nur an diesem Rechner selbst möglich.",
            "Tragen Sie in lipctl.toml unter [mail] bei „sicherheit“ starttls oder tls ein.",
        )
    if not re.fullmatch(r"[0-9]{1,5}", port) or int(port) > LARGEST_PORT:
        raise MailError(f"„{port}“ ist kein Port; erwartet wird eine Zahl wie 587.")
    password = _password(user, environment) if user else ""
    seconds = max(settings.number("mail", "wartezeit"), 1)
    return Account(host, int(port) or MAIL_PORTS[security], security, user, password, seconds)


def is_this_machine(host: str) -> bool:
    """Whether a host is the machine itself, so that nobody can listen on the way."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def _password(user: str, environment: Mapping[str, str]) -> str:
    password = environment.get(PASSWORD) or _from_keyring(user)
    if not password:
        raise MailError(
            f"Für „{user}“ ist kein Passwort da.",
            f"Setzen Sie die Umgebungsvariable {PASSWORD}, oder legen Sie es im Schlüsselbund ab: keyring set {KEYRING} {user} "
            "(das Programm keyring installiert „pip install lipctl[keyring]“).",
        )
    return password


def _from_keyring(user: str) -> str:
    """The password that the keyring of the operating system keeps for this user; "" if it has none, or is not installed."""
    try:
        keyring = import_module("keyring")
    except ImportError:
        return ""
    try:
        return keyring.get_password(KEYRING, user) or ""
    except Exception as error:  # each system's keyring has its own; keyring.errors does not cover them all
        raise MailError(
            f"Der Schlüsselbund gibt das Passwort nicht her: {error or type(error).__name__}.",
            f"Bitte entsperren Sie ihn, oder setzen Sie die Umgebungsvariable {PASSWORD}.",
        ) from error
