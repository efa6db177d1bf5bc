"""``lipctl status``: every number counted again, from what ``check`` prints and from the files themselves."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from lipctl.commands.export_forms import export_forms, export_open_forms
from lipctl.commands.status import status
from lipctl.errors import OutputChangedError
from lipctl.report.summary import build_responses
from lipctl.workspace import Workspace
from lipctl.year import collect_year
from support.command_line import Run
from support.excel_typing import dated
from support.mails import File, thunderbird
from support.rounds import Office, open_office
from support.tables import mostly_slow

PLAN = """
| Nummer | Dienststelle |
| 1-1    | 15           |
| 1-2    | 15           |
| 1-3    | 18           |
| 1-4    | 41           |
| 1-5    | 43           |
| 1-6    |              |
"""
DEADLINE, AS_OF = date(2013, 3, 31), date(2013, 4, 10)
WRITTEN, ASKED_AGAIN = date(2013, 2, 1), date(2013, 4, 2)


def saved_on(office: Office, department: str, day: str) -> bytes:
    """The form of a department as it was last saved on that day, taken away from the folder."""
    path = office.workspace.responses(2013) / f"{department}.xlsx"
    content = dated(path.read_bytes(), f"{day}T09:00:00Z")
    path.unlink()
    return content


@pytest.fixture(scope="module")
def in_april(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """15 answered on time and half, 18 late by mail, 41 not at all; 43 sent back an empty form; a strange file lies about."""
    office = open_office(tmp_path_factory.mktemp("status") / "amt", PLAN, deadline=DEADLINE)
    export_forms(office.workspace, 2013, today=WRITTEN)
    office.answer(2013, "| Nummer | Stand | Schritte |\n| 1-1 | getan | – |", department="15")
    office.answer(2013, "| Nummer | Stand | Schritte |\n| 1-3 | getan | – |", department="18")
    office.answer(2013, "| Nummer | Stand |\n| 1-9 | x |", department="43")
    office.receive(2013, "15.xlsx", saved_on(office, "15", "2013-03-31"))
    form = File("Antwort.xlsx", saved_on(office, "18", "2013-03-30"))
    office.receive(2013, "18.eml", thunderbird(form, date="Mon, 1 Apr 2013 10:15:00 +0100"))
    office.receive(2013, "43.xlsx", saved_on(office, "43", "2013-03-01"))
    office.receive(2013, "fremd.xlsx", b"PK\x05\x06" + b"\0" * 18)
    return office.workspace.root


@pytest.fixture
def office(in_april: Path, tmp_path: Path) -> Office:
    """The round in April, for one test to do with as it likes."""
    return Office(Workspace(shutil.copytree(in_april, tmp_path / "amt")))


def printed(lipctl: Run, office: Office, command: str, *args: str) -> dict[str, Any]:
    done = lipctl(
        command, "2013", "--as-of", str(AS_OF), "--format", "json", *args, cwd=office.workspace.root
    )  # fmt: skip
    assert done.returncode in {0, 1}, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_each_department_has_its_row(lipctl: Run, office: Office) -> None:
    rows = {row["id"]: row for row in printed(lipctl, office, "status")["departments"]}
    folder = "data/2013/ruecklauf"
    assert list(rows) == ["15", "18", "41", "43"]
    assert {key: (row["asked"], row["complete"], row["responded"]) for key, row in rows.items()} == {
        "15": (2, 1, True),
        "18": (1, 1, True),
        "41": (1, 0, False),
        "43": (1, 0, True),
    }
    assert {key: (row["received"], row["on_time"], row["days_late"]) for key, row in rows.items()} == {
        "15": ("2013-03-31", True, 0),
        "18": ("2013-04-01", False, 1),
        "41": (None, False, 10),
        "43": ("2013-03-01", True, 0),
    }
    assert rows["15"]["files"] == [{"file": f"{folder}/15.xlsx", "day": "2013-03-31", "day_of": "file"}]
    assert rows["18"]["files"] == [
        {"file": f"{folder}/18.eml › Antwort.xlsx", "day": "2013-04-01", "day_of": "mail"}
    ]  # fmt: skip
    assert rows["41"]["files"] == []
    assert {row["form_written"] for row in rows.values()} == {"2013-02-01"}


@pytest.mark.parametrize("only", [(), ("--department", "15"), ("--department", "41", "--department", "18")])
def test_every_number_is_that_of_check(lipctl: Run, office: Office, only: tuple[str, ...]) -> None:
    status, check = printed(lipctl, office, "status", *only), printed(lipctl, office, "check", *only)
    rows, totals, classes = status["departments"], status["totals"], check["totals"]
    errors = [item for item in check["findings"] if item["severity"] == "error"]
    points = Counter(item["department"] for item in errors)
    assert {row["id"]: row["open_points"] for row in rows} == {row["id"]: points[row["id"]] for row in rows}
    assert totals["open_points"] == len(errors)
    assert totals["open_points_without_department"] == points[None]
    assert totals["asked"] + totals["measures_without_department"] * (not only) == classes["total"]
    assert totals["complete"] == classes["reported"] + classes["reason_given"] + classes["unchanged"]
    silent = {item["department"] for item in errors if item["code"] == "LIP302"}
    assert {row["id"] for row in rows if not row["responded"]} == silent
    for key in ("asked", "complete"):
        assert totals[key] == sum(row[key] for row in rows)
    assert totals["departments"] == len(rows)
    assert totals["responded"] == len(rows) - len(silent)
    assert totals["response_rate"] == pytest.approx(totals["responded"] / len(rows), abs=1e-4)
    assert totals["on_time"] == sum(row["received"] is not None and row["received"] <= "2013-03-31" for row in rows)
    assert totals["on_time_rate"] == pytest.approx(totals["on_time"] / len(rows), abs=1e-4)


def test_every_file_of_the_folder_is_somebody_s_or_named(lipctl: Run, office: Office) -> None:
    status = printed(lipctl, office, "status")
    named = {file["file"].partition(" › ")[0] for row in status["departments"] for file in row["files"]}
    folder = office.workspace.responses(2013)
    assert named | set(status["other_files"]) == {f"data/2013/ruecklauf/{path.name}" for path in folder.iterdir()}
    assert status["other_files"] == ["data/2013/ruecklauf/fremd.xlsx"]


def test_before_the_deadline_nobody_is_late_and_without_one_nobody_can_be(lipctl: Run, office: Office) -> None:
    args = ("status", "2013", "--format", "json")
    early = json.loads(lipctl(*args, "--as-of", "2013-03-20", cwd=office.workspace.root).stdout)
    row = next(row for row in early["departments"] if row["id"] == "41")
    assert (row["on_time"], row["days_late"]) == (None, 0)
    settings = office.workspace.root / "lipctl.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("2013 = 2013-03-31", ""), encoding="utf-8")
    free = printed(lipctl, office, "status")
    assert free["deadline"] is free["totals"]["on_time"] is free["totals"]["on_time_rate"] is None
    assert {(row["on_time"], row["days_late"]) for row in free["departments"]} == {(None, None)}


def test_the_record_grows_by_a_line_for_each_form(office: Office) -> None:
    export_open_forms(office.workspace, 2013, ASKED_AGAIN, ["41"])
    lines = office.workspace.dispatch(2013).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [
        *(
            {
                "day": "2013-02-01",
                "event": "form_written",
                "department": department,
                "file": f"ausgabe/2013/formulare/Formular-2013-{department}.xlsx",
            }
            for department in ("15", "18", "41", "43")
        ),
        {
            "day": "2013-04-02",
            "event": "follow_up_written",
            "department": "41",
            "file": "ausgabe/2013/nachforderung/Nachforderung-2013-41-1.xlsx",
        },
    ]


@pytest.mark.parametrize("torn", mostly_slow([b'{"day": "2013-0', b"\0\0\0", b'{"day": 7}', b"[]", b'"\xc3']))
def test_a_torn_last_line_is_told_and_does_no_harm(lipctl: Run, office: Office, torn: bytes) -> None:
    record = office.workspace.dispatch(2013)
    with record.open("ab") as stream:
        stream.write(torn)
    export_open_forms(office.workspace, 2013, ASKED_AGAIN, ["41"])
    done = lipctl("status", "2013", "--as-of", str(AS_OF), cwd=office.workspace.root)
    assert done.returncode == 0
    assert done.stderr.count("Warnung: Zeile 5 in data/2013/versand.jsonl lässt sich nicht lesen") == 1
    status = printed(lipctl, office, "status")
    assert status["damaged_lines"] == [5]
    row = next(row for row in status["departments"] if row["id"] == "41")
    assert (row["form_written"], row["follow_up_written"]) == ("2013-02-01", "2013-04-02")


def test_what_a_later_version_notes_is_passed_over(lipctl: Run, office: Office) -> None:
    with office.workspace.dispatch(2013).open("a", encoding="utf-8") as stream:
        stream.write('{"day": "2013-03-01", "event": "sent", "department": "41", "file": "x.eml", "to": "a"}\n')
    status = printed(lipctl, office, "status")
    assert status["damaged_lines"] == []
    assert {row["form_written"] for row in status["departments"]} == {"2013-02-01"}


def test_a_round_from_before_the_record_has_no_days_of_forms(lipctl: Run, office: Office) -> None:
    office.workspace.dispatch(2013).unlink()
    status = printed(lipctl, office, "status")
    assert {row["form_written"] for row in status["departments"]} == {None}


def test_the_table_fits_into_80_columns_and_has_no_colours_in_a_file(lipctl: Run, office: Office) -> None:
    done = lipctl("status", "2013", "--as-of", str(AS_OF), cwd=office.workspace.root)
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "Fachbereich 15 ██░░░ 1/2 1 01.02.2013 31.03.2013 pünktlich" in lines
    assert "Fachbereich 18 █████ 1/1 0 01.02.2013 01.04.2013 +1 Tag" in lines
    assert "Fachbereich 41 ░░░░░ 0/1 2 01.02.2013 fehlt +10 Tage" in lines
    assert "Rücklauf: 3 von 4 Dienststellen (75 %)." in lines
    assert "Pünktlich: 2 von 4 (50 %). Frist 31.03.2013, Stichtag 10.04.2013." in lines
    assert "18.eml › Antwort.xlsx – 01.04.2013 (Eingang der Mail)" in lines
    coloured = lipctl("status", "2013", cwd=office.workspace.root, env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b[32m" in coloured


def test_the_report_s_table_of_responses_says_the_same_days_late(office: Office) -> None:
    data = collect_year(office.workspace, 2013, AS_OF)
    names = {key: department.name for key, department in data.plan.departments.items()}
    table = build_responses(data.outcomes, names, data.basis.files.values(), data.basis.deadline)
    ledger = {row.department.id: row.days_late for row in status(office.workspace, 2013, AS_OF).rows if row.received}
    assert {row.id: row.days_late for row in table.rows if row.files} == {key: ledger[key] for key in ("15", "18")}
    assert {row.id: row.days_late for row in table.rows}["18"] == 1


def test_where_bars_cannot_be_shown_signs_stand_for_them(lipctl: Run, office: Office) -> None:
    done = lipctl("status", "2013", cwd=office.workspace.root, encoding="cp1252")
    assert "##... 1/2" in done.stdout


def test_the_workbook_says_the_same(lipctl: Run, office: Office, tmp_path: Path) -> None:
    path = tmp_path / "stand.xlsx"
    done = lipctl("status", "2013", "--as-of", str(AS_OF), "--xlsx", str(path), cwd=office.workspace.root)
    assert done.returncode == 0, done.stderr
    sheet = load_workbook(path)["Stand"]
    heads = next(row for row in sheet.iter_rows() if row[0].value == "Kennung")
    rows = list(sheet.iter_rows(min_row=heads[0].row + 1, values_only=True))
    status = printed(lipctl, office, "status")["departments"]
    assert [row[:4] for row in rows] == [(row["id"], row["name"], row["asked"], row["complete"]) for row in status]
    assert [row[4] for row in rows] == [row["complete"] / row["asked"] for row in status]
    assert [row[5] for row in rows] == [row["open_points"] for row in status]
    assert [row[9].date().isoformat() if row[9] else None for row in rows] == [row["received"] for row in status]
    assert [row[10] for row in rows] == ["pünktlich", "+1 Tag", "+10 Tage", "pünktlich"]
    assert sheet.auto_filter.ref == f"A{heads[0].row}:M{heads[0].row + 4}"
    assert sheet.freeze_panes == f"C{heads[0].row + 1}"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.print_title_rows == f"${heads[0].row}:${heads[0].row}"


def test_a_workbook_with_somebody_s_notes_is_not_replaced_unasked(lipctl: Run, office: Office) -> None:
    root = office.workspace.root
    path = root / "stand.xlsx"
    for _ in range(2):  # one that nobody touched is written anew
        assert lipctl("status", "2013", "--xlsx", "stand.xlsx", cwd=root).returncode == 0
    book = load_workbook(path)
    book["Stand"]["L8"] = "ruft am Montag an"
    book.save(path)
    notes = path.read_bytes()
    refused = lipctl("status", "2013", "--as-of", "2013-05-01", "--xlsx", "stand.xlsx", cwd=root)
    assert (refused.returncode, refused.stdout) == (OutputChangedError.exit_code, "")
    assert path.read_bytes() == notes
    done = lipctl("status", "2013", "--as-of", "2013-05-01", "--xlsx", "stand.xlsx", "--force", cwd=root)
    assert done.returncode == 0
    assert path.read_bytes() != notes
    assert [copy.read_bytes() for copy in root.glob("stand (Stand *).xlsx")] == [notes]


@pytest.mark.parametrize("place", ["data/2013/ruecklauf/stand.xlsx", "stand.docx", "data", "stand"])
def test_a_workbook_goes_nowhere_where_it_does_not_belong(lipctl: Run, office: Office, place: str) -> None:
    done = lipctl("status", "2013", "--xlsx", place, cwd=office.workspace.root)
    assert (done.returncode, done.stdout) == (2, "")


def test_names_of_one_long_word_fit_too(lipctl: Run, office: Office) -> None:
    book = load_workbook(office.workspace.catalogue)
    for row in book["Dienststellen"].iter_rows(min_row=2):
        for cell in row:
            if str(cell.value).startswith("Fachbereich"):
                cell.value = f"Wirtschaftsförderungsgesellschaft-{cell.value.removeprefix('Fachbereich ')}"
    book.save(office.workspace.catalogue)
    done = lipctl("status", "2013", "--as-of", "2016-01-01", cwd=office.workspace.root)
    assert "Wirtschaftsförderungsgesellschaft-15 (15)" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
