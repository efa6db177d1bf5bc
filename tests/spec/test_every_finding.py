"""One small case for each finding that lipctl has, and what ``check`` says of it.

In each case department 18 was asked for measure 5-1-3 and answered completely, so that nothing is found. Then one thing
happens, and the finding comes; a row names what else comes by it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from build_sample import fill_in
from lipctl.commands.close import Correction, add_addendum, close_year
from lipctl.commands.export_forms import export_forms
from lipctl.commands.publish import publish
from lipctl.commands.report import Edition, write_report
from lipctl.edits.columns import EDIT
from lipctl.findings import RULES
from lipctl.forms import positions
from lipctl.mail.account import Account
from lipctl.mail.dispatch import Event, note_dispatched
from lipctl.mail.preparing import Mailing, Prepared, prepare
from lipctl.mail.sending import Sending, send_mails
from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from lipctl.workspace import Workspace
from support import hostile
from support.edits import cell_of, opened, refresh, row_of, type_edits
from support.excel_typing import dated, type_into
from support.forms import rows_by_key
from support.mail_cases import MAILS
from support.mail_server import Post, post_office
from support.old_excel import an_xlsb, old_workbook
from support.packages import as_excel_saves
from support.rounds import AS_OF, ONE_MEASURE, Office, answers_of, open_office

pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")

COMPLETE = "| Nummer | Stand | Schritte |\n| 5-1-3 | getan | weiter |"
NUMBER = MeasureNumber("5-1-3")
FILE = "18.xlsx"
TEXT = "5-1-3", 1, "Stand"
ALWAYS = ("LIP293",)
"""What comes besides where pages are published: the settings of a test say nothing of a licence."""

RENUMBERED = "| Nummer | Dienststelle | Kurzfassung | gültig ab | gültig bis |\n| 5-1-2 | 18 | Ein Runder Tisch tagt im Jahr zweimal | | 2012 |\n| 5-1-3 | 18 | Ein Runder Tisch tagt im Jahr zweimal | 2013 | |"

Happening = Callable[[Office], object]


def test_where_nothing_happened_nothing_is_found(office: Office) -> None:
    assert office.codes(2013) == []


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = open_office(tmp_path)
    answered(office, COMPLETE)
    return office


def answered(office: Office, table: str, year: int = 2013) -> None:
    """Department 18 answers by this table."""
    form = office.send_forms(year)["18"]
    office.receive(year, FILE, type_into(form, answers_of(table)))


def came_back(office: Office) -> Path:
    return office.workspace.responses(2013) / FILE


# What happens


def in_the_catalogue(**cells: object) -> Happening:
    """Somebody types this into the measures' sheet of the catalogue."""

    def happen(office: Office) -> None:
        book = load_workbook(office.workspace.catalogue)
        for cell, value in cells.items():
            book["Handlungsansätze"][cell] = value
        book.save(office.workspace.catalogue)

    return happen


def own_column(name: str) -> Happening:
    """The settings name a column of the city's own."""

    def happen(office: Office) -> None:
        settings = office.workspace.root / "lipctl.toml"
        settings.write_text(f'{settings.read_text("utf-8")}\n[[katalog.feld]]\nname = "{name}"\n', encoding="utf-8")

    return happen


def merged_in_the_catalogue(area: str) -> Happening:
    """Somebody merges these cells of the measures' sheet; the table there becomes a plain range for it."""

    def happen(office: Office) -> None:
        book = load_workbook(office.workspace.catalogue)
        sheet = book["Handlungsansätze"]
        del sheet.tables[next(iter(sheet.tables))]
        sheet.merge_cells(area)
        book.save(office.workspace.catalogue)

    return happen


def closed_and_then(happens: Happening, year: int = 2013) -> Happening:
    """The year is closed before something happens."""

    def happen(office: Office) -> None:
        assert close_year(office.workspace, year, as_of=AS_OF, today=AS_OF).path
        happens(office)

    return happen


def corrected_a_year_ago(office: Office) -> None:
    """Last year is closed and its answer corrected; this year it is unchanged."""
    answered(office, COMPLETE, 2012)
    correction = Correction("5-1-3", "umsetzungsstand", 1, "genauer", "Zahl fehlte")
    closed_and_then(lambda office: add_addendum(office.workspace, 2012, correction, AS_OF), 2012)(office)
    answered(office, "| Nummer | unverändert |\n| 5-1-3 | ja |")


def the_plan_is_now(table: str) -> Happening:
    return lambda office: open_office(office.workspace.root, table)


