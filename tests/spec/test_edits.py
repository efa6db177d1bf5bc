"""Edits are not lost: what the coordinator words anew in ``redaktion.xlsx``, through real files."""

from __future__ import annotations

import re
import shutil
import zlib
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from lipctl.commands.report import Edition, write_report
from lipctl.edits import wording as words
from lipctl.edits.columns import EDIT, FORMER, HEADS, REMARK, REVISION, SEEN, STATE, TEXT
from lipctl.errors import FileAccessError, OutputChangedError
from lipctl.files import zip_reproducibly
from lipctl.judge.progress import Progress
from lipctl.workspace import Workspace
from support.edits import cell_of, column_of, opened, printed, refresh, refused, row_of, shown, type_edits
from support.rounds import AS_OF, Office, open_office
from support.tables import mostly_slow
from support.views import view_of

pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")
"""openpyxl knows no print area of whole columns, as Excel writes it."""

STATUS, STEPS = ("5-1-3", 1, "Stand"), ("5-1-3", 1, "Schritte")
ANSWER = "| Nummer | Stand | Schritte |\n| 5-1-3 | netzwerk tagt | weiter so |"
CHANGED = "| Nummer | Stand | Schritte |\n| 5-1-3 | Netzwerk ruht | weiter so |"
WITHDRAWN = "| Nummer | Stand | Gründe |\n| 5-1-3 | | kein Geld |"
MINE = "Das Netzwerk tagt."


@pytest.fixture(scope="module")
def edited_once(tmp_path_factory):
    office = open_office(tmp_path_factory.mktemp("office"))
    office.answer(2013, ANSWER)
    refresh(office)
    return office.workspace.root


@pytest.fixture
def office(edited_once, tmp_path):
    """A round that was answered, with its ``redaktion.xlsx``."""
    return Office(Workspace(shutil.copytree(edited_once, tmp_path, dirs_exist_ok=True)))


@pytest.mark.parametrize(
    ("typed", "then", "in_print", "codes", "state"),
    mostly_slow(
        [
            # what was typed, what the department says later, what is printed, what check says, the state shown
            (None, ANSWER, {"netzwerk tagt"}, [], words.PRINTED),
            (MINE, ANSWER, {MINE}, [], words.EDITED),
            (MINE, CHANGED, {MINE}, ["LIP402"], words.LOOK),
            (MINE, WITHDRAWN, set(), ["LIP403"], words.NOT_PRINTED),
            ("   ", ANSWER, {"netzwerk tagt"}, [], words.PRINTED),
            (f"  {MINE}\n", ANSWER, {MINE}, [], words.EDITED),
            ("– – –", ANSWER, {"– – –"}, [], words.EDITED),
            ("=1+1", ANSWER, {"=1+1"}, [], words.EDITED),
            (None, CHANGED, {"Netzwerk ruht"}, [], words.PRINTED),
            ("Netzwerk ruht", CHANGED, {"Netzwerk ruht"}, [], words.EDITED),
        ],
        always=4,
    ),
)
def test_what_is_printed_and_what_is_reported(office, typed, then, in_print, codes, state):
    type_edits(office, {STATUS: typed})
    office.answer(2013, then)
    assert [code for code in office.codes(2013, "5-1-3") if code.startswith("LIP4")] == codes
    paragraphs = printed(office)
    assert {"netzwerk tagt", "Netzwerk ruht", MINE, "– – –", "=1+1"} & set(paragraphs) == in_print
    refresh(office)
    assert shown(office, STATUS, STATE) == state
    assert [code for code in office.codes(2013, "5-1-3") if code.startswith("LIP4")] == codes
    assert printed(office) == paragraphs
    assert (shown(office, STATUS, EDIT) or None) == typed


def test_both_versions_stand_in_the_finding_and_side_by_side_in_the_workbook(office):
    type_edits(office, {STATUS: MINE})
    office.answer(2013, CHANGED)
    (look,) = [item for item in office.findings(2013) if item.code == "LIP402"]
    assert all(f"„{text}“" in look.message for text in (MINE, "netzwerk tagt", "Netzwerk ruht"))
    assert look.department == "18"
    assert [place.file for place in look.places] == ["data/2013/redaktion.xlsx", "data/2013/ruecklauf/18.xlsx"]
    refresh(office)
    row = [shown(office, STATUS, head) for head in (TEXT, EDIT, FORMER, REVISION)]
    assert row == ["Netzwerk ruht", MINE, "netzwerk tagt", "2"]


