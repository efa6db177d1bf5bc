"""What the person sees. The only home of rich, which is loaded when something is to be laid out and not before.

stdout is the result, stderr is talk. What a user or a department wrote is never markup.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from lipctl.cli.streams import talk, visible, wrapped
from lipctl.findings import Finding, Severity
from lipctl.rules.digest import DigestEntry, digest

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

SEVERITY_WORDS = {Severity.ERROR: "Fehler", Severity.WARNING: "Warnung", Severity.HINT: "Hinweis"}
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}
_NO_DEPARTMENT = "Ohne Dienststelle"
_INDENT = 2


class Screen:
    """The two streams, and how much is said on them."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose and not quiet

    def result(self, text: str) -> None:
        """A line of the result, to stdout, exactly as it is."""
        sys.stdout.write(visible(text) + "\n")

    def say(self, text: str) -> None:
        """What is going on, to stderr; not with -q."""
        if not self.quiet:
            talk(text)

    def detail(self, text: str) -> None:
        """What only who asks with -v wants to know, to stderr."""
        if self.verbose:
            talk(text)

    def warn(self, text: str) -> None:
        """What must not be overlooked, to stderr; -q does not silence it."""
        talk(f"Warnung: {text}")

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A table, to stdout. Columns after the first hold numbers where every cell does."""
        from rich.box import SIMPLE_HEAD
        from rich.table import Table
        from rich.text import Text

        cells = [[Text(visible(cell)) for cell in row] for row in rows]
        grid = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
        for index, head in enumerate(heads):
            numeric = bool(cells) and all(row[index].plain.isdecimal() for row in cells)
            grid.add_column(Text(head), justify="right" if numeric else "left", overflow="fold", no_wrap=numeric)
        for row in cells:
            grid.add_row(*row)
        console = _console(sys.stdout)
        with console.capture() as laid_out:
            console.print(grid)
        sys.stdout.write(re.sub(" +$", "", laid_out.get(), flags=re.MULTILINE))

    def findings(self, findings: Iterable[Finding], names: Mapping[str, str], *, on_stderr: bool = False) -> None:
        """Findings for people: by department, errors first, equal ones once. ``on_stderr``: they are talk."""
        from rich.text import Text

        stream = sys.stderr if on_stderr else sys.stdout
        console = _console(stream)
        for group in digest(findings, names):
            heading = names.get(group.department, group.department) or _NO_DEPARTMENT
            _print_wrapped(console, Text(f"\n{visible(heading)}", style="bold"), 0)
            for entry in group.entries:
                _print_wrapped(console, _head(entry), _INDENT)
                for paragraph in _body(entry):
                    stream.write(wrapped(visible(paragraph), console.width, 2 * _INDENT) + "\n")


def shown(path: Path) -> str:
    """A path as one would type it here: relative to the working directory where that is shorter."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _head(entry: DigestEntry) -> Text:
    """Severity (as a word, not only as a colour), measures, code."""
    from rich.text import Text

    style = _STYLES[entry.rule.severity]
    numbers = ", ".join(visible(number.text) for number in entry.measures)
    pieces = [(SEVERITY_WORDS[entry.rule.severity], style), (f"  {numbers}" if numbers else "", "bold")]
    return Text.assemble(*pieces, (f"  {entry.rule.code}", "dim"))


def _body(entry: DigestEntry) -> list[str]:
    """The message, one line per file ("Datei: …; Blatt „5-1-3“: D5, D7"), the advice."""
    parts: dict[str, list[str]] = {}
    for place in entry.places:
        sheet = f"Blatt „{place.sheet}“" if place.sheet else ""
        said = ": ".join(part for part in (sheet, ", ".join(place.cells)) if part)
        parts.setdefault(place.file, []).extend([said] if said else [])
    where = ["; ".join([f"Datei: {file}", *said]) for file, said in parts.items()]
    return [entry.message, *where, *([f"Tipp: {entry.advice}"] if entry.advice else [])]


def _print_wrapped(console: Console, text: Text, indent: int) -> None:
    """Print styled text with every line indented, and without blanks at line ends."""
    for line in text.wrap(console, max(console.width - indent, 20), overflow="fold"):
        line.rstrip()
        line.pad_left(indent)
        console.print(line, soft_wrap=True)


def _console(stream: TextIO) -> Console:
    from rich.console import Console

    class PipeConsole(Console):
        def on_broken_pipe(self) -> None:
            """Leave it to the error boundary; rich would end the process with 1."""
            raise BrokenPipeError

    # In a pipe there is no width to keep to but the customary one; COLUMNS may ask for another.
    width = None if stream.isatty() or os.environ.get("COLUMNS", "").isdecimal() else 80
    return PipeConsole(file=stream, width=width, markup=False, highlight=False, emoji=False)