def a_file(name: str) -> Happening:
    """A file of :data:`support.hostile.FILES` comes, made from the form that came back."""
    return lambda office: office.receive(2013, "datei.xlsx", hostile.FILES[name](good(office)))


def a_mail(name: str) -> Happening:
    """The answers came in this mail (see support.mail_cases)."""

    def happen(office: Office) -> None:
        form = came_back(office).read_bytes()
        came_back(office).unlink()
        office.receive(2013, name, MAILS[name](form))

    return happen


def beside_the_form(name: str) -> Happening:
    """This mail or archive came as well."""
    return lambda office: office.receive(2013, name, MAILS[name](came_back(office).read_bytes()))


def an_old_one(office: Office) -> None:
    """A workbook of Excel 95 comes."""
    office.receive(2013, "datei.xls", old_workbook({"Blatt": b""}, version=0x0500))


def a_binary_one(more: Mapping[str, bytes]) -> Happening:
    """A workbook in Excel's binary format comes, with more parts."""
    return lambda office: office.receive(2013, "datei.xlsb", an_xlsb(more)) and None


def beside_it(name: str) -> Happening:
    """Something of :data:`support.hostile.PLACES` lies beside what came back."""
    return lambda office: hostile.PLACES[name](office.workspace.responses(2013) / name, good(office))


def good(office: Office) -> hostile.Good:
    secret = office.workspace.root / "geheim.txt"
    secret.write_text("geheim", encoding="utf-8")
    return hostile.Good(as_excel_saves(came_back(office).read_bytes()), secret)


def beside_reasons(sheet: Worksheet) -> int:
    """The row of the field for the reasons, which is empty."""
    return rows_by_key(sheet)[1, Question.REASONS].answer.row


def a_copy(name: str) -> Happening:
    return lambda office: office.receive(2013, name, came_back(office).read_bytes())


def in_the_form(edit: Callable[[Worksheet], object]) -> Happening:
    """The department does this to the measure's sheet and saves it."""

    def happen(office: Office) -> None:
        book = load_workbook(came_back(office))
        edit(book["5-1-3"])
        book.save(came_back(office))

    return happen


def answer_cell(sheet: Worksheet):
    return rows_by_key(sheet)[1, Question.PLANNED_STEPS].answer


def as_steps(value: object, number_format: str = "General") -> Happening:
    """The planned steps are no text but this."""

    def edit(sheet: Worksheet) -> None:
        answer_cell(sheet).value, answer_cell(sheet).number_format = value, number_format

    return in_the_form(edit)


def without_identity_and_label(sheet: Worksheet) -> None:
    cell = answer_cell(sheet)
    cell.offset(0, positions.IDENTITY_COLUMN - positions.ANSWER_COLUMN).value = "lipctl|"
    cell.offset(0, -1).value = None


def with_labels_exchanged(sheet: Worksheet) -> None:
    rows = rows_by_key(sheet)
    status, steps = (rows[1, question].answer.offset(0, -1) for question in (Question.STATUS, Question.PLANNED_STEPS))
    status.value, steps.value = steps.value, status.value


def with_a_struck_word(sheet: Worksheet) -> None:
    answer_cell(sheet).value = CellRichText("weiter ", TextBlock(InlineFont(strike=True), "so"))


def as_status(text: str) -> Happening:
    """The status is this text, as Excel stores it."""

    def happen(office: Office) -> None:
        answers = answers_of(COMPLETE) | {(NUMBER, 1, Question.STATUS): text}
        office.receive(2013, FILE, type_into(office.send_forms(2013)["18"], answers))

    return happen


def answers(table: str, *, assessed_from: int = 0) -> Happening:
    """The department answers by this table instead."""

    def happen(office: Office) -> None:
        answered(open_office(office.workspace.root, assessment_from=assessed_from), table)

    return happen


def years(before: str, now: str, *, assessed_from: int = 0, lost: bool = False) -> Happening:
    """There was a round the year before; perhaps its file is lost since."""

    def happen(office: Office) -> None:
        office = open_office(office.workspace.root, assessment_from=assessed_from)
        answered(office, before, 2012)
        answered(office, now)
        if lost:
            (office.workspace.responses(2012) / FILE).unlink()

    return happen


def a_newer_file(table: str) -> Happening:
    """The department sends its form once more, filled in by this table and saved a day after the first."""

    def happen(office: Office) -> None:
        form = type_into(office.send_forms(2013)["18"], answers_of(table))
        came_back(office).write_bytes(dated(came_back(office).read_bytes(), "2013-01-01T00:00:00Z"))
        office.receive(2013, "neu.xlsx", dated(form, "2013-01-02T00:00:00Z"))

    return happen


