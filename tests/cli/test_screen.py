"""What the screen shows of findings and tables, through real streams."""

from __future__ import annotations

import io
import re

import pytest

from lipctl.cli.results import open_points
from lipctl.cli.screen import Screen
from lipctl.findings import Place, finding
from lipctl.numbers import MeasureNumber
from support.command_line import run_python

NAMES = {"15": "Büro Oberbürgermeister"}
FILE = "data/2010/ruecklauf/2010-15.xlsx"


def test_a_finding_shows_severity_measure_code_place_and_advice(capsys: pytest.CaptureFixture[str]) -> None:
    found = [
        finding("LIP301", department="15", measure=MeasureNumber("5-1-9"), places=[Place(FILE, "5-1-9", ("D5",))]),
        finding("LIP301", department="15", measure=MeasureNumber("5-1-3"), places=[Place(FILE, "5-1-3", ("D5", "D7"))]),
    ]
    Screen().findings(found, NAMES)
    assert capsys.readouterr().out == (
        "\n"
        "Büro Oberbürgermeister\n"
        "  Fehler  5-1-3, 5-1-9  LIP301\n"
        "    Zum Handlungsansatz ist nichts beantwortet.\n"
        "    Datei: data/2010/ruecklauf/2010-15.xlsx; Blatt „5-1-3“: D5, D7; Blatt\n"
        "    „5-1-9“: D5\n"
        "    Tipp: Bitte erbitten Sie die Antwort der Dienststelle: Umsetzungsstand, oder\n"
        "    Gründe, warum noch nichts geschah.\n"
    )


@pytest.mark.parametrize("text", ["[bold]x[/bold]", "[/Anlage 1]", "[x]", ":smile:", "\\[x]", "B&E", "www.hannover.de"])
def test_what_a_department_wrote_is_never_markup(capsys: pytest.CaptureFixture[str], text: str) -> None:
    Screen().findings([finding("LIP330", department=text, text=text)], {})
    shown = capsys.readouterr().out
    assert shown.startswith(f"\n{text}\n")
    assert f"„{text}“" in shown


def test_a_file_name_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    screen = Screen()
    screen.findings([finding("LIP202", places=[Place("a\x1b[31m\r.xlsx")])], {})
    screen.result("\x1b[2J\u202e")
    screen.table(("Kopf",), [("\x07",)])
    shown = capsys.readouterr().out
    assert "a\\x1b[31m\\r.xlsx" in shown
    assert not {"\x1b", "\r", "\x07", "\u202e"} & set(shown)


def test_what_concerns_nobody_in_particular_has_a_heading_too(capsys: pytest.CaptureFixture[str]) -> None:
    Screen().findings([finding("LIP306", measure=MeasureNumber("5-1-14"))], NAMES)
    assert capsys.readouterr().out.startswith("\nOhne Dienststelle\n  Fehler  5-1-14  LIP306\n")


def test_findings_can_be_talk_instead_of_result(capsys: pytest.CaptureFixture[str]) -> None:
    Screen().findings([finding("LIP306")], NAMES, on_stderr=True)
    out, err = capsys.readouterr()
    assert out == ""
    assert "LIP306" in err


def test_a_long_path_stays_in_one_piece(capsys: pytest.CaptureFixture[str]) -> None:
    path = f"data/2010/ruecklauf/{'sehr-' * 20}lang.xlsx"
    Screen().findings([finding("LIP202", places=[Place(path)])], {})
    assert path in capsys.readouterr().out


def test_numbers_in_a_table_stand_at_the_right(capsys: pytest.CaptureFixture[str]) -> None:
    Screen().table(("Was", "Anzahl"), [("viel", "100"), ("wenig", "1")])
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines() if line[:1] in "vw"]
    assert len({len(line) for line in lines}) == 1


def test_sentences_break_between_words_on_a_terminal_and_stay_whole_in_a_pipe(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "in Ordnung  Rücklauf  " + "2014 (38 Dateien), " * 4 + "Ende"
    Screen().prose(text)
    assert capsys.readouterr().out == f"{text}\n"

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setenv("COLUMNS", "60")
    Screen().prose(text, hanging=22)
    assert terminal.getvalue() == (
        "in Ordnung  Rücklauf  2014 (38 Dateien), 2014 (38 Dateien),\n"
        "                      2014 (38 Dateien), 2014 (38 Dateien),\n"
        "                      Ende\n"
    )


def test_a_document_is_shown_on_a_terminal_as_lines_and_steers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    Screen().document("\ufeffKopf\r\nÜ\x1b[31m\r\n".encode())
    assert terminal.getvalue() == "Kopf\nÜ\\x1b[31m\n"


def test_severity_is_a_word_and_not_only_a_colour(capsys: pytest.CaptureFixture[str]) -> None:
    Screen().findings([finding("LIP301"), finding("LIP320", part=""), finding("LIP330", text="läuft")], {})
    shown = capsys.readouterr().out
    assert [word for word in ("Fehler", "Warnung", "Hinweis") if word in shown] == ["Fehler", "Warnung", "Hinweis"]


def test_a_table_breaks_between_words_before_it_breaks_a_file_name(capsys: pytest.CaptureFixture[str]) -> None:
    long = "Fachbereich Steuerung, Personal und Zentrale Dienste"
    Screen().table(("Datei", "Dienststelle", "Einträge"), [("Nachforderung-2026-40-1.xlsx", long, "1")])
    shown = capsys.readouterr().out
    assert "Nachforderung-2026-40-1.xlsx" in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert all(word in shown for word in long.split())


def test_colours_are_for_terminals() -> None:
    program = (
        "from lipctl.cli.screen import Screen; from lipctl.findings import finding;"
        "Screen().table(('A', 'B'), [('x', '1')]); Screen().findings([finding('LIP306')], {})"
    )
    plain = run_python("-c", program).stdout
    assert "\x1b" not in plain
    coloured = run_python("-c", program, env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b[1mA" in coloured
    assert "\x1b[1;31mFehler\x1b[0m" in coloured
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain


@pytest.mark.parametrize("width", [24, 40, 60, 80, 120])
def test_a_table_at_any_width_loses_nothing_and_breaks_no_file_name(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    Screen().table(
        ("Datei", "Dienststelle", "Einträge"), [("Formular-2026-40.xlsx", "Fachbereich [Soziales] 😀", "12")]
    )
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("Formular-2026-40.xlsx", "Fachbereich", "[Soziales]", "😀", "12"))
    assert width < 60 or max(map(len, shown.splitlines())) <= width


def test_a_long_reading_shows_how_far_it_is_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream, shown in ((Terminal(), "\rRücklauf lesen: 59 von 500"), (io.StringIO(), "")):
        monkeypatch.setattr("sys.stderr", stream)
        Screen().progress(59, 500)
        Screen(quiet=True).progress(60, 500)
        Screen().progress(3, 40)
        assert stream.getvalue() == shown


def test_a_line_of_what_is_open_names_the_first_measures_and_counts_the_others() -> None:
    errors = [finding("LIP301", measure=MeasureNumber(f"1-{number}")) for number in range(25, 0, -1)]
    [line] = open_points(errors, {})
    assert line.startswith("Keine Antwort: 1-1, 1-2, ")
    assert line.endswith("1-20 und 5 weitere")
