"""stdout and stderr on any console: nothing that is printed may fail, and nothing may steer the terminal."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from pathlib import Path
from typing import TextIO

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def prepare_streams() -> None:
    """Let a character that the console does not know come out as an escape (Windows: cp1252) instead of an error.

    A stream that was closed before the start (``>&-``) swallows what is written to it.
    """
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def visible(text: str) -> str:
    """The text with control characters shown as escapes: a file name must not colour or erase the screen."""
    return _STEERING.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def talk(text: str) -> None:
    """Say something on stderr. On a terminal, lines break between words; elsewhere they stay as they are."""
    shown = visible(text)
    if sys.stderr.isatty():
        shown = wrapped(shown, shutil.get_terminal_size().columns)
    sys.stderr.write(shown + "\n")


def line_for(stream: TextIO) -> str:
    """What a line is drawn with: on Windows, a file that output is sent to often knows cp1252 only."""
    try:
        "─".encode(stream.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return "-"
    return "─"


def wrapped(text: str, width: int, indent: int = 0, hanging: int = 0) -> str:
    """The text in lines of that width, indented, further lines of a paragraph by ``hanging`` more; a word that is
    longer, such as a path, stays whole."""
    from textwrap import TextWrapper

    lines = []
    for line in text.split("\n"):
        wrapper = TextWrapper(width, break_long_words=False, break_on_hyphens=False)
        wrapper.initial_indent = " " * indent
        wrapper.subsequent_indent = wrapper.initial_indent + " " * hanging + _hanging(line)
        lines += wrapper.wrap(line) or [""]
    return "\n".join(lines)


def _hanging(line: str) -> str:
    """The blanks that a line begins with: what follows of it stands below its first word."""
    return line[: len(line) - len(line.lstrip(" "))]
