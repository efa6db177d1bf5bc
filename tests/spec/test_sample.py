"""The shipped sample against the published page (LIP-Bereich 5.1), field by field: in the files and in the report."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

import build_sample
from lipctl.commands.check import check
from lipctl.commands.report import write_report
from lipctl.judge.progress import PROGRESS_LABELS
from lipctl.numbers import MeasureNumber
from lipctl.plan.reader import read_catalogue
from lipctl.text import NOTHING_TO_SAY
from lipctl.workspace import Workspace
from lipctl.year import collect_year

ROOT = Path(build_sample.ROOT)
PAGE = json.loads(build_sample.PAGE.read_text(encoding="utf-8"))["measures"]
AS_OF = date(2010, 12, 31)
SAMPLE = Workspace(ROOT)
STATES = {
    "5-1-9": "○ noch nichts unternommen, Gründe genannt",
    "5-1-14": "□ nicht abgefragt: keine zuständige Dienststelle",
}
QUESTIONS = {
    "status": "Umsetzungsstand",
    "planned_steps": "Geplante Schritte",
    "reasons": "Falls noch nichts (weiter) unternommen wurde – welche Gründe?",
}


@pytest.fixture(scope="module")
def outcomes():
    return {outcome.measure.number: outcome for outcome in collect_year(SAMPLE, 2010, AS_OF).outcomes}


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    result = write_report(SAMPLE, 2010, as_of=AS_OF, output=tmp_path_factory.mktemp("out") / "bericht.docx")
    return Document(BytesIO(result.path.read_bytes()))


@pytest.fixture(scope="module")
def sections(report):
    """The paragraphs below each measure's heading, as (style, text)."""
    found, current = {}, None
    for paragraph in report.paragraphs:
        if paragraph.style.name == "Heading 3":
            current = found.setdefault(paragraph.text.removeprefix("Handlungsansatz "), [])
        elif paragraph.style.name in {"Heading 1", "Heading 2", "Kapitel fortlaufend"}:
            current = None
        elif current is not None:
            current.append((paragraph.style.name, paragraph.text))
    return found


@pytest.mark.parametrize("entry", PAGE, ids=lambda entry: entry["number"])
def test_every_field_of_the_page_is_read_from_the_files_to_the_letter(outcomes, entry):
    outcome = outcomes[MeasureNumber(entry["number"])]
    parts = [part for part in outcome.answer.parts if part.is_typed()]
    assert [{name: getattr(part, name) for name in QUESTIONS} for part in parts] == [
        {name: part[name] or "" for name in QUESTIONS} for part in entry["parts"]
    ]
    assert list(outcome.measure.summary) == entry["summary"]
    assert outcome.measure.note == (entry["note"] or "")
    contact, page = outcome.answer.contact, entry["contact"]
    assert (contact.persons, contact.department, contact.unit, contact.phones) == (
        (" / ".join(page["persons"]), page["department"], page["unit"], " / ".join(page["phones"]))
        if page
        else ("", "", "", "")
    )


@pytest.mark.parametrize("entry", [entry for entry in PAGE if not entry["note"]], ids=lambda entry: entry["number"])
def test_every_field_of_the_page_is_in_the_report_to_the_letter(sections, entry):
    texts = [text for _, text in sections[entry["number"]]]
    expected = [STATES.get(entry["number"], "● Umsetzungsstand berichtet"), "Kurzfassung", *entry["summary"]]
    for number, part in enumerate(entry["parts"], start=1):
        expected += [f"Teil {number}"] if len(entry["parts"]) > 1 else []
        for name, heading in QUESTIONS.items():
            expected += [heading, part[name]] if part[name] else []
    page = entry["contact"]
    if page:
        line = ", ".join(
            [" / ".join(page["persons"]), page["department"], page["unit"], f"Tel. {' / '.join(page['phones'])}"]
        )
        expected += [page["label"], line]
    assert texts == expected


def test_the_report_holds_the_measures_in_natural_order_and_no_other(sections):
    assert list(sections) == ["5-1-3", "5-1-6", "5-1-8", "5-1-9", "5-1-10", "5-1-11", "5-1-14"]


def test_the_non_measure_leaves_no_trace(report):
    result = BytesIO()
    report.save(result)
    with ZipFile(result) as archive:
        everything = "".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())
    only_there = ["5-1-1<", "Walter", "168-44319", "OE 15.21", "Ausschuss", "Anhörung", "im eigentlichen Sinne"]
    assert [word for word in only_there if word in everything] == []


def test_the_totals_are_those_of_the_page():
    result = check(SAMPLE, 2010, AS_OF)
    assert {PROGRESS_LABELS[progress]: count for progress, count in result.counts.items()} == {
        "Umsetzungsstand berichtet": 5,
        "noch nichts unternommen, Gründe genannt": 1,
        "nicht abgefragt": 1,
    }
    assert [(item.code, str(item.measure)) for item in result.findings] == [("LIP306", "5-1-14"), ("LIP332", "5-1-1")]


def test_dashes_are_printed_where_the_page_has_them(sections):
    assert [text for _, text in sections["5-1-11"]].count(NOTHING_TO_SAY) == 1
    assert NOTHING_TO_SAY not in [text for _, text in sections["5-1-9"]]


def test_the_committed_sample_is_what_its_script_makes():
    built = build_sample.build(PAGE)
    assert [name for name, content in built.items() if (ROOT / name).read_bytes() != content] == []
    plan, findings = read_catalogue(built["data/katalog.xlsx"])
    assert findings == []
    assert plan == build_sample.plan_of(PAGE)
