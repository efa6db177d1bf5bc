"""What the lists of changes say of a measure by itself, and the sentence above them."""

from __future__ import annotations

from collections.abc import Sequence

from lipctl.judge.measure import JudgedMeasure
from lipctl.plan.model import Measure
from lipctl.report.overview import called
from lipctl.report.view import Change, ChangeList
from lipctl.text import is_given

_SUMMARY_LENGTH = 84


def silent(judged: JudgedMeasure) -> str:
    """Since when there was no response, and when there last was one."""
    years = judged.history.silent
    since = f"seit {years[0]} ({len(years) + 1} Runden)" if years else "in diesem Jahr"
    return f"{since}; " + (f"zuletzt berichtet {judged.earlier.year}" if judged.earlier else "noch nie berichtet")


def reasons_of(judged: JudgedMeasure) -> str | None:
    """This year's reasons as they are printed; None without any."""
    return "\n".join(part.reasons for part in judged.printed.typed_parts() if is_given(part.reasons)) or None


def line_of(measure: Measure, detail: str) -> Change:
    """A line of a list, with the beginning of the summary; the whole of it stands with the measure."""
    return Change(measure.number.text, called(measure, _SUMMARY_LENGTH), detail, has_title=bool(measure.title))


def sentence_of(year: int, lists: Sequence[ChangeList], total: int) -> str:
    """How many are in each list, and how many in none; the numbers add up to the total."""
    counts = [item.in_sentence for item in lists]
    rest = total - sum(len(item.changes) for item in lists)
    if rest:
        counts.append(f"{rest} mit demselben Stand")
    return f"Gegenüber {year}: {', '.join(counts)}."
