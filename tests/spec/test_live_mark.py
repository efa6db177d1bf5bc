"""The mark on each sheet of a form, "vollständig" or "offen: …" (rules.md 4).

It is a formula, and it says what ``check`` will say: "vollständig" exactly when no error rule that looks at the
measure's own fields fires. LibreOffice calculates it here; nothing is taken from cached values.
"""

from __future__ import annotations

from io import BytesIO
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import load_workbook

from lipctl.forms.live_mark import mark_text
from lipctl.forms.mark_formulas import BLANK_CHARACTERS, MarkFormulas
from lipctl.forms.model import FormEntry
from lipctl.forms.wording import Phrases
from lipctl.judge.completeness import GAPS, Gap, gaps
from lipctl.judge.merge import as_answer
from lipctl.judge.model import EarlierAnswer
from lipctl.judge.progress import ASSESSMENTS, NO, YES
from lipctl.questions import Field, Question
from lipctl.text import BLANKS, DASHES, clean
from support.forms import SETTINGS, answer_rows, entry, form_of, mark_of, opened, reported, type_into
from support.office import convert, soffice
from support.tables import rows_of

S, P, R = Question.STATUS, Question.PLANNED_STEPS, Question.REASONS
COLUMNS = {
    "Stand": (1, S), "Schritte": (1, P), "Gründe": (1, R), "Stand 2": (2, S), "Schritte 2": (2, P), "Gründe 2": (2, R),
    "Bewertung": (0, Question.ASSESSMENT), "unverändert": (0, Question.UNCHANGED),
    "nicht zuständig": (0, Question.DISCLAIMED),
}  # fmt: skip

WITHOUT_ASSESSMENT = """
| Stand   | Schritte | Gründe   | unverändert | nicht zuständig | Stand des Blatts                                              |
|---------|----------|----------|-------------|-----------------|---------------------------------------------------------------|
|         |          |          |             |                 | offen: Umsetzungsstand oder Gründe                            |
| läuft   |          |          |             |                 | vollständig                                                   |
| läuft   | – – –    | – – –    |             |                 | vollständig                                                   |
|         |          | kein Geld|             |                 | vollständig                                                   |
| – – –   | – – –    | kein Geld|             |                 | vollständig                                                   |
| – – –   |          |          |             |                 | offen: Umsetzungsstand oder Gründe                            |
| -       | —        | ‐        |             |                 | offen: Umsetzungsstand oder Gründe                            |
|         | ab 2014  |          |             |                 | offen: Umsetzungsstand oder Gründe                            |
| ·⏎·     |          |          |             |                 | offen: Umsetzungsstand oder Gründe                            |
| =1+1    |          |          |             |                 | vollständig                                                   |
| 0       |          |          |             |                 | vollständig                                                   |
|         |          |          | ja          |                 | vollständig                                                   |
|         |          |          | ·JA·        |                 | vollständig                                                   |
|         |          |          | x           |                 | vollständig                                                   |
|         |          |          | ✓           |                 | vollständig                                                   |
|         |          |          | nein        |                 | offen: Umsetzungsstand oder Gründe                            |
|         |          |          | –           |                 | offen: Umsetzungsstand oder Gründe                            |
|         |          |          | vielleicht  |                 | offen: „unverändert“ („ja“ oder leer)                         |
| läuft   |          |          | *           |                 | offen: „unverändert“ („ja“ oder leer)                         |
| läuft   |          |          | ja          |                 | vollständig                                                   |
|         | ab 2014  |          | ja          |                 | offen: Umsetzungsstand oder Gründe                            |
|         |          |          |             | OE 50           | offen: Zuständigkeit                                          |
|         |          |          |             | – – –           | offen: Umsetzungsstand oder Gründe                            |
| läuft   |          |          |             | OE 50           | offen: Zuständigkeit                                          |
|         |          |          | ja          | OE 50           | offen: Zuständigkeit                                          |
|         | ab 2014  |          | vielleicht  | OE 50           | offen: „unverändert“ („ja“ oder leer); Umsetzungsstand oder Gründe; Zuständigkeit |
"""

WITH_ASSESSMENT = """
| Stand   | Schritte | Gründe   | Bewertung                             | unverändert | Stand des Blatts                   |
|---------|----------|----------|---------------------------------------|-------------|------------------------------------|
|         |          |          |                                       |             | offen: Umsetzungsstand oder Gründe |
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
|         |          |          | erfüllt                               |             | offen: Umsetzungsstand oder Gründe |
| läuft   |          |          | super                                 |             | offen: Bewertung (aus der Liste)   |
|         |          |          | super                                 |             | offen: Bewertung (aus der Liste)   |
|         |          |          |                                       | ja          | offen: Bewertung                   |
|         |          |          | erfüllt                               | ja          | vollständig                        |
|         |          |          | in Bearbeitung                        | ja          | offen: Geplante Schritte (zur Bewertung) |
|         |          |          | nicht weiter zu verfolgen             | ja          | offen: Gründe (zur Bewertung)      |
|         |          | kein Geld| noch nicht begonnen                   | ja          | vollständig                        |
"""

