"""``lipctl import list``: tables as cities have them become a catalogue and answers; what has no place is kept and told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from shutil import copytree

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from lipctl.commands.import_ import ImportResult, ListOptions, import_list
from lipctl.commands.init import create_workspace
from lipctl.errors import FileAccessError, OutputExistsError, RoundError
from lipctl.files import write_atomically
from lipctl.intake.known_heads import MapTo, Role
from lipctl.intake.model import Certainty, Entry
from lipctl.plan.model import NO_CONTACT, Plan
from lipctl.plan.reader import read_catalogue
from lipctl.plan.writer import write_catalogue
from lipctl.workspace import Workspace
from lipctl.year import collect_year
from support.old_excel import label, old_workbook
from support.packages import ods_of

Rows = Sequence[Sequence[str | float]]
AS_OF = date(2024, 1, 1)
ASKED = "\n[bewertung]\nab_jahr = 2020\n"


def book(sheets: Mapping[str, Rows], merged: Sequence[str] = ()) -> bytes:
    """A workbook with these rows on these sheets; cells are merged on the first one."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for at, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value != "":
                    sheet.cell(at, column).value = value
                    sheet.cell(at, column).data_type = "s" if isinstance(value, str) else "n"
    for area in merged:
        made.worksheets[0].merge_cells(area)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace, made once."""
    root = tmp_path_factory.mktemp("new") / "lip"
    create_workspace(root, sample=False)
    return root


@pytest.fixture
def workspace(empty: Path, tmp_path: Path) -> Workspace:
    return Workspace(Path(copytree(empty, tmp_path / "lip")))


def asking(workspace: Workspace, more: str = "") -> Workspace:
    """The workspace, with the assessment asked from 2020 on."""
    path = workspace.root / "lipctl.toml"
    text = (
        path.read_text(encoding="utf-8")
        .replace("[bewertung]\n", "")
        .replace("[uebernahme]\n", "")
        .replace("[bezeichnungen]\n", "")
    )
    path.write_text(f"{text}{ASKED}{more}", encoding="utf-8")
    return Workspace(workspace.root)


def take(
    workspace: Workspace, content: bytes, name: str = "Liste.xlsx", *, write: bool = False, **options: object
) -> ImportResult:
    path = workspace.root.parent / name
    path.write_bytes(content)
    return import_list(workspace, path, ListOptions(**options), write=write)  # type: ignore[arg-type]


def shape(entry: Entry) -> tuple[str, str, str, str, str]:
    """Number, where it belongs, title, text, departments."""
    measure, home = entry.measure, entry.measure.area or entry.measure.field
    departments = " + ".join(filter(None, (measure.department, *measure.further_departments)))
    return (
        str(measure.number),
        str(home.number) if home else "",
        measure.title,
        "\n\n".join(measure.summary),
        departments,
    )


@dataclass
class Case:
    """A list, and what is read of it. ``guessed`` are pieces of what is said to be guessed, ``kept`` texts without a place."""

    sheets: Mapping[str, Rows]
    entries: list[tuple[str, str, str, str, str]]
    merged: Sequence[str] = ()
    guessed: Sequence[str] = ()
    unread: Sequence[str] = ()
    kept: Sequence[str] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


CASES = {
    "no column for the number": Case(
        {"Liste": [["Handlungsfeld", "Maßnahme", "Zuständig"], ["Bildung", "Kurse", "Schulamt"], ["Bildung", "Paten", "Schulamt"], ["Arbeit", "Messe", "Amt für Arbeit"]]},
        [("1.1", "1", "", "Kurse", "Schulamt"), ("1.2", "1", "", "Paten", "Schulamt"), ("2.1", "2", "", "Messe", "AA")],
        guessed=["ohne Nummer sind der Reihe nach gezählt", "„Bildung“ bekommt die Nummer 1", "Kennung einer Dienststelle"],
        fields={"1": "Bildung", "2": "Arbeit"},
    ),
    "numbers like Ü1 and A.1.2, which say the field": Case(
        {"Liste": [["Nr.", "Themenfeld", "Maßnahme"], ["Ü1", "Übergänge", "Beratung"], ["A.1.2", "Arbeit", "Messe"], ["A.1.10", "Arbeit", "Kurse"]]},
        [("Ü1", "Ü", "", "Beratung", ""), ("A.1.2", "A", "", "Messe", ""), ("A.1.10", "A", "", "Kurse", "")],
        fields={"Ü": "Übergänge", "A": "Arbeit"},
    ),
    "two rows of heads, the upper one merged": Case(
        {"Liste": [["Maßnahmenplan"], [], ["Maßnahme", "", "Zuständigkeit", ""], ["Nr.", "Beschreibung", "Federführung", "Beteiligte"], ["1", "Kurse", "40 Schule", "41 Kultur"]]},
        [("1", "", "", "Kurse", "40 + 41")],
        merged=["A1:D1", "A3:B3", "C3:D3"],
        kept=["Maßnahmenplan"],
    ),
    "field cells merged over their measures": Case(
        {"Liste": [["Handlungsfeld", "Nr.", "Maßnahme"], ["1 Bildung", "1.1", "Kurse"], ["", "1.2", "Paten"], ["2 Arbeit", "2.1", "Messe"]]},
        [("1.1", "1", "", "Kurse", ""), ("1.2", "1", "", "Paten", ""), ("2.1", "2", "", "Messe", "")],
        merged=["A2:A3"],
        fields={"1": "Bildung", "2": "Arbeit"},
    ),
    "field cells empty below the first": Case(
        {"Liste": [["Handlungsfeld", "Nr.", "Maßnahme"], ["1 Bildung", "1.1", "Kurse"], ["", "1.2", "Paten"]]},
        [("1.1", "1", "", "Kurse", ""), ("1.2", "1", "", "Paten", "")],
        guessed=["„Handlungsfeld“ ist leer: Es gilt weiter"],
        fields={"1": "Bildung"},
    ),
    "one sheet per field, and a sheet that is no list": Case(
        {"1 Bildung": [["Nr.", "Maßnahme"], ["1.1", "Kurse"]], "2 Arbeit": [["Nr.", "Maßnahme"], ["2.1", "Messe"]], "Legende": [["Rot", "heißt spät"]]},
        [("1.1", "1", "", "Kurse", ""), ("2.1", "2", "", "Messe", "")],
        guessed=["Das Blatt heißt so"],
        unread=["Blatt „Legende“: keine Überschriften"],
        kept=["Rot", "heißt spät"],
        fields={"1": "Bildung", "2": "Arbeit"},
    ),
    "the field stands in a row of its own": Case(
        {"Liste": [["Nr.", "Maßnahme", "Wer"], ["Handlungsfeld 1: Bildung"], ["1", "Kurse", "40"], ["Handlungsfeld 2: Arbeit"], ["2", "Messe", "40"]]},
        [("1", "1", "", "Kurse", "40"), ("2", "2", "", "Messe", "40")],
        fields={"1": "Bildung", "2": "Arbeit"},
    ),
    "a table with its own heads for each field": Case(
        {"Liste": [["Handlungsfeld 1: Bildung"], ["Nr.", "Was", "Wer"], ["1", "Kurse", "40"], ["Handlungsfeld 2: Arbeit"], ["Nr.", "Was", "Wer"], ["2", "Messe", "40"]]},
        [("1", "1", "", "Kurse", "40"), ("2", "2", "", "Messe", "40")],
        fields={"1": "Bildung", "2": "Arbeit"},
    ),
    "title and description, and columns without a place": Case(
        {"Liste": [["Nr.", "Titel", "Maßnahmenbeschreibung", "Kosten", "Laufzeit"], ["1", "Kurse", "Kurse an Schulen.\n\nMit Betreuung.", 12000, "bis 2027"]]},
        [("1", "", "Kurse", "Kurse an Schulen.\n\nMit Betreuung.", "")],
        kept=["12000", "bis 2027"],
    ),
    "a title alone is the text": Case(
        {"Liste": [["Nr.", "Titel"], ["1", "Kurse"]]},
        [("1", "", "", "Kurse", "")],
        guessed=[],
    ),
    "number and text in one cell": Case(
        {"Liste": [["Maßnahme", "Zuständig"], ["1.1 Kurse", "40"], ["1.2 Paten", "40"]]},
        [("1.1", "", "", "Kurse", "40"), ("1.2", "", "", "Paten", "40")],
        guessed=["stehen vor den Texten"],
    ),
    "several departments in a cell, in every spelling": Case(
        {"Liste": [
            ["Nr.", "Maßnahme", "Zuständigkeit"],
            ["1", "A", "62 Gebäudewirtschaft, 66 Tiefbau"], ["2", "B", "66"], ["3", "C", "FB 62 / 50"],
            ["4", "D", "Fachbereich Steuerung, Personal und Dienste"], ["5", "E", "Jugendamt (40), Kultur (41) (federführend)"],
        ]},
        [
            ("1", "", "", "A", "62 + 66"), ("2", "", "", "B", "66"), ("3", "", "", "C", "62 + 50"), ("4", "", "", "D", "FSPD"),
            ("5", "", "", "E", "41 + 40"),
        ],
        guessed=["zuständig ist „62 Gebäudewirtschaft“"],
    ),
    "an outline of areas": Case(
        {"Liste": [["Handlungsfeld", "Bereich", "Maßnahme"], ["1 Bildung", "1.1 Sprache", "Kurse"], ["1 Bildung", "Schule", "Paten"]]},
        [("1.1.1", "1.1", "", "Kurse", ""), ("1.2.1", "1.2", "", "Paten", "")],
        fields={"1": "Bildung"},
    ),
    "a decimal that lost its zero": Case(
        {"Liste": [["Nr.", "Maßnahme"], *([float(f"1.{n}"), f"M{n}"] for n in range(1, 11)), [1.11, "M11"]]},
        [(f"1.{n}", "", "", f"M{n}", "") for n in range(1, 12)],
        guessed=["Aus 1.10 war 1.1 geworden"],
    ),
    "a number twice": Case(
        {"Liste": [["Nr.", "Maßnahme"], ["1", "A"], ["1", "B"]]},
        [("1", "", "", "A", "")],
        unread=["1 steht zweimal da"],
        kept=["B"],
    ),
    "heads of its own": Case(
        {"Liste": [["Wofür?", "Was wollen wir tun?", "Wer macht es?"], ["Bildung", "Kurse", "40"]]},
        [("1", "", "", "Kurse", "40")],
        kept=["Bildung"],
    ),
    "a field and its areas in rows of their own": Case(
        {"Liste": [["Nr.", "Maßnahme", "Wer"], ["C Freizeit"], ["C.1 Sport"], ["C.1.1", "Kurse", "40"], ["C.2 Kultur"], ["C.2.1", "Messe", "40"], ["D Arbeit"], ["D.1", "Rat", "40"]]},
        [("C.1.1", "C.1", "", "Kurse", "40"), ("C.2.1", "C.2", "", "Messe", "40"), ("D.1", "D", "", "Rat", "40")],
        merged=["A2:C2", "A3:C3", "A5:C5", "A7:C7"],
        fields={"C": "Freizeit", "D": "Arbeit"},
    ),
    "nobody is responsible, in every spelling": Case(
        {"Liste": [["Nr.", "Titel", "Maßnahme", "Zuständig", "Beteiligte"], ["1", "-", "A", "-", "–"], ["2", "–", "B", "N.N.", "offen"], ["3", "C", "–", "k. A.", "Amt 50"]]},
        [("1", "", "", "A", ""), ("2", "", "", "B", ""), ("3", "", "", "C", "50")],
        unread=["Das ist keine Dienststelle"],
        kept=["N.N.", "offen", "k. A."],
    ),
    "one department in two spellings": Case(
        {"Liste": [["Nr.", "Maßnahme", "Zuständig"], ["1", "A", "Kulturamt"], ["2", "B", "KULTURAMT"]]},
        [("1", "", "", "A", "KULTURAMT"), ("2", "", "", "B", "KULTURAMT")],
    ),
    "a sum below the measures": Case(
        {"Liste": [["Nr.", "Maßnahme", "Kosten"], ["1", "Gesamtkonzept", "9"], ["", "Summe", "9"], ["", "Gesamt:", "9"]]},
        [("1", "", "", "Gesamtkonzept", "")],
        kept=["Summe", "9", "Gesamt:", "9", "9"],
    ),
    "a sheet of departments beside the list": Case(
        {"Liste": [["Nr.", "Maßnahme", "Amt"], ["1", "Kurse", "40 Schule"]], "Ämter": [["Nr.", "Amt", "Leitung"], ["40", "Schule", "Frau A"]]},
        [("1", "", "", "Kurse", "40")],
        unread=["Blatt „Ämter“: keine Überschriften einer Liste"],
        kept=["Nr.", "Amt", "Leitung", "40", "Schule", "Frau A"],
    ),
    "a measure without a field": Case(
        {"Liste": [["Nr.", "Handlungsfeld", "Maßnahme"], ["9", "", "Für alle"], ["1.1", "1 Bildung", "Kurse"]]},
        [("9", "", "", "Für alle", ""), ("1.1", "1", "", "Kurse", "")],
        unread=["Kein Handlungsfeld genannt"],
        fields={"1": "Bildung"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_lists_of_other_cities(workspace: Workspace, case: Case):
    result = take(workspace, book(case.sheets, case.merged))
    proposal = result.proposal
    assert [shape(entry) for entry in proposal.entries] == case.entries
    assert {str(each.number): each.title for each in proposal.plan.fields} == case.fields
    said = {
        certainty: "\n".join(each.text for each in proposal.remarks if each.certainty is certainty)
        for certainty in Certainty
    }
    asked = {
        name for entry in proposal.entries for name in (entry.measure.department, *entry.measure.further_departments)
    }
    assert set(proposal.plan.departments) == asked - {None}
    assert [text for text in case.guessed if text not in said[Certainty.GUESSED]] == []
    assert [text for text in case.unread if text not in said[Certainty.UNREAD]] == []
    assert [each.text for each in proposal.kept] == list(case.kept)
    assert result.written == ()


ANSWERS = book({"Liste": [
    ["Nr.", "Maßnahme", "Amt", "Status", "Sachstand 2022", "Sachstand 2023", "Ausblick", "Ansprechpartner/in"],
    ["1", "Kurse", "40", "läuft", "Begonnen.", "Acht Schulen.", "Zwei mehr.", "Frau A, Tel. 0123 456, a@b.example"],
    ["2", "Paten", "40", "abgeschlossen", "", "", "", "Herr B"],
    ["3", "Messe", "40", "geplant", "", "", "", ""],
    ["4", "Fest", "40", "ruht", "", "", "", ""],
]})  # fmt: skip
PARTS = book(
    {
        "Liste": [
            ["Nr.", "Maßnahme", "Stand"],
            ["1", "Kurse", "Teil A ist fertig."],
            ["", "", "Teil B folgt."],
            ["2", "Paten", "Läuft gut."],
        ]
    },
    ["A2:A3", "B2:B3"],
)


def told(result: ImportResult) -> str:
    return "\n".join(remark.text for remark in result.proposal.remarks)


def test_answers_belong_to_the_year_in_their_heads_or_the_one_that_is_named(workspace: Workspace):
    result = take(
        asking(workspace, '[uebernahme]\n"ruht" = "nicht weiter zu verfolgen"\n'), ANSWERS, year=2023, write=True
    )
    first, second, third, fourth = result.proposal.entries
    assert [(year, tuple(found.parts[0]), found.assessment) for year, found in first.reported.items()] == [
        (2022, ("Begonnen.", "", ""), ""), (2023, ("Acht Schulen.", "Zwei mehr.", ""), "in Bearbeitung"),
    ]  # fmt: skip
    assert first.measure.contact[:5] == ("Frau A", "", "", "0123 456", "a@b.example")
    assert (second.reported[2023].assessment, second.reported[2023].parts[0].status) == ("erfüllt", "abgeschlossen")
    assert (third.reported[2023].assessment, third.reported[2023].parts) == ("noch nicht begonnen", ())
    assert fourth.reported[2023].assessment == "nicht weiter zu verfolgen"
    assert [path.name for path in result.written] == [
        "Übernahme-2022-40.xlsx",
        "Übernahme-2023-40.xlsx",
        "katalog.xlsx",
    ]
    outcomes = {str(each.measure.number): each for each in collect_year(workspace, 2023, AS_OF).outcomes}
    assert outcomes["1"].answer.parts[0][:2] == ("Acht Schulen.", "Zwei mehr.")
    assert [outcomes[number].answer.assessment for number in "1234"] != [None] * 4


def test_what_is_planned_for_the_next_year_belongs_to_the_state_before_it(workspace: Workspace):
    content = book(
        {"L": [["Nr.", "Maßnahme", "Sachstand 2023", "Planung 2024"], ["1", "Kurse", "Acht.", "Zwei mehr."]]}
    )
    (entry,) = take(workspace, content).proposal.entries
    assert {year: tuple(found.parts[0]) for year, found in entry.reported.items()} == {
        2023: ("Acht.", "Zwei mehr.", "")
    }


def test_answers_without_a_year_are_kept_and_told(workspace: Workspace):
    result = take(workspace, PARTS)
    assert result.proposal.years() == []
    assert [(item.number, item.text) for item in result.proposal.kept] == [
        ("1", "Teil A ist fertig."),
        ("1", "Teil B folgt."),
        ("2", "Läuft gut."),
    ]
    assert "nennen Sie es mit --year" in told(result)


def test_the_only_year_in_the_heads_goes_for_those_without_one(workspace: Workspace):
    heads = ["Nr.", "Maßnahme", "Sachstand 2024", "Nächste Schritte", "Hemmnisse"]
    content = book(
        {"L": [["Klimaplan 2030, Stand 30.9.2024"], heads, ["1", "Kurse", "Acht.", "Zwei mehr.", "Personal."]]}
    )
    result = take(workspace, content)
    assert tuple(result.proposal.entries[0].reported[2024].parts[0]) == ("Acht.", "Zwei mehr.", "Personal.")
    assert "Antworten ohne Jahr sind von 2024" in told(result)
    both = book({"L": [[*heads[:3], "Sachstand"], ["1", "Kurse", "Acht.", "Neun."]]})
    assert [item.text for item in take(workspace, both).proposal.kept] == ["Neun."]


def test_shares_are_kept_as_they_are_shown_and_rows_out_of_sight_are_told(workspace: Workspace):
    made = Workbook()
    for row in (["Nr.", "Maßnahme", "Fortschritt"], ["1", "Kurse", 0.405], ["2", "Paten", 1]):
        made.active.append(row)
    made.active["C2"].number_format, made.active["C3"].number_format = "0 %", "0%"
    made.active.row_dimensions[3].hidden = True
    stream = BytesIO()
    made.save(stream)
    result = take(workspace, stream.getvalue())
    assert [item.text for item in result.proposal.kept] == ["40,5 %", "100 %"]
    assert [item.where for item in result.proposal.remarks if "Ausgeblendete" in item.text] == ["Sheet Zeile 3"]


def test_an_explanation_below_the_state_is_the_state_in_prose(workspace: Workspace):
    rows = [
        ["", "Umsetzungsstand 2023", ""],
        ["Maßnahme", "Status", "Erläuterung"],
        ["Kurse", "läuft", "An acht Schulen."],
    ]
    result = take(asking(workspace), book({"L": rows}, ["B1:C1"]))
    reported = result.proposal.entries[0].reported[2023]
    assert (reported.assessment, reported.parts[0].status) == ("in Bearbeitung", "An acht Schulen.")
    assert [column.why for column in result.columns if column.role is Role.STATUS] == [
        "steht unter „Umsetzungsstand 2023“"
    ]


USUAL_HEADS = {
    "Ansprechpartner*in": Role.PERSONS,
    "Ansprechpartner*in (FB):": Role.PERSONS,
    "Ansprech-\npartner*in*": Role.PERSONS,
    "Ansprechpartner:in": Role.PERSONS,
    "*Sachstand*": Role.STATUS,
    "Sachstand (Juni)*": Role.STATUS,
    "Gründe:": Role.REASONS,
}


@pytest.mark.parametrize(("head", "role"), USUAL_HEADS.items())
def test_a_usual_head_is_known_for_sure_with_brackets_and_signs_too(workspace: Workspace, head: str, role: Role):
    *_, column = take(workspace, book({"L": [["Nr.", "Maßnahme", head], ["1", "Kurse", "Text"]]}), year=2023).columns
    assert (column.role, column.certainty) == (role, Certainty.CERTAIN)


BESIDE_STATUS_WORDS = {
    "Sachstand, Ampel": ("", "läuft", "geplant", "läuft"),
    "Sachstand, Bewertung": ("", "läuft", "geplant", "läuft"),
    "Sachstand, Status": ("", "läuft", "geplant", "läuft"),
    "Status, Sachstand": ("", "geplant", "läuft", "läuft"),
    "Sachstand, Einschätzung des Amtes": ("Einschätzung des Amtes", "läuft", "geplant", "läuft"),
    "Sachstand, Bemerkung": ("", "läuft", "Text", "läuft"),
}
"""Two heads: the office's word for the assessment, what stands below each, and what then is the Umsetzungsstand."""


