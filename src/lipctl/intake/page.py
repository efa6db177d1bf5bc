"""Reads published pages, Handlungsansatz by Handlungsansatz, with the headings that they use, or without some of them.

Hannover's page gives the Umsetzungsstand no heading: it is the last paragraph before the planned steps or the reasons,
where more than one follows the Kurzfassung. Reasons before another "Geplante Schritte" are the next part's Umsetzungsstand.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from lipctl.intake.model import Certainty, Kept, Remark, Remarks
from lipctl.numbers import as_number
from lipctl.questions import Question
from lipctl.settings.model import Settings
from lipctl.text import State, key_of, state_of

_LONGEST_HEADING, _LONGEST_ENTRY = 90, 200


class Section(StrEnum):
    """What a paragraph of the page belongs to."""

    NONE = "none"
    NOTE = "note"
    SUMMARY = "summary"
    STATUS = "status"
    STEPS = "planned_steps"
    REASONS = "reasons"
    CONTACT = "contact"


class PagePart(NamedTuple):
    """A part as the page has it. None where it has neither heading nor text, "" where nothing stands under the heading."""

    status: str | None = None
    planned_steps: str | None = None
    reasons: str | None = None


class PageEntry(NamedTuple):
    """An entry as the page has it. ``contact`` is its line below ``contact_label``; None: it has none."""

    number: str
    title: str = ""
    note: str | None = None
    summary: tuple[str, ...] = ()
    parts: tuple[PagePart, ...] = ()
    contact_label: str = ""
    contact: str | None = None


class PageReading(NamedTuple):
    """The entries of a page, and what in it was guessed or belongs to none."""

    entries: tuple[PageEntry, ...]
    remarks: tuple[Remark, ...]
    kept: tuple[Kept, ...]


class Headings:
    """The headings that a page may have, in the office's words and the usual ones."""

    def __init__(self, settings: Settings) -> None:
        label, words = settings.label, settings.words.label
        own = {"Handlungsansatz", label("handlungsansatz")}
        self._entries = tuple(map(_entry_pattern, (own, {*own, "Maßnahme"})))
        self._sections = _by_key({
            Section.NOTE: ("Hinweis", label("hinweis")),
            Section.SUMMARY: ("Kurzfassung", label("kurzfassung")),
            Section.STATUS: ("Umsetzungsstand", "Sachstand", words(Question.STATUS)),
            Section.STEPS: ("Geplante Schritte", "Nächste Schritte", words(Question.PLANNED_STEPS)),
            Section.REASONS: ("Gründe", words(Question.REASONS)),
            Section.CONTACT: (
                "Ansprechpartner/in", "Ansprechpartner:in", "Ansprechpartner*in", "Kontakt",
                *(label(name) for name in (
                    "ansprechpartnerin", "ansprechpartnerinnen", "ansprechpartner", "ansprechpersonen", "ansprechperson",
                )),
            ),
        })  # fmt: skip

    def entry(self, line: str, *, usual: bool = False) -> tuple[str, str] | None:
        """The number and the title, if the line begins an entry; with ``usual`` also one that is called "Maßnahme"."""
        found = self._entries[usual].fullmatch(line.strip()) if len(line) <= _LONGEST_ENTRY else None
        return (found["number"], found["title"] or "") if found and as_number(found["number"]) else None

    def section(self, line: str) -> Section | None:
        """The section that a line begins."""
        key = key_of(line).rstrip(": ") if len(line) <= _LONGEST_HEADING else ""
        if key.startswith("falls noch nichts") and "gründe" in key:
            return Section.REASONS
        return self._sections.get(key)


def _entry_pattern(nouns: Collection[str]) -> re.Pattern[str]:
    return re.compile(
        rf"(?:{'|'.join(re.escape(noun) for noun in sorted(nouns))})\s+(?:Nr\.\s*)?(?P<number>[^\s:,–]*\d[^\s:,–]*)"
        r"(?:\s*[:–-]\s*(?P<title>\S.*))?",
        re.IGNORECASE,
    )


def _by_key(headings: Mapping[Section, Iterable[str]]) -> dict[str, Section]:
    return {key_of(heading): section for section, several in headings.items() for heading in several}


def read_page(paragraphs: Iterable[str], file: str, headings: Headings) -> PageReading:
    """Read the paragraphs of a page; a paragraph may hold several lines, and a heading in any of them."""
    entries: list[PageEntry] = []
    remarks = Remarks()
    kept: list[Kept] = []
    for number, title, below in _blocks(paragraphs, headings):
        if number:
            reader = _EntryReader(PageEntry(number, title), below)
            entries.append(reader.read())
            remarks += [Remark(Certainty.GUESSED, text, number) for text in reader.guesses]
            kept += [Kept(number, head, text, file) for head, text in reader.kept]
        else:
            kept += [Kept("", "über dem ersten Eintrag", text, file) for _, texts in below for text in texts]
    return PageReading(tuple(entries), tuple(remarks), tuple(kept))


_Sections = list[tuple[tuple[Section, str], list[str]]]
"""Sections with what stands over them, and their paragraphs."""


