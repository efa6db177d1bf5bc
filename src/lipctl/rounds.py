"""The rounds of all years, each read once: what was answered in a year, and the history before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lipctl.findings import Finding, Place, finding
from lipctl.judge.history import Chronicle, History
from lipctl.judge.merge import Merged, merge
from lipctl.judge.model import Answer, MeasureAnswer, Response
from lipctl.judge.precedence import is_typed
from lipctl.judge.responsibility import settle_disclaimers
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Plan
from lipctl.questions import CONTACT_QUESTIONS
from lipctl.report.sources import SourceFile
from lipctl.responses.folder import Received, read_folder
from lipctl.text import is_blank
from lipctl.workspace import Workspace

_Texts = Mapping[MeasureNumber, frozenset[int]]
"""The hashes of what was answered: enough to tell whether a text is new, at a fraction of the room."""


class Heard(NamedTuple):
    """What was answered in one year, answers in the form of another year among it."""

    responses: list[Response]
    merged: Merged
    findings: list[Finding]


class Rounds:
    """Reads the folders of the years, none of them twice.

    ``files`` are all that were opened so far.
    """

    def __init__(self, workspace: Workspace, plan: Plan) -> None:
        self.files: dict[str, SourceFile] = {}
        self._workspace = workspace
        self._plan = plan
        self._waiting: dict[int, Received] = {}
        self._texts: dict[int, _Texts] = {}

    def heard(self, year: int) -> Heard:
        """One year's answers; ask once per year."""
        received = self._read(year)
        del self._waiting[year]
        responses = [*received.responses, *self._from_old_forms(year, received)]
        merged = merge(responses)
        self._texts[year] = _texts_of(merged.answers)
        self.files |= _sources(year, received, responses)
        settled = settle_disclaimers(merged, responses, self._plan.in_year(year))
        return Heard(settled.responses, settled.merged, [*received.findings, *settled.findings])

    def before(self, year: int) -> History:
        """What the earlier rounds say. A year without a single readable response had no round."""
        chronicle = Chronicle()
        for other in (other for other in self._workspace.years() if other < year):
            answers = self.heard(other).merged.answers
            if answers:
                asked = self._workspace.settings.asks_assessment(other)
                chronicle.add(other, self._plan.in_year(other).measures, answers, assessment_asked=asked)
        return chronicle.history()

    def _read(self, year: int) -> Received:
        if year not in self._waiting:
            self._waiting[year] = read_folder(self._workspace, year, self._plan.in_year(year).responsible())
        return self._waiting[year]

    def _known(self, year: int) -> _Texts:
        """What was answered in another year; one that is still to come is read now and kept until its turn."""
        if year not in self._texts:
            known = year in self._workspace.years()
            self._texts[year] = _texts_of(merge(self._read(year).responses).answers) if known else {}
        return self._texts[year]

    def _from_old_forms(self, year: int, received: Received) -> Iterator[Response]:
        """What was answered this year in the form of another one.

        Only what differs from that year's own answer is new; the rest is that year's text and must not count again. A
        file without anything new is simply the wrong file.
        """
        for other, responses in sorted(received.other_years.items()):
            known = self._known(other)
            for response in responses:
                new = tuple(answer for answer in response.answers if _is_new(answer, known.get(answer.number)))
                if not new:
                    place = Place(response.file)
                    received.findings.append(finding("LIP204", places=[place], found=other, expected=year))
                    continue
                received.findings.extend(_in_old_form(answer, other, year) for answer in new)
                yield Response(response.file, response.modified, new)


def _texts_of(answers: Mapping[MeasureNumber, MeasureAnswer]) -> _Texts:
    return {number: frozenset(map(hash, answer.texts())) for number, answer in answers.items()}


def _is_new(answer: Answer, known: frozenset[int] | None) -> bool:
    if is_blank(answer.text) or answer.untouched or answer.question in CONTACT_QUESTIONS:
        return False
    return known is None or hash(answer.text) not in known


def _in_old_form(answer: Answer, other: int, year: int) -> Finding:
    return finding(
        "LIP219",
        department=answer.department,
        measure=answer.number,
        question=answer.question,
        of_part=answer.part,
        places=[answer.place],
        found=other,
        expected=year,
    )


def _sources(year: int, received: Received, responses: Iterable[Response]) -> dict[str, SourceFile]:
    """The opened files by their names, with what was typed in each."""
    answered: dict[str, set[tuple[str, MeasureNumber]]] = {}
    modified: dict[str, str] = {}
    for response in (response for others in received.other_years.values() for response in others):
        modified[response.file] = response.modified
    for response in responses:
        modified[response.file] = response.modified
        typed = answered.setdefault(response.file, set())
        typed.update((answer.department, answer.number) for answer in response.answers if is_typed(answer))
    return {
        name: SourceFile(name, year, checksum, modified.get(name, ""), frozenset(answered.get(name, ())))
        for name, checksum in received.checksums.items()
    }