@pytest.mark.parametrize("heads", BESIDE_STATUS_WORDS)
def test_words_below_the_state_are_no_assessment_where_another_column_is_headed_like_it(
    workspace: Workspace, heads: str
):
    word, state, other, status = BESIDE_STATUS_WORDS[heads]
    own = asking(workspace, f'[bezeichnungen]\nbewertung = "{word}"\n' if word else "")
    result = take(own, book({"L": [["Nr.", "Maßnahme", *heads.split(", ")], ["1", "Kurse", state, other]]}), year=2023)
    reported = result.proposal.entries[0].reported[2023]
    assessed = "in Bearbeitung" if other == "Text" else "noch nicht begonnen"
    assert (reported.parts[0].status, reported.assessment) == (status, assessed)


def test_rows_that_are_merged_into_one_measure_are_its_parts(workspace: Workspace):
    (first, second) = take(workspace, PARTS, "Liste 2023.xlsx").proposal.entries
    assert [part.status for part in first.reported[2023].parts] == ["Teil A ist fertig.", "Teil B folgt."]
    assert (first.measure.several_parts, second.measure.several_parts) == (True, False)


def test_words_for_the_assessment_are_kept_in_a_year_that_asks_none(workspace: Workspace):
    result = take(workspace, ANSWERS, year=2023)
    assert result.proposal.entries[0].reported[2023].assessment == ""
    assert [item.text for item in result.proposal.kept] == ["läuft", "abgeschlossen", "geplant", "ruht"]
    assert "fragt die Bewertung" in told(result)
    assert "„ruht“ ist keine bekannte Bewertung" in told(take(asking(workspace), ANSWERS, year=2023))