def _blocks(paragraphs: Iterable[str], headings: Headings) -> Iterator[tuple[str, str, _Sections]]:
    """The page entry by entry: number, title and sections. First what stands above them all, without a number."""
    block: tuple[str, str, _Sections] = ("", "", [((Section.NONE, ""), [])])
    paragraphs = list(paragraphs)
    usual = not any(headings.entry(line) for paragraph in paragraphs for line in paragraph.split("\n"))
    for paragraph in paragraphs:
        fresh = True
        for line in filter(None, map(str.strip, paragraph.split("\n"))):
            entry, section = headings.entry(line, usual=usual), headings.section(line)
            if entry:
                yield block
                block = (*entry, [((Section.NONE, ""), [])])
            elif section and block[0]:
                block[2].append(((section, line), []))
            else:
                texts = block[2][-1][1]
                if fresh or not texts:
                    texts.append(line)
                else:
                    texts[-1] += f"\n{line}"
                fresh = False
    yield block


class _EntryReader:
    """Reads the sections of one entry, and says what it guessed."""

    def __init__(self, entry: PageEntry, sections: _Sections) -> None:
        self._entry, self._sections = entry, sections
        self.guesses: list[str] = []
        self.kept: list[tuple[str, str]] = []
        """What belongs to nothing, with what stood over it."""

    def read(self) -> PageEntry:
        """The entry with all that its sections say."""
        lead = 0
        while lead < len(self._sections) and self._sections[lead][0][0] in (
            Section.NONE,
            Section.NOTE,
            Section.SUMMARY,
        ):
            lead += 1
        late = [section for section in self._sections[lead:] if section[0][0] is Section.NOTE]
        note, texts = self._note_and_texts([*self._sections[:lead], *late])
        below = [section for section in self._sections[lead:] if section[0][0] not in (Section.NOTE, Section.SUMMARY)]
        twice = (texts for (section, _), texts in self._sections[lead:] if section is Section.SUMMARY)
        self.kept += [("zweite Kurzfassung", text) for several in twice for text in several]
        followed = [section for (section, _), _ in below]
        status = None
        if len(texts) > 1 and followed and followed[0] is not Section.STATUS:
            *texts, status = texts
            self.guesses.append(
                "Der letzte Absatz vor der nächsten Überschrift ist der Umsetzungsstand; er hat keine eigene."
            )
        label, contact = self._contact(below)
        return self._entry._replace(
            note=note, summary=tuple(texts), parts=self._parts(status, below), contact_label=label, contact=contact
        )

    def _note_and_texts(self, lead: _Sections) -> tuple[str | None, list[str]]:
        """The note, and the paragraphs of the Kurzfassung (perhaps with the Umsetzungsstand behind)."""
        found: dict[Section, list[str]] = {}
        for (section, _), texts in lead:
            found.setdefault(section, []).extend(texts)
        note, texts = found.get(Section.NOTE), [*found.get(Section.NONE, []), *found.get(Section.SUMMARY, [])]
        if note and not texts and len(note) > 1:
            self.guesses.append(
                "Die Überschrift „Kurzfassung“ fehlt: Der erste Absatz ist der Hinweis, dann folgt der Plantext."
            )
            note, texts = note[:1], note[1:]
        elif texts and Section.SUMMARY not in found:
            self.guesses.append("Die Überschrift „Kurzfassung“ fehlt: Der Text unter der Nummer ist der Plantext.")
        return ("\n\n".join(note) if note is not None else None), texts

    def _parts(self, status: str | None, below: _Sections) -> tuple[PagePart, ...]:
        parts = [PagePart(status)]
        last: list[str] = []
        """The paragraphs of the reasons that were read last."""
        for (section, _), texts in below:
            if section is Section.CONTACT:
                continue
            part = parts[-1]
            begun = part.reasons is not None or getattr(part, section) is not None
            if begun or (section is Section.STATUS and part != PagePart()):
                moved = None
                if section is not Section.STATUS and last and state_of(last[-1]) is State.GIVEN:
                    moved = last.pop()
                    parts[-1] = part._replace(reasons="\n\n".join(last))
                    self.guesses.append(
                        f"Vor „{moved[:40]}…“ fehlt eine Überschrift: Das ist der Umsetzungsstand von Teil {len(parts) + 1}."
                    )
                parts.append(PagePart(moved))
            parts[-1] = parts[-1]._replace(**{section.value: "\n\n".join(texts)})
            last = list(texts) if section is Section.REASONS else []
        return tuple(part for part in parts if part != PagePart())

    def _contact(self, below: _Sections) -> tuple[str, str | None]:
        """The heading of the contact and its line; what stands below it and is none is kept."""
        sections = [(head, texts) for (section, head), texts in below if section is Section.CONTACT]
        if not sections:
            return "", None
        (head, texts), *others = sections
        lines = [text for number, text in enumerate(texts) if not number or _looks_like_contact(text)]
        self.kept += [(f"unter „{head}“", text) for text in texts if text not in lines]
        self.kept += [(other, text) for other, more in others for text in more]
        return head, "\n".join(lines)


def _looks_like_contact(text: str) -> bool:
    return len(text) < 200 and bool(re.search(r"\|\||@|\bTel\b|\bOE\b|^(?:Frau|Herr)\b", text))