def last_year_s_form(table: str) -> Happening:
    """What comes beside is last year's form, perhaps with something new in it."""

    def happen(office: Office) -> None:
        answered(office, COMPLETE.replace("getan", "begonnen"), 2012)
        old = (office.workspace.responses(2012) / FILE).read_bytes()
        office.receive(2013, "alt.xlsx", fill_in(old, answers_of(table)) if table else old)

    return happen


def asked(plan: str, table: str, plan_now: str, year: int = 2013) -> Happening:
    """It was asked and answered under one plan, and the coordinator has another one now."""

    def happen(office: Office) -> None:
        open_office(office.workspace.root, plan)
        (office.workspace.responses(year) / FILE).unlink(missing_ok=True)
        office.answer(year, table)
        open_office(office.workspace.root, plan_now)

    return happen


def edits(*then: Happening) -> Happening:
    """The coordinator words the status anew; then this happens."""

    def happen(office: Office) -> None:
        refresh(office)
        type_edits(office, {TEXT: "Getan."})
        for happening in then:
            happening(office)

    return happen


def in_the_edits(edit: Callable[[Workbook], object]) -> Happening:
    def happen(office: Office) -> None:
        book = opened(office)
        edit(book)
        book.save(office.workspace.edits(2013))

    return happen


def copied_row_with_another_text(book: Workbook) -> None:
    sheet, row = row_of(book, TEXT)
    for column in range(1, 11):
        sheet.cell(30, column).value = sheet.cell(row, column).value
    cell_of(book, TEXT, EDIT).value = "Etwas anderes."


def what_is_important_twice(book: Workbook) -> None:
    sheet, first, copy = book.worksheets[0], 4, 30
    for column in range(1, 11):
        sheet.cell(copy, column).value = sheet.cell(first, column).value
    for row, text in ((first, "Die Kurse laufen."), (copy, "Es fehlen Räume.")):
        sheet.cell(row, 4).value = text


def a_struck_word(book: Workbook) -> None:
    cell_of(book, TEXT, EDIT).value = CellRichText("Getan", TextBlock(InlineFont(strike=True), " und erledigt"), ".")


def a_formula_as_text(book: Workbook) -> None:
    cell_of(book, TEXT, EDIT).value = '="Getan" & "."'


def mails_to(address: str, fate: Event | None = None, head: str = "l@x.de") -> Happening:
    """The department has this address and its head that one; perhaps a mail was on its way when all broke down."""

    def happen(office: Office) -> None:
        sender = {("koordination", "mail"): "lip@x.de"}
        plan = f"| Nummer | Dienststelle | Mail | Leitung |\n| 5-1-3 | 18 | {address} | {head} |"
        office = open_office(office.workspace.root, plan, more=sender)
        [mail] = mails(office)
        if fate:
            note_dispatched(office.workspace.dispatch(2013), [mail.event._replace(event=fate)])

    return happen


def mails(office: Office) -> list[Prepared]:
    written = export_forms(office.workspace, 2013, force=True).written
    return list(prepare(office.workspace, Mailing(2013, AS_OF, "erinnerung", 1, AS_OF, to_head=True), written))


def found_by_mailing(office: Office) -> list[str]:
    """The codes of what is found when the department's form is mailed."""
    with post_office(Post(refused={"nein@x.de": "550 No such user"})) as post:
        account = Account("127.0.0.1", post.port, "keine", "", "", 5)
        sending = Sending(account, lambda: dt.datetime(2014, 1, 15, tzinfo=dt.UTC))
        sent = list(send_mails(office.workspace, 2013, mails(office), sending))
    return [item.code for each in sent for item in (*each.prepared.findings, *each.findings)]


# What is found


