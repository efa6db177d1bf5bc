"""Findings and counts for other programs. The keys are a public interface."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from lipctl.files import json_text
from lipctl.findings import Finding, in_order
from lipctl.judge.progress import Progress
from lipctl.numbers import MeasureNumber
from lipctl.scale import Step
from lipctl.xlsx.cells import named


def check_as_json(
    year: int,
    plan: str,
    counts: Mapping[Progress, int],
    findings: Iterable[Finding],
    titles: Mapping[MeasureNumber, str] = MappingProxyType({}),
    assessments: Sequence[tuple[Step, int]] = (),
) -> str:
    """What ``lipctl check --format json`` prints: ``{year, plan, totals, findings}``.

    ``totals`` has every class of a measure by its code, and ``total``, their sum. With a scale of the plan's own there is
    ``assessments`` as well.
    """
    by_step = [{"key": step.key, "name": step.label, "count": count} for step, count in assessments]
    by_class = {progress.value: counts.get(progress, 0) for progress in Progress}
    return json_text(
        {
            "year": year,
            "plan": plan,
            "totals": {"total": sum(by_class.values()), **by_class},
            **({"assessments": by_step} if by_step else {}),
            "findings": [finding_as_dict(item, titles) for item in in_order(findings)],
        },
    )


def finding_as_dict(item: Finding, titles: Mapping[MeasureNumber, str]) -> dict[str, object]:
    """One finding; ``null`` where it concerns no department, no measure or no field in particular, or there is no title."""
    return {
        "code": item.code,
        "severity": item.severity.value,
        "department": item.department or None,
        "measure": str(item.measure) if item.measure is not None else None,
        "title": titles.get(item.measure) if item.measure is not None else None,
        "field": item.question.value if item.question is not None else None,
        "message": item.message,
        "advice": item.advice,
        "places": [{"file": place.file, "sheet": place.sheet, "cells": named(place.cells)} for place in item.places],
    }
