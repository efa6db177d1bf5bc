"""Writing forms into their files: none that is there already is lost unasked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lipctl.errors import OutputExistsError
from lipctl.files import read_bytes, write_atomically
from lipctl.forms.model import Form, WrittenForm
from lipctl.forms.workbook import write_form
from lipctl.locks import require_closed
from lipctl.workspace import Workspace


def write_forms(
    workspace: Workspace, forms: Mapping[Path, Form], *, force: bool, for_mail: bool = False
) -> tuple[WrittenForm, ...]:
    """Write each form to its path. ``for_mail``: where the very same form is already, it may be sent as it is.

    Raises:
        OutputExistsError: one is there already, and ``force`` is not set; then nothing is written.
        FileAccessError: one is open in another program, or cannot be written.
    """
    existing = [path for path in forms if path.exists()]
    same = {path for path in existing if for_mail and read_bytes(path) == _content(workspace, forms[path])}
    names = [path.name for path in existing if path not in same]
    if names and not force:
        raise OutputExistsError(
            f"Schon vorhanden und nicht überschrieben: {', '.join(names)}.",
            "Mit --department schreiben Sie nur einzelne Formulare, mit --force alle neu.",
        )
    for path in forms:
        require_closed(path)
    for path in (path for path in forms if path not in same):
        write_atomically(path, _content(workspace, forms[path]))
    return tuple(WrittenForm(path, form, path not in same) for path, form in forms.items())


def _content(workspace: Workspace, form: Form) -> bytes:
    return write_form(form, workspace.settings, workspace.settings.asked_scale(form.year))