def test_words_mean_the_steps_of_the_city_s_own_scale(workspace: Workspace):
    steps = '[[bewertung.stufe]]\nkennung = "{}"\nname = "{}"\nbedeutung = "offen"\nrang = {}\n'
    scale = steps.format("gruen", "grün: auf gutem Weg", 2) + steps.format("rot", "rot: gefährdet", 1)
    own = asking(workspace, f'{scale}[uebernahme]\n"wackelt" = "rot"\n"ruht" = "blau"\n')
    rows = [
        ["Nr.", "Maßnahme", "Ampel"],
        ["1", "A", "Grün"],
        ["2", "B", "wackelt"],
        ["3", "C", "ruht"],
        ["4", "D", "läuft"],
    ]
    result = take(own, book({"L": rows}), year=2023)
    assert [each.reported[2023].assessment for each in result.proposal.entries[:2]] == [
        "grün: auf gutem Weg",
        "rot: gefährdet",
    ]
    assert "„ruht“ heißt nach lipctl.toml „blau“; so heißt 2023 keine Stufe" in told(result)
    assert "„läuft“ ist keine bekannte Bewertung" in told(result)
    assert [item.text for item in result.proposal.kept] == ["ruht", "läuft"]


@pytest.mark.parametrize("catalogue", ["new", "with the column", "without it"])
def test_a_column_that_the_settings_declare_goes_to_the_catalogue_s_own(workspace: Workspace, catalogue: str):
    own = asking(workspace, '[[katalog.feld]]\nname = "Ziel"\n[[katalog.feld]]\nname = "Beschluss"\n')
    if catalogue != "new":
        saved = load_workbook(own.catalogue)
        sheet = saved["Handlungsansätze"]
        sheet["A2"], sheet["C2"], end = "0", "Da", sheet.max_column + 1
        for at, head in enumerate(("Ziel", "Beschluss"), end) if catalogue == "with the column" else ():
            sheet.cell(1, at).value, sheet.cell(2, at).value = head, f"{head} da"
        saved.save(own.catalogue)
    rows = [
        ["Nr.", "Maßnahme", "ZIEL", "Kosten", "Beschluss"],
        ["0", "Da", "Neu", "", ""],
        ["1", "Kurse", "Viele", "9 €", "DS 1"],
    ]
    result = take(own, book({"L": rows}), write=True)
    plan = read_catalogue(own.catalogue.read_bytes(), ["Ziel", "Beschluss"])[0]
    fields = {str(each.number): each.own_fields for each in plan.measures}
    kept = {(each.number, each.head, each.text) for each in result.proposal.kept}
    both, cost = {"Ziel": "Viele", "Beschluss": "DS 1"}, ("1", "Kosten", "9 €")
    if catalogue == "new":
        assert (fields, kept) == ({"0": {"Ziel": "Neu"}, "1": both}, {cost})
    elif catalogue == "with the column":
        assert fields == {"0": {"Ziel": "Ziel da", "Beschluss": "Beschluss da"}, "1": both}
        assert kept == {cost, ("0", "Ziel (abweichend)", "Neu")}
    else:
        assert fields == {"0": {}, "1": {}}
        assert kept >= {cost, ("0", "ZIEL", "Neu"), ("1", "ZIEL", "Viele")}


