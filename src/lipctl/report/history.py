"""What was reported of a measure over the years, under its former numbers too, and what changed from year to year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from lipctl.numbers import MeasureNumber
from lipctl.report.measure_view import ContactView, MeasureView

Former = Mapping[MeasureNumber, Iterable[MeasureNumber]]
"""The numbers whose place an entry has taken, by its own."""


class PastYear(NamedTuple):
    """What the report of a year says of a measure: under which number, by whom, and what is new against the one before.

    ``department`` is a name, "" where nobody was asked. A ``closed`` year can no longer change. ``renumbered`` where the
    year before had it under another number, or spelled it otherwise.
    """

    year: int
    number: MeasureNumber
    measure: MeasureView
    department: str
    closed: bool
    changes: tuple[str, ...] = ()
    renumbered: bool = False


class MeasurePast(NamedTuple):
    """A measure's years, oldest first; a year may have several entries, where it was several. Its words are those of the newest."""

    number: MeasureNumber
    years: tuple[PastYear, ...]

    @property
    def newest(self) -> MeasureView:
        """The measure in the newest report."""
        return self.years[-1].measure

    def of_year(self, year: int) -> tuple[PastYear, ...]:
        """The entries of one year."""
        return tuple(each for each in self.years if each.year == year)


class Histories(NamedTuple):
    """What was reported: the years, oldest first, and the past of each measure that was asked for."""

    plan: str
    years: tuple[int, ...]
    measures: tuple[MeasurePast, ...]


def pasts(entries: Sequence[PastYear], former: Former, places: Mapping[MeasureNumber, int]) -> Iterator[MeasurePast]:
    """The past of every measure, in the order of ``places``. A measure that another has replaced stands in the past of that one."""
    taken = {number for before in former.values() for number in before}
    by_number: dict[MeasureNumber, list[PastYear]] = {}
    for entry in entries:
        by_number.setdefault(entry.number, []).append(entry)
    for number in sorted(by_number, key=lambda number: places[number]):
        if number not in taken:
            yield _past(number, (entry for each in _before(number, former) for entry in by_number.get(each, ())))


def past_of(number: MeasureNumber, entries: Sequence[PastYear], former: Former) -> MeasurePast | None:
    """The past of one measure, with what followed it; None if no year has it."""
    after: dict[MeasureNumber, list[MeasureNumber]] = {}
    for later, before in former.items():
        for each in before:
            after.setdefault(each, []).append(later)
    wanted = {*_before(number, former), *_before(number, after)}
    found = [entry for entry in entries if entry.number in wanted]
    return _past(number, found) if found else None


def _before(number: MeasureNumber, former: Former) -> list[MeasureNumber]:
    """A number and all that it leads back to."""
    found = [number]
    for each in found:
        found += [other for other in former.get(each, ()) if other not in found]
    return found


def _past(number: MeasureNumber, entries: Iterable[PastYear]) -> MeasurePast:
    years = sorted(entries, key=lambda entry: (entry.year, entry.number.order))
    compared = (_compared(then, now) if then.year != now.year else now for then, now in pairwise(years))
    return MeasurePast(number, (*years[:1], *compared))


def _compared(then: PastYear, now: PastYear) -> PastYear:
    return now._replace(changes=tuple(_changes(then, now)), renumbered=str(then.number) != str(now.number))


def _changes(then: PastYear, now: PastYear) -> Iterator[str]:
    """What is new in one year against the one before, in words."""
    for what, was, became in (
        ("Nummer", str(then.number), str(now.number)),
        ("Stand", then.measure.label, now.measure.label),
        ("Dienststelle", then.department, now.department),
        (
            now.measure.contact.heading if now.measure.contact else "",
            _contact(then.measure.contact),
            _contact(now.measure.contact),
        ),
    ):
        if was != became and was and became:
            yield f"{what}: {was} → {became}"
    before, after = _texts(then.measure), _texts(now.measure)
    if not (before and after):
        return  # the state says it
    for heading in {**before, **after}:
        if before.get(heading) != after.get(heading):
            yield f"{heading}: {'neu' if heading not in before else 'nichts mehr' if heading not in after else 'anderer Text'}"


def _contact(contact: ContactView | None) -> str:
    return contact.lines[0] if contact and contact.lines else ""


def _texts(measure: MeasureView) -> dict[str, tuple[str, ...]]:
    """What was answered, by its headings."""
    return {
        " – ".join(filter(None, (part.heading, answer.heading))): answer.paragraphs
        for part in measure.parts
        for answer in part.answers
    }


def state_in(past: MeasurePast, year: int) -> str:
    """What a measure counted as in a year, with its earlier number if that was another; "–" if it was not in the report."""
    entries = past.of_year(year)
    return (
        "\n".join(
            f"{entry.measure.sign} {entry.measure.short_label}".strip()
            + (f" ({entry.number})" if entry.number != past.number else "")
            for entry in entries
        )
        or "–"
    )
