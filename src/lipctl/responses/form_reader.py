"""Reading a returned workbook: answers are found by the identity in their rows, never by position."""

from __future__ import annotations

from typing import NamedTuple

from lipctl.findings import Finding, Place, finding
from lipctl.judge.model import Response
from lipctl.responses.form_file import ExpectedForm, FormFile
from lipctl.responses.sheet_answers import FormSheetReader
from lipctl.responses.whole_file import about_whole_file
from lipctl.xlsx.any_workbook import read_any_workbook
from lipctl.xlsx.unreadable import Unreadable


class FileReading(NamedTuple):
    """What a file holds: this year's answers, answers in the form of another year (by year), and the findings."""

    response: Response | None
    other_years: dict[int, Response]
    findings: list[Finding]


def read_response(content: bytes, file: str, expected: ExpectedForm) -> FileReading:
    """Read a returned workbook: every answer field, blank ones too (they show that a row is still there), and everything
    that a person left beside them. ``file`` is the name that findings give."""
    try:
        book = read_any_workbook(content)
        findings = about_whole_file(book, file)
        reading = FormFile(file, book, expected, list(findings))
        for sheet in book.sheets:
            FormSheetReader(reading, sheet).read()
        reading.findings += reading.colours.finding(file, reading.origin[1] if reading.origin else None)
    except Unreadable as refusal:
        return FileReading(None, {}, [finding(refusal.code, places=[Place(file)], **refusal.values)])
    except Exception as error:
        reason = f"unerwarteter Aufbau ({type(error).__name__})"
        return FileReading(None, {}, [finding("LIP201", places=[Place(file)], reason=reason)])
    if not reading.is_form:
        return FileReading(None, {}, [*findings, finding("LIP202", places=[Place(file)])])
    by_year = {
        year: Response(file, book.modified, tuple(answers), reading.own_texts)
        for year, answers in reading.answers.items()
    }
    return FileReading(by_year.pop(expected.year, None), by_year, reading.findings)
