"""Whatever stands in a list or on a page is in the proposal: in the plan, in an answer, kept, or told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from lipctl.intake.assessment_words import AssessmentWords
from lipctl.intake.columns import ListWords
from lipctl.intake.decoding import paragraphs_of
from lipctl.intake.departments import DepartmentList, split_names
from lipctl.intake.from_list import ListSource, proposal_from_list
from lipctl.intake.from_pages import proposal_from_pages
from lipctl.intake.grid import Grid
from lipctl.intake.known_heads import Synonyms
from lipctl.intake.list_answers import Scales
from lipctl.intake.model import Proposal
from lipctl.intake.page import Headings, read_page
from lipctl.plan.model import Plan
from lipctl.settings.reading import parse_settings

SETTINGS = parse_settings('[plan]\nkennung = "x"\nstadt = "X"\n')
LABELS = {"erfüllt": True, "in Bearbeitung": True, "noch nicht begonnen": False}
WORDS = ListWords(Synonyms(SETTINGS), {}, AssessmentWords({}))
NOBODY = Plan((), (), (), {})
LABEL_OF_A_PHONE = {"Tel"}

CELLS = {
    "Nr.": ["1", "2", "3", "Ü1", "A.1.2", "x y", "2.3", "1.10"],
    "Handlungsfeld": ["1 Bildung", "Arbeit", "Handlungsfeld 3: Übergänge", "B"],
    "Bereich": ["1.1 Sprache", "Schule", "2"],
    "Zuständig": ["62 Gebäude, 66 Tiefbau", "Jugendamt", "FB 50 / 51", "Amt A und Amt B", "Fachbereich X, Y und Z"],
    "Status": ["läuft", "geplant", "hm", "abgeschlossen"],
    "Kontakt": ["Frau A, Tel. 0123 45, a@b.example", "Herr B (OE 50.1)", "Frau A || Amt 7 || Tel. 1-22 || Raum 5", "Herr C, 168-40"],
    **{head: ["alpha", "beta gamma", "delta; epsilon"] for head in (
        "Titel", "Maßnahme", "Beschreibung", "Sachstand 2022", "Sachstand", "Ausblick", "Gründe", "Kosten", "Priorität", "Hinweis", "Wozu?",
    )},
}  # fmt: skip


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """A sheet with heads, rows, cells merged downwards, a row with one cell, and perhaps a title."""
    heads = draw(st.lists(st.sampled_from(list(CELLS)), min_size=3, max_size=8, unique=True))
    first = draw(st.sampled_from([1, 3]))
    grid = Grid("Liste", rows={1: {1: "Übersicht 2023"}} if first > 1 else {})
    grid.rows[first] = dict(enumerate(heads, start=1))
    for row in range(first + 1, first + 1 + draw(st.integers(1, 6))):
        cells = {column: draw(st.sampled_from([*CELLS[head], ""])) for column, head in enumerate(heads, start=1)}
        filled = {column: f"{text}" for column, text in cells.items() if text}
        grid.rows[row] = draw(st.sampled_from([filled] * 8 + [{1: "Handlungsfeld 9: Eigenes"}, {2: "Summe"}])) or {
            1: "allein"
        }
    for column in draw(st.sets(st.integers(1, len(heads)), max_size=2)):
        top = first + 1
        if column in grid.rows[top] and top + 1 in grid.rows:
            grid.rows[top + 1].pop(column, None)
            for row in (top, top + 1):
                grid.merged.setdefault(row, []).append((top, top + 1, column, column))
    return grid


def texts_of(proposal: Proposal) -> Iterator[str]:
    """All texts of a proposal."""
    plan = proposal.plan
    for home in (*plan.fields, *plan.areas):
        yield from (str(home.number), home.title)
    for department in plan.departments.values():
        yield from (department.id, department.name, *department.aliases)
    for entry in proposal.entries:
        measure = entry.measure
        yield from (
            str(measure.number),
            measure.title,
            *measure.summary,
            measure.note,
            measure.priority,
            *measure.contact,
        )
        for reported in entry.reported.values():
            yield from (*reported.contact, *(text for part in reported.parts for text in part))
    yield from (kept.text for kept in proposal.kept)
    yield from (remark.text for remark in proposal.remarks)


def words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", text)) - LABEL_OF_A_PHONE


@given(grid=grids(), year=st.sampled_from([0, 2023]), asked=st.booleans())
@settings(max_examples=25, deadline=None)
def test_nothing_of_a_list_is_lost(grid: Grid, year: int, asked: bool) -> None:
    scales = Scales(lambda _: asked, lambda _: LABELS)
    reading = proposal_from_list(ListSource("Liste.xlsx", [grid], "", year), NOBODY, WORDS, scales)
    if reading is None:
        return
    there = "\n".join((*texts_of(reading.proposal), *(column.head for column in reading.columns)))
    lost = [text for cells in grid.rows.values() for text in cells.values() if not words_of(text) <= words_of(there)]
    assert lost == []


LINES = [
    "Handlungsansatz 1-1", "Handlungsansatz 1-2: Mit Titel", "Hinweis", "Kurzfassung", "Umsetzungsstand", "Geplante Schritte",
    "Falls noch nichts (weiter) unternommen wurde – welche Gründe?", "Ansprechpartnerin", "– – –", "Frau A || Amt 7, OE 7.1 || Tel. 1-22 || Raum 5",
]  # fmt: skip
HEADINGS = Headings(SETTINGS)


@given(st.lists(st.sampled_from(LINES) | st.integers(0, 10**6).map("Wort{}".format), max_size=25))
@settings(max_examples=25, deadline=None)
def test_nothing_of_a_page_is_lost(lines: list[str]) -> None:
    page = read_page(paragraphs_of("\n".join(lines).encode(), "page.txt"), "page.txt", HEADINGS)
    proposal = proposal_from_pages([("page.txt", page)], NOBODY, 2010)
    there = words_of("\n".join(texts_of(proposal)))
    assert [
        line for line in lines if not HEADINGS.section(line) and not words_of(line) - {"Handlungsansatz"} <= there
    ] == []


@given(st.lists(st.text("AÄß1 62,;/()&\n.-", max_size=30), max_size=8))
@settings(max_examples=25, deadline=None)
def test_every_department_gets_an_id_that_a_file_name_takes(cells: list[str]) -> None:
    departments = DepartmentList({})
    names = [name for cell in cells for name in split_names(cell, set()).names]
    departments.add(dict.fromkeys(names, ()))
    for name in names:
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,29}", departments.id_of(name))
    assert len({identifier.casefold() for identifier in departments.new}) == len(departments.new)