CASES: dict[str, tuple[Happening, list[str]]] = {
    "LIP101": (in_the_catalogue(A2="?"), ["LIP205"]),
    "LIP102": (in_the_catalogue(A3="5-1-3"), ["LIP107"]),
    "LIP103": (in_the_catalogue(D2="99"), []),
    "LIP104": (in_the_catalogue(A2=dt.date(2003, 1, 5)), ["LIP205"]),
    "LIP105": (in_the_catalogue(B2="9.9"), []),
    "LIP106": (in_the_catalogue(G2="vielleicht"), []),
    "LIP107": (in_the_catalogue(C2=None), []),
    "LIP108": (in_the_catalogue(D1="Amt"), ["LIP306", "LIP322"]),
    "LIP109": (in_the_catalogue(C2="=1/0"), ["LIP107"]),
    "LIP110": (in_the_catalogue(M2=2014, N2=2013), ["LIP205"]),
    "LIP111": (in_the_catalogue(A2=5.9, A3=5.1, C3="x", D3="18"), ["LIP205", "LIP305"]),
    "LIP112": (in_the_catalogue(D2="18/18"), []),
    "LIP113": (merged_in_the_catalogue("C2:D2"), ["LIP306", "LIP322"]),
    "LIP114": (in_the_catalogue(O2="4711"), []),
    "LIP115": (in_the_catalogue(A3="5-1-4", C3="anders", G3="nein", O2="5-1-4"), []),
    "LIP116": (the_plan_is_now(RENUMBERED), ["LIP351"]),
    "LIP117": (own_column("Ort"), []),
    "LIP118": (own_column("Hinweis"), []),
    "LIP201": (a_file("noise"), []),
    "LIP202": (a_file("a workbook that is no form"), []),
    "LIP203": (a_file("another plan"), []),
    "LIP204": (last_year_s_form(""), []),
    "LIP205": (the_plan_is_now("| Nummer | Dienststelle |\n| 7 | 18 |"), ["LIP305"]),
    "LIP206": (in_the_form(without_identity_and_label), ["LIP320"]),
    "LIP207": (a_file("form version 99"), []),
    "LIP208": (as_steps("=NA()"), ["LIP320"]),
    "LIP209": (a_file("a dde formula as the answer"), ["LIP401"]),
    "LIP210": (as_steps(42), []),
    "LIP211": (as_status("ge\u202etan"), []),
    "LIP212": (as_steps(0.25, "0%"), ["LIP320"]),
    "LIP213": (as_status("x" * 32_767), []),
    "LIP214": (as_steps(dt.date(2003, 1, 5), "dd.mm.yyyy"), ["LIP331"]),
    "LIP215": (in_the_form(lambda sheet: sheet.delete_cols(positions.IDENTITY_COLUMN)), []),
    "LIP216": (in_the_form(lambda sheet: sheet.cell(40, 2, "Bitte zurückrufen")), []),
    "LIP217": (a_file("a picture"), []),
    "LIP218": (a_file("one long text in many cells"), ["LIP216"]),
    "LIP219": (last_year_s_form("| Nummer | Stand |\n| 5-1-3 | getan |"), []),
    "LIP220": (a_file("protected by a password"), []),
    "LIP221": (a_binary_one({}), ["LIP202"]),
    "LIP222": (a_file("macros"), []),
    "LIP224": (a_file("a word document"), []),
    "LIP225": (a_file("a pdf"), []),
    "LIP226": (a_file("nothing"), []),
    "LIP227": (a_file("cut at 50 percent"), []),
    "LIP228": (a_file("only zeros"), []),
    "LIP229": (a_file("larger than any form"), []),
    "LIP230": (a_file("2,001 entries"), []),
    "LIP231": (a_file("another root"), []),
    "LIP232": (a_file("a document type without entities"), []),
    "LIP233": (a_file("a part twice"), []),
    "LIP234": (beside_it("link to nothing.xlsx"), []),
    "LIP235": (beside_it("~$18.xlsx"), []),
    "LIP236": (beside_it("Thumbs.db"), []),
    "LIP237": (a_copy("_ignoriert/alt.xlsx"), []),
    "LIP238": (a_copy("Kopie von 18.xlsx"), []),
    "LIP240": (a_mail("a text beside.eml"), []),
    "LIP241": (a_mail("a pdf beside.eml"), []),
    "LIP242": (beside_the_form("a pdf only.eml"), []),
    "LIP243": (beside_the_form("winmail.eml"), []),
    "LIP244": (beside_the_form("encrypted by pgp.eml"), []),
    "LIP245": (a_mail("cut behind the form.eml"), []),
    "LIP246": (beside_the_form("password.zip"), []),
    "LIP247": (beside_the_form("four deep.zip"), []),
    "LIP248": (in_the_form(lambda sheet: sheet.delete_cols(positions.ANSWER_COLUMN)), ["LIP301"]),
    "LIP249": (in_the_form(with_labels_exchanged), ["LIP301"]),
    "LIP250": (an_old_one, ["LIP202"]),
    "LIP251": (a_binary_one({"xl/comments1.bin": b"x"}), ["LIP202", "LIP221"]),
    "LIP252": (a_file("an answer with a second value"), []),
    "LIP253": (a_file("a workbook of gnumeric"), []),
    "LIP260": (in_the_form(with_a_struck_word), []),
    "LIP261": (in_the_form(lambda sheet: setattr(answer_cell(sheet), "font", Font(strike=True))), ["LIP320"]),
    "LIP262": (in_the_form(lambda sheet: setattr(answer_cell(sheet), "font", Font(color="FFFF0000"))), []),
    "LIP263": (in_the_form(lambda sheet: setattr(answer_cell(sheet), "hyperlink", "https://example.org")), []),
    "LIP264": (in_the_form(lambda sheet: setattr(sheet["A1"], "font", Font(strike=True))), []),
    "LIP265": (edits(in_the_edits(a_struck_word)), []),
    "LIP270": (mails_to(""), []),
    "LIP271": (mails_to("a@x.de; b@@x.de"), []),
    "LIP272": (mails_to("nein@x.de"), []),
    "LIP273": (mails_to("a@x.de", Event.MAIL_SENDING), []),
    "LIP274": (mails_to("a@x.de", head=""), []),
    "LIP280": (closed_and_then(lambda office: came_back(office).write_bytes(office.send_forms(2013)["18"])), []),
    "LIP281": (closed_and_then(lambda office: office.answer(2013, COMPLETE, name="spät.xlsx")), []),
    "LIP282": (closed_and_then(lambda office: office.workspace.edits(2013).write_bytes(b"neu")), []),
    "LIP283": (closed_and_then(in_the_catalogue(C2="anderes")), []),
    "LIP284": (closed_and_then(lambda office: office.workspace.addenda(2013).write_bytes(b"{")), []),
    "LIP290": (
        asked(
            "| Nummer | Dienststelle |\n| U1 | 18 |\n| Ü1 | 18 |",
            COMPLETE.replace("5-1-3", "U1") + "\n| Ü1 | getan | weiter |",
            "| Nummer | Dienststelle |\n| U1 | 18 |\n| Ü1 | 18 |",
        ),
        [*ALWAYS],
    ),
    "LIP291": (
        answers(
            f"| Nummer | Stand | Schritte | Gründe |\n| 5-1-3 | {'€' * 30_000} | {'€' * 30_000} | {'€' * 30_000} |"
        ),
        [*ALWAYS],
    ),
    "LIP292": (in_the_catalogue(A3="5-2-1", B3=None, C3="Ohne Bereich", G3="nein"), [*ALWAYS]),
    "LIP293": (lambda office: None, [*ALWAYS]),
    "LIP301": (answers("| Nummer |\n| 5-1-3 |"), []),
    "LIP302": (lambda office: came_back(office).unlink(), ["LIP301"]),
    "LIP303": (answers("| Nummer | Stand |\n| 5-1-3 | – – – |"), []),
    "LIP304": (answers("| Nummer | Schritte |\n| 5-1-3 | bald |"), []),
    "LIP305": (the_plan_is_now(f"{ONE_MEASURE}\n| 7 | 18 |"), []),
    "LIP306": (the_plan_is_now(f"{ONE_MEASURE}\n| 7 | |"), []),
    "LIP307": (answers("| Nummer | nicht zuständig |\n| 5-1-3 | FB 50 |"), []),
    "LIP308": (years(COMPLETE, "| Nummer | unverändert |\n| 5-1-3 | ja |", lost=True), []),
    "LIP309": (answers(COMPLETE, assessed_from=2013), []),
    "LIP310": (answers("| Nummer | Gründe | Bewertung |\n| 5-1-3 | Geld | erfüllt |", assessed_from=2013), []),
    "LIP311": (years(COMPLETE, "| Nummer | unverändert |\n| 5-1-3 | vielleicht |"), []),
    "LIP320": (answers("| Nummer | Stand |\n| 5-1-3 | getan |"), []),
    "LIP321": (answers("| Nummer | Gründe | Telefon |\n| 5-1-3 | kein Geld | – |"), []),
    "LIP322": (
        asked("| Nummer | Dienststelle |\n| 5-1-3 | 50 |", COMPLETE, f"{ONE_MEASURE}\n| 7 | 50 |"),
        ["LIP302", "LIP305"],
    ),
    "LIP323": (years(COMPLETE, "| Nummer | unverändert | Gründe |\n| 5-1-3 | ja | kein Geld |"), []),
    "LIP324": (years(COMPLETE, COMPLETE), []),
    "LIP325": (
        years(
            "| Nummer | Stand | Bewertung |\n| 5-1-3 | getan | erfüllt |",
            "| Nummer | Stand | Schritte | Bewertung |\n| 5-1-3 | offen | weiter | in Bearbeitung |",
            assessed_from=2012,
        ),
        [],
    ),
    "LIP326": (answers("| Nummer | Gründe |\n| 5-1-3 | Frau Muster ist krank |"), []),
    "LIP327": (
        asked(
            f"{ONE_MEASURE}\n| 7 | 18 |", COMPLETE.replace("getan", "begonnen") + "\n| 7 | a | b |", ONE_MEASURE, 2012
        ),
        [],
    ),
    "LIP330": (answers("| Nummer | Gründe |\n| 5-1-3 | siehe oben |"), []),
    "LIP331": (answers("| Nummer | Stand | Schritte |\n| 5-1-3 | getan | bis 2011 |"), []),
    "LIP332": (the_plan_is_now("| Nummer | Dienststelle | im Bericht |\n| 5-1-3 | 18 | nein |"), []),
    "LIP333": (
        asked(
            f"{ONE_MEASURE}\n| 7 | 50 |",
            "| Nummer | nicht zuständig | Gründe |\n| 5-1-3 | FB 50 | |\n| 7 | | kein Geld |",
            "| Nummer | Dienststelle |\n| 5-1-3 | 50 |\n| 7 | 50 |",
        ),
        ["LIP301"],
    ),
    "LIP335": (
        in_the_form(lambda sheet: sheet.cell(beside_reasons(sheet), positions.QUESTION_COLUMN, "kein Geld")),
        [],
    ),
    "LIP340": (answers("| Nummer | Stand | Schritte | nicht zuständig |\n| 5-1-3 | getan | weiter | nein |"), []),
    "LIP346": (as_status("getan \uf0aa"), []),
    "LIP347": (
        years(
            "| Nummer | Stand | Schritte | Bewertung |\n| 5-1-3 | getan | weiter | in Bearbeitung |",
            "| Nummer | unverändert | Bewertung |\n| 5-1-3 | ja | erfüllt |",
            assessed_from=2012,
        ),
        [],
    ),
    "LIP350": (edits(in_the_edits(what_is_important_twice)), []),
    "LIP351": (the_plan_is_now("| Nummer | Dienststelle | Kurzfassung |\n| 5-1-3 | 18 | Neu gefasst. |"), []),
    "LIP360": (corrected_a_year_ago, []),
    "LIP401": (lambda office: office.answer(2013, COMPLETE.replace("getan", "begonnen"), name="b.xlsx"), []),
    "LIP402": (edits(answers(COMPLETE.replace("getan", "begonnen"))), []),
    "LIP403": (edits(answers("| Nummer | Gründe |\n| 5-1-3 | kein Geld |")), []),
    "LIP404": (edits(in_the_edits(copied_row_with_another_text)), []),
    "LIP405": (edits(lambda office: office.workspace.edits(2013).write_bytes(b"")), []),
    "LIP406": (edits(in_the_edits(a_formula_as_text)), []),
    "LIP407": (a_newer_file("| Nummer | Stand |\n| 5-1-3 | getan |"), []),
}
ONLY_IN_PUBLIC = {"LIP326"}
"""What only the public report is looked through for."""
ONLY_OF_MAILS = {"LIP270", "LIP271", "LIP272", "LIP273", "LIP274"}
"""What is found only by whoever mails the forms."""
ONLY_ON_PAGES = {"LIP290", "LIP291", "LIP292", "LIP293"}
"""What only concerns the web pages."""


@pytest.mark.parametrize(("code", "happens", "besides"), [(code, *row) for code, row in CASES.items()], ids=CASES)
def test_each_finding_comes_where_it_should(office: Office, code: str, happens: Happening, besides: list[str]) -> None:
    happens(office)
    office = Office(Workspace(office.workspace.root))
    if code in ONLY_IN_PUBLIC:
        written = write_report(office.workspace, 2013, as_of=AS_OF, edition=Edition(public=True))
        found = [item.code for item in written.findings]
    elif code in ONLY_OF_MAILS:
        found = found_by_mailing(office)
    elif code in ONLY_ON_PAGES:
        found = [item.code for item in publish(office.workspace, 2013, as_of=AS_OF).findings]
    else:
        found = office.codes(2013)
    assert set(found) == {code, *besides}


def test_each_finding_has_its_case() -> None:
    assert list(CASES) == list(RULES)
