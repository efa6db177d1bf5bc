"""How a report came about: which files it was read from, where each printed text stands, what was left open.

Files get short keys (Q1, Q2 …), so that a place can be named in a few letters. File and sheet names, places and
findings are for the office only: a person may stand in them. The public version lists date, checksum and measures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from lipctl.findings import SEVERITY_ORDER, Finding, Place, Severity
from lipctl.judge.measure import JudgedMeasure
from lipctl.judge.model import Edit, MeasureAnswer
from lipctl.plan.model import own_column
from lipctl.questions import CONTACT_QUESTIONS, Field, Question
from lipctl.report.basis import ReportBasis
from lipctl.report.contacts import printed_contact
from lipctl.report.occasion import Occasion
from lipctl.report.view import FileView, SetAside, Sources, Trace, UnsettledRule
from lipctl.responses.source_file import SourceFile
from lipctl.text import is_blank, is_given, name_order

_SET_ASIDE = ("LIP234", "LIP237", "LIP238")
"""Findings about files that were not read on purpose."""
_NOT_LEFT_OPEN = (*_SET_ASIDE, "LIP235", "LIP236")


class PrintedText(NamedTuple):
    """A printed text and its places. ``text`` is None for what belongs to persons: not even its digest is published.

    ``field`` is a question's code; for what the catalogue says ``title``, ``summary``, ``note``, ``priority``, or what
    :func:`~lipctl.plan.model.own_column` makes of the name of a column. ``is_addendum`` marks what
    stands below an answer and corrects it.
    """

    measure: str
    part: int
    field: str
    year: int
    text: str | None
    places: tuple[Place, ...]
    edited: bool = False
    is_addendum: bool = False


def printed_texts(judged: JudgedMeasure, occasion: Occasion) -> Iterator[PrintedText]:
    """Every text that the report of this occasion prints of a measure."""
    measure, number, year = judged.measure, judged.measure.number.text, occasion.year
    printed = {"title", "summary", "note", *map(own_column, occasion.fields)}
    for name, text in measure.catalogue_texts():
        if name in printed and not is_blank(text):
            yield PrintedText(number, 0, name, year, text, measure.places_of(name))
    yield from _answered_texts(occasion, number, judged.printed, judged.edits, year)
    if judged.answer.unchanged:
        ticked = judged.answer.places.get(Field(0, Question.UNCHANGED), ())
        yield PrintedText(number, 0, Question.UNCHANGED, year, "ja", ticked)
    earlier = judged.printed_earlier
    if earlier is not None:
        yield from _answered_texts(occasion, number, earlier.printed, earlier.edits, earlier.year)
    for of, addenda in ((year, judged.addenda), *([(earlier.year, earlier.addenda)] if earlier else ())):
        place = Place(f"data/{of}/nachtraege.jsonl")
        for each in addenda:
            said = None if each.field.question is Question.PERSONS else each.text
            yield PrintedText(number, each.field.part, each.field.question, of, said, (place,), is_addendum=True)
    contact = printed_contact(judged)
    is_own = contact is judged.answer.contact
    for question in CONTACT_QUESTIONS:
        if is_given(contact.text(question)):
            own = judged.answer.places.get(Field(0, question), ())
            yield PrintedText(number, 0, question, year, None, own if is_own else measure.places_of(question))


def _answered_texts(
    occasion: Occasion, number: str, answer: MeasureAnswer, edits: Mapping[Field, Edit], year: int
) -> Iterator[PrintedText]:
    texts = [(field, text) for field, text in answer.part_texts() if occasion.prints(field.question, text)]
    if answer.assessment:
        texts.append((Field(0, Question.ASSESSMENT), answer.assessment.label))
    if not is_blank(answer.disclaimed):
        texts.append((Field(0, Question.DISCLAIMED), answer.disclaimed))
    for field, text in texts:
        places = answer.places.get(field, ())
        if field in edits:
            places = (*places, edits[field].place)
        yield PrintedText(number, *field, year, text, places, field in edits)


def build_sources(
    measures: Sequence[JudgedMeasure],
    names: Mapping[str, str],
    basis: ReportBasis,
    occasion: Occasion,
) -> Sources:
    """The sources of the printed measures. What concerns only non-measures is left out.

    ``names`` are those of the departments by their ids.
    """
    scope = _Scope(measures, names, basis, occasion)
    files = scope.files()
    if occasion.public:
        return Sources(tuple(file if file.is_catalogue else file._replace(path=None, name=None) for file in files))
    keys = {file.path: file.key for file in files}
    traces = tuple(
        Trace(judged.measure.number.text, by_sheet(places, keys))
        for judged, places in zip(scope.printed, scope.places, strict=True)
    )
    return Sources(files, tuple(scope.set_aside()), tuple(scope.left_open()), traces)


class _Scope:
    """Picks out of a report's basis what concerns the printed measures."""

    def __init__(
        self, measures: Sequence[JudgedMeasure], names: Mapping[str, str], basis: ReportBasis, occasion: Occasion
    ) -> None:
        self.names, self.basis, self.year = names, basis, occasion.year
        self.printed = [judged for judged in measures if judged.progress is not None]
        self.numbers = {judged.measure.number for judged in self.printed}
        self.hidden = {judged.measure.number for judged in measures if judged.progress is None}
        self.places = [
            [place for text in printed_texts(judged, occasion) for place in text.places] for judged in self.printed
        ]
        self.used = {place.file for places in self.places for place in places}
        self.involved = {judged.measure.department for judged in self.printed}
        for file in basis.files.values():
            self.involved |= {department for department, number in file.answered if number in self.numbers}

    def files(self) -> tuple[FileView, ...]:
        """The catalogue, this year's files, and earlier ones that something is printed from; each with its key."""
        catalogue = [self.basis.catalogue] if self.basis.catalogue else []
        read = [file for file in self.basis.files.values() if self.concerns(file)]
        read.sort(key=lambda file: (-file.year, file.path))
        return tuple(
            self.file(f"Q{number}", file, is_catalogue=file in catalogue)
            for number, file in enumerate([*catalogue, *read], start=1)
        )

    def file(self, key: str, file: SourceFile, *, is_catalogue: bool) -> FileView:
        """A file as it is listed."""
        answered = [(department, number) for department, number in file.answered if number in self.numbers]
        names = {self.names.get(department, department) for department, _ in answered}
        return FileView(
            key=key,
            path=file.path,
            name=file.name,
            year=file.year,
            departments=tuple(sorted(names, key=name_order)),
            day=file.day,
            checksum=file.checksum,
            measures=tuple(number.text for number in sorted({number for _, number in answered})),
            is_catalogue=is_catalogue,
            received=file.received,
        )

    def concerns(self, file: SourceFile) -> bool:
        """Whether a file is listed: this year's unless only non-measures were answered in it, earlier ones if used."""
        hidden = bool(file.answered) and all(number in self.hidden for _, number in file.answered)
        return file.path in self.used or (file.year == self.year and not hidden)

    def set_aside(self) -> Iterator[SetAside]:
        """Files that were not read on purpose."""
        for item in self.basis.findings:
            if item.code in _SET_ASIDE:
                for place in item.places:
                    yield SetAside(place.file, item.message)

    def left_open(self) -> Iterator[UnsettledRule]:
        """Errors and warnings, by rule."""
        by_code: dict[str, list[Finding]] = {}
        for item in self.basis.findings:
            if item.severity is not Severity.HINT and item.code not in _NOT_LEFT_OPEN and self.is_about_printed(item):
                by_code.setdefault(item.code, []).append(item)
        for same in sorted(by_code.values(), key=lambda same: (SEVERITY_ORDER[same[0].severity], same[0].code)):
            rule = same[0].rule
            same.sort(key=lambda item: (item.measure is None, item.measure.order if item.measure else ()))
            concerned = tuple(dict.fromkeys(name for item in same for name in self.concerned(item)))
            yield UnsettledRule(rule.code, rule.title, rule.severity is Severity.ERROR, len(same), concerned)

    def is_about_printed(self, item: Finding) -> bool:
        """Whether a finding concerns what is printed."""
        if item.measure is not None:
            return item.measure not in self.hidden
        if item.department:
            return item.department in self.involved
        files = [self.basis.files[place.file] for place in item.places if place.file in self.basis.files]
        return not files or any(self.concerns(file) for file in files)

    def concerned(self, item: Finding) -> tuple[str, ...]:
        """Whom or what a finding concerns: its measure, else its department, else its files."""
        if item.measure is not None:
            return (item.measure.text,)
        if item.department and item.department in self.names:
            return (self.names[item.department],)
        return tuple(place.file for place in item.places)


def by_sheet(places: Iterable[Place], keys: Mapping[str | None, str] = MappingProxyType({})) -> tuple[Place, ...]:
    """Each file, by its key if it has one, and sheet once, with its cells in the order of the questions."""
    cells: dict[tuple[str, str], dict[str, None]] = {}
    for file, sheet, found in places:
        cells.setdefault((file, sheet), {}).update(dict.fromkeys(found))
    return tuple(Place(keys.get(file, file), sheet, tuple(found)) for (file, sheet), found in cells.items())
