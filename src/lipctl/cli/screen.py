"""What the person sees. The only home of rich, which is loaded when something is to be coloured and not before.

stdout is the result, stderr is talk. What a user or a department wrote is never markup.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from lipctl.cli.streams import line_for, talk, visible, wrapped
from lipctl.cli.tables import lay_out
from lipctl.findings import Finding, Severity
from lipctl.judge.digest import DigestEntry, digest

if TYPE_CHECKING:
    from rich.console import Console

SEVERITY_WORDS = {Severity.ERROR: "Fehler", Severity.WARNING: "Warnung", Severity.HINT: "Hinweis"}
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}
_NO_DEPARTMENT = "Ohne Dienststelle"
_INDENT = 2
_WORTH_WAITING = 60
"""From how many files on the reading takes long enough to be shown."""


class Screen:
    """The two streams, and how much is said on them."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose and not quiet

    def result(self, text: str) -> None:
        """A line of the result, to stdout, exactly as it is."""
        sys.stdout.write(visible(text) + "\n")

    def prose(self, text: str, *, hanging: int = 0) -> None:
        """Sentences of the result, to stdout. On a terminal, lines break between words, the further ones indented."""
        shown = visible(text)
        if sys.stdout.isatty():
            shown = wrapped(shown, _width(sys.stdout), hanging=hanging)
        sys.stdout.write(shown + "\n")

    def say(self, text: str) -> None:
        """What is going on, to stderr; not with -q."""
        if not self.quiet:
            talk(text)

    def detail(self, text: str) -> None:
        """What only who asks with -v wants to know, to stderr."""
        if self.verbose:
            talk(text)

    def progress(self, done: int, total: int) -> None:
        """How far reading has come: one line that is written over, where a person sits at a terminal and has to wait."""
        if self.quiet or total < _WORTH_WAITING or not sys.stderr.isatty():
            return
        line = f"Rücklauf lesen: {done} von {total}"
        sys.stderr.write(f"\r{line}" if done < total else f"\r{' ' * len(line)}\r")
        sys.stderr.flush()

    def warn(self, text: str) -> None:
        """What must not be overlooked, to stderr; -q does not silence it."""
        talk(f"Warnung: {text}")

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A table, to stdout. Columns hold numbers where every cell does."""
        shown = [[visible(cell) for cell in row] for row in rows]
        head, body = lay_out(heads, shown, _width(sys.stdout), line_for(sys.stdout))
        for line in head:
            _write(sys.stdout, [(line, "bold")])
        for line in body:
            _write(sys.stdout, [(line, "")])

    def findings(self, findings: Iterable[Finding], names: Mapping[str, str], *, on_stderr: bool = False) -> None:
        """Findings for people: by department, errors first, equal ones once. ``on_stderr``: they are talk."""
        stream = sys.stderr if on_stderr else sys.stdout
        width = _width(stream)
        for group in digest(findings, names):
            heading = names.get(group.department, group.department) or _NO_DEPARTMENT
            for line in ("", *wrapped(visible(heading), width).split("\n")):
                _write(stream, [(line, "bold")])
            for entry in group.entries:
                _write_head(stream, entry, width)
                for paragraph in _body(entry):
                    _write(stream, [(wrapped(visible(paragraph), width, 2 * _INDENT), "")])


def shown(path: Path) -> str:
    """A path as one would type it here: relative to the working directory where that is shorter."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _write_head(stream: TextIO, entry: DigestEntry, width: int) -> None:
    """Severity (as a word, not only as a colour), measures, code."""
    word = SEVERITY_WORDS[entry.rule.severity]
    numbers = ", ".join(visible(number.text) for number in entry.measures)
    first, *more = wrapped("  ".join(filter(None, (word, numbers, entry.rule.code))), width, _INDENT).split("\n")
    _write(stream, [(" " * _INDENT, ""), (word, _STYLES[entry.rule.severity]), (first[_INDENT + len(word) :], "bold")])
    for line in more:
        _write(stream, [(line, "bold")])


def _body(entry: DigestEntry) -> list[str]:
    """The message, one line per file ("Datei: …; Blatt „5-1-3“: D5, D7"), the advice."""
    parts: dict[str, list[str]] = {}
    for place in entry.places:
        sheet = f"Blatt „{place.sheet}“" if place.sheet else ""
        said = ": ".join(part for part in (sheet, ", ".join(place.cells)) if part)
        parts.setdefault(place.file, []).extend([said] if said else [])
    where = ["; ".join([f"Datei: {file}", *said]) for file, said in parts.items()]
    return [entry.message, *where, *([f"Tipp: {entry.advice}"] if entry.advice else [])]


def _width(stream: TextIO) -> int:
    """How wide the lines are. In a pipe there is no width to keep to but the customary one; COLUMNS may ask for another."""
    if stream.isatty() or os.environ.get("COLUMNS", "").isdecimal():
        return max(shutil.get_terminal_size().columns, 2 * _INDENT + 20)
    return 80


def _write(stream: TextIO, pieces: Iterable[tuple[str, str]]) -> None:
    """A line of pieces, each with its style. Where there are no colours, rich, which costs 50 ms, is not loaded."""
    if not (stream.isatty() or "FORCE_COLOR" in os.environ):
        stream.write("".join(text for text, _ in pieces) + "\n")
        return
    from rich.text import Text

    _console(stream).print(Text.assemble(*pieces), soft_wrap=True)


@cache
def _console(stream: TextIO) -> Console:
    from rich.console import Console

    class PipeConsole(Console):
        def on_broken_pipe(self) -> None:
            """Leave it to the error boundary; rich would end the process with 1."""
            raise BrokenPipeError

    return PipeConsole(file=stream, markup=False, highlight=False, emoji=False)
