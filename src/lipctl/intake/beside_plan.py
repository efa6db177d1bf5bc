"""A proposal beside the plan that is there: equal numbers are told and not written over, and every text fits its cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lipctl.intake.model import Certainty, Entry, Kept, Proposal, Remark
from lipctl.plan.model import Measure, Plan
from lipctl.xlsx.cells import CUT_MARK, MAX_CELL_UNITS, cut_to, fit_cell, utf16_units


def beside_plan(proposal: Proposal, plan: Plan) -> Proposal:
    """The proposal without what the plan has already. Its ``plan.measures`` are those that come to it.

    The entry of a known number gets the plan's measure; what was read otherwise is kept.
    """
    known = plan.by_number()
    remarks, kept, entries = list(proposal.remarks), list(proposal.kept), []
    new: list[Measure] = []
    for entry in proposal.entries:
        measure = known.get(entry.measure.number)
        kept += _too_long(entry)
        if measure is None:
            new.append(entry.measure)
            entries.append(entry)
            if not entry.measure.summary:
                remarks.append(
                    Remark(
                        Certainty.UNREAD, "Hier fehlt der Text; bitte im Katalog ergänzen", str(entry.measure.number)
                    )
                )
            continue
        differing = list(_differences(entry.measure, measure))
        said = (
            "der Text dort ist ein anderer und bleibt, der gelesene kommt auf das Blatt „Übernommen“"
            if differing
            else "er bleibt, wie er ist"
        )
        remarks.append(Remark(Certainty.CERTAIN, f"Steht schon im Katalog; {said}", str(measure.number)))
        kept += [Kept(str(measure.number), head, text, entry.origin) for head, text in differing]
        entries.append(entry._replace(measure=measure))
    if len(kept) > len(proposal.kept) and any(text.head.endswith(_TOO_LONG) for text in kept):
        remarks.append(
            Remark(
                Certainty.UNREAD,
                "Ein Text ist für eine Zelle zu lang und dort gekürzt; ganz steht er auf dem Blatt „Übernommen“",
            )
        )
    return Proposal(proposal.plan._replace(measures=tuple(new)), tuple(entries), tuple(remarks), tuple(kept))


def _differences(read: Measure, there: Measure) -> Iterator[tuple[str, str]]:
    if read.summary != there.summary and read.summary:
        yield "Kurzfassung (abweichend)", "\n\n".join(read.summary)
    if read.note and read.note != there.note:
        yield "Hinweis (abweichend)", read.note


_TOO_LONG = "(zu lang für eine Zelle)"


def _too_long(entry: Entry) -> Iterator[Kept]:
    """The texts of an entry that no cell can hold, in pieces that one can."""
    number = str(entry.measure.number)
    for head, text in _all_texts(entry):
        rest = text if fit_cell(text) != text else ""
        while rest:
            piece = cut_to(rest, MAX_CELL_UNITS - utf16_units(CUT_MARK))
            yield Kept(number, f"{head} {_TOO_LONG}", piece, entry.origin)
            rest = rest[len(piece) :]


def _all_texts(entry: Entry) -> Iterable[tuple[str, str]]:
    yield "Kurzfassung", "\n\n".join(entry.measure.summary)
    yield "Hinweis", entry.measure.note
    for year, reported in entry.reported.items():
        for part in reported.parts:
            yield from ((f"Antwort {year}", text) for text in part)
