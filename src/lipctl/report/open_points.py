"""The open points of a report, by department and in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lipctl.judge.completeness import GAPS, Gap
from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.progress import ANSWERED, Progress, progress_labels
from lipctl.report.view import DepartmentOpenPoints, OpenPoint
from lipctl.text import name_order
from lipctl.words import Words


def build_open_points(
    measures: Iterable[JudgedMeasure], names: Mapping[str, str], labels: Mapping[str, str]
) -> tuple[DepartmentOpenPoints, ...]:
    """What is open, by department in the order of their names; what nobody is responsible for comes last.

    ``names`` are those of the departments by their ids.
    """
    words = Words(labels)
    points: dict[str | None, list[OpenPoint]] = {}
    for judged in measures:
        missing = _missing(judged, words, labels["teil"])
        if missing:
            name = names.get(judged.measure.department or "")
            points.setdefault(name, []).append(OpenPoint(judged.measure.number.text, missing))
    in_order = sorted(points, key=lambda name: (name is None, name_order(name or "")))
    return tuple(DepartmentOpenPoints(name, tuple(points[name])) for name in in_order)


def _missing(judged: JudgedMeasure, words: Words, part: str) -> tuple[str, ...]:
    """What is open for a measure, in words; each thing once."""
    if judged.progress is Progress.NOT_ASKED:
        return ("keine zuständige Dienststelle",)
    several = len(judged.answer.typed_parts()) > 1
    missing = [_in_words(gap, words) + (f" ({part} {gap.part})" if several and gap.part else "") for gap in judged.gaps]
    if judged.answer.contested:
        missing.append("zwei Rückmeldungen, die voneinander abweichen")
    if judged.progress not in ANSWERED and not missing and judged.progress is not None:
        missing.append(progress_labels(words)[judged.progress])
    return tuple(dict.fromkeys(missing))


def _in_words(gap: Gap, words: Words) -> str:
    named = {"question": words.name(gap.question), "lacking": words.lacking(gap.question)} if gap.question else {}
    return words.say(GAPS[gap.code].report).format_map(named)