@pytest.mark.parametrize(
    ("head", "typed"),
    [(EDIT, "Das Netzwerk ruht."), (EDIT, None), (SEEN, "2")],
    ids=["reworded", "deleted", "confirmed"],
)
def test_an_edit_is_looked_at_again_by_rewording_deleting_or_confirming_it(office, head, typed):
    type_edits(office, {STATUS: MINE})
    office.answer(2013, CHANGED)
    refresh(office)
    type_edits(office, {STATUS: typed}, head=head)
    assert "LIP402" not in office.codes(2013)
    refresh(office)
    assert "LIP402" not in office.codes(2013)
    assert shown(office, STATUS, FORMER) == ""
    office.answer(2013, ANSWER.replace("netzwerk tagt", "Netzwerk tagt wieder"))
    still_there = head == SEEN or typed
    assert ("LIP402" in office.codes(2013)) == bool(still_there), "a confirmation is for one version only"


def test_a_department_that_returns_to_its_words_settles_it(office):
    type_edits(office, {STATUS: MINE})
    office.answer(2013, CHANGED)
    refresh(office)
    office.answer(2013, ANSWER)
    assert "LIP402" not in office.codes(2013)
    refresh(office)
    assert (shown(office, STATUS, STATE), shown(office, STATUS, FORMER)) == (words.EDITED, "")


def test_an_edit_written_before_there_was_an_answer_is_to_be_looked_at(tmp_path):
    office = open_office(tmp_path)
    office.send_forms(2013)
    refresh(office)
    type_edits(office, {STATUS: MINE})
    assert "LIP403" in office.codes(2013)
    office.answer(2013, ANSWER)
    assert "LIP402" in office.codes(2013)
    refresh(office)
    assert (shown(office, STATUS, STATE), shown(office, STATUS, FORMER)) == (words.LOOK, words.BEFORE_THE_ANSWER)


def test_an_edit_never_changes_what_a_measure_counts_as(office):
    before = office.check(2013).counts
    type_edits(office, {STATUS: "– – –"})
    assert office.check(2013).counts == before == {Progress.REPORTED: 1}


def test_an_edit_of_a_measure_that_is_gone_stays_and_is_reported(office, tmp_path):
    type_edits(office, {STATUS: MINE})
    open_office(tmp_path, "| Nummer | Dienststelle |\n| 7 | 18 |")
    assert "LIP403" in office.codes(2013, "5-1-3")
    refresh(office)
    assert shown(office, STATUS, EDIT) == MINE
    assert shown(office, STATUS, STATE) == words.NOT_PRINTED
    assert row_of(opened(office), ("7", 1, "Stand"))


def test_an_edit_settles_what_is_printed_but_not_which_answer_is_right(office):
    office.answer(2013, CHANGED, name="zweite.xlsx")
    refresh(office)
    type_edits(office, {STATUS: MINE})
    assert office.codes(2013, "5-1-3") == ["LIP401"]
    assert MINE in printed(office)
    assert write_report(office.workspace, 2013, as_of=AS_OF, edition=Edition(final=True)).path is None


def test_an_earlier_answer_is_printed_again_as_its_year_printed_it(office):
    type_edits(office, {STATUS: MINE})
    office.answer(2014, "| Nummer | unverändert |\n| 5-1-3 | ja |")
    assert MINE in printed(office, 2014)
    assert "netzwerk tagt" not in printed(office, 2014)


def test_the_form_still_shows_the_department_its_own_words(office):
    type_edits(office, {STATUS: MINE})
    book = BytesIO(office.send_forms(2014)["18"])
    with ZipFile(book) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode(errors="ignore")
    assert "netzwerk tagt" in everything
    assert MINE not in everything


def test_an_edit_is_cleaned_like_any_other_text(office):
    type_edits(office, {STATUS: "Das Netz\u202ewerk tagt."})
    assert MINE in printed(office)
    assert "LIP211" in office.codes(2013)


def test_a_sign_that_only_one_font_shows_is_told_in_an_edit_too(office):
    type_edits(office, {STATUS: "Das Netzwerk tagt \uf0b7 \uf0aa"})
    assert "Das Netzwerk tagt • \uf0aa" in printed(office)
    assert "LIP346" in office.codes(2013)


