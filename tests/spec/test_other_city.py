"""Another city's kind of plan, three rounds long: its own colours, words and numbers, counted again without lipctl's code."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest
from docx import Document
from docx.document import Document as WordDocument

from lipctl.commands.check import check
from lipctl.commands.export_forms import export_forms
from lipctl.commands.report import write_report
from lipctl.workspace import Workspace
from support.excel_typing import answer_cells, type_into
from support.other_city import (
    AS_OF,
    SCALE_2021,
    SCALE_2024,
    YEARS,
    answers,
    make_other_city,
    resolution_of,
    state_of,
    title_of,
)

PER_FIELD = 5
NUMBERS = [f"{letter}{place}" for letter in "ÜBGEV" for place in range(1, PER_FIELD + 1)]
NO_RESPONSE = "keine Rückmeldung"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = Workspace(make_other_city(tmp_path_factory.mktemp("stadt") / "konzept", PER_FIELD))
    for year in YEARS:
        for form in export_forms(workspace, year).written:
            content = form.path.read_bytes()
            asked = answer_cells(content)
            typed = {key: text for key, text in answers(NUMBERS, year).items() if key in asked}
            workspace.responses(year).mkdir(parents=True, exist_ok=True)
            (workspace.responses(year) / form.path.name).write_bytes(type_into(content, typed))
    return workspace


@cache
def report(city: Workspace, year: int) -> WordDocument:
    path = write_report(city, year, as_of=AS_OF[year]).path
    assert path is not None
    return Document(str(path))


def scale_of(year: int) -> tuple[str, ...]:
    return SCALE_2024 if year == YEARS[-1] else SCALE_2021


def states(year: int) -> dict[str, str]:
    return {number: state_of(number, year) or NO_RESPONSE for number in NUMBERS}


def short(name: str) -> str:
    """A state as a narrow column names it, without its sign."""
    return name.strip("▲◆■▼✓×□ ").partition(":")[0]


def table_under(document: WordDocument, caption: str) -> list[list[str]]:
    body = list(document.element.body)
    at = next(
        place for place, block in enumerate(body) if caption in "".join(block.itertext()) and block.tag.endswith("}p")
    )
    element = next(block for block in body[at:] if block.tag.endswith("}tbl"))
    table = next(table for table in document.tables if table._tbl is element)  # noqa: SLF001
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("year", YEARS)
def test_check_finds_only_what_is_missing(city: Workspace, year: int) -> None:
    result = check(city, year, AS_OF[year])
    errors = {str(item.measure) for item in result.findings if item.severity.value == "error"}
    assert {step.label: count for step, count in result.assessments} == {
        label: list(states(year).values()).count(label) for label in scale_of(year)
    }
    assert errors == {number for number, state in states(year).items() if state == NO_RESPONSE}


@pytest.mark.parametrize("year", YEARS)
def test_the_table_of_totals_counts_the_colours(city: Workspace, year: int) -> None:
    head, *_, total = table_under(report(city, year), "nach Themenfeld und Stand")
    counted = {short(name): int(count) for name, count in zip(head[1:-1], total[1:-1], strict=True)}
    assert counted == Counter(map(short, states(year).values()))
    assert int(total[-1]) == len(NUMBERS)


def test_each_heading_has_its_state_in_its_colour(city: Workspace) -> None:
    document = report(city, 2024)
    styles = {
        style.name: style.font.color.rgb
        for style in document.styles
        if style.name.startswith("Stand ") and style.font.color
    }
    assert str(styles["Stand gelb: mit Verzug"]) == "7A5C00"
    shown = Counter(paragraph.style.name for paragraph in document.paragraphs if paragraph.style)
    for label in SCALE_2024:
        assert shown[f"Stand {label}"] == list(states(2024).values()).count(label)


def test_measures_are_called_by_number_and_title_and_have_the_city_s_own_column(city: Workspace) -> None:
    text = [paragraph.text.replace("\xa0", " ") for paragraph in report(city, 2024).paragraphs]
    headings = [f"Maßnahme {number}: {title_of(number)}" for number in NUMBERS]
    assert [line for line in text if line in headings and text.count(line) == 1] == headings
    assert [line for line in text if line.startswith("Beschluss: ")] == [
        f"Beschluss: {resolution_of(number)}" for number in NUMBERS
    ]


def test_the_comparison_adds_up_over_a_scale_that_changed(city: Workspace) -> None:
    document = report(city, 2024)
    text = [paragraph.text for paragraph in document.paragraphs]
    sentence = next(line for line in text if line.startswith("Gegenüber 2022:"))
    assert sum(int(count) for count in re.findall(r"(?:: |, )(\d+) ", sentence.replace("\xa0", " "))) == len(NUMBERS)
    moved = [
        number
        for number in NUMBERS
        if states(2022)[number] == "orange: stockt" and states(2024)[number] in SCALE_2024[:3]
    ]
    assert f"{len(moved)} nach anderer Skala bewertet" in sentence.replace("\xa0", " ")
    assert set(moved) == {
        row[0].split()[0].rstrip(":") for row in table_under(document, "Nach anderer Skala bewertet: ")[1:]
    }


def test_a_step_that_is_no_more_keeps_its_name_in_the_table(city: Workspace) -> None:
    rows = table_under(report(city, 2024), "nach Einstufung 2022")
    then = {short(row[0]): int(row[-1]) for row in rows[1:-1]}
    assert then["orange"] == list(states(2022).values()).count("orange: stockt")


def test_nothing_of_the_default_scale_is_left(city: Workspace) -> None:
    document = report(city, 2024)
    words = "\n".join(
        [
            *(paragraph.text for paragraph in document.paragraphs),
            *(cell.text for table in document.tables for row in table.rows for cell in row.cells),
        ]
    )
    assert not [
        label for label in ("in Bearbeitung", "noch nicht begonnen", "laufendes Geschäft", "erfüllt") if label in words
    ]
    assert set(SCALE_2021) - set(SCALE_2024) == {"grün: auf gutem Weg", "orange: stockt"}
