"""The values of a template's variables: for one report, and for a trial."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from lipctl.report.history import MeasurePast
from lipctl.report.view import ReportView
from lipctl.settings.keys import CHAPTERS
from lipctl.settings.model import Settings
from lipctl.templates.variables import Groups, sample, values
from lipctl.word.enclosure_variables import ENCLOSURE_GROUPS
from lipctl.word.variables import GROUPS


class VariableRoot(NamedTuple):
    """What the variables at the top come from."""

    view: ReportView
    settings: Settings


def context(view: ReportView, settings: Settings) -> dict[str, object]:
    """Everything that a template may print of a report, as plain dicts, lists, texts, numbers and truth values."""
    return values(GROUPS, VariableRoot(view, settings))


class EnclosureRoot(NamedTuple):
    """What the variables at the top of an enclosure come from."""

    past: MeasurePast
    settings: Settings
    as_of: date


def enclosure_context(past: MeasurePast, settings: Settings, as_of: date) -> dict[str, object]:
    """Everything that a template may print of what was reported for a measure."""
    return values(ENCLOSURE_GROUPS, EnclosureRoot(past, settings, as_of))


def sample_context(groups: Groups = GROUPS) -> dict[str, object]:
    """A context in which every variable of this kind of document has a value, to try a template with."""
    return sample(groups) | ({"kapitel": list(CHAPTERS)} if groups is GROUPS else {})
