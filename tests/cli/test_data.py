"""``lipctl data``: the year as one table, the same in every format, and never at odds with check and report."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from lipctl.commands.report import Edition
from lipctl.report.data_table import BEGINS_FORMULA, COLUMNS, GUARD
from lipctl.workspace import Workspace
from support.command_line import Run
from support.edits import refresh, type_edits
from support.rounds import Office, open_office
from support.views import view_of

PLAN = """
| Nummer | Dienststelle | mehrere Teile | im Bericht | weitere Dienststellen | Kurzfassung |
| 1      | 18           | 2             | ja         | 43                    | Kurz 1      |
| 2      | 18           |               | ja         |                       | Kurz 2      |
| 3      | 18           |               | ja         |                       | Kurz 3      |
| 4      |              |               | ja         |                       | Kurz 4      |
| 5      | 43           |               | nein       |                       | Kurz Geheim |
| 6      | 43           |               | ja         |                       | Kurz 6      |
| 10     | 18           |               | ja         |                       | Kurz 10     |
"""
BEFORE = """
| Nummer | Stand    | Schritte | Person      | OE | Telefon |
| 1      | alt 1    | weiter   | Frau Alt    | –  | 168-1   |
| 2      | alt 2    | weiter   | Frau Alt    | –  | 168-1   |
| 3      | alt 3    | weiter   | Frau Alt    | –  | 168-1   |
| 5      | Spur alt | weiter   | Frau Spur   | –  | 168-9   |
"""
NOW = """
| Nummer | Teil | Stand     | Schritte | Gründe    | unverändert | nicht zuständig | Person   | OE      | Telefon |
| 1      | 1    | getan⏎⏎ja | - - -    |           |             |                 | Frau Neu | OE 18.6 | 168-55  |
| 1      | 2    |           |          | kein Geld |             |                 |          |         |         |
| 2      | 1    |           |          |           | ja          |                 |          |         |         |
| 5      | 1    | Spur      | weiter   |           |             |                 |          |         |         |
| 6      | 1    |           |          |           |             | FB Soziales     |          |         |         |
| 10     | 1    | Das ist   | weiter   |           |             |                 |          |         |         |
"""


@pytest.fixture(scope="module")
def two_rounds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two rounds with every kind of entry: parts, unchanged, silent, disclaimed, nobody asked, none at all, worded anew."""
    office = open_office(tmp_path_factory.mktemp("rounds") / "amt", PLAN)
    office.answer(2012, BEFORE)
    office.answer(2013, NOW)
    refresh(office)
    type_edits(office, {("10", 1, "Stand"): "So ist es"})
    return office.workspace.root


@pytest.fixture
def office(two_rounds: Path, tmp_path: Path) -> Office:
    """The two rounds, for one test to do with as it likes."""
    return Office(Workspace(shutil.copytree(two_rounds, tmp_path / "amt")))


def rows(lipctl: Run, office: Office, *args: str) -> list[dict[str, Any]]:
    """What JSON says."""
    done = lipctl("data", "--format", "json", *args, cwd=office.workspace.root)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["rows"]  # type: ignore[no-any-return]


def sheet(path: Path) -> list[list[Any]]:
    """What openpyxl reads, nothing for an empty cell."""
    (found,) = load_workbook(path).worksheets
    return [["" if value is None else value for value in row] for row in found.iter_rows(values_only=True)]


def lines(path: Path) -> list[list[str]]:
    """What a program reads from the CSV that takes the marks away again."""
    cells = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), delimiter=";"))
    return [[cell.removeprefix(GUARD) for cell in row] for row in cells]


def test_a_row_for_each_measure_and_part_says_what_the_report_prints(lipctl: Run, office: Office) -> None:
    keys = ("number", "part", "progress", "earlier_year", "status", "planned_steps", "reasons", "disclaimed", "edited")
    found = [tuple(row[key] for key in keys) for row in rows(lipctl, office, "2013")]
    assert found == [
        ("1", 1, "reported", None, "getan\n\nja", "– – –", None, None, []),
        ("1", 2, "reported", None, None, None, "kein Geld", None, []),
        ("2", 1, "unchanged", 2012, "alt 2", "weiter", None, None, []),
        ("3", 1, "no_response", 2012, "alt 3", "weiter", None, None, []),
        ("4", None, "not_asked", None, None, None, None, None, []),
        ("6", None, "disclaimed", None, None, None, None, "FB Soziales", []),
        ("10", 1, "reported", None, "So ist es", "weiter", None, None, ["status"]),
    ]


