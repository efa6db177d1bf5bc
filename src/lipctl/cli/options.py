"""The options and arguments that commands share, and the session that they set up."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from typer.core import TyperCommand, TyperOption
from typer.main import get_command

from lipctl.cli.command_table import COMMANDS
from lipctl.cli.german import GermanCommand, help_page
from lipctl.text import day_meant

if TYPE_CHECKING:
    from lipctl.cli.screen import Screen
    from lipctl.words import Words
    from lipctl.workspace import Workspace

_FIRST_YEAR, _LAST_YEAR = 1900, 2999
_FIRST_USUAL_YEAR = 1990
_YEARS_AHEAD = 2
"""How far before today's year somebody may be working ahead."""


class OutputFormat(StrEnum):
    """How a command writes its result."""

    TEXT = "text"
    JSON = "json"


class Session:
    """One run of the command line: the values of -C, -q and -v, and what follows from them."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.quiet = False
        self.verbose = False

    @property
    def start(self) -> Path:
        """The folder that the command works in."""
        return Path.cwd() / (self.folder or Path())

    @cached_property
    def workspace(self) -> Workspace:
        """The workspace around the start folder."""
        from dataclasses import replace

        from lipctl.workspace import find_workspace

        return replace(find_workspace(self.start), watch=self.screen.progress)

    @property
    def words(self) -> Words:
        """What the office calls things; the default words where there is no workspace, or none whose settings can be read."""
        from lipctl.errors import LipctlError
        from lipctl.words import DEFAULT_WORDS

        try:
            return self.workspace.settings.words
        except LipctlError:
            return DEFAULT_WORDS

    @cached_property
    def screen(self) -> Screen:
        """The streams that the command writes to."""
        from lipctl.cli.screen import Screen

        return Screen(quiet=self.quiet, verbose=self.verbose)

    def year(self, given: int | None) -> int:
        """The reporting year: as given, else the newest in ``data/``. Says which on stderr."""
        year = given if given is not None else self.workspace.newest_year()
        closed = self.workspace.relative(self.workspace.closing(year)) if self.workspace.is_closed(year) else ""
        self.screen.say(f"Berichtsjahr {year}" + (f", abgeschlossen; gelesen wird {closed}" if closed else ""))
        return year

    def day(self, given: date | None) -> date:
        """The day that the report is as of: as given, else today."""
        return given or _today()


def is_usual_year(year: int) -> bool:
    """Whether somebody means this year today, rather than having mistyped another."""
    return _FIRST_USUAL_YEAR <= year <= _today().year + _YEARS_AHEAD


def _today() -> date:
    return datetime.now().astimezone().date()


def session_of(ctx: typer.Context) -> Session:
    """The session that all commands of one call share."""
    session = ctx.find_root().ensure_object(Session)
    assert isinstance(session, Session)  # noqa: S101  (for the type checker: ensure_object has just seen to it)
    return session


def read_year(text: str) -> int:
    """Read a reporting year."""
    if re.fullmatch(r"[0-9]{4}", text) and _FIRST_YEAR <= int(text) <= _LAST_YEAR:
        return int(text)
    raise typer.BadParameter(f"„{text}“ ist kein Berichtsjahr; erwartet wird eine Jahreszahl wie 2010.")


def read_day(text: str) -> date:
    """Read a date; one in another common spelling is answered with the expected one, an unlikely year is refused."""
    meant = day_meant(text)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        if meant is None and re.fullmatch(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}", text):
            raise typer.BadParameter(f"Den Tag „{text}“ gibt es nicht.")
        question = f" Meinten Sie {meant}?" if meant else ""
        raise typer.BadParameter(f"„{text}“ ist kein Datum; erwartet wird JJJJ-MM-TT wie 2010-12-31.{question}")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        question = f" Meinten Sie {meant}?" if meant else ""
        raise typer.BadParameter(f"Den Tag „{text}“ gibt es nicht.{question}") from None
    if not is_usual_year(day.year):
        raise typer.BadParameter(f"„{text}“ liegt weit vor oder nach dem heutigen Tag; bitte prüfen Sie das Jahr.")
    return day


Year = Annotated[
    int | None,
    typer.Argument(
        metavar="JAHR", parser=read_year, show_default="das neueste in „data“", help="Das Berichtsjahr."
    ),
]  # fmt: skip
AsOf = Annotated[
    date | None,
    typer.Option("--as-of", metavar="TAG", parser=read_day, show_default="heute", help="Stichtag, als JJJJ-MM-TT."),
]
Departments = Annotated[
    list[str] | None,
    typer.Option("--department", "-d", metavar="DIENSTSTELLE", help="Nur diese, mit Kennung oder Namen, z. B. 15."),
]
Format = Annotated[
    OutputFormat,
    typer.Option(
        "--format", case_sensitive=False, metavar="text|json", help="Für Menschen oder als JSON für Programme."
    ),
]


Send = Annotated[bool, typer.Option("--send", help="Die Mails senden, statt Entwürfe zu schreiben.")]


def require_not_over(ctx: typer.Context, deadline: date | None, day: date) -> None:
    """Refuse a deadline that is over on this day."""
    if deadline and deadline < day:
        raise typer.BadParameter(f"Die Frist „{deadline}“ ist schon vorbei.", ctx, param_hint="'--deadline'")


def _remember(ctx: typer.Context, param: typer.CallbackParam, value: Any) -> None:
    """Keep what a shared option said in the session, under the option's name."""
    if value:
        setattr(session_of(ctx), str(param.name), value)


def _show_help(ctx: typer.Context, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        typer.echo(help_page(ctx))
        raise typer.Exit


def _shared_options(
    folder: Annotated[Path | None, typer.Option(
        "-C", "--workspace", metavar="ORDNER", parser=Path, expose_value=False, callback=_remember,
        help="In diesem Ordner arbeiten statt im aktuellen.",
    )] = None,
    quiet: Annotated[bool, typer.Option(
        "-q", "--quiet", expose_value=False, callback=_remember,
        help="Nur Ergebnis, Warnungen und Fehler ausgeben.",
    )] = False,
    verbose: Annotated[bool, typer.Option(
        "-v", "--verbose", expose_value=False, callback=_remember, help="Ausführlicher berichten.",
    )] = False,
    show_help: Annotated[bool, typer.Option(
        "--help", "-h", is_eager=True, expose_value=False, callback=_show_help, help="Diese Hilfe zeigen.",
    )] = False,
) -> None:  # fmt: skip
    """Declare the options that may stand before a command's name and after it."""


def options_of(function: Callable[..., None]) -> list[TyperOption]:
    """The options that a function's parameters declare, as Typer makes them."""
    app = typer.Typer(add_completion=False)
    app.command()(function)
    return [param for param in get_command(app).params if isinstance(param, TyperOption)]


def shared_options() -> list[TyperOption]:
    """The options that every command has: -C, -q, -v, --help."""
    return options_of(_shared_options)


def german_command(
    name: str, *, summary: str = "", about: str = "", examples: str
) -> Callable[[Callable[..., None]], TyperCommand]:
    """Make a command of a function: German help with examples, and the shared options.

    ``summary`` is for the commands of a group; the others have theirs in ``COMMANDS``.
    """
    summary = summary or COMMANDS[name]

    def make(function: Callable[..., None]) -> TyperCommand:
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        text = "\n\n".join(part for part in (summary, about) if part)
        declare = app.command(
            name, cls=GermanCommand, add_help_option=False, help=text, short_help=summary, epilog=examples
        )
        declare(function)
        made = cast("TyperCommand", get_command(app))
        made.params.extend(shared_options())
        return made

    return make
