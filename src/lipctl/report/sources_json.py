"""Where each printed text stands, for other programs: ``lipctl report --sources``. The keys are a public interface."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lipctl.files import checksum, json_text
from lipctl.judge.measure import JudgedMeasure
from lipctl.report.sources import PrintedText, printed_texts
from lipctl.report.view import FileView, ReportView


def sources_as_json(view: ReportView, measures: Iterable[JudgedMeasure], plan: str) -> str:
    """``{year, plan, as_of, public, files, set_aside, statements}``.

    ``modified`` is the day that a file itself names (ISO 8601), null if it names none, ``received`` the day of receipt of
    what came by mail, else null. A statement is one printed text:
    ``measure``, ``part`` (0: the measure as a whole), ``field`` (as in ``check --format json``; ``summary`` and ``note``
    come from the catalogue), ``year`` it was given for, ``sha256`` of the text in UTF-8 (null for what belongs to
    persons: a digest of a telephone number gives it away), whether it was ``edited``, and its ``places``: file key,
    sheet, cells. The public version names no files, sheets or persons.
    """
    occasion, sources = view.occasion, view.sources
    keys = {file.path: file.key for file in sources.files}
    texts = (
        text
        for judged in measures
        if judged.progress is not None and not occasion.public
        for text in printed_texts(judged, occasion)
    )
    return json_text(
        {
            "year": occasion.year,
            "plan": plan,
            "as_of": occasion.as_of.isoformat(),
            "public": occasion.public,
            "files": [_file(file) for file in sources.files],
            "set_aside": [{"file": item.path, "reason": item.reason} for item in sources.set_aside],
            "statements": [_statement(text, keys) for text in texts],
        },
        indent=1,
    )


def _file(file: FileView) -> dict[str, object]:
    return {
        "key": file.key,
        "file": file.path,
        "year": None if file.is_catalogue else file.year,
        "modified": file.day.isoformat() if file.day else None,
        "received": file.received.isoformat() if file.received else None,
        "sha256": file.checksum,
        "departments": list(file.departments),
        "measures": list(file.measures),
    }


def _statement(text: PrintedText, keys: Mapping[str | None, str]) -> dict[str, object]:
    return {
        "measure": text.measure,
        "part": text.part,
        "field": text.field,
        "year": text.year,
        "sha256": None if text.text is None else checksum(text.text.encode()),
        "edited": text.edited,
        "places": [
            {"file": keys.get(place.file, place.file), "sheet": place.sheet, "cells": list(place.cells)}
            for place in text.places
        ],
    }
