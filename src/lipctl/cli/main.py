"""``lipctl``: the commands, each loaded only when it is called, and the one error boundary.

Exit codes: 0 done · 1 done, and errors are left in the data · 2 wrong usage · 3 our bug · 10–19 see
:mod:`lipctl.errors` · 130 interrupted · 141 nobody reads the output any more.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, Annotated

import typer

import lipctl
from lipctl.cli.command_table import COMMANDS
from lipctl.cli.german import GermanGroup
from lipctl.cli.interrupted import leave
from lipctl.cli.options import options_of, shared_options
from lipctl.cli.terminal import prepare_streams, talk
from lipctl.errors import FileAccessError, LipctlError

if TYPE_CHECKING:
    from typer._click.core import Command, Context

_ABOUT = """Controllingbericht zum Lokalen Integrationsplan: Formulare an die Dienststellen, \
Prüfung des Rücklaufs, Bericht als Word-Dokument."""

_EXAMPLES = """
lipctl init --sample demo      Beispieldaten anlegen
lipctl -C demo report 2010     daraus den Bericht 2010 schreiben
lipctl check                   das neueste Jahr prüfen
lipctl report --help           Hilfe zu einem Befehl
"""

_DISK_FULL = (errno.ENOSPC, errno.EDQUOT)
_BUG, _NOBODY_READS = 3, 141
_SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


class LipctlGroup(GermanGroup):
    """The root: knows the names of its commands without loading them."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002
        """The names, in the order of the yearly round."""
        return list(COMMANDS)

    def summaries(self, ctx: Context) -> list[tuple[str, str]]:  # noqa: ARG002
        """The lines of the help page, without loading a command."""
        return list(COMMANDS.items())

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:  # noqa: ARG002
        """Load the module of one command."""
        if cmd_name not in COMMANDS:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name.replace("-", "_")
        command: Command = import_module(f"lipctl.cli.{module}").command
        return command


def _show_version(ctx: typer.Context, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        typer.echo(f"lipctl {lipctl.__version__}")
        raise typer.Exit


def _show_completion(ctx: typer.Context, param: typer.CallbackParam, value: str | None) -> None:
    """Show the script with which a shell completes commands.

    Typer could also install it. That is not offered: on Windows it lowers PowerShell's execution policy first.
    """
    if value is None or ctx.resilient_parsing:
        return
    if value not in _SHELLS:
        raise typer.BadParameter(f"Für „{value}“ gibt es keine Ergänzung; es gibt {', '.join(_SHELLS)}.")
    from typer.completion import show_callback

    show_callback(ctx, param, value)


def _own_options(
    version: Annotated[bool, typer.Option(
        "--version", is_eager=True, expose_value=False, callback=_show_version, help="Die Version zeigen.",
    )] = False,
    show_completion: Annotated[str | None, typer.Option(
        "--show-completion", metavar="SHELL", expose_value=False, callback=_show_completion,
        help="Das Skript zeigen, mit dem die Shell Befehle ergänzt (bash, zsh, fish, powershell, pwsh).",
    )] = None,
) -> None:  # fmt: skip
    """Declare the options of ``lipctl`` itself; Typer reads them from this function's parameters."""


def build() -> LipctlGroup:
    """The whole command line."""
    *shared, help_option = shared_options()
    return LipctlGroup(
        name="lipctl",
        help=_ABOUT,
        epilog=_EXAMPLES,
        params=[*shared, *options_of(_own_options), help_option],
        add_help_option=False,
        rich_markup_mode=None,
    )


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    prepare_streams()
    given = list(sys.argv[1:] if args is None else args)
    try:
        code = _run(given)
        sys.stdout.flush()
    except OSError as error:
        code = _output_lost(error)
    sys.exit(code)


def _run(args: list[str]) -> int:
    """Call the command and return its exit code. Errors of the output itself are raised."""
    try:
        group = build()
        if "_LIPCTL_COMPLETE" in os.environ:
            _complete(group)
        with group.make_context("lipctl", args) as ctx:
            group.invoke(ctx)
    except typer.Exit as leaving:
        return leaving.exit_code
    except typer.TyperException as error:
        from lipctl.cli.usage_errors import usage_error

        return _fail(usage_error(error), error.exit_code)
    except LipctlError as error:
        tip = f"\nTipp: {error.tip}" if error.tip else ""
        return _fail(f"Fehler: {error.headline}{tip}", error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        leave()
    except Exception as error:  # whatever it is, the office gets a sentence
        if isinstance(error, OSError) and error.errno in (errno.EPIPE, *_DISK_FULL):
            raise
        from lipctl.cli.crash import apology

        return _fail(apology(error), _BUG)
    return 0


def _fail(message: str, code: int) -> int:
    sys.stdout.flush()
    talk(message)
    return code


def _output_lost(error: OSError) -> int:
    """End with the right exit code where stdout takes no more: its reader has gone, or the disk behind it is full."""
    # What is still buffered would raise again when Python closes stdout on its way out.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if error.errno in _DISK_FULL:
        reason = "Fehler: Die Ausgabe lässt sich nicht schreiben: Der Datenträger ist voll."
        return _fail(reason, FileAccessError.exit_code)
    return _NOBODY_READS


def _complete(group: LipctlGroup) -> None:
    """Answer the shell that asks what may come next. Typer does that and leaves."""
    from typer.completion import get_completion_inspect_parameters

    get_completion_inspect_parameters()  # this is how Typer gets to know the shells
    group.main(prog_name="lipctl")
