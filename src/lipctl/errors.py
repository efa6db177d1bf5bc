"""Exceptions for impossible tasks, and the exit code that each gives the command line.

Wrong *input* is never an exception: it is a value, see :mod:`lipctl.findings`. An exception says that
a command cannot do its work at all::

    LipctlError                     (never raised itself)
    ├── WorkspaceError       10     no workspace here, or a folder that cannot become one
    ├── SettingsError        11     lipctl.toml is missing a key, has a wrong or an unknown one
    ├── CatalogueError       12     data/katalog.xlsx is missing, unreadable or holds mistakes
    ├── RoundError           13     there is no such year, nothing was asked in it, or its closing is unusable
    ├── TemplateError        14     a template is missing or broken
    ├── OutputChangedError   15     a document there was edited by hand, or is not lipctl's
    ├── OutputExistsError    16     a form is there already
    ├── FileAccessError      17     a file cannot be read or written: open elsewhere, no right, disk full
    ├── PdfError             18     no PDF: LibreOffice or pikepdf is missing, or LibreOffice failed
    └── MailError            19     the mail server takes no mails: not set, not reached, or it refuses
"""

from __future__ import annotations

from typing import ClassVar


class LipctlError(Exception):
    """An expected failure: a headline and a tip, both German sentences for the office.

    ``headline`` says what could not be done and why, ``tip`` what the reader can do about it.
    """

    exit_code: ClassVar[int]
    meaning: ClassVar[str]
    """What the exit code says, in German; README.md and the reference list it."""

    def __init__(self, headline: str, tip: str = "") -> None:
        super().__init__(headline)
        self.headline = headline
        self.tip = tip


class WorkspaceError(LipctlError):
    """There is no workspace, or the folder cannot become one."""

    exit_code = 10
    meaning = "hier ist kein Arbeitsordner, oder der Ordner ist nicht leer"


class SettingsError(LipctlError):
    """``lipctl.toml`` cannot be used as it stands."""

    exit_code = 11
    meaning = "`lipctl.toml` enthält Fehler"


class CatalogueError(LipctlError):
    """``data/katalog.xlsx`` cannot be used as it stands."""

    exit_code = 12
    meaning = "`data/katalog.xlsx` fehlt oder enthält Fehler"


class RoundError(LipctlError):
    """The year asked for is not there, has nothing to work on, or is closed, or what is kept of it is damaged."""

    exit_code = 13
    meaning = "dieses Jahr oder diese Dienststelle gibt es nicht, oder das Jahr ist abgeschlossen, oder sein Abschluss ist beschädigt"


class TemplateError(LipctlError):
    """A template is missing or broken."""

    exit_code = 14
    meaning = "eine Vorlage (Bericht, Mail oder Webseiten) fehlt oder ist fehlerhaft"


class OutputChangedError(LipctlError):
    """An output that a person edited, or that lipctl did not write, is in the way."""

    exit_code = 15
    meaning = "ein von Hand geänderter Bericht wird nicht überschrieben"


class OutputExistsError(LipctlError):
    """An output is there already and is not replaced unasked."""

    exit_code = 16
    meaning = "ein Formular ist schon da und wird nicht überschrieben"


class FileAccessError(LipctlError):
    """The operating system refused to read or write a file."""

    exit_code = 17
    meaning = "eine Datei lässt sich nicht lesen oder schreiben, etwa weil sie in Word geöffnet ist"


class PdfError(LipctlError):
    """No PDF can be made here."""

    exit_code = 18
    meaning = "das PDF lässt sich nicht schreiben, etwa weil LibreOffice fehlt"


class MailError(LipctlError):
    """The mail server does not take mails."""

    exit_code = 19
    meaning = "der Mailserver nimmt keine Mails an"


GENERAL_EXIT_CODES = {
    0: "getan",
    1: "getan, aber in den Daten sind noch Fehler; oder `--final` wurde abgelehnt",
    2: "der Befehl wurde falsch aufgerufen",
    3: "Fehler in lipctl selbst; eine Datei ohne persönliche Daten hilft, ihn zu finden",
    130: "abgebrochen (Strg+C)",
    141: "die Ausgabe wollte niemand mehr lesen",
}
"""The exit codes that no exception of this module gives, and what they say in German."""


def exit_codes() -> dict[int, str]:
    """Every exit code of the command line and its meaning in German, in order."""
    raised = {kind.exit_code: kind.meaning for kind in LipctlError.__subclasses__()}
    return dict(sorted((GENERAL_EXIT_CODES | raised).items()))
