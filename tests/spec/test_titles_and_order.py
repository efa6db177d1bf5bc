"""A plan whose measures have titles, whose fields stand in an order of their own (Ü, B, V), and which has no areas."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from lipctl.commands.check import check
from lipctl.commands.data import Kind, write_data
from lipctl.commands.edit import edit
from lipctl.commands.export_forms import export_open_forms
from lipctl.commands.history import histories
from lipctl.commands.report import DRAFT, Edition, write_report
from lipctl.errors import SettingsError
from lipctl.forms.positions import OPEN_POINTS_SHEET
from lipctl.forms.wording import labels_of
from lipctl.mail.preparing import Mailing, prepare
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Contact, Department, FieldOfAction, Measure, Plan
from lipctl.plan.writer import write_catalogue
from lipctl.responses.by_label import number_of
from lipctl.settings.reading import parse_settings
from lipctl.workspace import Workspace
from lipctl.xlsx.reader import read_workbook
from support.command_line import run_lipctl
from support.forms import edited, opened
from support.rounds import AS_OF, Office

FIELDS = {"Ü": "Übergreifendes", "B": "Bauen", "V": "Verkehr"}
LONG = "Ladesäulen an allen Bahnhöfen, Schulen und Bädern, gemeinsam mit den Stadtwerken und den Nachbargemeinden"
MEASURES = {"B2": "", "V1": "Radwege", "B10": "Solardächer", "Ü1": "Klimarat", "Ü2": "Klimafonds", "V2": LONG}
WORDS = '[bezeichnungen]\nhandlungsansatz = "Maßnahme"\nhandlungsansaetze = "Maßnahmen"\n'
OWN = '[[katalog.feld]]\nname = "Ziel"\nwo = "bericht"\n[[katalog.feld]]\nname = "Kosten"\nwo = "nirgends"\n'
BY_CATALOGUE = ["Ü1", "Ü2", "B2", "B10", "V1", "V2"]
ANSWERS = "| Nummer | Stand | Schritte |\n| Ü1 | tagt | weiter |\n| B10 | gebaut | |"


def plan() -> Plan:
    fields = {letter: FieldOfAction(MeasureNumber(letter), title) for letter, title in FIELDS.items()}
    measures = tuple(
        Measure(
            MeasureNumber(number), (f"Die Stadt tut {number}.",), None, fields[number[0]], "18", title=title,
            priority="hoch" if number == "B10" else "",
        )
        for number, title in MEASURES.items()
    )  # fmt: skip
    department = Department("18", "Fachbereich 18", "OE 18", Contact("Frau Muster", "", "OE 18", "168-1"))
    return Plan(tuple(fields.values()), (), measures, {"18": department})


def catalogue() -> bytes:
    """The plan with two columns of the city's own."""

    def add_columns(book) -> None:
        sheet = book["Handlungsansätze"]
        for column, texts in (("R", {1: "Ziel", 4: "Weniger CO2"}), ("S", {1: "Kosten", 4: "2 Mio."})):
            for row, text in texts.items():
                sheet[f"{column}{row}"] = text

    return edited(write_catalogue(plan()), add_columns)


def open_city(folder: Path, settings: str = "", after_plan: str = "") -> Office:
    """The city's workspace: ``settings`` stand in sections of their own, ``after_plan`` in ``[plan]``."""
    (folder / "data").mkdir(parents=True)
    plan_section = f'[plan]\nkennung = "klima"\nstadt = "Teststadt"\n{after_plan}\n'
    (folder / "lipctl.toml").write_text(plan_section + WORDS + settings, encoding="utf-8")
    (folder / "data" / "katalog.xlsx").write_bytes(catalogue())
    return Office(Workspace(folder))


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = open_city(tmp_path_factory.mktemp("stadt") / "amt", OWN)
    office.answer(2013, ANSWERS)
    return office


def report_of(office: Office, edition: Edition = DRAFT) -> list[tuple[str, str]]:
    """The report's paragraphs: style and text."""
    path = office.workspace.root / "bericht.docx"
    path.unlink(missing_ok=True)
    write_report(office.workspace, 2013, as_of=AS_OF, edition=edition, output=path)
    return [(paragraph.style.name, paragraph.text) for paragraph in Document(io.BytesIO(path.read_bytes())).paragraphs]


