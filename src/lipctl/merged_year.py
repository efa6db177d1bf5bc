"""What came back in one year: every file of its folder read, and the answers merged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lipctl.findings import Finding
from lipctl.judge.merge import Merged, merge
from lipctl.judge.model import MeasureAnswer, Response
from lipctl.judge.precedence import is_typed
from lipctl.judge.responsibility import settle_disclaimers
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import Plan
from lipctl.responses.folder import Received, read_folder
from lipctl.responses.old_forms import Known, known_from, new_in_old_forms, without_known
from lipctl.responses.source_file import SourceFile
from lipctl.workspace import Workspace


class MergedYear(NamedTuple):
    """What was answered in one year, answers in the form of another year among it.

    ``returned`` says which department sent back the rows of which measure, answered or not. ``responses`` are the
    answers file by file, ``files`` all files that were opened, by their names; ``received`` is what was read of them.
    """

    year: int
    answers: dict[MeasureNumber, MeasureAnswer]
    returned: frozenset[tuple[str, MeasureNumber]]
    responses: list[Response]
    findings: list[Finding]
    files: dict[str, SourceFile]
    received: Received

    @property
    def known(self) -> Known:
        """What the round knows from its files: only a later round asks."""
        return known_from(self.received, self.year)


def merge_year(workspace: Workspace, plan: Plan, year: int, known: Known) -> MergedYear:
    """Read the folder of a year and merge what lies in it.

    Args:
        workspace: where to read.
        plan: the plan of all years.
        year: the year of the folder.
        known: what the earlier rounds know. A later one is read if a file needs it.
    """
    received = read_folder(workspace, year, plan.in_year(year).responsible())
    for later in sorted(other for other in received.other_years if other > year and other in workspace.years()):
        known |= known_from(read_folder(workspace, later, plan.in_year(later).responsible()), later)
    from_old_forms, rows, about_old_forms = new_in_old_forms(received, year, known)
    responses = [*received.responses, *from_old_forms]
    scale = workspace.settings.scale(year)
    merged, left, about_disclaimers = settle_disclaimers(merge(responses, scale), responses, plan.in_year(year), scale)
    findings = [*without_known(received, known), *about_old_forms]
    findings = [item for item in findings if not _is_superseded(item, merged)]
    findings += [*merged.findings, *about_disclaimers]
    files = _files_of(year, received, responses, left)
    returned = merged.returned | rows
    return MergedYear(year, merged.answers, returned, left, findings, files, received)


def _is_superseded(item: Finding, merged: Merged) -> bool:
    """Whether a finding is about an answer that a later one has taken the place of."""
    return item.question is not None and bool(item.places) and set(item.places) <= merged.superseded


def _files_of(
    year: int, received: Received, responses: Iterable[Response], left: Iterable[Response]
) -> dict[str, SourceFile]:
    """The opened files by their names, with what was typed in each, and the rows of what is ``left`` of it."""
    in_other_forms = [response for others in received.other_years.values() for response in others]
    modified = {response.file: response.modified for response in (*in_other_forms, *received.responses)}
    answered: dict[str, set[tuple[str, MeasureNumber]]] = {}
    for response in responses:
        typed = ((answer.department, answer.number) for answer in response.answers if is_typed(answer))
        answered.setdefault(response.file, set()).update(typed)
    rows = {response.file: frozenset((each.department, each.number) for each in response.answers) for response in left}
    return {
        name: SourceFile(
            name,
            year,
            checksum,
            modified.get(name, ""),
            frozenset(answered.get(name, ())),
            received.days.get(name, ""),
            rows.get(name, frozenset()),
        )
        for name, checksum in received.checksums.items()
    }
