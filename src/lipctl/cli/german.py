"""The command line in German: Typer's command and group with a help page of our own.

The page is written here instead of translating Typer's, since only part of Typer's words go through gettext.
Errors of usage are put into German in :mod:`lipctl.cli.usage`.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

if TYPE_CHECKING:
    from typer._click.core import Command, Context, Parameter

_MAX_WIDTH = 80
_MAX_FIRST_COLUMN = 28


class GermanCommand(TyperCommand):
    """A command whose usage line and help page are German."""

    def get_usage(self, ctx: Context) -> str:
        """The usage line."""
        return render_usage(self, ctx)

    def get_help(self, ctx: Context) -> str:
        """The help page."""
        return render_help(self, ctx)

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """The ``--help`` option, with its German text."""
        return _in_german(super().get_help_option(ctx))

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read options and arguments; an error always knows which command it belongs to."""
        with _errors_of(ctx):
            return super().parse_args(ctx, args)


class GermanGroup(TyperGroup):
    """A group of commands whose usage line, help page and unknown-command error are German.

    Called without a command it shows its help page on stderr and exits with the code for wrong usage.
    """

    def get_usage(self, ctx: Context) -> str:
        """The usage line."""
        return render_usage(self, ctx)

    def get_help(self, ctx: Context) -> str:
        """The help page, with the commands."""
        return render_help(self, ctx, commands=self.summaries(ctx))

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """The ``--help`` option, with its German text."""
        return _in_german(super().get_help_option(ctx))

    def summaries(self, ctx: Context) -> list[tuple[str, str]]:
        """Each command's name and its one line in the help page."""
        commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        return [(name, command.short_help or "") for name, command in commands if command is not None]

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the options before the command; show the help page if there is nothing to read."""
        if not args and not ctx.resilient_parsing:
            typer.echo(ctx.get_help(), err=True)
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
    """Let an error of the parser, which forgets it, know the command: its usage line is shown with the error."""
    try:
        yield
    except typer.TyperException as error:
        if getattr(error, "ctx", ctx) is None:
            error.ctx = ctx  # type: ignore[attr-defined]
        raise


def render_usage(command: Command, ctx: Context) -> str:
    """The usage line, e.g. "Aufruf: lipctl report [OPTIONEN] [JAHR]"."""
    pieces = ["[OPTIONEN]", *(_name_in_usage(param) for param in command.params if isinstance(param, TyperArgument))]
    if isinstance(command, TyperGroup):
        pieces.append("BEFEHL …")
    return f"Aufruf: {ctx.command_path} {' '.join(pieces)}"


def render_help(command: Command, ctx: Context, commands: Sequence[tuple[str, str]] = ()) -> str:
    """The whole help page, at most 80 columns wide."""
    width = max(min(shutil.get_terminal_size().columns, _MAX_WIDTH), 40)
    records = [(param, record_of(param)) for param in command.get_params(ctx) if not getattr(param, "hidden", False)]
    sections = [
        ("Befehle", commands),
        ("Argumente", [record for param, record in records if isinstance(param, TyperArgument)]),
        ("Optionen", [record for param, record in records if not isinstance(param, TyperArgument)]),
    ]
    blocks = [render_usage(command, ctx)]
    blocks += [
        textwrap.fill(" ".join(text.split()), width, initial_indent="  ", subsequent_indent="  ")
        for text in (command.help or "").split("\n\n")
    ]
    blocks += [f"{title}:\n{_two_columns(rows, width)}" for title, rows in sections if rows]
    if command.epilog:
        blocks.append(f"Beispiele:\n{textwrap.indent(command.epilog.strip(), '  ')}")
    return "\n\n".join(blocks)


def _name_in_usage(argument: TyperArgument) -> str:
    name = argument.human_readable_name + ("…" if argument.nargs != 1 else "")
    return name if argument.required else f"[{name}]"


def record_of(param: Parameter) -> tuple[str, str]:
    """How a parameter is written, and what the help page says of it."""
    remarks = []
    if isinstance(param, TyperOption):
        written = ", ".join(sorted((*param.opts, *param.secondary_opts), key=len))
        written += "" if param.is_flag else f" {param.metavar or _choices(param) or 'WERT'}"
        if param.multiple:
            remarks.append("mehrfach möglich")
        text = param.help
    else:
        assert isinstance(param, TyperArgument)  # noqa: S101  (Typer knows no third kind)
        written = _name_in_usage(param)
        text = param.help
    if param.required:
        remarks.append("erforderlich")
    elif isinstance(param.show_default, str):
        remarks.append(f"Vorgabe: {param.show_default}")
    elif param.show_default and isinstance(param.default, (str, int)) and not isinstance(param.default, bool):
        remarks.append(f"Vorgabe: {param.default}")
    return written, " ".join([text or "", *([f"[{'; '.join(remarks)}]"] if remarks else [])])


def _choices(option: TyperOption) -> str:
    return "|".join(str(choice) for choice in getattr(option.type, "choices", ()))


def _two_columns(rows: Sequence[tuple[str, str]], width: int) -> str:
    first = min(max(len(left) for left, _ in rows), _MAX_FIRST_COLUMN) + 4
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


def _in_german(help_option: TyperOption | None) -> TyperOption | None:
    if help_option is not None:
        help_option.help = "Diese Hilfe zeigen."
    return help_option
