"""Where each printed text stands, for other programs: ``lipctl report --sources``. The keys are a public interface."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from lipctl.findings import Place
from lipctl.judge.measure import JudgedMeasure
from lipctl.report.sources import FileView
from lipctl.report.statements import Statement, statements_of
from lipctl.report.view import ReportView


def sources_as_json(view: ReportView, outcomes: Iterable[JudgedMeasure], plan: str) -> str:
    """``{year, plan, as_of, public, files, set_aside, statements}``.

    ``modified`` is the day that a file itself names (ISO 8601), null if it names none. A statement is one printed text:
    ``measure``, ``part`` (0: the measure as a whole), ``field`` (as in ``check --format json``; ``summary`` and ``note``
    come from the catalogue), ``year`` it was given for, ``sha256`` of the text in UTF-8 (null for what belongs to
    persons: a digest of a telephone number gives it away), whether it was ``edited``, and its ``places``: file key,
    sheet, cells. The public version names no files, sheets or persons.
    """
    public = view.occasion.public
    keys = {file.name: file.key for file in view.sources.files}
    return json.dumps(
        {
            "year": view.occasion.year,
            "plan": plan,
            "as_of": view.occasion.as_of.isoformat(),
            "public": public,
            "files": [_file(file, public=public) for file in view.sources.files],
            "set_aside": [{"file": item.name, "reason": item.reason} for item in view.sources.set_aside],
            "statements": [] if public else list(_statements(view, outcomes, keys)),
        },
        ensure_ascii=False,
        indent=1,
    )


def _file(file: FileView, *, public: bool) -> dict[str, Any]:
    return {
        "key": file.key,
        "file": file.name if not public or file.is_catalogue else None,
        "year": None if file.is_catalogue else file.year,
        "modified": "-".join(reversed(file.date.split("."))) or None,
        "sha256": file.checksum,
        "departments": list(file.departments),
        "measures": list(file.measures),
    }


def _statements(view: ReportView, outcomes: Iterable[JudgedMeasure], keys: dict[str, str]) -> Iterator[dict[str, Any]]:
    printed = {measure.number for measure in view.measures()}
    for outcome in outcomes:
        if outcome.progress is not None and outcome.measure.number.text in printed:
            for statement in statements_of(outcome, view.occasion.year):
                yield _statement(statement, keys)


def _statement(statement: Statement, keys: dict[str, str]) -> dict[str, Any]:
    return {
        "measure": statement.measure,
        "part": statement.part,
        "field": statement.field,
        "year": statement.year,
        "sha256": None if statement.text is None else sha256(statement.text.encode()).hexdigest(),
        "edited": statement.edited,
        "places": [_place(place, keys) for place in statement.places],
    }


def _place(place: Place, keys: dict[str, str]) -> dict[str, Any]:
    return {"file": keys.get(place.file, place.file), "sheet": place.sheet, "cells": list(place.cells)}
