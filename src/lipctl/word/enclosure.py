"""``lipctl history NUMBER --docx``: what was reported for a measure, as a short enclosure for a committee's question."""

from __future__ import annotations

from datetime import date

from lipctl.files import read_bytes
from lipctl.report.history import MeasurePast
from lipctl.settings.model import Settings
from lipctl.word.context import enclosure_context
from lipctl.word.properties import Properties
from lipctl.word.template import compile_template
from lipctl.workspace import Workspace

TEMPLATE = "verlauf.docx"


def make_enclosure(workspace: Workspace, past: MeasurePast, as_of: date) -> bytes:
    """A measure's past as a Word document.

    Raises:
        TemplateError: the template is missing or broken.
        FileAccessError: it cannot be read.
    """
    settings = workspace.settings
    template = compile_template(read_bytes(workspace.template(TEMPLATE)))
    return template.render(enclosure_context(past, settings, as_of), _properties(settings, past, as_of))


def _properties(settings: Settings, past: MeasurePast, as_of: date) -> Properties:
    return Properties(f"{past.newest.heading} – Verlauf", as_of, f"{settings.plan_name}, {settings.city}", final=True)
