"""``lipctl history NUMBER --docx``: what was reported for a measure, as a short enclosure for a committee's question."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lipctl.files import read_bytes
from lipctl.replacing import replace_documents
from lipctl.report.history import MeasurePast
from lipctl.settings.model import Settings
from lipctl.word.context import enclosure_context
from lipctl.word.properties import Properties
from lipctl.word.template import compile_template
from lipctl.workspace import Workspace

TEMPLATE = "verlauf.docx"


def write_enclosure(
    workspace: Workspace, past: MeasurePast, path: Path, as_of: date, *, force: bool = False
) -> tuple[Path, ...]:
    """Write a measure's past as a Word document, and return the copies that were kept of what it replaced.

    Raises:
        TemplateError: the template is missing or broken.
        OutputChangedError: what is there was edited by hand, or is not lipctl's, and ``force`` is not set.
        FileAccessError: it is open in another program, or cannot be written.
    """
    settings = workspace.settings
    template = compile_template(read_bytes(workspace.template(TEMPLATE)))
    document = template.render(enclosure_context(past, settings, as_of), _properties(settings, past, as_of))
    return replace_documents({path: document}, force=force)


def _properties(settings: Settings, past: MeasurePast, as_of: date) -> Properties:
    return Properties(f"{past.newest.heading} – Verlauf", as_of, f"{settings.plan_name}, {settings.city}", final=True)
