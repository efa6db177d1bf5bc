"""Commands and groups of commands in German: help pages of our own, and errors that know their command.

The pages are written here instead of translating Typer's, since only part of Typer's words go through gettext.
Errors of usage are put into German in :mod:`lipctl.cli.usage_errors`.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

if TYPE_CHECKING:  # Typer has no public names for the types of what is overridden here
    from typer._click.core import Command, Context

_WIDTH, _LEAST_WIDTH, _FIRST_COLUMN = 80, 40, 28
"""In characters: the most and the least of a page, and the most of its column of names."""


class GermanCommand(TyperCommand):
    """A command whose errors of usage say which command they belong to."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read options and arguments."""
        with _errors_of(ctx):
            return super().parse_args(ctx, args)


class GermanGroup(TyperGroup):
    """A group of commands that proposes names for an unknown one.

    Called without a command it shows its help page on stderr and exits with the code for wrong usage.
    """

    def summaries(self, ctx: Context) -> list[tuple[str, str]]:
        """Each command's name and its one line in the help page."""
        commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        return [(name, command.short_help or "") for name, command in commands if command is not None]

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the options before the command; show the help page if there is nothing to read."""
        if not args and not ctx.resilient_parsing:
            typer.echo(help_page(ctx), err=True)
            ctx.exit(2)
        with _errors_of(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """Find the command; an unknown one is answered with the names that come near."""
        name = args[0]
        command = self.get_command(ctx, name)
        if command is None and not ctx.resilient_parsing:
            from lipctl.text import did_you_mean

            ctx.fail(f"Den Befehl „{name}“ gibt es nicht. {did_you_mean(name, self.list_commands(ctx))}".rstrip())
        return (name if command else None), command, args[1:]


@contextmanager
def _errors_of(ctx: Context) -> Iterator[None]:
    """Attach the command to errors of Typer's parser, which leaves it out: the usage line is shown with the error."""
    try:
        yield
    except typer.TyperException as error:
        if getattr(error, "ctx", ctx) is None:
            error.ctx = ctx  # type: ignore[attr-defined]
        raise


def usage_line(ctx: Context) -> str:
    """How the command is called, e.g. "Aufruf: lipctl report [OPTIONEN] [JAHR]"."""
    arguments = (_name_of(param) for param in ctx.command.params if isinstance(param, TyperArgument))
    pieces = [ctx.command_path, "[OPTIONEN]", *arguments]
    return " ".join(["Aufruf:", *pieces, *(["BEFEHL …"] if isinstance(ctx.command, TyperGroup) else [])])


def help_page(ctx: Context) -> str:
    """The whole help page of a command, at most 80 columns wide."""
    command = ctx.command
    width = max(min(shutil.get_terminal_size().columns, _WIDTH), _LEAST_WIDTH)
    sections = [
        ("Befehle", command.summaries(ctx) if isinstance(command, GermanGroup) else []),
        ("Argumente", [record_of(param) for param in command.params if isinstance(param, TyperArgument)]),
        ("Optionen", [record_of(param) for param in command.params if isinstance(param, TyperOption)]),
    ]
    blocks = [usage_line(ctx)]
    blocks += [
        textwrap.fill(" ".join(text.split()), width, initial_indent="  ", subsequent_indent="  ")
        for text in (command.help or "").split("\n\n")
    ]
    blocks += [f"{title}:\n{_two_columns(rows, width)}" for title, rows in sections if rows]
    if command.epilog:
        blocks.append(f"Beispiele:\n{textwrap.indent(command.epilog.strip(), '  ')}")
    return "\n\n".join(blocks)


def record_of(param: TyperArgument | TyperOption) -> tuple[str, str]:
    """How a parameter is written, e.g. "-o, --output DATEI", and what the help page says of it."""
    remarks = []
    if isinstance(param, TyperArgument):
        written = _name_of(param)
    else:
        written = ", ".join(sorted((*param.opts, *param.secondary_opts), key=len))
        written += "" if param.is_flag else f" {param.metavar or 'WERT'}"
        remarks += ["mehrfach möglich"] if param.multiple else []
    if param.required:
        remarks.append("erforderlich")
    elif isinstance(param.show_default, str):
        remarks.append(f"Vorgabe: {param.show_default}")
    elif param.show_default and isinstance(param.default, (str, int)) and not isinstance(param.default, bool):
        remarks.append(f"Vorgabe: {param.default}")
    return written, " ".join([param.help or "", *([f"[{'; '.join(remarks)}]"] if remarks else [])])


def _name_of(argument: TyperArgument) -> str:
    """E.g. "ORDNER"; "[JAHR]" if it may be left out; "DATEI…" if there may be several."""
    name = (argument.metavar or str(argument.name).upper()) + ("…" if argument.nargs != 1 else "")
    return name if argument.required else f"[{name}]"


def _two_columns(rows: Sequence[tuple[str, str]], width: int) -> str:
    first = min(max(len(left) for left, _ in rows), _FIRST_COLUMN) + 4
    lines = []
    for left, right in rows:
        wrapped = textwrap.wrap(right, width - first) or [""]
        head = f"  {left}"
        if len(head) + 2 > first:
            lines.append(head)
            head = ""
        lines.append(f"{head:<{first}}{wrapped[0]}".rstrip())
        lines += [" " * first + line for line in wrapped[1:]]
    return "\n".join(lines)
