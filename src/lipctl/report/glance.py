"""The report at a glance: a number for each kind of state, and what the numbers say in the prose of a foreword.

Everything is made from the counts of the summary's and the comparison's tables, so that it cannot contradict them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from lipctl.judge.progress import Progress
from lipctl.nouns import Case
from lipctl.report.counts import Column, Glance
from lipctl.report.moves import Move
from lipctl.report.summary import DROPPED, NOT_BEGUN, SUCCESS, UNDER_WAY, UNKNOWN, as_said
from lipctl.report.view import ChangeList, Changes
from lipctl.text import counted, listed
from lipctl.words import Words, noun_of

_FIGURES: dict[str, tuple[str, str]] = {
    SUCCESS: ("✓", "mit Erfolg abgeschlossen"),
    UNDER_WAY: ("●", "im Gang"),
    NOT_BEGUN: ("○", "offen, Gründe genannt"),
    DROPPED: ("×", "nicht weiter verfolgt"),
    UNKNOWN: ("□", "Stand nicht bekannt"),
}
"""The sign and the words for a kind of state in which several columns count; a single column says its own label."""

_ANSWERED: dict[str, str] = {
    Progress.REPORTED: "mit Umsetzungsstand",
    Progress.REASON_GIVEN: "mit Gründen, warum noch nichts unternommen wurde",
    Progress.UNCHANGED: "als unverändert gemeldet",
}
_OPEN: dict[str, tuple[str, str]] = {
    Progress.INCOMPLETE: ("zu", "ist die Antwort unvollständig"),
    Progress.DISCLAIMED: ("für", "ist die Zuständigkeit ungeklärt"),
    Progress.NOT_ASKED: ("für", "ist keine Dienststelle zuständig"),
    Progress.NO_RESPONSE: ("zu", "fehlt die Rückmeldung"),
}
"""What is open in the columns without complete answer: what stands before their number, and behind it."""


def build_glance(
    columns: Sequence[Column], changes: Changes | None, labels: Mapping[str, str], important: Sequence[str] = ()
) -> Glance:
    """Figures and sentences; ``important`` are the office's own paragraphs."""
    answered, left = _answered(columns, labels), _open(columns, labels)
    return Glance(tuple(_figures(columns)), answered, _moved(changes) if changes else "", left, tuple(important))


def _figures(columns: Sequence[Column]) -> Iterator[Column]:
    """A column per kind of state that occurs; they add up to all."""
    for kind, (sign, label) in _FIGURES.items():
        found = [column for column in columns if column.kind == kind]
        if kind == UNDER_WAY and any(column.key in _ANSWERED for column in found):
            label = "Stand berichtet"  # noqa: PLW2901 - nobody said whether it goes on
        if len(found) == 1:
            sign, label = found[0].sign, found[0].label  # noqa: PLW2901
        if found:
            yield Column(kind, label, sum(column.count for column in found), sign)


def _answered(columns: Sequence[Column], labels: Mapping[str, str]) -> str:
    """How many are answered, and how: "Von 7 Handlungsansätzen sind 5 vollständig beantwortet: 4 mit Umsetzungsstand …"."""
    total = sum(column.count for column in columns)
    answered = [column for column in columns if column.key not in _OPEN]
    count = sum(column.count for column in answered)
    if not total:
        return f"Der Plan enthält in diesem Jahr keine {labels['handlungsansaetze']}."
    measures = counted(total, labels["handlungsansatz"], labels["handlungsansaetze"])
    if not count:
        return f"Der Plan enthält {measures}; vollständig beantwortet ist noch nichts."
    if count == total > 1:
        start = f"Alle {measures} sind"
    else:
        start = f"Von {total} {_dative(total, labels)} {'ist' if count == 1 else 'sind'} {count}"
    return f"{start} vollständig beantwortet: {listed(_clauses(answered, Words(labels)))}."


def _clauses(columns: Sequence[Column], words: Words) -> Iterator[str]:
    """A clause per answered column; the successes come first, all together and then each."""
    successes = [column for column in columns if column.kind == SUCCESS]
    if successes:
        done = sum(column.count for column in successes)
        each = [f"{column.count} {as_said(column.label)}" for column in successes]
        yield f"{done} mit Erfolg abgeschlossen ({listed(each)})" if each[1:] else each[0]
    for column in columns:
        if column not in successes:
            yield f"{column.count} {words.say(_ANSWERED[column.key]) if column.key in _ANSWERED else as_said(column.label)}"


def _open(columns: Sequence[Column], labels: Mapping[str, str]) -> str:
    """What is open and why; "" where nothing is."""
    found = [column for column in columns if column.key in _OPEN]
    count = sum(column.count for column in found)
    if not count:
        return ""
    noun = _dative(count, labels)
    if len(found) == 1:
        return f"Offen ist der Stand von {count} {noun}: Hier {_OPEN[found[0].key][1]}."
    reasons = ((_OPEN[column.key], column.count) for column in found)
    return (
        f"Offen ist der Stand von {count} {noun}: {listed(f'{to} {number} {what}' for (to, what), number in reasons)}."
    )


def _moved(changes: Changes) -> str:
    """What got better since the round before and what worse, by the lists of the comparison."""
    better = _named(changes, lambda item: item.kind == SUCCESS or item.key == Move.BETTER)
    worse = _named(changes, lambda item: item.key in (Move.REOPENED, Move.WORSE))
    year = changes.year
    if not better and not worse:
        return f"Gegenüber {year} ist nichts vorangekommen und nichts zurückgefallen."
    first = f"Seit {year} {better}." if better else f"Vorangekommen ist seit {year} nichts."
    return f"{first} {f'Dagegen {worse}.' if worse else 'Zurückgefallen ist nichts.'}"


def _named(changes: Changes, wanted: Callable[[ChangeList], bool]) -> str:
    """How many each of the wanted lists holds, with the verb: "sind 3 neu erfüllt und 1 vorangekommen"; "" for none."""
    found = [item for item in changes.lists if wanted(item)]
    if not found:
        return ""
    each = listed(item.in_sentence for item in found)
    return f"{'ist' if len(found[0].changes) == 1 else 'sind'} {each}"


def _dative(count: int, labels: Mapping[str, str]) -> str:
    """What so many entries are called after "von": Handlungsansätzen, Maßnahmen."""
    return noun_of("handlungsansatz", labels).form(Case.DATIVE, plural=count != 1)
