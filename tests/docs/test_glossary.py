"""Every name in the glossary exists where it says."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from pkgutil import resolve_name

import pytest

TABLE = (Path(__file__).parents[2] / "GLOSSARY.md").read_text(encoding="utf-8")
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|")) for line in TABLE.splitlines() if line.startswith("| ")
][1:]
NAMES = [(name, where.strip("`")) for _, names, where in ROWS for name in re.findall(r"`([^`]+)`", names)]


@pytest.mark.parametrize(("name", "where"), NAMES, ids=[f"{where}: {name}" for name, where in NAMES])
def test_each_name_exists_where_the_glossary_says(name: str, where: str) -> None:
    place = resolve_name(where)
    for part in name.split("."):
        assert part in names_in(place)
        place = getattr(place, part, None)


def names_in(place: object) -> set[str]:
    """What a module or class holds, or which parameters a function has."""
    parameters = inspect.signature(place).parameters if inspect.isfunction(place) else ()
    return {*dir(place), *getattr(place, "__dataclass_fields__", ()), *parameters}


def test_each_german_word_stands_there_once() -> None:
    german = [row[0] for row in ROWS]
    assert len(german) == len(set(german)) > 30