def test_department_contact_and_places_stand_in_each_row(lipctl: Run, office: Office) -> None:
    first, second, unchanged, *_, edited = rows(lipctl, office, "2013")
    assert (first["department"], first["department_id"]) == ("Fachbereich 18", "18")
    assert first["further_departments"] == ["Fachbereich 43"]
    assert (first["field_number"], first["field"], first["area_number"], first["area"]) == (
        "5",
        "Demokratie",
        "5.1",
        None,
    )
    assert [second[f"contact_{name}"] for name in ("persons", "department", "unit", "phones", "mail")] == [
        "Frau Neu", "Fachbereich 18", "OE 18.6", "168-55", None,
    ]  # fmt: skip
    earlier, now, edits = "data/2012/ruecklauf/18.xlsx", "data/2013/ruecklauf/18.xlsx", "data/2013/redaktion.xlsx"
    assert {place["file"] for place in unchanged["places"]} == {earlier, now}
    assert {place["file"] for place in edited["places"]} == {now, edits}
    for row, file, typed in ((first, now, "getan\n\nja"), (unchanged, earlier, "alt 2"), (edited, edits, "So ist es")):
        place = next(place for place in row["places"] if place["file"] == file)
        content = (office.workspace.root / file).read_bytes()
        found = load_workbook(io.BytesIO(content))[place["sheet"]]
        assert typed in {found[cell].value for cell in place["cells"]}
        assert place["sha256"] == sha256(content).hexdigest()


def test_classes_are_those_that_check_counts_and_the_report_prints(lipctl: Run, office: Office) -> None:
    found = {row["number"]: row["progress"] for row in rows(lipctl, office, "2013")}
    assert Counter(found.values()) == office.check(2013).counts
    view = view_of(office, 2013)
    assert found == {item.number: item.progress for item in view.measures()}


def test_what_is_written_as_xlsx_or_csv_is_read_back_to_the_same_values(lipctl: Run, office: Office) -> None:
    root = office.workspace.root
    assert lipctl("data", "2013", cwd=root).stdout == f"{Path('ausgabe/2013/Daten-2013.xlsx')}\n"
    assert lipctl("data", "2013", "-o", "daten.csv", cwd=root).returncode == 0
    heads, *body = sheet(root / "ausgabe/2013/Daten-2013.xlsx")
    assert lines(root / "daten.csv") == [heads, *([str(cell) for cell in row] for row in body)]
    keys = [column.key for column in COLUMNS if column.key not in {"title", "addenda"}]  # the plan has no titles
    assert len(heads) == len(set(heads)) == len(keys)
    by_key = [dict(zip(keys, row, strict=True)) for row in body]
    printed = rows(lipctl, office, "2013")
    for cells, row in zip(by_key, printed, strict=True):
        for key in ("year", "number", "part", "status", "planned_steps", "reasons", "summary", "contact_persons"):
            assert cells[key] == (row[key] or "")
        assert cells["file"].split("\n") == [place["file"] for place in row["places"]] or not row["places"]
    assert [cells["progress"] for cells in by_key][2:4] == ["unverändert gemeldet", "keine Rückmeldung"]
    assert by_key[-1]["edited"] == "Umsetzungsstand"


def test_an_entry_that_is_no_measure_leaves_no_trace(lipctl: Run, office: Office) -> None:
    for args in (["--format", "csv"], ["--format", "json"], ["--format", "csv", "--years", "2012-2013"]):
        printed = lipctl("data", *args, cwd=office.workspace.root).stdout
        assert "Kurz 10" in printed
        assert not [word for word in ("Geheim", "Spur", "168-9") if word in printed]


def test_no_cell_of_the_csv_begins_like_a_formula_and_every_text_comes_back(lipctl: Run, tmp_path: Path) -> None:
    signs = [*BEGINS_FORMULA[:-2], GUARD]
    numbers = range(1, len(signs) + 1)
    plan = "\n".join(["| Nummer | Dienststelle |", *(f"| 5-1-{number} | 18 |" for number in numbers)])
    told = [f'{sign}1+1;"x"⏎zwei' for sign in signs]
    rows = [f"| 5-1-{number} | {text} | weiter |" for number, text in zip(numbers, told, strict=True)]
    office = open_office(tmp_path / "amt", plan)
    office.answer(2013, "\n".join(["| Nummer | Stand | Schritte |", *rows]))
    root = office.workspace.root
    assert lipctl("data", "-o", "x.csv", cwd=root).returncode == 0
    assert lipctl("data", "-o", "x.xlsx", cwd=root).returncode == 0
    raw = (root / "x.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfJahr;Nummer;")
    assert raw.endswith(b"\r\n")
    assert [f';"{GUARD}{sign}1+1;""x""\nzwei";'.encode() in raw for sign in signs] == [True] * len(signs)
    column = [column.key for column in COLUMNS if column.key != "title"].index("status")
    for table in (lines(root / "x.csv"), sheet(root / "x.xlsx")):
        assert [row[column] for row in table[1:]] == [text.replace("⏎", "\n") for text in told]


