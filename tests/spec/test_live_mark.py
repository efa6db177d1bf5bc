"""The mark on each sheet of a form, "vollständig" or "offen: …" (rules.md 4).

It is a formula, and it says what ``check`` will say: "offen" exactly when an error rule fires that looks at the measure's
own fields, but for "nicht zuständig", which leaves nothing to fill in; "vollständig" with what ``check`` will warn of.
LibreOffice calculates it here; nothing is taken from cached values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

import support.forms
from lipctl.forms import positions
from lipctl.forms.answer_codes import BLANK_CHARACTERS
from lipctl.forms.live_mark import mark_for
from lipctl.forms.mark_formulas import MarkFormulas
from lipctl.forms.model import FormEntry
from lipctl.forms.wording import Phrases
from lipctl.judge.choices import NO, YES
from lipctl.judge.completeness import ADVICE, GAPS, Gap, gaps
from lipctl.judge.merge import as_answer
from lipctl.judge.model import EarlierAnswer
from lipctl.questions import Field, Question
from lipctl.scale import DEFAULT_SCALE, Scale
from lipctl.settings.model import Settings
from lipctl.settings.reading import parse_settings
from lipctl.settings.writer import settings_template
from lipctl.text import BLANKS, DASHES, clean
from support.forms import (
    DEPARTMENT,
    SETTINGS,
    answer_rows,
    edited,
    entry,
    form_of,
    mark_of,
    opened,
    reported,
    rows_by_key,
    type_into,
)
from support.office import can_uno, convert, convert_with_gnumeric, type_in_office
from support.tables import rows_of

S, P, R = Question.STATUS, Question.PLANNED_STEPS, Question.REASONS
COLUMNS = {
    "Stand": (1, S), "Schritte": (1, P), "Gründe": (1, R), "Stand 2": (2, S), "Schritte 2": (2, P), "Gründe 2": (2, R),
    "Bewertung": (0, Question.ASSESSMENT), "unverändert": (0, Question.UNCHANGED),
    "nicht zuständig": (0, Question.DISCLAIMED),
    "Name": (0, Question.PERSONS), "OE": (0, Question.UNIT), "Telefon": (0, Question.PHONES),
}  # fmt: skip

WITHOUT_ASSESSMENT = """
| Stand   | Schritte | Gründe   | unverändert | nicht zuständig | Stand des Blatts                                              |
|---------|----------|----------|-------------|-----------------|---------------------------------------------------------------|
|         |          |          |             |                 | offen: Umsetzungsstand oder Gründe                            |
| läuft   |          |          |             |                 | vollständig – bitte prüfen Sie noch: Geplante Schritte |
| läuft   | – – –    | – – –    |             |                 | vollständig                                                   |
|         |          | kein Geld|             |                 | vollständig                                                   |
| – – –   | – – –    | kein Geld|             |                 | vollständig                                                   |
| – – –   |          |          |             |                 | offen: Umsetzungsstand oder Gründe                            |
| -       | —        | ‐        |             |                 | offen: Umsetzungsstand oder Gründe                            |
|         | ab 2014  |          |             |                 | offen: Umsetzungsstand oder Gründe                            |
| ·⏎·     |          |          |             |                 | offen: Umsetzungsstand oder Gründe                            |
| =1+1    |          |          |             |                 | vollständig – bitte prüfen Sie noch: Geplante Schritte |
| 0       |          |          |             |                 | vollständig – bitte prüfen Sie noch: Geplante Schritte |
|         |          |          | ja          |                 | vollständig                                                   |
|         |          |          | ·JA·        |                 | vollständig                                                   |
|         |          |          | x           |                 | vollständig                                                   |
|         |          |          | ✓           |                 | vollständig                                                   |
|         |          |          | nein        |                 | offen: Umsetzungsstand oder Gründe                            |
|         |          |          | –           |                 | offen: Umsetzungsstand oder Gründe                            |
|         |          |          | vielleicht  |                 | offen: „unverändert“ („ja“ oder leer)                         |
| läuft   |          |          | *           |                 | offen: „unverändert“ („ja“ oder leer)                         |
| läuft   |          |          | ja          |                 | vollständig – bitte prüfen Sie noch: Geplante Schritte; „unverändert“ neben neuem Text |
|         | ab 2014  |          | ja          |                 | offen: Umsetzungsstand oder Gründe                            |
|         |          |          |             | OE 50           | Sie sind fertig: Die Zuständigkeit wird geklärt |
|         |          |          |             | – – –           | offen: Umsetzungsstand oder Gründe                            |
| läuft   |          |          |             | OE 50           | Sie sind fertig: Die Zuständigkeit wird geklärt |
|         |          |          |             | Nein.           | offen: Umsetzungsstand oder Gründe |
|         |          |          |             | entfällt        | offen: Umsetzungsstand oder Gründe |
| läuft   | – – –    |          |             | trifft nicht zu | vollständig |
|         |          |          |             | Fachbereich Steuerung, Personal und Zentrale Dienste | Sie sind fertig: Die Zuständigkeit wird geklärt |
| läuft   | – – –    |          |             | Fachbereich Steuerung, Personal und Zentrale Dienste | vollständig |
|         |          |          | ja          | OE 50           | Sie sind fertig: Die Zuständigkeit wird geklärt |
|         | ab 2014  |          | vielleicht  | OE 50           | offen: „unverändert“ („ja“ oder leer); Umsetzungsstand oder Gründe |
"""

WITH_ASSESSMENT = """
| Stand   | Schritte | Gründe   | Bewertung                             | unverändert | Stand des Blatts                   |
|---------|----------|----------|---------------------------------------|-------------|------------------------------------|
|         |          |          |                                       |             | offen: Umsetzungsstand oder Gründe; Bewertung |
| läuft   |          |          |                                       |             | offen: Bewertung                   |
| läuft   |          |          | – – –                                 |             | offen: Bewertung                   |
| läuft   |          |          | erfüllt                               |             | vollständig                        |
| läuft   |          |          | ·Erfüllt⏎                             |             | vollständig                        |
| läuft   |          |          | in das laufende Geschäft übergegangen |             | vollständig                        |
| läuft   |          |          | in Bearbeitung                        |             | offen: Geplante Schritte (zur Bewertung) |
| läuft   | – – –    |          | in Bearbeitung                        |             | offen: Geplante Schritte (zur Bewertung) |
| läuft   | ab 2014  |          | in Bearbeitung                        |             | vollständig                        |
| läuft   |          |          | nicht weiter zu verfolgen             |             | offen: Gründe (zur Bewertung)      |
|         |          | kein Geld| nicht weiter zu verfolgen             |             | vollständig                        |
|         |          | kein Geld| noch nicht begonnen                   |             | vollständig                        |
|         |          | kein Geld| erfüllt                               |             | offen: Umsetzungsstand (zur Bewertung) |
|         |          | kein Geld| in Bearbeitung                        |             | offen: Umsetzungsstand (zur Bewertung); Geplante Schritte (zur Bewertung) |
|         |          |          | erfüllt                               |             | offen: Umsetzungsstand (zur Bewertung) |
| läuft   |          |          | super                                 |             | offen: Bewertung (aus der Liste)   |
|         |          |          | super                                 |             | offen: Bewertung (aus der Liste); Umsetzungsstand oder Gründe |
|         |          |          |                                       | ja          | offen: Bewertung                   |
|         |          |          | erfüllt                               | ja          | vollständig                        |
|         |          |          | in Bearbeitung                        | ja          | offen: Geplante Schritte (zur Bewertung) |
|         |          |          | nicht weiter zu verfolgen             | ja          | offen: Gründe (zur Bewertung)      |
|         |          | kein Geld| noch nicht begonnen                   | ja          | vollständig – bitte prüfen Sie noch: „unverändert“ neben neuem Text |
"""

TWO_PARTS = """
| Stand   | Schritte | Gründe   | Stand 2 | Schritte 2 | Gründe 2  | Bewertung      | Stand des Blatts                           |
|---------|----------|----------|---------|------------|-----------|----------------|--------------------------------------------|
| läuft   |          |          |         |            |           | erfüllt        | vollständig                                |
| läuft   |          |          |         |            | kein Geld | erfüllt        | vollständig                                |
| läuft   |          |          | – – –   |            |           | erfüllt        | offen: Teil 2: Umsetzungsstand oder Gründe |
| läuft   |          |          |         | ab 2014    |           | erfüllt        | offen: Teil 2: Umsetzungsstand oder Gründe |
|         | ab 2014  |          | ——      |            |           |                | offen: Teil 1: Umsetzungsstand oder Gründe; Teil 2: Umsetzungsstand oder Gründe; Bewertung |
|         |          | kein Geld| läuft   | ab 2014    |           | in Bearbeitung | vollständig                                |
| läuft   |          |          |         |            | kein Geld | in Bearbeitung | offen: Geplante Schritte (zur Bewertung)   |
|         |          |          |         |            |           |                | offen: Umsetzungsstand oder Gründe; Bewertung |
"""

OWN_SCALE = """
| Stand   | Schritte | Gründe   | Bewertung       | unverändert | Stand des Blatts                                |
|---------|----------|----------|-----------------|-------------|-------------------------------------------------|
|         |          |          |                 |             | offen: Bewertung                                |
|         |          |          | Gelb: mit Verzug |            | vollständig                                     |
| – – –   |          |          | grün            |             | vollständig                                     |
|         | ab 2014  |          | grün            |             | vollständig                                     |
| läuft   |          |          | grün            |             | vollständig                                     |
|         |          |          | in Vorbereitung |             | offen: Geplante Schritte (zur Bewertung)        |
|         | ab 2014  |          | in Vorbereitung |             | vollständig                                     |
| läuft   |          |          | in Vorbereitung |             | offen: Geplante Schritte (zur Bewertung)        |
|         |          | kein Geld| umgesetzt       |             | offen: Umsetzungsstand (zur Bewertung)          |
|         | ab 2014  |          | umgesetzt       |             | offen: Umsetzungsstand oder Gründe; Umsetzungsstand (zur Bewertung) |
|         |          |          | in Bearbeitung  |             | offen: Bewertung (aus der Liste)                |
|         |          |          | gelb: mit Verzug | ja         | vollständig                                     |
|         |          |          | grün            | ja          | offen: „unverändert“ passt nicht zur Bewertung  |
|         |          |          | umgesetzt       | ja          | offen: „unverändert“ passt nicht zur Bewertung  |
| läuft   |          |          | grün            | ja          | offen: „unverändert“ passt nicht zur Bewertung  |
|         |          |          |                 | ja          | offen: Bewertung                                |
"""
OWN = parse_settings(
    settings_template({("plan", "kennung"): "k", ("plan", "stadt"): "S", ("bewertung", "ab_jahr"): 2010}, {})
    + """
