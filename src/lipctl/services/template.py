"""``lipctl template``: what is wrong with a changed Word template."""

from __future__ import annotations

from lipctl.files import read_bytes
from lipctl.workspace import Workspace


def check_template(workspace: Workspace, name: str) -> list[str]:
    """The problems of a template in plain German, each with the tag and the text near it; empty if there are none.

    Raises:
        TemplateError: there is no such template, or it is no Word document at all.
    """
    from lipctl.word.check import check_template as problems_of

    return problems_of(read_bytes(workspace.template(name)))
