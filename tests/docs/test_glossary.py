"""Every name in the glossary exists where it says."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest

TABLE = (Path(__file__).parents[2] / "GLOSSARY.md").read_text(encoding="utf-8")
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|")) for line in TABLE.splitlines() if line.startswith("| ")
][1:]
NAMES = [(name, where.strip("`")) for _, names, where in ROWS for name in re.findall(r"`([^`]+)`", names)]


@pytest.mark.parametrize(("name", "where"), NAMES, ids=[f"{where}: {name}" for name, where in NAMES])
def test_each_name_exists_where_the_glossary_says(name: str, where: str) -> None:
    try:
        place: object = import_module(where)
    except ModuleNotFoundError:
        module, _, function = where.rpartition(".")
        parameters = inspect.signature(getattr(import_module(module), function)).parameters
        assert name in parameters
        return
    for part in name.split("."):
        fields = getattr(place, "__dataclass_fields__", {})
        assert hasattr(place, part) or part in fields
        place = getattr(place, part, None)


def test_each_german_word_stands_there_once() -> None:
    german = [row[0] for row in ROWS]
    assert len(german) == len(set(german)) > 30