@pytest.fixture(scope="module")
def report(city: Office) -> list[tuple[str, str]]:
    return report_of(city)


def headings(paragraphs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The headings of the measures' chapters, with their level."""
    found = [(style[-1], text) for style, text in paragraphs if style.startswith("Heading")]
    start = next(place for place, (_, text) in enumerate(found) if text.startswith("Handlungsfeld"))
    return [(level, text) for level, text in found[start:] if not text.startswith("Anhang")]


def test_headings_say_number_and_title_in_the_order_of_the_catalogue(report: list[tuple[str, str]]) -> None:
    assert headings(report) == [
        ("1", "Handlungsfeld Ü Übergreifendes"),
        ("2", "Maßnahme Ü1: Klimarat"),
        ("2", "Maßnahme Ü2: Klimafonds"),
        ("1", "Handlungsfeld B Bauen"),
        ("2", "Maßnahme B2"),
        ("2", "Maßnahme B10: Solardächer"),
        ("1", "Handlungsfeld V Verkehr"),
        ("2", "Maßnahme V1: Radwege"),
        ("2", f"Maßnahme V2: {LONG}"),
    ]


def test_the_contents_name_them_too_and_no_table_has_a_word_for_areas(report: list[tuple[str, str]]) -> None:
    assert [text for style, text in report if style == "toc 2"][:2] == [
        "Maßnahme Ü1: Klimarat\t",
        "Maßnahme Ü2: Klimafonds\t",
    ]
    assert not any("Bereich" in text for style, text in report)


def test_a_setting_sorts_all_by_number_and_puts_the_beginning_of_the_summary_into_the_heading(tmp_path: Path) -> None:
    office = open_city(tmp_path / "amt", '[bericht]\nueberschriften = "kurzfassung"\n', 'reihenfolge = "nummer"')
    office.answer(2013, ANSWERS)
    assert [text for level, text in headings(report_of(office)) if level == "2"] == [
        "Maßnahme B2: Die Stadt tut B2.",
        "Maßnahme B10: Solardächer",
        "Maßnahme Ü1: Klimarat",
        "Maßnahme Ü2: Klimafonds",
        "Maßnahme V1: Radwege",
        f"Maßnahme V2: {LONG}",
    ]


def test_the_city_s_own_columns_are_printed_where_it_says(report: list[tuple[str, str]]) -> None:
    texts = [text for _, text in report]
    assert [text for text in texts if text.startswith(("Priorität", "Ziel", "Kosten"))] == [
        "Priorität: hoch",
        "Ziel: Weniger CO2",
    ]


def test_histories_stand_in_the_order_of_the_catalogue(city: Office) -> None:
    assert [str(past.number) for past in histories(city.workspace, None, AS_OF).measures] == BY_CATALOGUE


def table(office: Office, ending: str, *, public: bool = False) -> bytes:
    return write_data(office.workspace, [2013], as_of=AS_OF, kind=Kind(ending, public=public)).content


def test_data_have_titles_and_own_columns_in_the_plan_s_order(city: Office) -> None:
    rows = json.loads(table(city, "json"))["rows"]
    assert [(row["number"], row["title"]) for row in rows][:3] == [
        ("Ü1", "Klimarat"),
        ("Ü2", "Klimafonds"),
        ("B2", None),
    ]
    assert rows[3]["fields"] == {"Priorität": "hoch", "Ziel": "Weniger CO2", "Kosten": "2 Mio."}
    public = json.loads(table(city, "json", public=True))["rows"]
    assert public[3]["fields"] == {"Priorität": "hoch", "Ziel": "Weniger CO2"}
    heads = table(city, "csv").decode("utf-8-sig").splitlines()[0].split(";")
    assert {"Titel", "Priorität", "Ziel", "Kosten"} <= set(heads)
    assert not any("Bereich" in head for head in heads)


def test_forms_say_title_and_own_columns_in_the_plan_s_order(city: Office) -> None:
    book = opened(city.send_forms(2013)["18"])
    assert book.sheetnames[2:8] == BY_CATALOGUE
    assert [book[name]["A1"].value for name in ("B2", "B10")] == ["Maßnahme B2", "Maßnahme B10: Solardächer"]
    assert book["V2"]["A1"].value == "Maßnahme V2: Ladesäulen an allen Bahnhöfen, Schulen und Bädern,\u00a0…"
    assert [row[1].value for row in book["V2"].iter_rows(max_col=2) if row[0].value == "Titel"] == [LONG]
    shown = [(row[0].value, row[1].value) for row in book["B10"].iter_rows(max_row=8, max_col=2)]
    assert ("Priorität", "hoch") in shown
    assert not any(name in ("Ziel", "Kosten") for name, _ in shown)
    assert [row[1].value for row in book["Übersicht"].iter_rows(4, 5)] == [
        "Klimarat\nDie Stadt tut Ü1.",
        "Klimafonds\nDie Stadt tut Ü2.",
    ]


def test_a_form_that_asks_again_and_its_mail_say_the_title_too(city: Office) -> None:
    [written] = export_open_forms(city.workspace, 2013, AS_OF, force=True).written
    [letter] = prepare(city.workspace, Mailing(2013, AS_OF), [written])
    assert "\nV1 Radwege\n" in letter.mail.text
    book = opened(written.path)
    assert "Maßnahme V1: Radwege" in [book[name]["A1"].value for name in book.sheetnames]
    listed = {row[0].value: row[1].value for row in book[OPEN_POINTS_SHEET].iter_rows(4)}
    assert listed["V1"].startswith("Radwege\n")


def test_an_answer_is_found_by_the_heading_with_its_title(city: Office) -> None:
    labels = labels_of(city.workspace.settings)
    numbers = {MeasureNumber(number): "18" for number in MEASURES}
    sheets = {sheet.name: sheet for sheet in read_workbook(city.send_forms(2013)["18"]).sheets}
    assert number_of(replace(sheets["B10"], name="Tabelle1"), labels, numbers) == MeasureNumber("B10")


def test_redaktion_names_the_title_beside_the_number(city: Office) -> None:
    book = opened(edit(city.workspace, 2013, AS_OF).path)
    assert "Ü1\nKlimarat" in [cell.value for cell in book["Redaktion"]["A"]]


@pytest.mark.parametrize(
    ("section", "problem"),
    [
        ('[katalog]\nfeld = "Ziel"', "nur Tabellen [[katalog.feld]]"),
        ('[[katalog.feld]]\nwo = "bericht"', "Zeile 7: In [[katalog.feld]] fehlt name"),
        ('[[katalog.feld]]\nname = "Ziel"\nwo = "überall"', "es gibt beides, bericht, formular, nirgends."),
        ('[[katalog.feld]]\nname = "Ziel"\nwoo = "bericht"', "woo ist in [[katalog.feld]] unbekannt; es gibt name, wo. Meinten Sie „wo“?"),
        ('[[katalog.feld]]\nname = "Ziel"\n[[katalog.feld]]\nname = "ziel"', "nennt „ziel“ mehrmals"),
    ],
)  # fmt: skip
def test_a_field_that_cannot_be_is_refused_with_its_line(section: str, problem: str) -> None:
    with pytest.raises(SettingsError) as refused:
        parse_settings(f'[plan]\nkennung = "klima"\nstadt = "Teststadt"\n{WORDS}{section}\n')
    assert problem in str(refused.value)


def test_check_names_the_title_of_a_measure_that_stands_alone(city: Office) -> None:
    said = run_lipctl("check", "2013", cwd=city.workspace.root).stdout
    assert "B10 Solardächer  LIP320" in said.replace("\n", " ")


@pytest.mark.parametrize(("name", "code"), [("Ort", "LIP117"), ("Hinweis", "LIP118"), ("priorität", None)])
def test_an_own_column_that_cannot_be_is_told(tmp_path: Path, name: str, code: str | None) -> None:
    office = open_city(tmp_path, f'[[katalog.feld]]\nname = "{name}"\n')
    office.send_forms(2013) if code is None else office.workspace.responses(2013).mkdir(parents=True)
    found = [item.code for item in check(office.workspace, 2013, AS_OF).findings if item.rule.is_about_catalogue]
    assert found == ([code] if code else [])