def test_what_is_said_of_a_list_is_said_in_the_office_s_words(workspace: Workspace):
    names = {"handlungsfeld": "Baustein", "bereich": "Ebene", "bewertung": "Ampelfarbe", "umsetzungsstand": "Sachlage"}
    own = asking(workspace, "[bezeichnungen]\n" + "".join(f'{key} = "{word}"\n' for key, word in names.items()))
    heads = ["Nr.", "Ebene", "Maßnahme", "Stand"]
    sheets = {
        "Bauen": [heads, ["1", "Wohnen", "A", "läuft"], ["2", "Wohnen", "B", "ruht"]],
        "Arbeit": [heads, ["3", "Rat", "C", "offen"]],
        "Mehr": [["Nr.", "Baustein", "Maßnahme"], ["4", "", "D"]],
    }
    result = take(own, book(sheets), year=2023)
    said = told(result)
    for text in (
        "Baustein „Bauen“: Das Blatt heißt so", "Baustein „Bauen“ bekommt die Nummer 1", "Ebene „Wohnen“ bekommt die Nummer",
        "Baustein nicht genannt; bitte im Katalog", "„läuft“ steht auch als Sachlage", "„ruht“ ist keine bekannte Ampelfarbe",
    ):  # fmt: skip
        assert text in said
    left = said.replace("im Katalog bei „Bereich“", "")
    assert [word for word in ("Handlungsfeld", "Bereich", "Bewertung", "Umsetzungsstand") if word in left] == []
    assert {each.head for each in result.proposal.kept} == {"Ampelfarbe 2023"}


