"""The help pages: German, with examples, 80 columns, and quick."""

from __future__ import annotations

import re
import shlex
from importlib.util import find_spec

import pytest
from typer.core import TyperGroup

from lipctl.cli.command_table import COMMANDS
from lipctl.cli.main import build
from support.command_line import Run, run_python

PAGES = [
    [],
    *([name] for name in COMMANDS),
    ["template", "new"],
    ["template", "preview"],
    ["template", "check"],
    ["import", "page"],
]
ENGLISH = re.compile(
    r"\b(usage|options|arguments|commands|show|message|exit\b(?!-)|default|required|try|error|missing|invalid)\b", re.I
)


def ids(page: list[str]) -> str:
    return " ".join(page) or "lipctl"


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_every_help_page_is_german_and_has_examples(lipctl: Run, page: list[str]) -> None:
    done = lipctl(*page, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Aufruf: {' '.join(['lipctl', *page])} [OPTIONEN]")
    assert "\nOptionen:\n" in done.stdout
    assert "\nBeispiele:\n" in done.stdout
    assert "Diese Hilfe zeigen." in done.stdout
    assert not ENGLISH.findall(done.stdout.replace("--show-completion", ""))


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_every_help_page_fits_into_80_columns(lipctl: Run, page: list[str]) -> None:
    too_long = [line for line in lipctl(*page, "--help").stdout.splitlines() if len(line) > 80]
    assert not too_long


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_every_example_of_a_help_page_can_be_typed(lipctl: Run, page: list[str]) -> None:
    examples = lipctl(*page, "--help").stdout.partition("\nBeispiele:\n")[2].splitlines()
    assert examples
    for line in examples:
        typed = shlex.split(re.split(r"\s{2,}|\s>", line.strip())[0])
        assert typed[0] == "lipctl"
        if "--help" not in typed:
            parse(typed[1:])


def parse(args: list[str]) -> None:
    """Parse a whole call without carrying it out."""
    group: TyperGroup = build()
    context = group.make_context("lipctl", args)
    rest = [*context._protected_args, *context.args]  # noqa: SLF001
    while isinstance(group, TyperGroup):
        name, command, rest = group.resolve_command(context, rest)
        assert command is not None
        context = command.make_context(name, rest, parent=context)
        rest = [*context._protected_args, *context.args]  # noqa: SLF001
        group = command  # type: ignore[assignment]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_in_the_overview_is_the_first_of_the_command_s_own_page(lipctl_process: Run, name: str) -> None:
    assert f"\n\n  {COMMANDS[name]}\n" in lipctl_process(name, "--help").stdout


def test_dash_h_is_help_too(lipctl: Run) -> None:
    assert lipctl("-h").stdout == lipctl("--help").stdout
    assert lipctl("report", "-h").stdout == lipctl("report", "--help").stdout


def test_lipctl_alone_shows_help_on_stderr_as_wrong_usage(lipctl: Run) -> None:
    done = lipctl()
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == lipctl("--help").stdout


def test_the_version_is_printed(lipctl_process: Run) -> None:
    assert lipctl_process("--version").stdout == "lipctl 0.1.0\n"


HEAVY = ("rich", "jinja2", "openpyxl", "docx", "lxml", "tomllib", "lipctl.findings", "lipctl.commands", "lipctl.year")


@pytest.mark.parametrize("name", HEAVY)
def test_what_help_must_not_load_exists(name: str) -> None:
    assert find_spec(name)


@pytest.mark.parametrize("args", [["--help"], ["report", "--help"], ["--version"]])
def test_help_loads_neither_rich_nor_any_format(args: list[str]) -> None:
    program = (
        "import sys, atexit\n"
        f"atexit.register(lambda: print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr))\n"
        "from lipctl.cli.main import main\n"
        "main(sys.argv[1:])\n"
    )
    assert run_python("-c", program, *args).stderr == "[]\n"


@pytest.mark.parametrize("verb", ["check", "report", "status", "publish"])
def test_what_only_reads_workbooks_does_not_load_what_writes_them(verb: str) -> None:
    """It would be a tenth of the time that ``check`` takes."""
    program = f"import sys, lipctl.commands.{verb}; print('openpyxl' in sys.modules)"
    assert run_python("-c", program).stdout == "False\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_completion_script_can_be_shown_for_each_shell(lipctl: Run, shell: str) -> None:
    done = lipctl("--show-completion", shell)
    assert done.returncode == 0
    assert "_LIPCTL_COMPLETE" in done.stdout


def test_the_shell_learns_which_commands_there_are(lipctl_process: Run) -> None:
    done = lipctl_process(env={"_LIPCTL_COMPLETE": "complete_bash", "COMP_WORDS": "lipctl re", "COMP_CWORD": "1"})
    assert done.stdout.split() == ["remind", "report"]
