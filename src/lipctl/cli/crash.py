"""What a bug leaves behind: an apology, and a file for the developers without personal data.

The file names the places in the code and the kind of error. It holds no message of an exception, no value of a
variable, no argument of the call and no path of the computer: any of them could contain what a department wrote.
"""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from pathlib import Path

import lipctl


def apology(error: BaseException) -> str:
    """Write the crash file, and return what to say to the person at the screen."""
    head = "Fehler: In lipctl ist etwas schiefgegangen, das nicht an Ihnen liegt. Das tut uns leid."
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="lipctl-fehler-", suffix=".txt", delete=False
        ) as file:
            file.write(describe(error))
    except OSError:
        return f"{head}\n{describe(error)}"
    return (
        f"{head}\nTipp: Bitte senden Sie diese Datei an die Entwickler; sie enthält keine Antworten und keine Namen:\n"
        f"{file.name}"
    )


def describe(error: BaseException) -> str:
    """The crash file's text: versions, kinds of errors, places in the code."""
    lines = [f"lipctl {lipctl.__version__}, Python {platform.python_version()}, {platform.system()}", ""]
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}")
        lines += [
            f"  {_place(Path(frame.filename))}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__)
        ]
        current = current.__cause__ or current.__context__
    return "\n".join(lines) + "\n"


def _place(file: Path) -> str:
    """A source file as seen from the folder that Python imports it from; nothing of a file from elsewhere."""
    roots = [Path(lipctl.__file__).parents[1], *(Path(entry) for entry in sys.path if entry)]
    inside = [file.relative_to(root) for root in roots if file.is_relative_to(root)]
    return min(inside, key=lambda path: len(path.parts)).as_posix() if inside else "…"