def test_map_decides(workspace: Workspace):
    content = book({"L": [["x", "y", "z"], ["1", "Kurse", "Acht Schulen."]]})
    mapped = {"X": MapTo(Role.NUMBER), "y": MapTo(Role.SUMMARY), "C": MapTo(Role.STATUS, 2023)}
    (entry,) = take(workspace, content, mapped=mapped).proposal.entries
    assert (str(entry.measure.number), entry.measure.summary, entry.reported[2023].parts[0].status) == (
        "1",
        ("Kurse",),
        "Acht Schulen.",
    )
    with pytest.raises(FileAccessError, match="keine Spalte „w“") as refused:
        take(workspace, content, mapped=mapped | {"w": MapTo(Role.NOTE)})
    assert refused.value.tip == "Es gibt: A „x“, B „y“, C „z“."


CSV = 'Nr.;Maßnahme;Zuständig\n1;"Kurse; auch für\nÄltere";Büro für Übergänge\n2;Paten;"40, 41"\n'
TEXTS = {
    "UTF-8 with a mark": CSV.encode("utf-8-sig"),
    "UTF-8": CSV.encode(),
    "cp1252": CSV.encode("cp1252"),
    "DOS": CSV.encode("cp850"),
    "UTF-16": CSV.encode("utf-16"),
    "tabs, as Excel's Unicode text": CSV.replace(";", "\t").replace("Kurse\t", "Kurse;").encode("utf-16"),
    "commas": 'Nr.,Maßnahme,Zuständig\n1,"Kurse; auch für\nÄltere",Büro für Übergänge\n2,Paten,"40, 41"\n'.encode(),
    "a line that names the delimiter": f"sep=;\n{CSV}".encode("cp1252"),
}


