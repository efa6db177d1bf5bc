"""A closed year stays as it was: its report byte for byte, its answers for later years, without any of its workbooks."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lipctl.closing.addenda import read_addenda
from lipctl.closing.file import FORMAT, VERSION, canonical, checksum_of, read_closing
from lipctl.commands import close as commands
from lipctl.commands.close import Correction, add_addendum, close_year
from lipctl.commands.edit import edit
from lipctl.commands.export_forms import export_forms, export_open_forms
from lipctl.commands.publish import publish
from lipctl.commands.report import Edition, write_report
from lipctl.commands.status import status
from lipctl.errors import FileAccessError, RoundError
from lipctl.judge.progress import Progress
from lipctl.workspace import Workspace
from lipctl.year import JudgedYear, collect_year
from support.command_line import run_lipctl
from support.edits import refresh, type_edits
from support.faults import KILLED, Fault, run
from support.rounds import AS_OF, Office, open_office
from support.tables import mostly_slow
from support.word import texts

TODAY = date(2014, 2, 1)
PLAN = """
| Nummer | Dienststelle | mehrere Teile | gültig bis | gültig ab | früher |
| 5-1-3 | 18 | | | | |
| 5-1-6 | 43 | 2 | | | |
| 5-1-7 | 43 | | 2013 | | |
| 5-1-8 | 43 | | | 2014 | 5-1-7 |
| 5-1-9 | 15 | | | | |
| 5-1-14 | | | | | |
"""
BEFORE = "| Nummer | Stand |\n| 5-1-3 | Zwölf Treffen. |\n| 5-1-9 | Begonnen. |"
ANSWERS = """
| Nummer | Teil | Stand | Schritte | unverändert | Person |
| 5-1-3 | | | | ja | |
| 5-1-6 | 1 | „Kurse“ mit B&E | – – – | | Frau Öztürk |
| 5-1-6 | 2 | Räume | weiter | | |
| 5-1-7 | | Läuft gut. | weiter | | |
"""


@pytest.fixture(scope="module")
def round_of_2013(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """2012 is over, in 2013 two of three departments have answered, and a text of each year is edited."""
    office = open_office(tmp_path_factory.mktemp("lip"), PLAN, deadline=date(2013, 12, 1))
    office.answer(2012, BEFORE)
    for department in ("18", "43"):
        office.answer(2013, ANSWERS, department=department)
    for year, key, text in (
        (2012, ("5-1-3", 1, "Stand"), "12 Treffen."),
        (2013, ("5-1-7", 1, "Stand"), "Es läuft gut."),
    ):
        refresh(office, year)
        type_edits(office, {key: text}, year=year)
    return office.workspace.root


@pytest.fixture
def office(round_of_2013: Path, tmp_path: Path) -> Office:
    return Office(Workspace(shutil.copytree(round_of_2013, tmp_path / "lip")))


def close(office: Office, year: int = 2013, **more: str) -> None:
    assert close_year(fresh(office), year, as_of=AS_OF, today=TODAY, **more).path


def fresh(office: Office) -> Workspace:
    return Workspace(office.workspace.root)


def report_of(office: Office, place: Path, *, day: date = AS_OF, **edition: bool) -> tuple[bytes, bytes]:
    made = write_report(
        fresh(office), 2013, as_of=day, edition=Edition(final=True, sources=True, **edition), output=place, force=True
    )
    assert made.path
    assert made.sources
    return made.path.read_bytes(), made.sources.read_bytes()


def without_workbooks(office: Office) -> None:
    """All that a closed year does without: responses, edits, the catalogue."""
    for year in (2012, 2013):
        shutil.rmtree(office.workspace.responses(year), ignore_errors=True)
        office.workspace.edits(year).unlink(missing_ok=True)


@pytest.mark.parametrize("public", mostly_slow([False, True]))
def test_the_report_of_a_closed_year_is_the_same_byte_for_byte(office: Office, tmp_path: Path, public: bool) -> None:
    before = report_of(office, tmp_path / "a.docx", public=public)
    close(office)
    without_workbooks(office)
    office.workspace.catalogue.unlink()
    settings = office.workspace.root / "lipctl.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("Teststadt", "Neustadt"), encoding="utf-8")
    assert report_of(office, tmp_path / "a.docx", day=date(2020, 1, 1), public=public) == before


def test_later_years_read_the_closed_one_and_need_no_older_workbook(office: Office, tmp_path: Path) -> None:
    def forms() -> dict[str, bytes]:
        written = export_forms(fresh(office), 2014, force=True).written
        return {form.path.name: form.path.read_bytes() for form in written}

    open_forms = forms()
    close(office)
    without_workbooks(office)
    assert forms() == open_forms
    office.answer(2014, "| Nummer | unverändert |\n| 5-1-3 | ja |\n| 5-1-8 | ja |")
    outcomes = {str(item.measure.number): item for item in collect_year(fresh(office), 2014, AS_OF).outcomes}
    assert outcomes["5-1-3"].progress is Progress.UNCHANGED
    assert outcomes["5-1-3"].earlier
    assert outcomes["5-1-3"].earlier.year == 2012
    assert outcomes["5-1-8"].earlier
    assert outcomes["5-1-8"].earlier.answer.parts[0].status == "Läuft gut."


def test_status_and_check_say_of_a_closed_year_what_they_said(office: Office) -> None:
    def said() -> tuple[object, ...]:
        checked = office.check(2013, AS_OF)
        return status(fresh(office), 2013, AS_OF), checked._replace(closed_on=None)

    before = said()
    close(office)
    without_workbooks(office)
    assert said() == before
    assert office.check(2013).closed_on == TODAY


def test_nothing_is_asked_worded_or_closed_again(office: Office) -> None:
    close(office)
    kept = office.workspace.closing(2013).read_bytes()
    for refused in (
        lambda: export_forms(fresh(office), 2013),
        lambda: export_open_forms(fresh(office), 2013, AS_OF),
        lambda: edit(fresh(office), 2013, AS_OF),
        lambda: close_year(fresh(office), 2013, as_of=AS_OF, today=TODAY),
    ):
        with pytest.raises(RoundError, match=r"2013 ist (schon )?abgeschlossen"):
            refused()
    for sending in (["remind"], ["export-forms"], ["export-forms", "--open"]):
        said = run_lipctl(*sending, "2013", "--send", cwd=office.workspace.root).stderr
        assert "2013 ist abgeschlossen" in said, "that comes before what else is missing for sending"
    assert office.workspace.closing(2013).read_bytes() == kept


def test_what_spoils_a_final_report_closes_only_with_a_reason(office: Office) -> None:
    office.receive(2013, "kaputt.xlsx", b"nichts")
    refused = close_year(fresh(office), 2013, as_of=AS_OF, today=TODAY)
    assert refused.path is None
    assert [item.code for item in refused.obstacles] == ["LIP225"]
    assert not office.workspace.closing(2013).exists()
    close(office, reason="Die Datei ist leer.")
    assert office.check(2013).reason == "Die Datei ist leer."
    assert write_report(fresh(office), 2013, as_of=AS_OF, edition=Edition(final=True)).path


def test_what_is_open_in_excel_is_not_closed(office: Office) -> None:
    lock = office.workspace.edits(2013).with_name("~$redaktion.xlsx")
    lock.write_bytes(b"x")
    with pytest.raises(FileAccessError, match="geöffnet"):
        close_year(fresh(office), 2013, as_of=AS_OF, today=TODAY)
    assert not office.workspace.closing(2013).exists()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda _: b"", "ist beschädigt"),
        (lambda content: content[: len(content) // 2], "ist beschädigt"),
        (lambda content: content.replace(b"Kurse", b"Kuren"), "seit dem Abschluss verändert"),
        (lambda content: resealed(content, year=2012), "gehört zum Jahr 2012"),
        (lambda content: resealed(content, version=VERSION + 1), "Fassung 2"),
        (lambda content: resealed(content, format="anderes"), "kein Abschluss"),
        (lambda content: resealed(content, plan=[]), "ist beschädigt"),
        (
            lambda content: resealed(content, settings="[neu]\n"),
            "Die Einstellungen in .* kann diese lipctl nicht lesen",
        ),
    ],
)
def test_a_damaged_or_edited_file_is_a_clear_error(office: Office, damage: Callable[[bytes], bytes], said: str) -> None:
    close(office)
    path = office.workspace.closing(2013)
    path.write_bytes(damage(path.read_bytes()))
    for year in (2013, 2014):
        with pytest.raises(RoundError, match=said) as refused:
            export_forms(fresh(office), year) if year == 2014 else collect_year(fresh(office), year, AS_OF)
        assert refused.value.tip


def resealed(content: bytes, **changes: object) -> bytes:
    """The file as somebody might forge it: with a checksum that holds."""
    changed = json.loads(content) | changes
    changed.pop("checksum")
    return canonical(changed | {"checksum": checksum_of(changed)})


def test_the_file_of_each_format_version_is_read(tmp_path: Path) -> None:
    """Never made anew: these files are what offices have."""
    office = open_office(tmp_path)
    kept = Path(__file__).parents[1] / "support" / "closed"
    versions = {int(path.stem.rpartition("-")[2]): path for path in kept.glob("abschluss-*.json")}
    assert set(versions) == set(range(1, VERSION + 1))
    office.workspace.closing(2013).parent.mkdir()
    for path in versions.values():
        shutil.copy(path, office.workspace.closing(2013))
        closing = read_closing(office.workspace, 2013)
        assert closing
        assert json.loads(path.read_bytes())["format"] == FORMAT
        data = collect_year(office.workspace, 2013, AS_OF)
        assert [(str(item.measure.number), item.progress) for item in data.outcomes] == [
            ("5-1-3", Progress.UNCHANGED), ("5-1-6", Progress.REPORTED), ("5-1-7", Progress.REPORTED),
            ("5-1-9", Progress.NO_RESPONSE), ("5-1-14", Progress.NOT_ASKED),
        ]  # fmt: skip
        assert write_report(office.workspace, 2013, as_of=AS_OF).path


def correction(
    number: str = "5-1-6", field: str = "umsetzungsstand", part: int = 2, text: str = "Vier Räume."
) -> Correction:
    return Correction(number, field, part, text, "Zahl fehlte")


def test_an_addendum_is_kept_once_and_in_order(office: Office) -> None:
    with pytest.raises(RoundError, match="nicht abgeschlossen"):
        add_addendum(fresh(office), 2013, correction(), TODAY)
    close(office)
    first = add_addendum(fresh(office), 2013, correction(), TODAY)
    second = add_addendum(fresh(office), 2013, correction("5-1-9", "Gründe", 1, "Niemand da.\nEcht."), TODAY)
    add_addendum(fresh(office), 2013, correction(), TODAY)
    assert read_addenda(fresh(office), 2013).items == (first, second)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (correction("5-1-99"), "steht nicht im Bericht"),
        (correction("–"), "steht nicht im Bericht"),
        (correction(field="farbe"), "gibt es keinen Nachtrag"),
        (correction(part=3), "hat 2013 keinen Teil 3"),
        (correction(text=" \n"), "braucht einen Text"),
    ],
)
def test_an_addendum_to_nothing_is_refused(office: Office, wrong: Correction, said: str) -> None:
    close(office)
    with pytest.raises(RoundError, match=said):
        add_addendum(fresh(office), 2013, wrong, TODAY)
    assert not office.workspace.addenda(2013).exists()


def test_a_clock_that_was_set_back_dates_nothing_that_stays(office: Office) -> None:
    with pytest.raises(RoundError, match=r"Am 31\.12\.2012 war das Jahr 2013 noch nicht begonnen"):
        close_year(fresh(office), 2013, as_of=date(2012, 12, 31), today=TODAY)
    close(office)
    add_addendum(fresh(office), 2013, correction(), TODAY.replace(day=3))
    for day, said in ((TODAY.replace(year=2013), "nicht abgeschlossen"), (TODAY, "ein Nachtrag von später")):
        with pytest.raises(RoundError, match=said) as refused:
            add_addendum(fresh(office), 2013, correction(text="Fünf Räume."), day)
        assert refused.value.tip
    assert len(read_addenda(fresh(office), 2013).items) == 1


def test_an_edited_addendum_is_an_error_and_a_torn_one_is_told(office: Office) -> None:
    close(office)
    path = office.workspace.addenda(2013)
    path.write_bytes(b'{"day": "2014-0')
    kept = add_addendum(fresh(office), 2013, correction(), TODAY)
    assert read_addenda(fresh(office), 2013) == ((kept,), (1,))
    assert "LIP284" in office.codes(2013)
    path.write_bytes(path.read_bytes().replace(b"Vier", b"Drei"))
    with pytest.raises(RoundError, match=r"Zeile 2 .* von Hand verändert"):
        read_addenda(fresh(office), 2013)


def test_an_addendum_of_a_newer_lipctl_is_told(office: Office) -> None:
    close(office)
    content = {
        "day": "2014-02-01",
        "number": "5-1-6",
        "field": {"part": 1, "question": "neu"},
        "text": "x",
        "reason": "r",
    }
    line = json.dumps(content | {"checksum": checksum_of(content)})
    office.workspace.addenda(2013).write_text(line, encoding="utf-8")
    with pytest.raises(RoundError, match=r"Nachtrag in Zeile 1 .* kann diese lipctl nicht lesen"):
        read_addenda(fresh(office), 2013)


def test_addenda_without_their_closing_are_told(office: Office) -> None:
    close(office)
    add_addendum(fresh(office), 2013, correction(), TODAY)
    office.workspace.closing(2013).unlink()
    without_workbooks(office)
    for reading in (
        lambda: collect_year(fresh(office), 2013, AS_OF),
        lambda: export_forms(fresh(office), 2014),
        lambda: close_year(fresh(office), 2013, as_of=AS_OF, today=TODAY),
    ):
        with pytest.raises(RoundError, match="fehlt, obwohl es Nachträge zu 2013 gibt"):
            reading()


# Bad cases


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="processes are forked here")
@pytest.mark.parametrize(
    "fault", [Fault("disk full", "write", 1), Fault("killed before", "fsync", 1), Fault("killed before", "chmod", 1)]
)
def test_after_a_fault_the_year_is_open_and_closes_at_the_next_try(office: Office, fault: Fault) -> None:
    before = {path: path.read_bytes() for path in office.workspace.root.rglob("*") if path.is_file()}
    command = ["close", "2013", "--as-of", "2014-01-15"]
    code, _ = run(office.workspace.root, command, fault)
    assert code == (FileAccessError.exit_code if fault.kind == "disk full" else KILLED)
    assert not office.workspace.is_closed(2013)
    assert {path: path.read_bytes() for path in before} == before
    assert run(office.workspace.root, command)[0] == 0
    assert office.check(2013).closed_on


@pytest.mark.slow
def test_two_at_once_close_it_once_and_lose_no_addendum(office: Office) -> None:
    def at_once(*commands: list[str]) -> list[int]:
        running = [
            subprocess.Popen(
                [sys.executable, "-m", "lipctl", *command], cwd=office.workspace.root, stderr=subprocess.DEVNULL
            )
            for command in commands
        ]
        return sorted(each.wait(120) for each in running)

    assert at_once(*[["close", "2013", "--as-of", "2014-01-15"]] * 2) == [0, RoundError.exit_code]
    (office.workspace.root / "n.txt").write_text("Neu.", encoding="utf-8")
    rest = ["--field", "gruende", "--text-file", "n.txt", "--reason", "r"]
    assert at_once(*(["close", "2013", "--addendum", number, *rest] for number in ("5-1-3", "5-1-9"))) == [0, 0]
    assert {str(each.number) for each in read_addenda(fresh(office), 2013).items} == {"5-1-3", "5-1-9"}


def test_a_file_that_comes_while_the_year_is_being_closed_stops_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reading(workspace: Workspace, year: int, as_of: date) -> JudgedYear:
        office.receive(2013, "spät.xlsx", b"neu")
        return collect_year(workspace, year, as_of)

    monkeypatch.setattr(commands, "collect_year", reading)
    with pytest.raises(RoundError, match="hat sich im Ordner von 2013 etwas geändert"):
        close_year(fresh(office), 2013, as_of=AS_OF, today=TODAY, reason="Versuch")
    assert not office.workspace.is_closed(2013)


def test_a_department_that_is_gone_and_a_measure_that_moved_stay_what_they_were(office: Office, tmp_path: Path) -> None:
    """5-1-6 moved to 15 while the forms were out; after the closing, 43 leaves the catalogue."""
    moved = PLAN.replace("| 5-1-6 | 43 |", "| 5-1-6 | 15 |")
    open_office(office.workspace.root, moved, deadline=date(2013, 12, 1))
    before = report_of(office, tmp_path / "a.docx")
    close(office)
    without = moved.replace("| 43 |", "| 15 |")
    open_office(office.workspace.root, without, deadline=date(2013, 12, 1))
    without_workbooks(office)
    assert report_of(office, tmp_path / "a.docx") == before
    assert {row.department.id for row in status(fresh(office), 2013, AS_OF).rows} == {"15", "18", "43"}
    answers = {str(item.measure.number): item for item in collect_year(fresh(office), 2013, AS_OF).outcomes}
    assert answers["5-1-6"].measure.department == "15"
    assert answers["5-1-6"].answer.departments == {"43"}
    forms = {form.department.id: len(form.form.entries) for form in export_forms(fresh(office), 2014).written}
    assert forms == {"15": 3, "18": 1}
    assert "LIP283" in office.codes(2013, "5-1-7")


@pytest.mark.parametrize("public", [False, True])
def test_an_addendum_stands_below_the_text_that_it_corrects_and_changes_no_count(office: Office, public: bool) -> None:
    close(office)
    before = write_report(fresh(office), 2013, as_of=AS_OF).counts
    for each in (
        correction(),
        correction("5-1-9", "gruende", 1, "Niemand da."),
        correction("5-1-6", "kontakt", 1, "Herr Neu"),
    ):
        add_addendum(fresh(office), 2013, each, TODAY)
    made = write_report(fresh(office), 2013, as_of=AS_OF, edition=Edition(public=public))
    assert made.path
    assert made.counts == before
    printed = texts(made.path.read_bytes())
    reason = "" if public else " (Zahl fehlte)"
    assert printed[printed.index("Räume") + 1] == f"Nachtrag vom 01.02.2014{reason}: Vier Räume."
    assert f"Nachtrag vom 01.02.2014{reason}: Niemand da." in printed
    assert any("Herr Neu" in text for text in printed) is not public
    pages = publish(fresh(office), 2013, as_of=AS_OF, with_contacts=not public).folder
    assert pages
    published = "".join(page.read_text(encoding="utf-8") for page in pages.glob("*.html"))
    assert "Vier Räume." in published
    assert ("Herr Neu" in published) is not public
    assert "Zahl fehlte" not in published
    rows = json.loads((pages / "daten-2013.json").read_text(encoding="utf-8"))["rows"]
    row = next(row for row in rows if (row["number"], row["part"]) == ("5-1-6", 2))
    added = [each["text"] for each in row["addenda"]]
    assert (row["status"], added[0]) == ("Räume", "Nachtrag vom 01.02.2014: Vier Räume.")
    assert [each for each in added if "Herr Neu" in each] == ([] if public else added[1:])
    office.send_forms(2014)
    form = load_workbook(BytesIO(office.send_forms(2014)["43"]))
    assert any("Räume\n\nNachtrag vom 01.02.2014" in str(cell.value) for sheet in form for row in sheet for cell in row)
