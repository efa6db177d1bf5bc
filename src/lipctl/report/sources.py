"""How a report came about: which files it was read from, where each printed text stands, what was left open.

Files are told by short keys (Q1, Q2 …), so that a place can be named in a few letters. File and sheet names, places and
findings are for the office only: a person may stand in them. The public version tells date, checksum and measures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lipctl.findings import SEVERITY_ORDER, Finding, Place, Severity
from lipctl.judge.measure import JudgedMeasure
from lipctl.plan.model import Department
from lipctl.report.evidence import Evidence, SourceFile
from lipctl.report.returns import german_date, short_name
from lipctl.report.statements import statements_of

_NOT_READ = ("LIP234", "LIP235", "LIP236", "LIP237", "LIP238")
_NOT_A_WAIVER = ("LIP235", "LIP236")


class FileView(NamedTuple):
    """A file that the report rests on. ``name`` is "" in the public version; ``date`` is the file's own, or ""."""

    key: str
    name: str
    year: int
    departments: tuple[str, ...]
    date: str
    checksum: str
    measures: tuple[str, ...]
    is_catalogue: bool = False

    @property
    def short_checksum(self) -> str:
        """Enough of the checksum to tell two files apart in print."""
        return self.checksum[:12]


class SetAside(NamedTuple):
    """A file that does not count, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """A rule with findings that nobody settled: how many, and which measures, departments or files they concern."""

    code: str
    title: str
    is_error: bool
    count: int
    concerned: tuple[str, ...]


class Trace(NamedTuple):
    """Where the printed texts of a measure stand: the file's key, the sheet, the cells."""

    measure: str
    places: tuple[tuple[str, str, tuple[str, ...]], ...]


class Sources(NamedTuple):
    """All of it. ``traces`` has a line per measure."""

    files: tuple[FileView, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    left_open: tuple[LeftOpen, ...] = ()
    traces: tuple[Trace, ...] = ()


def build_sources(
    outcomes: Sequence[JudgedMeasure],
    departments: Mapping[str, Department],
    evidence: Evidence,
    year: int,
    *,
    public: bool = False,
) -> Sources:
    """The sources of the printed ones among the outcomes; what concerns nothing but non-measures leaves no trace."""
    scope = _Scope(outcomes, departments, evidence, year)
    files = scope.files()
    if public:
        return Sources(tuple(_without_name(file) for file in files))
    keys = {file.name: file.key for file in files}
    traces = tuple(
        Trace(outcome.measure.number.text, _merged(places, keys))
        for outcome, places in zip(scope.printed, scope.places, strict=True)
    )
    return Sources(files, tuple(scope.set_aside()), tuple(scope.left_open()), traces)


class _Scope:
    """What of the evidence concerns the printed measures."""

    def __init__(
        self,
        outcomes: Sequence[JudgedMeasure],
        departments: Mapping[str, Department],
        evidence: Evidence,
        year: int,
    ) -> None:
        self.departments, self.evidence, self.year = departments, evidence, year
        self.printed = [outcome for outcome in outcomes if outcome.progress is not None]
        self.numbers = {outcome.measure.number for outcome in self.printed}
        self.hidden = {outcome.measure.number for outcome in outcomes if outcome.progress is None}
        self.places = [
            [place for statement in statements_of(outcome, year) for place in statement.places]
            for outcome in self.printed
        ]
        self.used = {place.file for places in self.places for place in places}
        self.heard = {outcome.measure.department for outcome in self.printed}
        for file in evidence.files.values():
            self.heard |= {department for department, number in file.answered if number in self.numbers}

    def files(self) -> tuple[FileView, ...]:
        """The catalogue, this year's files, and earlier ones that something is printed from; each with its key."""
        catalogue = [self.evidence.catalogue] if self.evidence.catalogue else []
        read = [file for file in self.evidence.files.values() if self.concerns(file)]
        read.sort(key=lambda file: (-file.year, file.name))
        return tuple(
            self.file(f"Q{number}", file, is_catalogue=file in catalogue)
            for number, file in enumerate([*catalogue, *read], start=1)
        )

    def file(self, key: str, file: SourceFile, *, is_catalogue: bool) -> FileView:
        """A file as it is shown."""
        mine = [(department, number) for department, number in file.answered if number in self.numbers]
        names = {self.departments[key].name if key in self.departments else key for key, _ in mine}
        numbers = tuple(number.text for number in sorted({number for _, number in mine}))
        date = german_date(file.modified)
        return FileView(key, file.name, file.year, tuple(sorted(names)), date, file.checksum, numbers, is_catalogue)

    def concerns(self, file: SourceFile) -> bool:
        """Whether a file is told of: this year's unless only non-measures were answered in it, earlier ones if used."""
        hidden = bool(file.answered) and all(number in self.hidden for _, number in file.answered)
        return file.name in self.used or (file.year == self.year and not hidden)

    def set_aside(self) -> Iterator[SetAside]:
        """Files that were not read on purpose."""
        for item in self.evidence.findings:
            if item.code in _NOT_READ and item.code not in _NOT_A_WAIVER:
                for place in item.places:
                    yield SetAside(place.file, item.message)

    def left_open(self) -> Iterator[LeftOpen]:
        """Errors and warnings, by rule."""
        by_code: dict[str, list[Finding]] = {}
        for item in self.evidence.findings:
            if item.severity is not Severity.HINT and item.code not in _NOT_READ and self.is_about_printed(item):
                by_code.setdefault(item.code, []).append(item)
        for same in sorted(by_code.values(), key=lambda same: (SEVERITY_ORDER[same[0].severity], same[0].code)):
            rule = same[0].rule
            concerned = tuple(dict.fromkeys(name for item in _in_order(same) for name in self.names(item)))
            yield LeftOpen(rule.code, rule.title, rule.severity is Severity.ERROR, len(same), concerned)

    def is_about_printed(self, item: Finding) -> bool:
        """Whether a finding concerns what is printed."""
        if item.measure is not None:
            return item.measure not in self.hidden
        if item.department:
            return item.department in self.heard
        files = [self.evidence.files[place.file] for place in item.places if place.file in self.evidence.files]
        return not files or any(self.concerns(file) for file in files)

    def names(self, item: Finding) -> tuple[str, ...]:
        """Whom or what a finding concerns: its measure, else its department, else its files."""
        if item.measure is not None:
            return (item.measure.text,)
        if item.department in self.departments:
            return (self.departments[item.department].name,)
        return tuple(place.file for place in item.places)


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda item: (item.measure is None, item.measure.order if item.measure else ()))


def _without_name(file: FileView) -> FileView:
    name = file.name if file.is_catalogue else ""
    return FileView(
        file.key, name, file.year, file.departments, file.date, file.checksum, file.measures, file.is_catalogue
    )


def printed_name(file: FileView) -> str:
    """A file's name in print: this year's and earlier ones below their ``ruecklauf/``."""
    return file.name if file.is_catalogue else short_name(SourceFile(file.name, file.year, ""))


def _merged(places: Iterable[Place], keys: Mapping[str, str]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Each file and sheet once, with its cells in the order of the questions."""
    cells: dict[tuple[str, str], dict[str, None]] = {}
    for file, sheet, found in places:
        same = cells.setdefault((file, sheet), {})
        for cell in found:
            same[cell] = None
    return tuple([(keys.get(file, file), sheet, tuple(found)) for (file, sheet), found in cells.items()])