@pytest.mark.parametrize("content", TEXTS.values(), ids=TEXTS)
def test_texts_of_every_kind(workspace: Workspace, content: bytes):
    entries = take(workspace, content, "Liste.csv").proposal.entries
    assert [shape(entry) for entry in entries] == [
        ("1", "", "", "Kurse; auch für\nÄltere", "BUE"),
        ("2", "", "", "Paten", "40 + 41"),
    ]


def in_ods(rows: Rows) -> bytes:
    cells = (
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in row
        )
        for row in rows
    )
    return ods_of("".join(f"<table:table-row>{row}</table:table-row>" for row in cells))


def in_xls(rows: Rows) -> bytes:
    filled = ((at, column, text) for at, row in enumerate(rows, 1) for column, text in enumerate(row, 1) if text)
    return old_workbook({"Liste": b"".join(label(at, column, str(text)) for at, column, text in filled)})


@pytest.mark.parametrize("made", [in_ods, in_xls])
def test_other_workbooks(workspace: Workspace, made: Callable[[Rows], bytes]):
    case = CASES["two rows of heads, the upper one merged"]
    entries = take(workspace, made(case.sheets["Liste"]), "Liste").proposal.entries
    assert [shape(entry) for entry in entries] == case.entries


def test_rows_are_added_below_those_of_a_catalogue_that_stays_as_it_is(tmp_path: Path):
    create_workspace(tmp_path / "lip", sample=True)
    workspace = Workspace(tmp_path / "lip")
    own = load_workbook(workspace.catalogue)
    own.create_sheet("Notizen")["A1"] = "nur für mich"
    own["Handlungsansätze"]["A2"].font = Font(bold=True, color="FF0000")
    own.save(workspace.catalogue)
    before = workspace.catalogue.read_bytes()
    content = book(
        {
            "L": [
                ["Nr.", "Titel", "Maßnahme", "Amt", "Kosten"],
                ["5-1-3", "Neu", "Ganz anders", "43", ""],
                ["5-1-20", "Rat", "Ein Rat", "18", "9 €"],
                ["5-1-21", "", "=1+1", "Sportamt", ""],
            ]
        }
    )
    result = take(workspace, content, write=True)
    assert result.known >= {"5-1-3"}
    old, new = read_catalogue(before)[0], read_catalogue(workspace.catalogue.read_bytes())[0]
    assert {number: new.by_number()[number] for number in old.by_number()} == old.by_number()
    added = {str(number): measure for number, measure in new.by_number().items() if number not in old.by_number()}
    assert {number: (each.title, each.summary, each.department) for number, each in added.items()} == {
        "5-1-20": ("Rat", ("Ein Rat",), "18"), "5-1-21": ("", ("=1+1",), "Sportamt"),
    }  # fmt: skip
    after = load_workbook(workspace.catalogue)
    assert after["Notizen"]["A1"].value == "nur für mich"
    assert after["Handlungsansätze"]["A2"].font.color.rgb == "00FF0000"
    last = after["Handlungsansätze"].max_row
    assert after["Handlungsansätze"].tables["Handlungsansaetze"].ref.endswith(str(last))
    assert after["Handlungsansätze"].cell(last, 1).number_format == "@"
    assert [row[:3] for row in after["Übernommen"].iter_rows(min_row=2, values_only=True)] == [
        ("5-1-20", "Kosten", "9 €"), ("5-1-3", "Titel (abweichend)", "Neu"), ("5-1-3", "Kurzfassung (abweichend)", "Ganz anders"),
        ("5-1-3", "Dienststelle (abweichend)", "Fachbereich Bildung und Qualifikation"),
    ]  # fmt: skip
    again = take(workspace, content, write=True)
    assert again.proposal.plan.measures == ()
    assert read_catalogue(workspace.catalogue.read_bytes())[0] == new