def test_csv_and_json_go_to_stdout_and_nothing_is_written(lipctl: Run, office: Office) -> None:
    before = sorted(office.workspace.root.rglob("*"))
    done = lipctl("data", "2013", "--format", "CSV", cwd=office.workspace.root)
    assert done.stdout.startswith("\ufeffJahr;Nummer;Teil;Handlungsfeld: Nummer;")
    assert done.stderr.splitlines()[0] == "Berichtsjahr 2013"
    assert done.stderr.splitlines()[1] == "Handlungsansätze: 6, Zeilen: 7."
    assert "Was zu tun ist, sagt: lipctl check 2013" in done.stderr
    assert sorted(office.workspace.root.rglob("*")) == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("span", "years", "name"),
    [("2012-2013", [2012, 2013], "2012-2013"), ("2012–2012", [2012], "2012"), ("2000-2099", [2012, 2013], "2012-2013")],
)
def test_several_years_are_one_table(lipctl: Run, office: Office, span: str, years: list[int], name: str) -> None:
    found = rows(lipctl, office, "--years", span)
    assert sorted({row["year"] for row in found}) == years
    assert found == [row for year in years for row in rows(lipctl, office, str(year))]
    done = lipctl("data", "--years", span, cwd=office.workspace.root)
    assert Path(done.stdout.strip()) == Path(f"ausgabe/{years[-1]}/Daten-{name}.xlsx")


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--years", "2010"], 2, "„2010“ sind keine Jahre; erwartet wird z. B. 2010-2014."),
        (["--years", "2014-2010"], 2, "Meinten Sie 2010-2014?"),
        (["2013", "--years", "2012-2013"], 2, "nicht beides"),
        (["--years", "1990-1995"], 13, "Es gibt: 2012, 2013."),
        (["2011"], 13, "Für 2011 gibt es keinen Ordner"),
        (["-o", "x.csv", "--format", "json"], 2, "Der Name endet bei diesem Format auf .json: x.json."),
        (["-o", "daten.txt"], 2, "Der Name endet bei diesem Format auf .xlsx: daten.xlsx."),
        (["-o", "data/daten.xlsx"], 2, "„data“ gehört Ihnen; dorthin kommen keine Daten."),
        (["-o", "."], 2, "Bitte nennen Sie auch den Namen der Datei: daten.xlsx."),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    lipctl: Run, office: Office, args: list[str], code: int, said: str
) -> None:
    before = sorted(office.workspace.root.rglob("*"))
    done = lipctl("data", *args, cwd=office.workspace.root)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert sorted(office.workspace.root.rglob("*")) == before


def edited_in_excel(path: Path) -> None:
    book = load_workbook(path)
    book.active["A2"] = "von Hand"
    book.save(path)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["daten.xlsx", "daten.csv"])
def test_what_was_edited_by_hand_is_replaced_only_on_request_and_a_copy_stays(
    lipctl: Run, office: Office, name: str
) -> None:
    root = office.workspace.root
    assert lipctl("data", "-o", name, cwd=root).returncode == 0
    assert lipctl("data", "-o", name, cwd=root).returncode == 0
    if name.endswith(".xlsx"):
        edited_in_excel(root / name)
    else:
        (root / name).write_text("von Hand", encoding="utf-8")
    edited = (root / name).read_bytes()
    refused = lipctl("data", "-o", name, cwd=root)
    assert (refused.returncode, refused.stdout, (root / name).read_bytes()) == (15, "", edited)
    assert "Mit --force wird die Datei neu geschrieben" in refused.stderr
    assert lipctl("data", "-o", name, "--force", cwd=root).returncode == 0
    (copy,) = root.glob("daten (Stand *")
    assert copy.read_bytes() == edited
    assert (root / name).read_bytes() != edited