# What she typed, formatted, moved and added stays.


def test_a_refresh_without_news_leaves_the_file_alone(office):
    path = office.workspace.edits(2013)
    before = path.read_bytes()
    assert not refresh(office).changed
    assert path.read_bytes() == before


def test_a_refresh_keeps_everything_she_made(office):
    book = opened(office)
    sheet, row = row_of(book, STATUS)
    book.worksheets[0].title = "Meine Liste"
    cell_of(book, STATUS, EDIT).value = MINE
    cell_of(book, STATUS, EDIT).fill = PatternFill("solid", start_color="FFFF00")
    cell_of(book, STATUS, REMARK).value = "mit Frau Altuğ klären"
    cell_of(book, STATUS, EDIT).comment = Comment("Bitte am Montag", "Koordination")
    sheet.cell(row, 12).value = "eigene Spalte"
    sheet.cell(40, 1).value = "eigene Zeile"
    sheet.cell(41, 1).value = "=1+1"
    book.create_sheet("Notizen")["A1"] = "Rat tagt am 3."
    book.save(office.workspace.edits(2013))
    office.answer(2013, CHANGED)
    assert refresh(office).changed
    book = opened(office)
    sheet, row = row_of(book, STATUS)
    edit = cell_of(book, STATUS, EDIT)
    assert (edit.value, edit.fill.start_color.rgb, edit.comment.text) == (MINE, "00FFFF00", "Bitte am Montag")
    assert cell_of(book, STATUS, REMARK).value == "mit Frau Altuğ klären"
    assert sheet.title == "Meine Liste"
    assert [sheet.cell(row, 12).value, sheet.cell(40, 1).value, sheet.cell(41, 1).value] == [
        "eigene Spalte", "eigene Zeile", "=1+1",
    ]  # fmt: skip
    assert book["Notizen"]["A1"].value == "Rat tagt am 3."


def test_a_refresh_changes_nothing_but_lipctl_s_own_cells_in_one_sheet(office):
    type_edits(office, {STATUS: MINE})
    path = office.workspace.edits(2013)
    refresh(office)
    before = parts_of(path)
    office.answer(2013, CHANGED)
    refresh(office)
    after = parts_of(path)
    assert list(after) == list(before)
    changed = [name for name in before if before[name] != after[name]]
    assert changed == ["xl/worksheets/sheet1.xml"]
    rows = [re.findall(rb"<row .*?</row>", parts["xl/worksheets/sheet1.xml"], re.DOTALL) for parts in (before, after)]
    assert sum(old != new for old, new in zip(*rows, strict=True)) == 1


def parts_of(path):
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_rows_may_be_sorted_and_columns_moved(office):
    book = opened(office)
    sheet, first = row_of(book, STATUS)
    _, second = row_of(book, STEPS)
    for column in range(1, 11):
        one, other = sheet.cell(first, column), sheet.cell(second, column)
        one.value, other.value = other.value, one.value
    for row in sheet.iter_rows(min_row=3, max_row=sheet.max_row):
        row[0].value, row[3].value = row[3].value, row[0].value
    book.save(office.workspace.edits(2013))
    type_edits(office, {STATUS: MINE, STEPS: "Es geht weiter."})
    paragraphs = printed(office)
    assert MINE in paragraphs
    assert "Es geht weiter." in paragraphs
    assert paragraphs.index(MINE) < paragraphs.index("Es geht weiter.")


def rename_head(office, head):
    """The head is another one, as if the workbook had been made before there was such a column."""
    book = opened(office)
    sheet = book.worksheets[0]
    sheet.cell(3, column_of(sheet, head)).value = "Eigenes"
    book.save(office.workspace.edits(2013))


NO_RESULT = ""
"""What openpyxl leaves of a formula's result when it saves."""


@pytest.mark.parametrize(("missing", "state"), [(REMARK, words.LOOK), (SEEN, NO_RESULT)])
def test_a_workbook_without_a_column_has_its_states_refreshed_if_they_do_not_need_it(office, missing, state):
    type_edits(office, {STATUS: MINE})
    refresh(office)
    rename_head(office, missing)
    office.answer(2013, CHANGED)
    assert refresh(office).changed
    assert shown(office, STATUS, TEXT) == "Netzwerk ruht"
    assert shown(office, STATUS, STATE) == state
    assert not refresh(office).changed