[[bewertung.stufe]]
kennung = "gruen"
name = "grün"
bedeutung = "offen"
[[bewertung.stufe]]
kennung = "gelb"
name = "gelb: mit Verzug"
bedeutung = "offen"
[[bewertung.stufe]]
kennung = "plan"
name = "in Vorbereitung"
bedeutung = "offen"
braucht = ["geplante_schritte"]
[[bewertung.stufe]]
kennung = "fertig"
name = "umgesetzt"
bedeutung = "erfolg"
braucht = ["umsetzungsstand"]
"""
)
"""Settings with a scale in which most steps need nothing."""

CONTACT = {(0, Question.PERSONS): "Frau Muster", (0, Question.UNIT): "OE 18.8", (0, Question.PHONES): "168-42422"}
"""Filled in wherever a table says nothing else."""

BEFORE = reported(2010, ("lief schon", "", "– – –"))
BEFORE_YELLOW = BEFORE._replace(assessed=(2010, OWN.scale(2010).by_key["gelb"]))


Program = Callable[[Sequence[Path], str, Path], list[Path]]
"""What opens files, calculates, and saves them."""


class Case(NamedTuple):
    """What is typed into one measure of a form."""

    texts: dict[tuple[int, Question], str]
    parts: int
    earlier: EarlierAnswer | None
    asked: bool
    settings: Settings = SETTINGS

    @property
    def scale(self) -> Scale:
        """How its year assesses."""
        return self.settings.scale(2013)

    def gaps(self) -> list[Gap]:
        """What is open in it."""
        answer = as_answer(self.cleaned(), self.scale)
        return gaps(answer, self.earlier, scale=self.scale if self.asked else None)

    def cleaned(self) -> dict[Field, str]:
        """The texts as they are read."""
        return {Field(*key): clean(text).text for key, text in self.texts.items()}

    def expected(self) -> str:
        """What Python makes of it."""
        answer = as_answer(self.cleaned(), self.scale)
        mark = mark_for(answer, self.earlier, DEPARTMENT, scale=self.scale if self.asked else None)
        return mark.text(Phrases(self.settings, several_parts=self.parts > 1))


def cases_of(
    table: str, *, parts: int = 1, asked: bool, before: EarlierAnswer = BEFORE, settings: Settings = SETTINGS
) -> list[tuple[Case, str]]:
    found = []
    for row in rows_of(table):
        said = row.pop("Stand des Blatts")
        texts = CONTACT | {COLUMNS[head]: text for head, text in row.items()}
        found.append((Case(texts, parts, before, asked, settings), said))
    return found


TOLD = [
    *cases_of(WITHOUT_ASSESSMENT, asked=False),
    *cases_of(WITH_ASSESSMENT, asked=True),
    *cases_of(TWO_PARTS, parts=2, asked=True),
    *cases_of(OWN_SCALE, asked=True, before=BEFORE_YELLOW, settings=OWN),
]


@pytest.mark.parametrize(("case", "said"), TOLD)
def test_the_mark_says_what_is_open(case: Case, said: str) -> None:
    assert case.expected() == said


def test_every_kind_of_gap_has_its_place_in_mark_and_formulas() -> None:
    """A new kind of gap needs a row in ``GAPS``, a case in these tables, and a piece of the formulas."""
    ticked = Case({(0, Question.UNCHANGED): "ja"}, 1, None, asked=False)  # in a row of a form of another year
    assert ticked.expected().startswith("offen: „unverändert“ ohne frühere Antwort")
    assert {gap.code for case in (ticked, *(case for case, _ in TOLD)) for gap in case.gaps()} == set(GAPS)
    said: set[str] = set()

    class Noting(Phrases):
        def of(self, gap: Gap) -> str:
            said.add(gap.code)
            return super().of(gap)

    rows = {Field(part, question): row for row, (part, question) in enumerate(COLUMNS.values(), start=1)}
    for before, scale in ((None, DEFAULT_SCALE), (BEFORE_YELLOW, OWN.scale(2013))):
        formulas = MarkFormulas(rows, before, Noting(SETTINGS), DEPARTMENT, scale=scale)
        assert formulas.part(1)
        assert formulas.open()
        assert formulas.advisable()
    # LIP303 is said of a part in the words of LIP304, LIP307 is nothing to fill in.
    assert said == {*GAPS, *ADVICE} - {"LIP303", "LIP307"}


@pytest.mark.foreign
@pytest.mark.parametrize("program", [convert, convert_with_gnumeric])
def test_the_formulas_say_the_same_as_the_rules(program: Program, tmp_path: Path) -> None:
    cases = [*(case for case, _ in TOLD), *combinations(), *single_characters(), *choices()]
    calculated = calculate(cases, tmp_path, program)
    differences = [
        (case.texts, case.expected(), mark)
        for case, mark in zip(cases, calculated, strict=True)
        if case.expected() != mark
    ]
    assert differences == []
    assert len(cases) > 200


FILLED = {(1, S): "läuft", (1, P): "ab 2014", (0, Question.ASSESSMENT): "in Bearbeitung"}
MOVES = {
    "to another field": [("{Stand}", ("cut", "{Gründe}"))],
    "and back": [("{Stand}", ("cut", "{Gründe}")), ("{Gründe}", ("cut", "{Stand}"))],
    "onto a text": [("{Stand}", ("cut", "{Schritte}"))],
    "onto a choice": [("{Stand}", ("cut", "{Bewertung}"))],
    "the choice": [("{Bewertung}", ("cut", "{Stand}"))],
    "two at once": [("{Stand}:{Schritte}", ("cut", "{Schritte}"))],
    "something new in its place": [("{Stand}", ("cut", "{Gründe}")), ("{Stand}", "– – –")],
    "out of the form": [("{Stand}", ("cut", "B40"))],
    "dragged": [("{Stand}", ("drag", "{Schritte}"))],
    "dragged onto the disclaimer": [("{Stand}", ("drag", "{nicht zuständig}"))],
    "copied": [("{Schritte}", ("copy", "{Stand}"))],
    "an empty field copied": [("{Gründe}", ("copy", "{Stand}"))],
    "filled down": [("{Stand}", ("fill", "{Gründe}"))],
    "an empty field filled down": [("{Stand}", ""), ("{Stand}", ("fill", "{Gründe}"))],
}
"""What is done to answers that stand as in FILLED."""


@pytest.mark.foreign
def test_whatever_is_cut_dragged_or_filled_the_mark_looks_at_the_fields(tmp_path: Path) -> None:
    """The mark on the screen is the one of the texts that stand in the fields afterwards, as they are read."""
    if not can_uno():
        pytest.skip("python3-uno is not installed")
    names = {f"T-{index}": steps for index, steps in enumerate(MOVES.values())}
    form = edited(
        form_of(*(entry(name, earlier=BEFORE) for name in names)),
        lambda book: [type_into(book[name], FILLED | CONTACT) for name in names],
    )
    rows = rows_by_key(opened(form)["T-0"])
    cells = {head: rows[key].answer.coordinate for head, key in COLUMNS.items() if key in rows}

    def placed(what: str | tuple[str, str]) -> str | tuple[str, str]:
        return what if isinstance(what, str) else (what[0], what[1].format(**cells))

    steps = [(name, cell.format(**cells), placed(what)) for name, steps in names.items() for cell, what in steps]
    marks = type_in_office(tmp_path, form, steps)
    saved = opened(tmp_path / "saved.xlsx")
    said = {how: marks[name] for how, name in zip(MOVES, names, strict=True)}
    assert said == {how: case_of(saved[name]).expected() for how, name in zip(MOVES, names, strict=True)}
    assert said["to another field"] == "offen: Umsetzungsstand (zur Bewertung)"
    assert said["filled down"].startswith("vollständig")


def case_of(sheet: Worksheet) -> Case:
    """What stands in the fields of a sheet with an assessment and an earlier answer."""
    return Case({key: str(row.answer.value or "") for key, row in rows_by_key(sheet).items()}, 1, BEFORE, asked=True)


@pytest.mark.foreign
def test_a_sheet_that_is_passed_on_alone_works_as_in_its_form(tmp_path: Path) -> None:
    if not can_uno():
        pytest.skip("python3-uno is not installed")
    form = form_of(entry("5-1-3", earlier=BEFORE, contact=support.forms.CONTACT), entry("5-1-8"))
    rows = rows_by_key(opened(form)["5-1-3"])
    status, assessment, tick = (
        rows[key].answer.coordinate for key in ((1, S), (0, Question.ASSESSMENT), (0, Question.UNCHANGED))
    )
    typed = [("5-1-3", status, "läuft"), ("5-1-3", assessment, "erfüllt")]
    assert type_in_office(tmp_path, form, typed, alone="5-1-3")["5-1-3"] == "vollständig"
    sheet = opened(tmp_path / "saved.xlsx")["5-1-3"]
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    assert lists == {assessment: f'"{",".join(rule.label for rule in DEFAULT_SCALE.steps)}"', tick: '"ja"'}
    parts = {name for name in ZipFile(tmp_path / "saved.xlsx").namelist() if "externalLink" in name}
    assert not parts


def test_a_form_sheet_needs_nothing_but_itself() -> None:
    """No name, no other sheet, neither in its formulas nor in its lists; and no single field, which a cut would move."""
    book = opened(form_of(entry("5-1-3", parts=2, earlier=BEFORE), entry("5-1-8")))
    sheet = book["5-1-3"]
    formulas = formulas_of(sheet)
    lists = [str(rule.formula1) for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert len(formulas) > 15
    assert len(lists) == 2
    literal = re.compile('"(?:[^"]|"")*"')
    bare = [literal.sub("", text) for text in (*formulas, *lists)]
    assert not [text for text in bare if re.search(r"!|lipctl|\bB\d|\$B\$?\d", text)]
    assert set(book.defined_names) == {positions.FORM_NAME}


def test_no_formula_is_longer_than_excel_reads() -> None:
    """Excel reads at most 8,192 characters and "repairs" a file with more; half of that leaves room for further words."""
    formulas = formulas_of(opened(form_of(entry("5-1-3", parts=20, earlier=BEFORE)))["5-1-3"])
    assert max(map(len, formulas)) < 8_192 / 2


def formulas_of(sheet: Worksheet) -> list[str]:
    """All formulas of a sheet."""
    return [getattr(cell.value, "text", cell.value) for row in sheet for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("program", [convert, convert_with_gnumeric])
@pytest.mark.foreign
def test_an_error_or_the_rest_of_a_formula_is_named(program: Program, tmp_path: Path) -> None:
    def spoil(book: Workbook) -> None:
        type_into(book["T-0"], FILLED | CONTACT | {(1, P): "=- "})
        type_into(book["T-1"], FILLED | CONTACT | {(1, R): ""})
        rows_by_key(book["T-1"])[1, R].answer.value = "=1/0"

    file = tmp_path / "form.xlsx"
    file.write_bytes(edited(form_of(entry("T-0"), entry("T-1")), spoil))
    marks = [
        mark_of(opened(program([file], "xlsx", tmp_path / "saved")[0], values=True)[name]) for name in ("T-0", "T-1")
    ]
    assert marks == [
        "offen: Geplante Schritte (nicht lesbar, bitte neu schreiben)",
        "offen: Gründe (nicht lesbar, bitte neu schreiben)",
    ]


def test_no_character_is_counted_twice() -> None:
    characters = BLANK_CHARACTERS + DASHES
    assert len(set(characters)) == len(characters)
    assert set(BLANKS) <= set(BLANK_CHARACTERS)


def combinations() -> list[Case]:
    """Many combinations of everything, among them those nobody thinks of: every 2203rd of all."""
    status = ("", "– – –", "läuft", "\u00a0\u2009")
    pools = (
        status, ("", "-", "ab 2014"), ("", "—", "kein Geld"), ("", "\u2212 \u2010", "läuft"), ("", "ab 2014"), ("", "kein Geld"),
        ("", "super", *(rule.label for rule in DEFAULT_SCALE.steps)), ("", "ja", "vielleicht"), ("", "OE 50", "– –", "nein", "18"),
        ("", "Frau Muster"), ("–", "OE 18.8"), ("168-42422", " "),
    )  # fmt: skip
    earlier = (None, BEFORE, reported(2010, ("", "", "kein Geld"), ("lief", "weiter so", "")))
    found = []
    for index, texts in enumerate(product(*pools)):
        if index % 2203 == 0:
            before, asked = earlier[index % 3], index % 2 == 0
            typed = dict(zip(COLUMNS.values(), texts, strict=True))
            typed = {key: text for key, text in typed.items() if _is_asked(key[1], before, asked=asked)}
            found.append(Case(typed, 2, before, asked))
    return found


def single_characters() -> list[Case]:
    """Each character that shows nothing, or is a dash, as the whole status of a part of its own: nothing is answered."""
    told = [char for char in BLANK_CHARACTERS + DASHES if char.isprintable() or char in BLANKS or char >= "\u007f"]
    bundles = [told[start : start + 20] for start in range(0, len(told), 20)]
    return [
        Case({(part, S): char for part, char in enumerate(bundle, start=1)}, len(bundle), None, asked=False)
        for bundle in bundles
    ]


def choices() -> list[Case]:
    """Each word that is understood as yes or no, also with odd blanks around it and in capitals."""
    words = [form for word in (*YES, *NO) for form in (word, f"\u00a0{word.upper()}\u2003", f"\u202a{word}\u202c")]
    return [Case({(0, Question.UNCHANGED): word}, 1, BEFORE, asked=False) for word in words]


def _is_asked(question: Question, earlier: EarlierAnswer | None, *, asked: bool) -> bool:
    if question is Question.ASSESSMENT:
        return asked
    return question is not Question.UNCHANGED or earlier is not None


def calculate(cases: list[Case], folder: Path, program: Program) -> list[object]:
    """The marks of all cases as a program calculates them: one form for each kind of year, one start for all."""
    files, sheets = [], {}
    for kind, (asked, settings) in enumerate(((False, SETTINGS), (True, SETTINGS), (True, OWN))):
        of_kind = {index: case for index, case in enumerate(cases) if case[3:] == (asked, settings)}
        entries = [_entry(index, case) for index, case in of_kind.items()]
        book = opened(form_of(*entries, settings=settings, assessment=asked))
        for index, case in of_kind.items():
            type_into(book[f"T-{index}"], case.texts)
            sheets[index] = kind
        files.append(folder / f"form-{kind}.xlsx")
        book.save(files[-1])
    books = [load_workbook(file, data_only=True) for file in program(files, "xlsx", folder / "calculated")]
    return [mark_of(books[sheets[index]][f"T-{index}"]) for index in range(len(cases))]


def _entry(index: int, case: Case) -> FormEntry:
    return entry(f"T-{index}", parts=case.parts, earlier=case.earlier)


def test_a_re_issued_form_shows_the_mark_before_anything_is_calculated() -> None:
    answers = {(1, S): "läuft", (2, P): "ab 2014"}
    book = load_workbook(BytesIO(form_of(entry("5-1-11", parts=2, answers=answers))), data_only=True)
    assert mark_of(book["5-1-11"]) == "offen: Teil 2: Umsetzungsstand oder Gründe; Bewertung"
    assert book["Übersicht"]["C4"].value == "offen: Teil 2: Umsetzungsstand oder Gründe; Bewertung"
    assert book["Übersicht"]["A2"].value == "0 von 1 vollständig beantwortet"
    assert [row.identity.question for row in answer_rows(book["5-1-11"])].count(S) == 2
