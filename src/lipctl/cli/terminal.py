"""stdout and stderr on any console: nothing that is printed may fail, and nothing may steer the terminal."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from pathlib import Path

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


def wrapped(text: str, width: int, indent: int = 0, hanging: int = 0) -> str:
    """The text in lines of at most ``width`` columns; a longer word, such as a path, stays whole.

    Each line begins with ``indent`` blanks and the blanks its paragraph begins with; from a paragraph's second line on
    ``hanging`` more follow.
    """
    from textwrap import wrap

    lines = []
    for paragraph in text.split("\n"):
        own = len(paragraph) - len(paragraph.lstrip(" "))
        lines += wrap(
            paragraph, width, initial_indent=" " * indent, subsequent_indent=" " * (indent + hanging + own),
            break_long_words=False, break_on_hyphens=False,
        ) or [""]  # fmt: skip
    return "\n".join(lines)