def test_new_rows_of_a_workbook_without_a_column_have_a_live_state(office, tmp_path):
    rename_head(office, REMARK)
    open_office(tmp_path, "| Nummer | Dienststelle |\n| 5-1-3 | 18 |\n| 5-1-2 | 18 |")
    office.answer(2013, "| Nummer | Stand | Schritte |\n| 5-1-2 | neu | dann |\n| 5-1-3 | netzwerk tagt | weiter so |")
    refresh(office)
    assert shown(office, ("5-1-2", 1, "Stand"), STATE) == words.PRINTED
    assert cell_of(opened(office), ("5-1-2", 1, "Stand"), STATE).data_type == "f"


def test_new_measures_go_below_and_into_the_table(office, tmp_path):
    before = opened(office).worksheets[0]
    open_office(tmp_path, "| Nummer | Dienststelle |\n| 5-1-3 | 18 |\n| 5-1-2 | 18 |")
    office.answer(2013, "| Nummer | Stand | Schritte |\n| 5-1-2 | neu | dann |\n| 5-1-3 | netzwerk tagt | weiter so |")
    refresh(office)
    sheet, row = row_of(opened(office), ("5-1-2", 1, "Stand"))
    assert row == before.max_row + 1
    assert sheet.tables["Redaktion"].ref == f"A3:J{before.max_row + 3}"
    assert sheet.cell(row, 4).protection.locked is False
    assert sheet.cell(row, 3).protection.locked is True
    type_edits(office, {("5-1-2", 1, "Stand"): "Ganz neu."})
    assert "Ganz neu." in printed(office)


def test_fields_without_answer_are_out_of_sight_until_one_comes(tmp_path):
    office = open_office(tmp_path)
    office.send_forms(2013)
    refresh(office)
    sheet, row = row_of(opened(office), STATUS)
    assert sheet.row_dimensions[row].hidden
    office.answer(2013, ANSWER)
    refresh(office)
    sheet, row = row_of(opened(office), STATUS)
    assert not sheet.row_dimensions[row].hidden


# What cannot be used is told, and never overwritten.


def test_two_different_edits_of_one_text_are_reported_and_none_is_printed(office):
    book = opened(office)
    sheet, row = row_of(book, STATUS)
    for column in range(1, 11):
        sheet.cell(30, column).value = sheet.cell(row, column).value
    sheet.cell(row, 4).value, sheet.cell(30, 4).value = MINE, "Etwas anderes."
    book.save(office.workspace.edits(2013))
    (twice,) = [item for item in office.findings(2013) if item.code == "LIP404"]
    assert [place.cells for place in twice.places] == [(f"D{row}",), ("D30",)]
    assert "netzwerk tagt" in printed(office)
    assert write_report(office.workspace, 2013, as_of=AS_OF, edition=Edition(final=True)).path is None


def without_identity(sheet, row):
    sheet.cell(row, 10).value = None


def with_damaged_identity(sheet, row):
    sheet.cell(row, 10).value = str(sheet.cell(row, 10).value).replace("2013", "2014", 1)


def with_a_formula(sheet, row):
    sheet.cell(row, 4).value = '="Das Netzwerk " & "tagt."'


def with_an_error(sheet, row):
    sheet.cell(row, 4).value = "#N/A"
    sheet.cell(row, 4).data_type = "e"


def struck_through(sheet, row):
    sheet.cell(row, 4).font = Font(strike=True)


@pytest.mark.parametrize(
    "damage",
    mostly_slow([without_identity, with_damaged_identity, with_a_formula, with_an_error, struck_through]),
)
def test_an_edit_that_cannot_be_used_is_reported_and_stops_the_final_report(office, damage):
    type_edits(office, {STATUS: MINE})
    book = opened(office)
    damage(*row_of(book, STATUS))
    book.save(office.workspace.edits(2013))
    (told,) = [item for item in office.findings(2013) if item.code == "LIP406"]
    assert told.places[0].cells[0].startswith("D")
    assert "netzwerk tagt" in printed(office)
    assert write_report(office.workspace, 2013, as_of=AS_OF, edition=Edition(final=True)).path is None


