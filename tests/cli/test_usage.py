"""Wrong usage: German, exit 2, nothing on stdout."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stderr
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Annotated
from uuid import UUID

import pytest
import typer
from typer.main import get_command

from lipctl.cli.german import GermanCommand
from lipctl.cli.usage_errors import in_german, usage_error
from support.command_line import Run

TYPER_S_WORDS = re.compile(
    r"\b(usage|try|error|no such|did you mean|possible|missing|invalid|value|valid|not|does|is|one of|range|file|"
    r"directory|path|exist|requires|argument|got|unexpected|choose|from)\b",
    re.IGNORECASE,
)

WRONG = [
    (["reprot"], "Den Befehl „reprot“ gibt es nicht. Meinten Sie „report“?"),
    (["template", "chek"], "Den Befehl „chek“ gibt es nicht. Meinten Sie „check“?"),
    (["-q"], "Es fehlt der Befehl."),
    (["report", "--fianl"], "Die Option „--fianl“ gibt es nicht. Möglich wäre: --final."),
    (["report", "-x"], "Die Option „-x“ gibt es nicht."),
    (["report", "-C"], "Zur Option „-C“ fehlt der Wert."),
    (["report", "--final=ja"], "Die Option „--final“ hat keinen Wert."),
    (["report", "2010", "2011"], "Das ist zu viel: 2011."),
    (["report", "zweitausendzehn"], "„zweitausendzehn“ ist kein Berichtsjahr; erwartet wird eine Jahreszahl wie 2010."),
    (["report", "1899"], "„1899“ ist kein Berichtsjahr"),
    (["report", "3000"], "„3000“ ist kein Berichtsjahr"),
    (["report", "٢٠١٠"], "„٢٠١٠“ ist kein Berichtsjahr"),
    (["check", "--as-of", "morgen"], "„morgen“ ist kein Datum; erwartet wird JJJJ-MM-TT wie 2010-12-31."),
    (["check", "--as-of", "31.12.2010"], "Meinten Sie 2010-12-31?"),
    (["check", "--as-of", "31.02.2010"], "Den Tag „31.02.2010“ gibt es nicht."),
    (["check", "--as-of", "2010-02-30"], "Den Tag „2010-02-30“ gibt es nicht."),
    (["check", "--as-of", "20101231"], "ist kein Datum"),
    (["check", "--as-of", "31.3.26"], "Meinten Sie 2026-03-31?"),
    (["check", "--as-of", "2010-31-12"], "Den Tag „2010-31-12“ gibt es nicht. Meinten Sie 2010-12-31?"),
    (["check", "--as-of", "2810-12-31"], "„2810-12-31“ liegt weit vor oder nach dem heutigen Tag"),
    (["check", "--as-of", "0010-12-31"], "„0010-12-31“ liegt weit vor oder nach dem heutigen Tag"),
    (["export-forms", "20133"], "„20133“ ist kein Berichtsjahr"),
    (["check", "--format", "xml"], "„xml“ ist nicht möglich; es gibt „text“, „json“."),
    (["init"], "Es fehlt die Angabe „ORDNER“."),
    (["rules", "LIP32O"], "Die Meldung „LIP32O“ gibt es nicht. Meinten Sie „LIP3"),
    (["--show-completion", "cmd"], "Für „cmd“ gibt es keine Ergänzung"),
]


@pytest.mark.parametrize(
    ("args", "sentence"), WRONG, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_wrong_usage_is_explained_in_german_with_a_way_on(lipctl: Run, args: list[str], sentence: str) -> None:
    done = lipctl(*args)
    assert (done.returncode, done.stdout) == (2, "")
    first, *_, last = done.stderr.splitlines()
    assert first.startswith("Aufruf: lipctl")
    assert sentence in done.stderr
    assert last.startswith("Tipp: „lipctl")
    assert last.endswith("--help“ zeigt, was möglich ist.")


def test_what_was_typed_cannot_steer_the_terminal(lipctl: Run) -> None:
    done = lipctl("report", "\x1b[2J")
    assert "\x1b" not in done.stderr
    assert "\\x1b[2J" in done.stderr


class Colour(Enum):
    RED = "red"
    GREEN = "green"


def everything(  # noqa: PLR0917
    target: Annotated[Path, typer.Argument(metavar="ZIEL", exists=True, dir_okay=False)],
    colour: Annotated[Colour, typer.Option()],
    number: Annotated[int, typer.Option()] = 0,
    percent: Annotated[int, typer.Option(min=0, max=100)] = 0,
    share: Annotated[float, typer.Option()] = 0.0,
    when: Annotated[datetime | None, typer.Option()] = None,
    key: Annotated[UUID | None, typer.Option()] = None,
    folder: Annotated[Path, typer.Option(exists=True, file_okay=False)] = Path(),
    pair: Annotated[tuple[int, int], typer.Option()] = (0, 0),
    flag: Annotated[bool, typer.Option("--flag")] = False,
) -> None:
    """One parameter of each kind that Typer knows."""


FINE = ["{file}", "--colour", "red"]
KINDS = {
    "integer": [*FINE, "--number", "x"],
    "range": [*FINE, "--percent", "101"],
    "range of no integer": [*FINE, "--percent", "x"],
    "float": [*FINE, "--share", "x"],
    "date": [*FINE, "--when", "x"],
    "uuid": [*FINE, "--key", "x"],
    "choice": ["{file}", "--colour", "x"],
    "missing option": ["{file}"],
    "missing argument": ["--colour", "red"],
    "no such file": ["x", "--colour", "red"],
    "folder instead of a file": ["{folder}", "--colour", "red"],
    "file instead of a folder": [*FINE, "--folder", "{file}"],
    "no such folder": [*FINE, "--folder", "x"],
    "one value of two": [*FINE, "--pair", "1"],
    "no such option": [*FINE, "--colr", "x"],
    "no such short option": [*FINE, "-z"],
    "value for a flag": [*FINE, "--flag=1"],
    "one too many": [*FINE, "x"],
    "option without value": [*FINE, "--number"],
}


@pytest.mark.parametrize("args", KINDS.values(), ids=KINDS)
def test_all_that_typer_can_say_is_put_into_german(tmp_path: Path, args: list[str]) -> None:
    file = tmp_path / "x.txt"
    file.touch()
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(cls=GermanCommand)(everything)
    typed = [arg.format(file=file, folder=tmp_path) for arg in args]
    with pytest.raises(typer.TyperException) as caught:
        get_command(app).make_context("lipctl", typed)
    shown = usage_error(caught.value).split("\n", 1)[1].replace(str(tmp_path), "").replace("--", "")
    german = shown.replace("colour", "").replace("flag", "").replace("folder", "")
    assert shown.startswith("Fehler: ")
    assert not TYPER_S_WORDS.findall(german), shown


def test_a_sentence_that_is_not_typer_s_stays_as_it_is() -> None:
    assert in_german("Den Befehl „x“ gibt es nicht.") == "Den Befehl „x“ gibt es nicht."


def test_no_error_of_usage_is_printed_by_typer_itself() -> None:
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(cls=GermanCommand)(everything)
    with redirect_stderr(io.StringIO()) as stderr, pytest.raises(typer.TyperException):
        get_command(app).make_context("lipctl", [])
    assert stderr.getvalue() == ""