def test_a_workbook_that_nobody_touched_is_replaced_when_answers_come(lipctl: Run, office: Office) -> None:
    root = office.workspace.root
    path = root / "ausgabe" / "2013" / "Daten-2013.xlsx"
    lipctl("data", cwd=root)
    before = path.read_bytes()
    lipctl("data", cwd=root)
    assert path.read_bytes() == before
    office.answer(2013, NOW.replace("kein Geld", "kein Personal"))
    assert lipctl("data", cwd=root).returncode == 0
    assert "kein Personal" in {cell for row in sheet(path) for cell in row}


def test_contradicting_answers_are_marked(lipctl: Run, tmp_path: Path) -> None:
    office = open_office(tmp_path / "amt")
    for name, status in (("a", "ja"), ("b", "nein, gar nicht")):
        table = f"| Nummer | Stand | Schritte | Person |\n| 5-1-3 | {status} | weiter | Frau {name.upper() * 4} |"
        office.answer(2013, table, name=f"{name}.xlsx")
    (internal,), (public,) = rows(lipctl, office), rows(lipctl, office, "--public")
    assert (internal["contested"], public["contested"]) == (["status", "contact_persons"], ["status"])
    assert {"data/2013/ruecklauf/a.xlsx", "data/2013/ruecklauf/b.xlsx"} == {item["file"] for item in internal["places"]}
    assert len(public["places"]) == 2


def test_the_public_table_has_no_columns_about_persons_and_files(lipctl: Run, office: Office) -> None:
    root = office.workspace.root
    done = lipctl("data", "2013", "--public", cwd=root)
    heads, *body = sheet(root / done.stdout.strip())
    assert Path(done.stdout.strip()).name == "Daten-2013-oeffentlich.xlsx"
    assert not {"Kontakt: Person", "Datei", "Blatt", "Zellen", "Zuständig laut Rückmeldung"} & set(heads)
    contacts = {item.number: item.contact for item in view_of(office, 2013, Edition(public=True)).measures()}
    for row in (dict(zip(heads, cells, strict=True)) for cells in body):
        shown = contacts[row["Nummer"]]
        together = ", ".join(filter(None, (row["Kontakt: Dienststelle"], row["Kontakt: OE"])))
        assert (shown.lines if shown else ()) == ((together,) if together else ())


def test_what_gives_a_person_away_in_a_text_is_told_before_publishing(lipctl: Run, tmp_path: Path) -> None:
    office = open_office(tmp_path / "amt")
    office.answer(2013, "| Nummer | Stand | Schritte |\n| 5-1-3 | Frau Muster tat es | weiter |")
    done = lipctl("data", "--public", "-q", "--format", "json", cwd=office.workspace.root)
    assert "LIP326" in done.stderr
    assert "Bitte sehen Sie diese Stellen an, bevor Sie die Daten veröffentlichen." in done.stderr
    assert "LIP326" not in lipctl("data", "-q", "--format", "json", cwd=office.workspace.root).stderr


def test_a_plan_without_measures_gives_a_table_without_rows(lipctl: Run, tmp_path: Path) -> None:
    office = open_office(tmp_path / "amt", "| Nummer | Dienststelle | im Bericht |\n| 1 | 18 | nein |")
    office.workspace.responses(2013).mkdir(parents=True)
    done = lipctl("data", cwd=office.workspace.root)
    assert done.returncode == 0, done.stderr
    (heads,) = sheet(office.workspace.root / done.stdout.strip())
    assert len(heads) == len(COLUMNS)
    assert rows(lipctl, office) == []


def test_an_office_s_own_words_head_the_columns(lipctl: Run, tmp_path: Path) -> None:
    own = {"umsetzungsstand": "Was bisher geschah", "bereich": "Themenfeld", "teil": "Baustein"}
    office = open_office(tmp_path / "amt", labels=own)
    office.answer(2013, "| Nummer | Stand | Schritte |\n| 5-1-3 | getan | weiter |")
    (heads, row) = lines(written(lipctl, office, "x.csv"))
    assert [head in heads for head in (*own.values(), "Themenfeld: Nummer", "Umsetzungsstand")] == [True] * 4 + [False]
    assert row[heads.index("Einstufung")] == "„Was bisher geschah“ berichtet"


def written(lipctl: Run, office: Office, name: str) -> Path:
    """The table in a file of this name."""
    done = lipctl("data", "-o", name, cwd=office.workspace.root)
    assert done.returncode == 0, done.stderr
    return office.workspace.root / name
