"""``lipctl template``: a fresh template, one with sample data in it, and what is wrong with a changed one.

"web" stands for the templates of the web pages, all together.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lipctl.commands.report import properties_of
from lipctl.digests import FOREIGN, is_untouched
from lipctl.errors import OutputChangedError, OutputExistsError, TemplateError
from lipctl.files import read_bytes, write_atomically
from lipctl.mail.letter import FIRST, FOLLOW_UP
from lipctl.mail.template import check_mail_template
from lipctl.report.sample_year import sample_past, sample_view
from lipctl.report.totals import checked
from lipctl.web.preview import preview_pages, problems_of_pages
from lipctl.web.templates import FOLDER as WEB
from lipctl.web.templates import is_of_pages, new_page_templates
from lipctl.word.check import check_template as problems_of
from lipctl.word.check import remarks
from lipctl.word.context import context, enclosure_context
from lipctl.word.template import compile_template
from lipctl.workspace import MAIL_ENDING, TEMPLATE_ENDINGS, Workspace, shipped

SHIPPED = "controllingbericht.docx"
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


class Verdict(NamedTuple):
    """The verdict on a template: ``problems`` keep a report from being written, ``remarks`` do not."""

    name: str
    problems: list[str]
    remarks: list[str]


def check_templates(workspace: Workspace, name: str = "") -> list[Verdict]:
    """What is wrong with a template, in plain German; without a name with the report's and those of the mails.

    Raises:
        TemplateError: there is no such template.
    """
    settings = workspace.settings
    mails = () if name else (FIRST, FOLLOW_UP, *(step.template for step in settings.reminder_steps))
    verdicts = [
        check_template(workspace, name),
        *(_check_mail_template(workspace, each) for each in dict.fromkeys(mails)),
    ]
    return verdicts if name else [*verdicts, check_template(workspace, WEB)]


def check_template(workspace: Workspace, name: str = "") -> Verdict:
    """What is wrong with a template, in plain German; without a name with the report's.

    Raises:
        TemplateError: there is no such template.
    """
    if name.endswith(MAIL_ENDING):
        return _check_mail_template(workspace, name)
    if is_of_pages(name):
        return Verdict(WEB, problems_of_pages(workspace), [])
    path = _path_of(workspace, name)
    content = read_bytes(path)
    problems = problems_of(content)
    return Verdict(path.name, problems, [] if problems else remarks(content))


def _check_mail_template(workspace: Workspace, name: str) -> Verdict:
    path = workspace.mail_template(name)
    return Verdict(f"mail/{path.name}", check_mail_template(read_bytes(path)), [])


def new_template(workspace: Workspace, name: str) -> Path:
    """A fresh copy of the shipped template under this name.

    Raises:
        TemplateError: no file can have that name.
        OutputExistsError: there is such a template already.
    """
    if name.endswith(MAIL_ENDING):
        return _new_mail_template(workspace, name.removeprefix("mail/"))
    if name == WEB:
        return new_page_templates(workspace)
    ending = Path(name.strip()).suffix
    name = f"{name.strip().removesuffix(ending if ending.lower() in TEMPLATE_ENDINGS else '')}.docx"
    return _copied(shipped("report_templates") / SHIPPED, workspace.templates, name)


def _new_mail_template(workspace: Workspace, name: str) -> Path:
    """A fresh copy of the shipped template of this name; of the reminder's if none is called so."""
    folder = shipped("report_templates") / "mail"
    known = {entry.name for entry in folder.iterdir()}
    source = folder / (name if name in known else f"erinnerung{MAIL_ENDING}")
    return _copied(source, workspace.templates / "mail", name)


def _copied(source: Path, folder: Path, name: str) -> Path:
    if _NOT_IN_NAMES.search(name) or _RESERVED.fullmatch(name) or name.startswith((".", "~$")):
        raise TemplateError(
            f"„{name}“ ist kein brauchbarer Name für eine Vorlage.",
            "Bitte nennen Sie einen einfachen Dateinamen, z. B. hausvorlage; Ordner gehören nicht dazu.",
        )
    path = folder / name
    existing = {entry.name.casefold() for entry in folder.iterdir()} if folder.is_dir() else set()
    if name.casefold() in existing:
        raise OutputExistsError(
            f"Die Vorlage „{name}“ gibt es schon; sie wird nicht überschrieben.",
            "Bitte nennen Sie einen anderen Namen.",
        )
    write_atomically(path, read_bytes(source))
    return path


def preview_template(workspace: Workspace, name: str, as_of: date) -> Path:
    """The template filled in with a sample that shows every kind of answer; without a name the report's.

    Raises:
        TemplateError: there is no such template, or it is broken.
        OutputChangedError: where the preview goes lies a document that is not lipctl's.
    """
    if is_of_pages(name):
        return preview_pages(workspace, as_of)
    source = _path_of(workspace, name)
    path = workspace.previews / f"{source.stem}.docx"
    if path.exists() and is_untouched(read_bytes(path)) is None:
        raise OutputChangedError(
            f"„{workspace.relative(path)}“ {FOREIGN} und wird nicht überschrieben.",
            "Bitte benennen Sie die Datei um oder verschieben Sie sie.",
        )
    template = compile_template(read_bytes(source))
    view = checked(sample_view(workspace.settings.labels, as_of))
    title = f"{workspace.settings.report_title} (Beispieldaten)"
    if template.is_enclosure:
        values = enclosure_context(sample_past(view), workspace.settings, as_of)
    else:
        values = context(view, workspace.settings) | {"titel": title}
    write_atomically(path, template.render(values, properties_of(workspace.settings, view)))
    return path


def _path_of(workspace: Workspace, name: str) -> Path:
    return workspace.template(name or workspace.settings.report_template)