def test_a_dash_is_no_contact(workspace: Workspace):
    content = book({"L": [["Nr.", "Maßnahme", "Kontakt", "Telefon"], ["1", "Kurse", "–", "-"]]})
    assert take(workspace, content).proposal.entries[0].measure.contact == NO_CONTACT


def test_equal_texts_without_numbers_keep_each_their_own_when_they_come_again(workspace: Workspace):
    heads = ["Maßnahme", "Amt", "Sachstand 2022"]
    take(workspace, book({"L": [heads, ["Messe", "40", "Eröffnet."], ["Messe", "80", "Zweite Auflage."]]}), write=True)
    later = [
        [*heads[:2], "Sachstand 2023"],
        ["Messe", "40", "Wächst."],
        ["Messe", "80", "Ruht."],
        ["Messe", "80", "Neu."],
    ]
    entries = take(workspace, book({"L": later})).proposal.entries
    assert [(str(each.measure.number), each.measure.department) for each in entries] == [
        ("1", "40"),
        ("2", "80"),
        ("3", "80"),
    ]


def test_what_is_kept_already_is_not_kept_twice(workspace: Workspace):
    heads = ["Nr.", "Maßnahme", "Kosten"]
    take(workspace, book({"L": [heads, ["1", "Kurse", "9 €"]]}), write=True)
    before = workspace.catalogue.read_bytes()
    assert take(workspace, book({"L": [heads, ["1", "Kurse", "9 €"]]}), write=True).written == ()
    assert workspace.catalogue.read_bytes() == before
    take(workspace, book({"L": [heads, ["1", "Kurse", "8 €"]]}), write=True)
    rows = load_workbook(workspace.catalogue)["Übernommen"].iter_rows(min_row=2, values_only=True)
    assert [row[2] for row in rows] == ["9 €", "8 €"]


def test_an_import_that_was_broken_off_is_told_from_one_that_is_done(workspace: Workspace):
    written = take(workspace, ANSWERS, year=2023, write=True).written
    with pytest.raises(OutputExistsError) as done:
        take(workspace, ANSWERS, year=2023, write=True)
    workspace.catalogue.write_bytes(write_catalogue(Plan((), (), (), {})))
    with pytest.raises(OutputExistsError) as broken_off:
        take(workspace, ANSWERS, year=2023, write=True)
    assert "ist alles getan" in str(done.value.tip)
    assert "abgebrochen" in str(broken_off.value.tip)
    assert written[0].exists()