def no_workbook(content: bytes) -> bytes:
    return content[:500]


def no_head(content: bytes) -> bytes:
    return swapped(content, b"Redigierter Text</t>", b"Mein Text</t>")


def no_identities(content: bytes) -> bytes:
    return swapped(content, b"lipctl-redaktion|", b"x|")


def swapped(content: bytes, old: bytes, new: bytes) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        return zip_reproducibly((name, archive.read(name).replace(old, new)) for name in archive.namelist())


@pytest.mark.parametrize("damage", [no_workbook, no_head, no_identities])
def test_a_workbook_that_cannot_be_read_is_reported_and_left_alone(office, damage):
    type_edits(office, {STATUS: MINE})
    path = office.workspace.edits(2013)
    path.write_bytes(damage(path.read_bytes()))
    before = path.read_bytes()
    assert "LIP405" in office.codes(2013)
    with pytest.raises(OutputChangedError, match="bleibt, wie sie ist"):
        refresh(office)
    assert path.read_bytes() == before


def test_a_workbook_of_a_newer_lipctl_is_named_as_such_and_left_alone(office):
    type_edits(office, {STATUS: MINE})
    book, path = opened(office), office.workspace.edits(2013)
    for (cell,) in book.worksheets[0].iter_rows(min_row=4, min_col=10, max_col=10):
        line = str(cell.value).rpartition("|")[0].replace("lipctl-redaktion|1|", "lipctl-redaktion|2|")
        cell.value = f"{line}|{zlib.crc32(line.encode()):08x}"
    book.save(path)
    before = path.read_bytes()
    (told,) = [item for item in office.findings(2013) if item.code.startswith("LIP4")]
    assert told.code == "LIP405"
    assert "ist mit einer neueren Fassung von lipctl geschrieben; bitte verwenden Sie diese." in told.message
    with pytest.raises(OutputChangedError, match="neueren Fassung von lipctl"):
        refresh(office)
    assert path.read_bytes() == before


@pytest.mark.parametrize("lock", ["~$redaktion.xlsx", ".~lock.redaktion.xlsx#"])
def test_a_workbook_that_is_open_is_not_refreshed(office, lock):
    path = office.workspace.edits(2013)
    path.with_name(lock).write_text("Koordination")
    office.answer(2013, CHANGED)
    before = path.read_bytes()
    with pytest.raises(FileAccessError, match="geöffnet"):
        refresh(office)
    assert path.read_bytes() == before
    assert "LIP235" in office.codes(2013)


def test_the_edits_of_another_year_are_not_taken_for_this_one_s(office):
    type_edits(office, {STATUS: MINE})
    office.answer(2014, ANSWER)
    office.workspace.edits(2014).write_bytes(office.workspace.edits(2013).read_bytes())
    assert "LIP406" in office.codes(2014)
    assert MINE not in printed(office, 2014)


def test_the_same_answers_make_the_same_workbook_byte_for_byte(tmp_path):
    made = []
    for name in ("a", "b"):
        office = open_office(tmp_path / name)
        office.answer(2013, ANSWER)
        refresh(office)
        made.append(office.workspace.edits(2013).read_bytes())
    assert made[0] == made[1]


def test_the_as_of_day_does_not_matter(office):
    assert office.check(2013, date(2020, 1, 1)).counts == office.check(2013).counts


# What is "unverändert" can be worded anew

UNCHANGED = "| Nummer | unverändert |\n| 5-1-3 | ja |"


def test_a_text_that_is_reused_can_be_worded_for_this_years_report(office):
    office.answer(2014, UNCHANGED)
    assert refresh(office, 2014).texts == 2
    assert shown(office, STATUS, TEXT, 2014) == "netzwerk tagt"
    type_edits(office, {STATUS: MINE}, year=2014)
    in_print = printed(office, 2014)
    assert MINE in in_print
    assert "netzwerk tagt" not in in_print
    assert "weiter so" in in_print
    assert "netzwerk tagt" in printed(office, 2013)
    assert office.codes(2014) == []
    assert refresh(office, 2014).edited == 1
    assert shown(office, STATUS, STATE, 2014) == words.EDITED


