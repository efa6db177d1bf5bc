"""Looks that carry meaning: words struck through, colours, links behind a text (rules.md 4). Each row is a real file.

A document shows nothing of them, so that a finding has to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Color, Font, PatternFill

from build_sample import fill_in
from lipctl.commands.export_forms import export_open_forms
from lipctl.commands.report import Edition, write_report
from lipctl.findings import Finding
from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from lipctl.settings.keys import FILE_NAME
from lipctl.workspace import Workspace
from lipctl.xlsx.colours import OWN
from lipctl.xlsx.looks import shared_strings
from lipctl.xlsx.styles import OVERLAYS, STYLES
from lipctl.year import collect_year
from support.forms import edited, rows_by_key
from support.office import convert
from support.rounds import AS_OF, Office, answers_of, open_office
from support.word import texts

S, P = Question.STATUS, Question.PLANNED_STEPS
NUMBER = MeasureNumber("5-1-3")
COMPLETE = "| Nummer | Stand | Schritte |\n| 5-1-3 | getan | weiter |"
ADDRESS = "https://example.org/konzept"

Looks = Callable[[Cell], object]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path / "office")


def form_with(office: Office, looks: Mapping[str, Looks]) -> bytes:
    """The form as it comes back; ``looks`` says what the department does to its answers."""

    def edit(book: Workbook) -> None:
        rows = rows_by_key(book["5-1-3"])
        for name, question in (("status", S), ("steps", P)):
            if name in looks:
                looks[name](rows[1, question].answer)

    return edited(fill_in(office.send_forms(2013)["18"], answers_of(COMPLETE)), edit)


def comes_back(office: Office, **looks: Looks) -> None:
    office.receive(2013, "a.xlsx", form_with(office, looks))


def told(office: Office, code: str) -> list[Finding]:
    return [item for item in office.findings(2013) if item.code == code]


def status(office: Office) -> str:
    (outcome,) = collect_year(office.workspace, 2013, AS_OF).outcomes
    return outcome.answer.parts[0].status


def struck(text: str, **more: bool) -> TextBlock:
    return TextBlock(InlineFont(strike=True, **more), text)


def plain(text: str) -> TextBlock:
    return TextBlock(InlineFont(b=True), text)


def pieces(*text: str | TextBlock, font: Font | None = None) -> Looks:
    def edit(cell: Cell) -> None:
        cell.value = CellRichText(*text)
        if font:
            cell.font = font

    return edit


def font(**look: object) -> Looks:
    return lambda cell: setattr(cell, "font", Font(**look))


def fill(colour: str) -> Looks:
    return lambda cell: setattr(cell, "fill", PatternFill("solid", colour))


def link(address: str) -> Looks:
    return lambda cell: setattr(cell, "hyperlink", address)


def formula(text: str) -> Looks:
    return lambda cell: setattr(cell, "value", text)


# Struck through


WORDS = [
    (pieces("tagt ", struck("viermal"), " zweimal"), "„viermal“", "tagt viermal zweimal"),
    (pieces(struck("Alt."), " Neu."), "„Alt.“", "Alt. Neu."),
    (pieces("tagt ", struck("vier"), struck("mal", b=True), " im Jahr"), "„viermal“", "tagt viermal im Jahr"),
    (pieces(struck("eins"), ", zwei, ", struck("drei"), "."), "„eins“, „drei“", "eins, zwei, drei."),
    (pieces("alt ", plain("neu"), font=Font(strike=True)), "„alt“", "alt neu"),
    (pieces(struck("ruht"), " – – –"), "„ruht“", "ruht – – –"),
    (pieces("ohne ", struck(" "), "Wort"), None, "ohne  Wort"),
    (pieces("nur ", plain("fett")), None, "nur fett"),
]


@pytest.mark.parametrize(("look", "words", "text"), WORDS)
def test_words_struck_through_are_told_and_the_text_is_printed_as_a_whole(office, look, words, text):
    comes_back(office, status=look)
    assert [item.message.split(": ")[1].split(". Der")[0] for item in told(office, "LIP260")] == [words] * bool(words)
    assert status(office) == text
    assert office.codes(2013) == ["LIP260"] * bool(words)
    assert all((item.measure, item.question) == (NUMBER, S) for item in told(office, "LIP260"))


WHOLE = [
    (font(strike=True), "getan"),
    (pieces(struck("ganz "), struck("weg", b=True)), "ganz weg"),
    (pieces(struck("ganz weg"), "."), "ganz weg."),
    (pieces(struck("ganz weg"), "\n "), "ganz weg"),
    (pieces("ganz weg", font=Font(strike=True)), "ganz weg"),
]


@pytest.mark.parametrize(("look", "text"), WHOLE)
def test_an_answer_of_which_nothing_is_left_is_an_error_and_not_printed(office, look, text):
    comes_back(office, status=look, steps=lambda cell: setattr(cell, "value", None))
    (error,) = told(office, "LIP261")
    assert error.message == f"Die ganze Antwort ist durchgestrichen; sie steht nicht im Bericht: „{text}“"
    assert (error.measure, error.question, error.rule.spoils_report) == (NUMBER, S, True)
    assert status(office) == ""


def test_the_department_is_asked_about_an_answer_it_struck_through_and_once(office):
    comes_back(office, status=font(strike=True), steps=lambda cell: setattr(cell, "value", None))
    (written,) = export_open_forms(office.workspace, 2013, AS_OF).written
    said = [row[2] for row in load_workbook(written.path)["Bitte ergänzen"].iter_rows(min_row=4, values_only=True)]
    assert [text for text in said if text] == [
        "Die ganze Antwort ist durchgestrichen; sie steht nicht im Bericht: „getan“. Gilt der Text noch, schreiben Sie ihn bitte noch "
        "einmal in das Feld. Gilt er nicht mehr, schreiben Sie bitte, was jetzt gilt."
    ]


def test_a_number_struck_through_is_withdrawn_as_a_text_is(office):
    def edit(cell: Cell) -> None:
        cell.value, cell.number_format, cell.font = 42, "General", Font(strike=True)

    comes_back(office, steps=edit)
    assert office.codes(2013) == ["LIP261", "LIP320"]


def test_a_question_or_an_earlier_answer_struck_through_is_told_once_a_sheet(office):
    def edit(cell: Cell) -> None:
        cell.offset(0, -1).font = cell.offset(-1, -1).font = Font(strike=True)

    comes_back(office, steps=edit)
    (warning,) = office.findings(2013)
    assert (warning.code, warning.measure, warning.department) == ("LIP264", NUMBER, "18")
    assert "„Umsetzungsstand" in warning.message
    assert [place.cells for place in warning.places] == [("A6", "A7")]


# Colours


COLOURED = [
    ({"status": font(color="FFFF0000")}, [("B6",)]),
    ({"status": fill("FFFFFF00")}, [("B6",)]),
    ({"status": fill("FFFFFF00"), "steps": fill("FF00FF00")}, [("B6", "B7")]),
    ({"status": pieces("alt ", TextBlock(InlineFont(color="FFFF0000"), "neu"))}, [("B6",)]),
    ({"status": font(color="FFFF0000"), "steps": font(color="FFFF0000")}, None),
    ({"status": font(color="FF000000"), "steps": font(color=Color(theme=1))}, None),
    ({"status": fill("FFFFFFFF")}, None),
    ({"status": lambda cell: (font(color="FF0563C1")(cell), link("mailto:getan")(cell))}, None),
    ({"status": lambda cell: (font(color="FFFF0000")(cell), setattr(cell, "value", "– – –"))}, None),
]


@pytest.mark.parametrize(("looks", "cells"), COLOURED)
def test_several_colours_are_a_hint_once_a_file(office, looks, cells):
    comes_back(office, **looks)
    hints = told(office, "LIP262")
    assert [[place.cells for place in item.places] for item in hints] == [cells] * bool(cells)
    assert all((item.department, item.measure) == ("18", None) for item in hints)


def test_the_colours_of_lipctl_are_all_known():
    styles = (*STYLES.values(), *OVERLAYS.values())
    used = {colour for style in styles for colour in (style.colour, style.fill, style.box, style.rule)}
    assert used - {""} <= OWN


# Links


LINKED = [
    (link(ADDRESS), ADDRESS),
    (link(f"{ADDRESS}?a=1#teil"), f"{ADDRESS}?a=1#teil"),
    (link("mailto:buero@example.org"), "mailto:buero@example.org"),
    (link("file:///H:/Ablage/Konzept.docx"), "file:///H:/Ablage/Konzept.docx"),
    (formula(f'=HYPERLINK("{ADDRESS}","getan")'), ADDRESS),
    (formula(f'=IF(TRUE,HYPERLINK("{ADDRESS}","getan"),"")'), ADDRESS),
    (lambda cell: (setattr(cell, "value", ADDRESS), link(ADDRESS)(cell)), None),
    (lambda cell: (setattr(cell, "value", "Siehe example.org/konzept."), link(f"{ADDRESS}/")(cell)), None),
]


@pytest.mark.parametrize(("look", "address"), LINKED)
def test_the_address_behind_a_text_is_told_unless_the_text_says_it(office, look, address):
    comes_back(office, status=look)
    assert [item.message.rpartition("Bericht: ")[2] for item in told(office, "LIP263")] == [address] * bool(address)


@pytest.mark.parametrize(
    ("address", "text"),
    [
        (ADDRESS, f"getan ({ADDRESS})"),
        ("HTTP://example.org/", "getan (HTTP://example.org/)"),
        ("mailto:buero@example.org", "getan (mailto:buero@example.org)"),
        ("file:///H:/Ablage/Konzept.docx", "getan"),
        ("javascript:alert(1)", "getan"),
    ],
)
def test_where_the_settings_say_so_an_address_of_the_internet_is_printed(office, address, text):
    settings = office.workspace.root / FILE_NAME
    settings.write_text(settings.read_text("utf-8").replace("# links = false", "links = true"), "utf-8")
    office = Office(Workspace(office.workspace.root))
    comes_back(office, status=link(address))
    assert status(office) == text
    assert office.codes(2013) == ["LIP263"] * (text == "getan")
    written = write_report(office.workspace, 2013, as_of=AS_OF, edition=Edition())
    assert text in texts(written.path.read_bytes())


def test_an_address_is_never_printed_behind_a_choice_or_in_a_contact(tmp_path):
    office = open_office(tmp_path, assessment_from=2013)
    settings = office.workspace.root / FILE_NAME
    settings.write_text(settings.read_text("utf-8").replace("# links = false", "links = true"), "utf-8")
    office = Office(Workspace(office.workspace.root))
    form = fill_in(
        office.send_forms(2013)["18"],
        answers_of(f"{COMPLETE} erfüllt |".replace("Schritte |", "Schritte | Bewertung |")),
    )

    def edit(book: Workbook) -> None:
        rows = rows_by_key(book["5-1-3"])
        for question in (Question.ASSESSMENT, Question.PERSONS):
            rows[0, question].answer.hyperlink = ADDRESS

    office.receive(2013, "a.xlsx", edited(form, edit))
    assert office.codes(2013) == ["LIP263", "LIP263"]


# Other programs


@pytest.mark.foreign
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_libreoffice_saves_all_of_it_so_that_it_is_read_again(office, tmp_path, kind):
    rows = [
        *(({"status": look}, "LIP260" if words else "") for look, words, _ in WORDS),
        *(({"status": look}, "LIP261") for look, _ in WHOLE),
        *((looks, "LIP262" if cells else "") for looks, cells in COLOURED),
        *(({"status": look}, "LIP263" if address else "") for look, address in LINKED),
        ({"status": lambda cell: setattr(cell.offset(0, -1), "font", Font(strike=True))}, "LIP264"),
    ]
    files = [tmp_path / f"{count}.xlsx" for count, _ in enumerate(rows)]
    for file, (looks, _) in zip(files, rows, strict=True):
        file.write_bytes(form_with(office, looks))
    found = []
    for file in convert(files, kind, tmp_path / "saved"):
        office.receive(2013, "a.xlsx", file.read_bytes())
        found.append("".join(code for code in office.codes(2013) if "LIP260" <= code <= "LIP264"))
    assert found == [code for _, code in rows]


# Symbol fonts


def in_font(name: str, letters: str) -> TextBlock:
    return TextBlock(InlineFont(rFont=name), letters)


SIGNS = [
    (pieces(in_font("Symbol", "\u00b7"), "\tBeratung"), "•\tBeratung", []),
    (
        pieces(in_font("Wingdings", "\u00a7 "), "Beratung ", in_font("Wingdings", "\u00e0"), " Kurs"),
        "▪ Beratung → Kurs",
        [],
    ),
    (pieces("getan ", in_font("Wingdings", "\u00fc")), "getan ✓", []),
    (pieces("Anruf ", in_font("Webdings", "\u00c9")), "Anruf \uf0c9", ["LIP346"]),
    (pieces("Straße ", in_font("Arial", "\u00e0 la carte")), "Straße à la carte", []),
]


@pytest.mark.parametrize(("look", "text", "codes"), SIGNS)
def test_letters_of_a_symbol_font_are_printed_as_what_they_show(office, look, text, codes):
    comes_back(office, status=look)
    assert status(office) == text
    assert office.codes(2013) == codes


@pytest.mark.foreign
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_letters_of_a_symbol_font_survive_libreoffice(office, tmp_path, kind):
    look = pieces(in_font("Wingdings", "\u00fc"), " getan: Straße ", in_font("Symbol", "\u00b7"), " à la carte")
    (tmp_path / "a.xlsx").write_bytes(form_with(office, {"status": look}))
    [saved] = convert([tmp_path / "a.xlsx"], kind, tmp_path / "saved")
    office.receive(2013, f"a.{kind}", saved.read_bytes())
    assert status(office) == "✓ getan: Straße • à la carte"


def test_letters_of_a_symbol_font_in_shared_texts_are_what_they_show():
    xml = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><rPr><rFont val="Wingdings"/></rPr>'
        "<t>\u00fc</t></r><r><t> getan \u00fc</t></r></si></sst>"
    )
    assert shared_strings(xml.encode()).texts == ["✓ getan \u00fc"]
