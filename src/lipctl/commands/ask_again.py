"""``lipctl export-forms --open``: back to the departments with what is still open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import takewhile

from lipctl.commands.export_forms import ExportResult, make_forms, write_forms
from lipctl.findings import RULES, Finding, Severity, in_order
from lipctl.forms.model import Form, FormEntry
from lipctl.forms.wording import OWN_FORM
from lipctl.judge.model import MeasureAnswer, Origin
from lipctl.judge.precedence import Standing, standing, to_choose_from
from lipctl.numbers import MeasureNumber
from lipctl.plan.catalogue import require_departments, require_sound
from lipctl.plan.model import Contact
from lipctl.questions import CONTACT_QUESTIONS, Field
from lipctl.text import shortened
from lipctl.workspace import Workspace
from lipctl.year import JudgedYear, collect_year

_SAID_BY = {"LIP301": ("LIP208", "LIP212"), "LIP311": ("LIP401",)}
"""A point that goes without saying where one of the others stands."""
_QUOTED = 240
"""How much of a text the list of open points quotes; the whole of it stands in the field."""

_Standing = Mapping[MeasureNumber, Mapping[Field, Standing]]


def export_open_forms(
    workspace: Workspace, year: int, as_of: date, departments: Collection[str] = (), *, force: bool = False
) -> ExportResult:
    """Write a fresh form for each department with errors that it can settle, for these departments or all.

    A measure goes out again when it has an error that its department can do something about (the rule says what, in
    ``to_department``); its warnings and hints go with it. What only the coordinator can settle is in the findings of
    the result. A department from which nothing came back gets its whole form again: it may have lost the first one,
    and whoever sends the reminders finds all that is to be sent in one folder. Should both forms come back, they are
    merged like any two files.

    The name of the file carries the round, so that what comes back never lies upon an earlier answer.

    Raises:
        CatalogueError: the catalogue is missing or holds mistakes.
        RoundError: there is no such year, or no such department.
        OutputExistsError: a form is there already, and ``force`` is not set; then nothing is written.
    """
    data = collect_year(workspace, year, as_of)
    require_sound(data.findings)
    require_departments(data.plan, departments)
    forms = [form for form in _forms(data) if not departments or form.department.id in departments]
    folder = workspace.output(year) / "nachforderung"
    paths = {folder / f"Nachforderung-{year}-{form.department.id}-{form.round}.xlsx": form for form in forms}
    asked = {entry.measure.number for form in forms for entry in form.entries}
    left = (
        item
        for item in in_order(data.findings)
        if item.severity is Severity.ERROR
        and item.code != "LIP302"
        and not (item.rule.to_department and item.measure in asked)
        and (not departments or item.department in departments)
    )
    return ExportResult(write_forms(workspace, paths, force=force), tuple(left))


def _forms(data: JudgedYear) -> Iterable[Form]:
    """The forms that ask again, in the order of the departments' ids."""
    there = standing(data.responses)
    points = _points(data.findings)
    answers = {outcome.measure.number: outcome.answer for outcome in data.outcomes}
    silent = {item.department for item in data.findings if item.code == "LIP302"}
    for form in make_forms(data.plan, data.year, data.before):
        count = 1 + _last_round(form, there)
        entries = tuple(
            _again(entry, answers[entry.measure.number], there, points.get(entry.measure.number, ()), count)
            for entry in form.entries
            if form.department.id in silent or entry.measure.number in points
        )
        if any(entry.open_points for entry in entries):
            yield replace(form, entries=entries, round=count, silent=form.department.id in silent)


def _last_round(form: Form, there: _Standing) -> int:
    slots = (slot for entry in form.entries for slot in there.get(entry.measure.number, {}).values())
    return max((slot.round for slot in slots), default=0)


def _points(findings: Iterable[Finding]) -> dict[MeasureNumber, list[Finding]]:
    """What to ask about each measure that has an error its department can settle; errors first, each said once."""
    points: dict[MeasureNumber, dict[tuple[object, ...], Finding]] = {}
    for item in in_order(findings):
        if item.measure is not None and item.rule.to_department:
            same = item.code, item.question, item.part, item.message
            points.setdefault(item.measure, {}).setdefault(same, item)
    return {
        number: _without_repetition(list(found.values()))
        for number, found in points.items()
        if any(item.severity is Severity.ERROR for item in found.values())
    }


def _without_repetition(points: list[Finding]) -> list[Finding]:
    codes = {item.code for item in points}
    return [item for item in points if not codes.intersection(_SAID_BY.get(item.code, ()))]


def _again(
    entry: FormEntry, answer: MeasureAnswer, there: _Standing, points: Iterable[Finding], count: int
) -> FormEntry:
    """A measure with this year's own answers in their fields."""
    slots = there.get(entry.measure.number, {})
    return replace(
        entry,
        answers={slot: to_choose_from(stands.texts) for slot, stands in slots.items() if stands.texts},
        origins={slot: Origin(count, stands.known, not stands.settled) for slot, stands in slots.items()},
        open_points=tuple(_quoted(point, slots) for point in points),
        contact=_contact(entry.contact, answer),
        contact_source=OWN_FORM if slots else entry.contact_source,
    )


def _contact(offered: Contact, answer: MeasureAnswer) -> Contact:
    """The contact as it came back, emptied fields included; what did not come back is offered as in the first form."""
    came = {question.attribute for question in CONTACT_QUESTIONS if Field(0, question) in answer.places}
    return offered._replace(**{name: getattr(answer.contact, name) for name in came})


def _quoted(point: Finding, slots: Mapping[Field, Standing]) -> Finding:
    """A contradiction with its texts shortened to where they differ."""
    if point.code != "LIP401" or point.question is None:
        return point
    texts = slots[Field(point.part, point.question)].texts
    alike = sum(1 for _ in takewhile(lambda characters: len(set(characters)) == 1, zip(*texts, strict=False)))
    start = max(0, alike - _QUOTED // 3)
    quoted = (f"„{_excerpt(text, start)}“" for text in texts)
    return point._replace(message=RULES[point.code].message.format(texts=" – und: ".join(quoted)))


def _excerpt(text: str, start: int) -> str:
    """So much of a text, from there on, as a list can quote; cut between words where there are any."""
    if len(text) <= _QUOTED:
        return text
    start = text.find(" ", start) + 1 if start else 0
    piece = shortened(text[start:], _QUOTED)
    return f"… {piece}" if start else piece