def test_rows_come_into_an_empty_catalogue_that_somebody_saved(workspace: Workspace):
    saved = load_workbook(workspace.catalogue)
    saved["Dienststellen"].column_dimensions["B"].width = 70
    saved.save(workspace.catalogue)
    take(workspace, book({"L": [["Nr.", "Maßnahme", "Amt"], ["1-2", "Kurse", "40"]]}), write=True)
    sheet = load_workbook(workspace.catalogue)["Handlungsansätze"]
    assert (sheet["A2"].value, sheet["A2"].number_format) == ("1-2", "@")
    assert sheet.tables["Handlungsansaetze"].ref.endswith("2")


NO_LISTS = {
    "empty": (b"", "Liste.xlsx"),
    "heads and no row": (book({"L": [["Nr.", "Maßnahme", "Zuständig"]]}), "keine Liste zu erkennen"),
    "prose": ("Ein Brief an alle.\nMit Gruß".encode(), "keine Liste zu erkennen"),
    "a PDF": (b"%PDF-1.7 ...", "PDF"),
    "a web page": (b"<html><table><tr><td>x</td></tr></table></html>", "HTML"),
}


@pytest.mark.parametrize(("content", "says"), NO_LISTS.values(), ids=NO_LISTS)
def test_files_that_are_no_list(workspace: Workspace, content: bytes, says: str):
    with pytest.raises(FileAccessError, match=says):
        take(workspace, content, write=True)
    assert workspace.years() == []


def test_where_a_form_is_there_already_nothing_at_all_is_written(workspace: Workspace):
    there = workspace.responses(2023) / "Übernahme-2023-40.xlsx"
    there.parent.mkdir(parents=True)
    there.write_bytes(b"x")
    before = workspace.catalogue.read_bytes()
    with pytest.raises(OutputExistsError, match="Übernahme-2023-40"):
        take(workspace, ANSWERS, year=2023, write=True)
    assert (there.read_bytes(), workspace.catalogue.read_bytes()) == (b"x", before)


def test_what_was_written_is_taken_back_where_the_catalogue_cannot_be_written(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
):
    def refuse(path: Path, content: bytes) -> None:
        if path.name == "katalog.xlsx":
            raise FileAccessError("voll")
        write_atomically(path, content)

    monkeypatch.setattr("lipctl.commands.import_.write_atomically", refuse)
    with pytest.raises(FileAccessError):
        take(workspace, ANSWERS, year=2023, write=True)
    assert workspace.years() == []


def test_a_closed_year_takes_no_answers(workspace: Workspace):
    workspace.closing(2023).parent.mkdir(parents=True)
    workspace.closing(2023).write_bytes(b"{}")
    with pytest.raises(RoundError, match="2023 ist abgeschlossen; neue Antworten kommen nicht mehr dazu"):
        take(workspace, ANSWERS, year=2023)


def test_answers_of_nobody_in_particular_come_in_a_form_of_their_own(workspace: Workspace):
    result = take(
        workspace, book({"L": [["Nr.", "Maßnahme", "Sachstand 2023"], ["1", "Kurse", "Acht Schulen."]]}), write=True
    )
    assert result.written[0].name == "Übernahme-2023-unbekannt.xlsx"
    year = collect_year(workspace, 2023, AS_OF)
    assert year.outcomes[0].answer.parts[0].status == "Acht Schulen."
    assert {item.code for item in year.findings} >= {"LIP306"}


def test_three_thousand_measures_are_read_as_one_is(workspace: Workspace):
    rows = [["Maßnahme", "Amt"], *([f"M{n}", "40"] for n in range(1, 3_001))]
    entries = take(workspace, "\n".join("\t".join(row) for row in rows).encode(), "Liste.csv").proposal.entries
    assert [shape(entry) for entry in (entries[0], entries[-1])] == [
        ("1", "", "", "M1", "40"),
        ("3000", "", "", "M3000", "40"),
    ]


def test_a_text_as_long_as_a_cell_and_one_from_right_to_left_come_whole(workspace: Workspace):
    long = ("Wort " * 6_000).strip()
    take(workspace, book({"L": [["Nr.", "Maßnahme", "Amt", "Sachstand 2023"], ["1", "מועצה", "40", long]]}), write=True)
    (outcome,) = collect_year(workspace, 2023, AS_OF).outcomes
    assert (outcome.measure.summary, outcome.answer.parts[0].status) == (("מועצה",), long)


def test_formulas_without_a_result_are_told(workspace: Workspace):
    made = Workbook()
    for row in (["Nr.", "Maßnahme", "Amt"], ["1", "Kurse", "=A1"]):
        made.active.append(row)
    stream = BytesIO()
    made.save(stream)
    result = take(workspace, stream.getvalue())
    assert [(item.text, item.where) for item in result.proposal.remarks if item.certainty is Certainty.UNREAD] == [
        ("Fehlerwert oder Formel ohne Ergebnis", "Sheet C2"),
    ]  # fmt: skip
