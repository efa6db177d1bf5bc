"""What the forms that go out again ask: only what is still open, with the answers that came back in their fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from lipctl.findings import RULES, SEVERITY_ORDER, Finding, Severity, in_order
from lipctl.forms.model import Form, FormEntry
from lipctl.forms.wording import OWN_FORM
from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.model import MeasureAnswer, Origin
from lipctl.judge.precedence import StandingAnswers, to_choose_from
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Contact
from lipctl.questions import CONTACT_QUESTIONS, PART_QUESTIONS, Field, Question
from lipctl.text import shortened

_SAID_BY = {"LIP301": ("LIP208", "LIP212", "LIP248", "LIP249", "LIP261"), "LIP311": ("LIP401",)}
"""A point that goes without saying where one of the others stands."""
_NOT_IN_ITS_COLUMN = "Unter „Ihre Antwort“ ist noch nichts eingetragen."
_QUOTED = 240
"""How much of a text the list of open points quotes; the whole of it stands in the field."""


class Request(NamedTuple):
    """What the coordinator wants of the forms that ask again: whether warnings are a reason to write too, and by when.

    ``for_mail``: they are mailed, also those that are there already just as they would be written.
    """

    warnings: bool = False
    deadline: date | None = None
    for_mail: bool = False

    def is_reason(self, severity: Severity) -> bool:
        """Whether a finding of this severity is a reason to ask again."""
        return severity is Severity.ERROR or (self.warnings and severity is Severity.WARNING)


ONLY_ERRORS = Request()

_Standing = Mapping[MeasureNumber, Mapping[Field, StandingAnswers]]


def follow_up_forms(
    first: Iterable[Form],
    outcomes: Iterable[JudgedMeasure],
    findings: Iterable[Finding],
    standing: _Standing,
    request: Request,
) -> Iterator[Form]:
    """The forms that ask again.

    A measure goes out again when it has an error (on request also a warning) that its department can do something about:
    the rule says what, in ``to_department``. Its warnings and hints go with it. What the coordinator settles goes along, so that a department
    can take it back, but is no reason to write, unless the department answered as well. A department from which nothing
    came back gets its whole form again: it may have lost the first one, and all that is to be sent lies in one folder.
    Should both forms come back, they are merged like any two files.

    Args:
        first: the year's first forms.
        outcomes: the judged measures.
        findings: everything that ``check`` says of the year.
        standing: the answers that still count.
        request: what the coordinator wants of the forms.
    """
    findings = in_order(findings)
    points = _open_points(findings, request)
    answers = {judged.measure.number: judged.answer for judged in outcomes}
    asking = {number for number, found in points.items() if _is_reason_to_ask(found, answers[number], request)}
    silent_departments = {item.department for item in findings if item.code == "LIP302"}
    for form in first:
        silent = form.department.id in silent_departments
        asked = [entry for entry in form.entries if silent or entry.measure.number in points]
        if any(entry.measure.number in asking for entry in asked):
            count = 1 + _last_round(form, standing)
            entries = tuple(
                _again(entry, answers[number], standing.get(number, {}), points.get(number, ()), count)
                for entry in asked
                for number in (entry.measure.number,)
            )
            yield form._replace(entries=entries, round=count, silent=silent, deadline=request.deadline)


def _open_points(findings: Iterable[Finding], request: Request) -> dict[MeasureNumber, list[Finding]]:
    """What to ask about each measure that there is a reason to ask about, errors first, each said once."""
    points: dict[MeasureNumber, dict[tuple[object, ...], Finding]] = {}
    for item in findings:
        if item.measure is not None and item.rule.to_department:
            same = item.code, item.question, item.part, item.message
            points.setdefault(item.measure, {}).setdefault(same, item)
    return {
        number: sorted(found.values(), key=_as_on_the_sheet)
        for number, found in points.items()
        if any(request.is_reason(item.severity) for item in found.values())
    }


def _is_reason_to_ask(points: Iterable[Finding], answer: MeasureAnswer, request: Request) -> bool:
    reasons = [item for item in points if request.is_reason(item.severity)]
    return bool(answer.typed_parts()) or not all(item.rule.for_coordinator for item in reasons)


def _without_repetition(points: Sequence[Finding]) -> list[Finding]:
    codes = {item.code for item in points}
    left = [item for item in points if not codes.intersection(_SAID_BY.get(item.code, ()))]
    if "LIP335" in codes:  # something was typed, in the wrong column
        return [item._replace(message=_NOT_IN_ITS_COLUMN) if item.code == "LIP301" else item for item in left]
    return left


def _as_on_the_sheet(point: Finding) -> tuple[int, bool, bool, int, int]:
    """The order of points: by severity, then as their fields stand on the sheet, the parts before all else."""
    asked = point.question
    place = list(Question).index(asked) if asked else 0
    return SEVERITY_ORDER[point.severity], asked is not None, asked not in PART_QUESTIONS, point.part, place


def _last_round(form: Form, standing: _Standing) -> int:
    """How often the department has been asked again so far."""
    return max(
        (field.round for entry in form.entries for field in standing.get(entry.measure.number, {}).values()), default=0
    )


def _again(
    entry: FormEntry,
    answer: MeasureAnswer,
    fields: Mapping[Field, StandingAnswers],
    points: Sequence[Finding],
    count: int,
) -> FormEntry:
    """A measure with this year's own answers in their fields; one that was emptied is to be kept or emptied again."""
    emptied = {Field(point.part, point.question) for point in points if point.code == "LIP407" and point.question}
    return entry._replace(
        answers={
            field: to_choose_from((*found.texts, "") if field in emptied else found.texts)
            for field, found in fields.items()
            if found.texts
        },
        origins={
            field: Origin(count, found.known, not found.settled or field in emptied) for field, found in fields.items()
        },
        open_points=tuple(_quoted(point, fields) for point in _without_repetition(points)),
        contact=_contact(entry.contact, answer),
        contact_source=OWN_FORM if fields else entry.contact_source,
    )


def _contact(offered: Contact, answer: MeasureAnswer) -> Contact:
    """The contact as it came back, emptied fields included; what did not come back is offered as in the first form."""
    came_back = [question for question in CONTACT_QUESTIONS if Field(0, question) in answer.places]
    return offered._replace(**{question.attribute: answer.contact.text(question) for question in came_back})


def _quoted(point: Finding, fields: Mapping[Field, StandingAnswers]) -> Finding:
    """A contradiction with its texts shortened to where they differ; a text that was emptied, shortened."""
    if point.code == "LIP407":
        return point._replace(message=shortened(point.message, 2 * _QUOTED))
    if point.code != "LIP401" or point.question is None:
        return point
    texts = fields[Field(point.part, point.question)].texts
    alike = sum(1 for _ in takewhile(lambda characters: len(set(characters)) == 1, zip(*texts, strict=False)))
    start = max(0, alike - _QUOTED // 3)
    quoted = (f"„{_excerpt(text, start)}“" for text in texts)
    return point._replace(message=RULES[point.code].message.format(texts=" – und: ".join(quoted)))


def _excerpt(text: str, start: int) -> str:
    """As much of a text as a list can quote, from ``start`` on; cut between words where possible."""
    if len(text) <= _QUOTED:
        return text
    start = text.find(" ", start) + 1 if start else 0
    piece = shortened(text[start:], _QUOTED)
    return f"… {piece}" if start else piece