TWO_PARTS = """
| Stand   | Schritte | Gründe   | Stand 2 | Schritte 2 | Gründe 2  | Bewertung      | Stand des Blatts                           |
|---------|----------|----------|---------|------------|-----------|----------------|--------------------------------------------|
| läuft   |          |          |         |            |           | erfüllt        | vollständig                                |
| läuft   |          |          |         |            | kein Geld | erfüllt        | vollständig                                |
| läuft   |          |          | – – –   |            |           | erfüllt        | offen: Teil 2: Umsetzungsstand oder Gründe |
| läuft   |          |          |         | ab 2014    |           | erfüllt        | offen: Teil 2: Umsetzungsstand oder Gründe |
|         | ab 2014  |          | ——      |            |           |                | offen: Teil 1: Umsetzungsstand oder Gründe; Teil 2: Umsetzungsstand oder Gründe |
|         |          | kein Geld| läuft   | ab 2014    |           | in Bearbeitung | vollständig                                |
| läuft   |          |          |         |            | kein Geld | in Bearbeitung | offen: Geplante Schritte (zur Bewertung)   |
|         |          |          |         |            |           |                | offen: Umsetzungsstand oder Gründe         |
"""

BEFORE = reported(2010, ("lief schon", "", "– – –"))


class Case(NamedTuple):
    """What is typed into one measure of a form."""

    texts: dict[tuple[int, Question], str]
    parts: int
    earlier: EarlierAnswer | None
    asked: bool

    def gaps(self) -> list[Gap]:
        """What is open in it."""
        answer = as_answer({key: clean(text).text for key, text in self.texts.items()})
        return gaps(answer, self.earlier, assessment_asked=self.asked)

    def expected(self) -> str:
        """What Python makes of it."""
        return mark_text(self.gaps(), SETTINGS, several_parts=self.parts > 1)


def cases_of(table: str, *, parts: int = 1, asked: bool) -> list[tuple[Case, str]]:
    found = []
    for row in rows_of(table):
        said = row.pop("Stand des Blatts")
        found.append((Case({COLUMNS[head]: text for head, text in row.items()}, parts, BEFORE, asked), said))
    return found


TOLD = [
    *cases_of(WITHOUT_ASSESSMENT, asked=False),
    *cases_of(WITH_ASSESSMENT, asked=True),
    *cases_of(TWO_PARTS, parts=2, asked=True),
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
    formulas = MarkFormulas(rows, None, Noting(SETTINGS))
    assert formulas.part(1)
    assert formulas.open()
    assert said == set(GAPS) - {"LIP303"}  # said of a part in the words of LIP304


@pytest.mark.foreign
def test_the_formulas_say_the_same_as_the_rules(tmp_path: Path) -> None:
    soffice()
    cases = [*(case for case, _ in TOLD), *combinations(), *single_characters(), *choices()]
    calculated = calculate(cases, tmp_path)
    differences = [
        (case.texts, case.expected(), mark)
        for case, mark in zip(cases, calculated, strict=True)
        if case.expected() != mark
    ]
    assert differences == []
    assert len(cases) > 200


def test_no_character_is_counted_twice() -> None:
    characters = BLANK_CHARACTERS + DASHES
    assert len(set(characters)) == len(characters)
    assert set(BLANKS) <= set(BLANK_CHARACTERS)


def combinations() -> list[Case]:
    """Many combinations of everything, among them those nobody thinks of: every 199th of all."""
    status = ("", "– – –", "läuft", "\u00a0\u2009")
    pools = (
        status, ("", "-", "ab 2014"), ("", "—", "kein Geld"), ("", "\u2212 \u2010", "läuft"), ("", "ab 2014"), ("", "kein Geld"),
        ("", "super", *(rule.label for rule in ASSESSMENTS.values())), ("", "ja", "vielleicht"), ("", "OE 50", "– –"),
    )  # fmt: skip
    earlier = (None, BEFORE, reported(2010, ("", "", "kein Geld"), ("lief", "weiter so", "")))
    found = []
    for index, texts in enumerate(product(*pools)):
        if index % 199 == 0:
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


def calculate(cases: list[Case], folder: Path) -> list[object]:
    """The marks of all cases as LibreOffice calculates them: one form for each kind of year, one start for both."""
    files = []
    for asked in (False, True):
        entries = [_entry(index, case) for index, case in enumerate(cases) if case.asked is asked]
        book = opened(form_of(*entries, assessment=asked))
        for index, case in enumerate(cases):
            if case.asked is asked:
                type_into(book[f"T-{index}"], case.texts)
        files.append(folder / f"form-{asked}.xlsx")
        book.save(files[-1])
    books = [load_workbook(file, data_only=True) for file in convert(files, "xlsx", folder / "calculated")]
    return [mark_of(books[case.asked][f"T-{index}"]) for index, case in enumerate(cases)]


def _entry(index: int, case: Case) -> FormEntry:
    return entry(f"T-{index}", parts=case.parts, earlier=case.earlier)


def test_a_re_issued_form_shows_the_mark_before_anything_is_calculated() -> None:
    answers = {(1, S): "läuft", (2, P): "ab 2014"}
    book = load_workbook(BytesIO(form_of(entry("5-1-11", parts=2, answers=answers))), data_only=True)
    assert mark_of(book["5-1-11"]) == "offen: Teil 2: Umsetzungsstand oder Gründe"
    assert book["Übersicht"]["C4"].value == "offen: Teil 2: Umsetzungsstand oder Gründe"
    assert book["Übersicht"]["A2"].value == "0 von 1 vollständig beantwortet"
    assert [row.identity.question for row in answer_rows(book["5-1-11"])].count(S) == 2
