"""Output for people: results on stdout, talk on stderr, tables and colours by rich, which only this module knows.

What a user or a department wrote is never markup.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TextIO, TypeVar

from lipctl.cli.terminal import talk, visible, wrapped
from lipctl.findings import Finding, Severity
from lipctl.findings.grouping import GroupEntry, by_department
from lipctl.numbers import MeasureNumber
from lipctl.xlsx.cells import MOST_NAMED, named

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

SEVERITY_WORDS = {Severity.ERROR: "Fehler", Severity.WARNING: "Warnung", Severity.HINT: "Hinweis"}
_T = TypeVar("_T")
_Piece = tuple[str, str]
"""A text and its style."""
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}
_NO_DEPARTMENT = "Ohne Dienststelle"
_INDENT, _GAP = 2, 3
_CUSTOMARY_WIDTH, _LEAST_WIDTH, _LEAST_COLUMN = 80, 24, 12
"""In characters: where nothing says how wide lines are; of a line; of a table's column of words."""
_WORTH_WAITING = 60
"""From how many files on the reading takes long enough to be shown."""


class Screen:
    """stdout and stderr, and how much is said there."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose and not quiet

    def result(self, text: str) -> None:
        """Write a line of the result to stdout, as it is."""
        sys.stdout.write(visible(text) + "\n")

    def document(self, content: bytes) -> None:
        """Write a whole text in UTF-8 to stdout: byte for byte, but on a terminal as it can be shown there."""
        if sys.stdout.isatty():
            self.result(content.decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n"))
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(content)

    def prose(self, text: str, *, hanging: int = 0) -> None:
        """Write sentences of the result to stdout. On a terminal, lines break between words (:func:`wrapped`)."""
        shown = visible(text)
        if sys.stdout.isatty():
            shown = wrapped(shown, _width(sys.stdout), hanging=hanging)
        sys.stdout.write(shown + "\n")

    def indented(self, text: str) -> None:
        """Write what belongs to the line above, further in; lines break between words everywhere."""
        self.result(wrapped(text, _width(sys.stdout), 2 * _INDENT))

    def say(self, text: str) -> None:
        """Say on stderr what is going on; not with -q."""
        if not self.quiet:
            talk(text)

    def detail(self, text: str) -> None:
        """Say on stderr what is of interest only with -v."""
        if self.verbose:
            talk(text)

    def warn(self, text: str) -> None:
        """Say on stderr what must not be overlooked, with -q too."""
        talk(f"Warnung: {text}")

    def kept(self, copies: Iterable[Path], what: str = "Die geänderte Fassung") -> None:
        """Say where copies of replaced files are kept."""
        for copy in copies:
            self.say(f"{what} ist aufgehoben: {shown(copy)}")

    def progress(self, done: int, total: int) -> None:
        """Show on a terminal how far reading has come, in one line that is written over; only if it takes a while."""
        if self.quiet or total < _WORTH_WAITING or not sys.stderr.isatty():
            return
        line = f"Rücklauf lesen: {done} von {total}"
        sys.stderr.write(f"\r{line}" if done < total else f"\r{' ' * len(line)}\r")
        sys.stderr.flush()

    def track(self, steps: Iterable[_T], total: int, label: str) -> Iterator[_T]:
        """Go through steps that take a while each; on a terminal a bar shows how far they have come."""
        if self.quiet or not total or not sys.stderr.isatty():
            yield from steps
            return
        from rich.progress import track

        console = _console(sys.stderr, _width(sys.stderr))
        yield from track(steps, label, total, console=console, transient=True)

    def bar(self, part: int, whole: int, width: int) -> str:
        """A bar that is filled as far as ``part`` goes into ``whole``: full only when all is there, empty only without any."""
        full, rest = "█░" if _knows("█", sys.stdout) and _knows("░", sys.stdout) else "#."
        filled = min(max(width * part // whole, part > 0), width) if whole else 0
        return full * filled + rest * (width - filled)

    def table(
        self, heads: Sequence[str], rows: Iterable[Sequence[str]], styles: Mapping[int, str] | None = None
    ) -> None:
        """Write a table to stdout. Columns that hold only numbers stand at the right.

        ``styles`` colours the cells of columns, counted from 0.
        """
        line = "─" if _knows("─", sys.stdout) else "-"
        table = _table([visible(head) for head in heads], [[visible(cell) for cell in row] for row in rows], line)
        for number, style in (styles or {}).items():
            table.columns[number].style = style
        least = sum(column.min_width or 0 for column in table.columns) + _GAP * (len(heads) - 1)
        console = _console(sys.stdout, max(_width(sys.stdout), least))  # narrower, rich would leave columns out
        if _shows_colours(sys.stdout):
            console.print(table)
            return
        with console.capture() as drawn:  # rich fills each line up with blanks, which a file does not need
            console.print(table)
        sys.stdout.write(re.sub(r" +\n", "\n", drawn.get()))

    def findings(
        self,
        findings: Iterable[Finding],
        names: Mapping[str, str],
        *,
        titles: Mapping[MeasureNumber, str] = MappingProxyType({}),
        on_stderr: bool = False,
    ) -> None:
        """Write findings for people: by department, errors first, equal ones once. ``on_stderr``: they are talk.

        A measure that a finding is about alone has its title beside its number.
        """
        stream = sys.stderr if on_stderr else sys.stdout
        width = _width(stream)
        lines = _finding_lines(findings, names, titles, width)
        if not _shows_colours(stream):
            stream.writelines("".join(text for text, _ in pieces) + "\n" for pieces in lines)
            return
        from rich.text import Text

        console = _console(stream, width)
        for pieces in lines:
            console.print(Text.assemble(*pieces), soft_wrap=True)


def shown(path: Path) -> str:
    """A path as one would type it here: relative to the working directory where that is shorter."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def typed(path: Path) -> str:
    """A path as it belongs into a command to be typed here, in quotation marks if need be."""
    text = shown(path)
    return shlex.quote(text) if os.name == "posix" else f'"{text}"' if " " in text else text


