"""Compares a proposal with the plan: known numbers are reported and not written over, and every text fits its cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from lipctl.intake.model import Entry, Kept, Proposal, Remarks
from lipctl.plan.model import Department, Measure, Plan
from lipctl.questions import CONTACT_QUESTIONS, QUESTIONS
from lipctl.xlsx.cells import CUT_MARK, MAX_CELL_UNITS, cut_to, fit_cell, utf16_units


def beside_plan(proposal: Proposal, plan: Plan) -> Proposal:
    """The proposal without what the plan has already. Its ``plan.measures`` are the new ones.

    The entry of a known number gets the plan's measure; what was read otherwise is kept.
    """
    known, departments = plan.by_number(), {**plan.departments, **proposal.plan.departments}
    remarks, kept = Remarks(proposal.remarks), list(proposal.kept)
    entries: list[Entry] = []
    for entry in proposal.entries:
        number, there = str(entry.measure.number), known.get(entry.measure.number)
        kept += _too_long(entry)
        if there is None:
            entries.append(entry)
            if not entry.measure.summary:
                remarks.unread("Hier fehlt der Text; bitte im Katalog ergänzen", number)
        else:
            differing = list(_differences(entry.measure, there, departments))
            what = "was hier anders ist, kommt auf das Blatt „Übernommen“" if differing else "alles ist gleich"
            remarks.certain(f"Steht schon im Katalog und bleibt, wie es ist; {what}", str(there.number))
            kept += [Kept(str(there.number), f"{head} (abweichend)", text, entry.origin) for head, text in differing]
            department = there.department or entry.measure.department
            entries.append(entry._replace(measure=replace(there, department=department)))
    if any(text.head.endswith(_TOO_LONG) for text in kept):
        remarks.unread("Ein Text ist für eine Zelle zu lang und dort gekürzt; ganz steht er auf dem Blatt „Übernommen“")
    new = tuple(entry.measure for entry in entries if entry.measure.number not in known)
    return Proposal(proposal.plan._replace(measures=new), tuple(entries), tuple(remarks), tuple(kept))


def _differences(read: Measure, there: Measure, departments: Mapping[str, Department]) -> Iterator[tuple[str, str]]:
    """What was read of a measure and stands otherwise in the plan, with what it is."""
    texts = {
        "Titel": (read.title, there.title),
        "Kurzfassung": ("\n\n".join(read.summary), "\n\n".join(there.summary)),
        "Hinweis": (read.note, there.note),
        "Priorität": (read.priority, there.priority),
        "Dienststelle": (read.department or "", there.department or ""),
    }
    for question in CONTACT_QUESTIONS:
        texts[QUESTIONS[question].label] = (read.contact.text(question), there.contact.text(question))
    texts |= {name: (text, there.own_fields.get(name, "")) for name, text in read.own_fields.items()}
    for head, (here, old) in texts.items():
        if here and here != old:
            yield head, departments[here].name if head == "Dienststelle" and here in departments else here


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
    yield from entry.measure.own_fields.items()
    for year, reported in entry.reported.items():
        for part in reported.parts:
            yield from ((f"Antwort {year}", text) for text in part)
