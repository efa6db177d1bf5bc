"""Options of ``lipctl`` itself: --version and the script with which a shell completes commands.

Typer could also install that script. That is not offered: on Windows it lowers PowerShell's execution policy first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from typer.core import TyperOption

import lipctl

if TYPE_CHECKING:
    from typer._click.core import Context, Parameter

_SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def setup_options() -> list[TyperOption]:
    """--version and --show-completion."""
    return [
        TyperOption(
            param_decls=["--version"], is_flag=True, expose_value=False, is_eager=True, callback=_show_version,
            help="Die Version zeigen.",
        ),
        TyperOption(
            param_decls=["--show-completion"], metavar="SHELL", expose_value=False, callback=_show_completion,
            help="Das Skript zeigen, mit dem die Shell Befehle ergänzt (bash, zsh, fish, powershell, pwsh).",
        ),
    ]  # fmt: skip


def _show_version(ctx: Context, _param: Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        typer.echo(f"lipctl {lipctl.__version__}")
        ctx.exit()


def _show_completion(ctx: Context, _param: Parameter, value: str | None) -> None:
    if value is None or ctx.resilient_parsing:
        return
    if value not in _SHELLS:
        raise typer.BadParameter(f"Für „{value}“ gibt es keine Ergänzung; es gibt {', '.join(_SHELLS)}.")
    from typer._completion_shared import get_completion_script

    typer.echo(get_completion_script(prog_name="lipctl", complete_var="_LIPCTL_COMPLETE", shell=value))
    ctx.exit()
