"""Several files, one year: what was answered for each measure (rules.md 5). Order of reading changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lipctl.findings import Finding, Place, finding
from lipctl.judge.answers import as_answer
from lipctl.judge.model import Answer, MeasureAnswer, Response
from lipctl.judge.precedence import is_typed, is_undecided, superseded, text_order
from lipctl.numbers import MeasureNumber
from lipctl.questions import Field
from lipctl.text import is_blank


class _Voice(NamedTuple):
    """One answer, and when its file says it was last changed."""

    answer: Answer
    modified: str


class _Sheet(NamedTuple):
    """What stands in one file, one after the other, about one measure; and when the file says it was last changed."""

    answers: list[Answer]
    modified: str


class _Settled(NamedTuple):
    """What holds for one question: the text, where it stands, whether files disagree."""

    text: str
    places: tuple[Place, ...]
    contested: bool


_NOTHING = _Settled("", (), contested=False)


class Merged(NamedTuple):
    """What every measure was answered, and which contradictions were met on the way."""

    answers: dict[MeasureNumber, MeasureAnswer]
    returned: frozenset[tuple[str, MeasureNumber]]
    """Which department sent back the rows of which measure, answered or not."""
    findings: list[Finding]
    superseded: frozenset[Place]
    """Where answers stand that later ones have taken the place of; what was wrong with them is settled."""


def merge(responses: Iterable[Response]) -> Merged:
    """Put the answers of all files together, per measure, part and question."""
    sheets: dict[MeasureNumber, list[_Sheet]] = {}
    returned: set[tuple[str, MeasureNumber]] = set()
    for response in responses:
        before = None
        for answer in response.answers:
            if before is None or before.number is not answer.number or before.department != answer.department:
                same: list[Answer] = []
                sheets.setdefault(answer.number, []).append(_Sheet(same, response.modified))
                returned.add((answer.department, answer.number))
            same.append(answer)
            before = answer
    findings: list[Finding] = []
    gone: set[Place] = set()
    answers = {number: _merge_measure(of_one, findings, gone) for number, of_one in sheets.items()}
    return Merged(answers, frozenset(returned), findings, frozenset(gone))


def _merge_measure(sheets: Sequence[_Sheet], findings: list[Finding], gone: set[Place]) -> MeasureAnswer:
    # Nearly every measure stands on one sheet of one file, with nothing to settle.
    only = sheets[0].answers if len(sheets) == 1 else []
    settled = {Field(answer.part, answer.question): _settle_one(answer) for answer in only}
    departments = {answer.department for answer in only if is_typed(answer)}
    if not only or len(settled) < len(only) or any(value.contested for value in settled.values()):
        settled, departments = _settle_all(sheets, findings, gone)
    return as_answer({slot: value.text for slot, value in settled.items()})._replace(
        places={slot: value.places for slot, value in settled.items()},
        contested=frozenset([slot for slot, value in settled.items() if value.contested]),
        departments=frozenset(departments),
    )


def _settle_all(
    sheets: Iterable[_Sheet], findings: list[Finding], gone: set[Place]
) -> tuple[dict[Field, _Settled], set[str]]:
    """What holds for each question that was answered more than once, and which departments typed something."""
    slots: dict[Field, list[_Voice]] = defaultdict(list)
    for sheet in sheets:
        for answer in sheet.answers:
            slots[Field(answer.part, answer.question)].append(_Voice(answer, sheet.modified))
    settled: dict[Field, _Settled] = {}
    departments: set[str] = set()
    for slot, heard in slots.items():
        replaced = superseded([voice.answer for voice in heard])
        gone |= replaced
        voices = [voice for voice in heard if voice.answer.place not in replaced] if replaced else heard
        settled[slot] = _settle(voices)
        departments.update([voice.answer.department for voice in voices if is_typed(voice.answer)])
        if settled[slot].contested:
            findings.append(_contradiction([voice.answer for voice in voices]))
    return settled, departments


def _settle(voices: list[_Voice]) -> _Settled:
    """Equal answers are one, a typed one beats a blank or prefilled one, of different ones the newer file's is shown."""
    if len(voices) == 1:
        return _settle_one(voices[0].answer)
    typed = [voice for voice in voices if is_typed(voice.answer)]
    if not typed:
        kept = min((voice.answer for voice in voices if not is_blank(voice.answer.text)), default=None, key=text_order)
        if kept is None:
            return _NOTHING
        return _Settled(kept.text, (kept.place,), contested=is_undecided(kept))
    several = len({voice.answer.text for voice in typed}) > 1
    contested = several or any(is_undecided(voice.answer) for voice in typed)
    if several:
        newest = max(voice.modified for voice in typed)
        dated = all(voice.modified for voice in typed)
        typed = [voice for voice in typed if not dated or voice.modified == newest]
    chosen = sorted((voice.answer for voice in typed), key=text_order)
    texts = dict.fromkeys(answer.text for answer in chosen)
    return _Settled("\n\n".join(texts), tuple(answer.place for answer in chosen), contested)


def _settle_one(answer: Answer) -> _Settled:
    """What nobody else said anything to: nearly every answer of a year."""
    if is_blank(answer.text):
        return _NOTHING
    return _Settled(answer.text, (answer.place,), contested=is_undecided(answer))


def _contradiction(answers: Sequence[Answer]) -> Finding:
    typed = [answer for answer in answers if is_typed(answer)] or [answer for answer in answers if is_undecided(answer)]
    typed.sort(key=text_order)
    texts = dict.fromkeys(answer.text for answer in typed)
    first = typed[0]
    return finding(
        "LIP401",
        department=min(answer.department for answer in typed),
        measure=first.number,
        question=first.question,
        of_part=first.part,
        places=[answer.place for answer in typed],
        texts=" – und: ".join(f"„{text}“" for text in texts),
    )
