"""Forms of another year in a year's folder: only what differs from what the rounds know from that very form is new, and
the rest must not count again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

from lipctl.findings import Finding, Place, finding
from lipctl.judge.model import Answer, Origin, Response
from lipctl.judge.precedence import is_typed
from lipctl.numbers import MeasureNumber
from lipctl.questions import CONTACT_QUESTIONS
from lipctl.responses.folder import Received

Known = frozenset[int]
"""Digests of all that rounds know: each answer by its form and field, and each finding. Enough to tell whether
something is new, at a fraction of the room, and the same in every run."""


def known_from(received: Received, year: int) -> Known:
    """Gather what a year's round knows from its files."""
    by_year = {**received.other_years, year: received.responses}
    answers = (
        _key(answer, of) for of, responses in by_year.items() for response in responses for answer in response.answers
    )
    return frozenset((*answers, *map(_key_of_finding, received.findings)))


def _key(answer: Answer, form_year: int) -> int:
    return _digest(form_year, answer.department, answer.number.key, *answer.field, answer.content)


def _key_of_finding(item: Finding) -> int:
    """The digest of a finding wherever its file lies."""
    places = [(place.sheet, place.cells) for place in item.places]
    number = item.measure.key if item.measure else ()
    return _digest(item.code, item.message, item.department, number, item.question, item.part, places)


def _digest(*values: object) -> int:
    """A number of 48 bits, which JSON keeps in every program."""
    return int.from_bytes(blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=6).digest())


def without_known(received: Received, known: Known) -> list[Finding]:
    """Leave out the findings about forms of other years that an earlier round has had from the same form."""
    own = {response.file for response in received.responses}
    old = {response.file for responses in received.other_years.values() for response in responses} - own
    return [
        item
        for item in received.findings
        if not (item.places and {place.file for place in item.places} <= old and _key_of_finding(item) in known)
    ]


class NewInOldForms(NamedTuple):
    """What is new in forms of other years.

    ``rows`` are the department and the measure of every row in a form that holds something new; the findings are one for
    each new answer, or one for a file without any.
    """

    responses: list[Response]
    rows: set[tuple[str, MeasureNumber]]
    findings: list[Finding]


def new_in_old_forms(received: Received, year: int, known: Known) -> NewInOldForms:
    """Tell what is new in a year's files from what the rounds ``known`` have had from the same forms."""
    found = NewInOldForms([], set(), [])
    for other, responses in sorted(received.other_years.items()):
        for response in responses:
            new = [each for each in response.answers if is_typed(each) and _key(each, other) not in known]
            found.findings.extend(_about_old_form(response.file, new, other, year))
            if new:
                found.rows.update((answer.department, answer.number) for answer in response.answers)
                found.responses.append(response._replace(answers=(*map(_of_this_year, new), *_contacts(response, new))))
    return found


def _of_this_year(answer: Answer) -> Answer:
    """A new answer without what its form was made from: that was the other year's."""
    return answer._replace(origin=Origin(undecided=answer.origin.undecided))


def _contacts(response: Response, new: Sequence[Answer]) -> Iterator[Answer]:
    """The contact beside new answers, as far as it is not new itself: it stands in the form as if filled in beforehand."""
    about, places = {(answer.department, answer.number) for answer in new}, {answer.place for answer in new}
    for answer in response.answers:
        beside = (answer.department, answer.number) in about and answer.place not in places
        if beside and answer.question in CONTACT_QUESTIONS and not answer.origin.undecided:
            yield answer._replace(untouched=True, origin=Origin())


def _about_old_form(file: str, new: Iterable[Answer], other: int, year: int) -> Iterator[Finding]:
    """A warning for each new answer in the form of another year; a file without any is simply the wrong file."""
    if not new:
        yield finding("LIP204", places=[Place(file)], found=other, expected=year)
    for answer in new:
        yield finding(
            "LIP219",
            department=answer.department,
            measure=answer.number,
            question=answer.question,
            of_part=answer.part,
            places=[answer.place],
            found=other,
            expected=year,
        )
