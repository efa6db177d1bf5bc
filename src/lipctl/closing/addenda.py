"""Corrections of a closed year: ``data/<year>/nachtraege.jsonl``, which only grows.

Each line is one addendum, a JSON object with a ``checksum`` over its other keys. What a crash left of a line is
reported and passed over, because the command had not yet said that it was done. A whole line whose checksum does not
hold was edited.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lipctl.closing.codec import decode, encode
from lipctl.closing.file import by_another_version, checksum_of
from lipctl.errors import RoundError
from lipctl.files import append_lines, read_json_lines
from lipctl.findings import Finding, finding
from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.model import Addendum
from lipctl.text import german_date
from lipctl.workspace import Workspace


class Addenda(NamedTuple):
    """The addenda of a year in the order they were made, and the numbers of the lines that cannot be read."""

    items: tuple[Addendum, ...] = ()
    damaged_lines: tuple[int, ...] = ()


def write_addendum(workspace: Workspace, year: int, addendum: Addendum) -> None:
    """Add an addendum to a closed year.

    Raises:
        FileAccessError: it cannot be written.
    """
    content = encode(addendum)
    sealed = content | {"checksum": checksum_of(content)}
    append_lines(workspace.addenda(year), [json.dumps(sealed, ensure_ascii=False, sort_keys=True)])


def read_addenda(workspace: Workspace, year: int) -> Addenda:
    """The addenda of a year.

    Raises:
        RoundError: one was edited, or a newer lipctl wrote it.
        FileAccessError: the file is there and cannot be read.
    """
    path = workspace.addenda(year)
    items: list[Addendum] = []
    damaged: list[int] = []
    for number, content in read_json_lines(path):
        if content is None or "checksum" not in content:
            damaged.append(number)
            continue
        if content.pop("checksum") != checksum_of(content):
            raise RoundError(
                f"Zeile {number} in „{workspace.relative(path)}“ wurde von Hand verändert.",
                "Bitte stellen Sie die Datei aus der Datensicherung wieder her. Was an einem Nachtrag falsch ist, "
                "berichtigt ein weiterer.",
            )
        try:
            items.append(decode(Addendum, content))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise by_another_version(f"Den Nachtrag in Zeile {number} von „{workspace.relative(path)}“") from error
    return Addenda(tuple(items), tuple(damaged))


def about_earlier_addenda(outcomes: Iterable[JudgedMeasure]) -> Iterator[Finding]:
    """Hints about earlier answers that are printed again and were corrected since."""
    for judged in outcomes:
        earlier = judged.printed_earlier
        for each in earlier.addenda if earlier else ():
            yield finding(
                "LIP360",
                department=judged.measure.department,
                measure=judged.measure.number,
                question=each.field.question,
                of_part=each.field.part,
                year=earlier.year if earlier else 0,
                day=german_date(each.day),
            )