def _finding_lines(
    findings: Iterable[Finding], names: Mapping[str, str], titles: Mapping[MeasureNumber, str], width: int
) -> Iterator[list[_Piece]]:
    """The lines about all findings, each as pieces of text with their styles."""
    for group in by_department(findings, names):
        yield [("", "")]
        department = group.department or _NO_DEPARTMENT
        yield [(wrapped(visible(names.get(department, department)), width), "bold")]
        for entry in group.entries:
            yield _head(entry, titles, width)
            for paragraph in _body(entry):
                yield [(wrapped(visible(paragraph), width, 2 * _INDENT), "")]


def _head(entry: GroupEntry, titles: Mapping[MeasureNumber, str], width: int) -> list[_Piece]:
    """Severity (as a word, not only as a colour), measures, code."""
    word = SEVERITY_WORDS[entry.rule.severity]
    numbers = ", ".join(visible(number.text) for number in entry.measures)
    if len(entry.measures) == 1 and entry.measures[0] in titles:
        numbers = f"{numbers} {visible(titles[entry.measures[0]])}"
    head = wrapped("  ".join(filter(None, (word, numbers, entry.rule.code))), width, _INDENT)
    rest = head[_INDENT + len(word) :]
    return [(" " * _INDENT, ""), (word, _STYLES[entry.rule.severity]), (rest, "bold")]


def _body(entry: GroupEntry) -> list[str]:
    """The message, a line for each file ("Datei: …; Blatt „5-1-3“: D5, D7"), the advice."""
    parts: dict[str, list[str]] = {}
    for place in entry.places:
        sheet = f"Blatt „{place.sheet}“" if place.sheet else ""
        spot = ": ".join(part for part in (sheet, _cells(place.cells)) if part)
        parts.setdefault(place.file, []).extend([spot] if spot else [])
    where = ["; ".join([f"Datei: {file}", *spots]) for file, spots in parts.items()]
    return [entry.message, *where, *([f"Tipp: {entry.advice}"] if entry.advice else [])]


def _cells(cells: Sequence[str]) -> str:
    """Cells by their names; very many as ranges, with their number."""
    shown = ", ".join(named(cells))
    return f"{shown} ({len(cells)} Zellen)" if len(cells) > MOST_NAMED else shown


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], line: str) -> Table:
    """A table with a line below its heads. What has no blank, such as a file name, is never broken."""
    from rich.box import Box
    from rich.table import Table
    from rich.text import Text

    ruled = Box(f"    \n    \n{line * 4}\n" + "    \n" * 5, ascii=True)
    table = Table(box=ruled, show_edge=False, pad_edge=False, header_style="bold")
    for head, *cells in zip(heads, *rows, strict=True):
        unbroken = not any(" " in cell for cell in cells)
        widest = max(Text(text).cell_len for text in (head, *cells))
        table.add_column(
            Text(head), no_wrap=unbroken, min_width=widest if unbroken else min(widest, _LEAST_COLUMN), overflow="fold",
            justify="right" if cells and all(cell.isdecimal() for cell in cells) else "left",
        )  # fmt: skip
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _width(stream: TextIO) -> int:
    """How wide the lines are: as wide as the terminal; elsewhere as COLUMNS asks, or as is customary."""
    if stream.isatty() or os.environ.get("COLUMNS", "").isdecimal():
        return max(shutil.get_terminal_size().columns, _LEAST_WIDTH)
    return _CUSTOMARY_WIDTH


def _shows_colours(stream: TextIO) -> bool:
    return stream.isatty() or "FORCE_COLOR" in os.environ


def _knows(character: str, stream: TextIO) -> bool:
    """Whether the stream can show a character; on Windows, a file that output goes to often knows cp1252 only."""
    try:
        character.encode(stream.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def _console(stream: TextIO, width: int) -> Console:
    from rich.console import Console

    class PipeConsole(Console):
        def on_broken_pipe(self) -> None:
            """Leave it to the error boundary; rich would end the process with 1."""
            raise BrokenPipeError

    return PipeConsole(file=stream, width=width, markup=False, highlight=False, emoji=False)