def test_it_is_shown_as_its_own_years_report_worded_it(office):
    type_edits(office, {STATUS: "Damals redigiert."})
    office.answer(2014, UNCHANGED)
    refresh(office, 2014)
    assert shown(office, STATUS, TEXT, 2014) == "Damals redigiert."
    type_edits(office, {STATUS: MINE}, year=2014)
    assert MINE in printed(office, 2014)


def test_an_answer_that_comes_after_all_asks_to_look_at_the_wording(office):
    office.answer(2014, UNCHANGED)
    refresh(office, 2014)
    type_edits(office, {STATUS: MINE}, year=2014)
    office.answer(2014, CHANGED)
    [look] = office.findings(2014)
    assert (look.code, "netzwerk tagt" in look.message) == ("LIP402", True)


def test_what_is_printed_because_nothing_came_is_worded_in_its_own_year(office):
    office.answer(2014, "| Nummer |\n| 5-1-3 |")
    assert refresh(office, 2014).texts == 0


def test_the_sources_name_the_wording_of_the_reused_text(office):
    office.answer(2014, UNCHANGED)
    refresh(office, 2014)
    type_edits(office, {STATUS: MINE}, year=2014)
    sources = view_of(office, 2014).sources
    assert "data/2014/redaktion.xlsx" in [file.path for file in sources.files]


# What is important: the coordinator's own place in the report


def type_important(office: Office, text: str, at: int = 0) -> int:
    """Type into the row for what is important, or into another row that gets its identity; its number."""
    book = opened(office)
    sheet = book.worksheets[0]
    row = next(cell.row for cell in sheet["B"] if cell.value == "Was wichtig ist")
    if at:
        sheet.cell(at, len(HEADS)).value = sheet.cell(row, len(HEADS)).value
        row = at
    sheet.cell(row, column_of(sheet, EDIT)).value = text
    book.save(office.workspace.edits(2013))
    return row


def test_what_is_important_stands_at_the_front_and_is_kept_over_runs(office):
    refresh(office)
    assert "Was wichtig ist" not in printed(office)
    type_important(office, "Die Kurse laufen.\n\nEs fehlen Räume & „Zeit“.")
    refresh(office)
    assert not refresh(office).changed
    said = printed(office)
    at = said.index("Was wichtig ist")
    assert said[at + 1 : at + 3] == ["Die Kurse laufen.", "Es fehlen Räume & „Zeit“."]
    assert at < said.index("Handlungsansätze insgesamt und nach ihrem Stand")


def test_a_workbook_without_the_row_gets_one_and_the_rest_stays(office):
    refresh(office)
    type_edits(office, {STATUS: MINE})
    path = office.workspace.edits(2013)
    book = opened(office)
    book.worksheets[0].delete_rows(4)
    book.save(path)
    assert refresh(office).changed
    type_important(office, "Wichtig.")
    refresh(office)
    assert not refresh(office).changed
    assert {"Wichtig.", MINE} <= set(printed(office))


def test_two_different_texts_are_an_error_and_none_is_printed(office):
    refresh(office)
    type_important(office, "Die Kurse laufen.")
    type_important(office, "Es fehlen Räume.", at=40)
    [found] = [item for item in refresh(office).findings if item.code == "LIP350"]
    assert "„Die Kurse laufen.“ – und: „Es fehlen Räume.“" in found.message
    assert "Was wichtig ist" not in printed(office)
    assert refused(office)


def test_a_name_in_it_is_reported_before_it_is_published(office):
    refresh(office)
    row = type_important(office, "Fragen Sie 0511 168-42422.")
    path = office.workspace.root / "oeffentlich.docx"
    written = write_report(office.workspace, 2013, as_of=AS_OF, edition=Edition(public=True), output=path)
    [found] = [item for item in written.findings if item.code == "LIP326" and item.measure is None]
    assert found.places[0].cells == (f"D{row}",)


def test_a_text_longer_than_its_row_is_said_to_go_on(office):
    office.answer(2013, f"| Nummer | Stand | Schritte |\n| 5-1-3 | {'netzwerk tagt ' * 120} | weiter so |")
    refresh(office)
    assert shown(office, STATUS, STATE) == words.PRINTED + words.GOES_ON
    assert shown(office, STEPS, STATE) == words.PRINTED
    type_edits(office, {STEPS: "wir tagen weiter " * 120})
    refresh(office)
    assert shown(office, STEPS, STATE) == words.EDITED + words.GOES_ON
