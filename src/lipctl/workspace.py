"""A workspace: the folder with ``lipctl.toml``, and where in it everything lies.

``data/`` holds what people give: the catalogue, and for each year the responses as they came, which lipctl never
changes. ``ausgabe/<year>/`` holds what lipctl makes, ``report_templates/`` the office's own templates; one that is
missing there is taken from those that lipctl ships.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lipctl.errors import FileAccessError, RoundError, TemplateError, WorkspaceError
from lipctl.files import read_bytes
from lipctl.settings.keys import FILE_NAME
from lipctl.settings.model import Settings
from lipctl.settings.reading import parse_settings

TEMPLATE_ENDINGS = (".docx", ".dotx", ".docm", ".dotm")
"""What a Word template may be called. Those with macros are found, so that lipctl can say why it refuses them."""

MAIL_ENDING = ".txt.j2"
"""What the templates of mails are called."""


def _unwatched(done: int, total: int) -> None:
    """Show no progress."""


@dataclass(frozen=True)
class Workspace:
    """The folders of one plan. ``root`` is the folder that holds ``lipctl.toml``.

    ``watch`` is called with how many of how many responses have been read, to show the progress.
    """

    root: Path
    watch: Callable[[int, int], None] = field(default=_unwatched, compare=False)

    @cached_property
    def settings(self) -> Settings:
        """The settings, read once.

        Raises:
            SettingsError: they hold mistakes.
        """
        raw = read_bytes(self.root / FILE_NAME)
        try:
            return parse_settings(raw.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise FileAccessError(
                f"{FILE_NAME} ist nicht als UTF-8 gespeichert.",
                "Bitte speichern Sie die Datei im Editor mit der Kodierung UTF-8.",
            ) from error

    @property
    def data(self) -> Path:
        """What people give."""
        return self.root / "data"

    @property
    def catalogue(self) -> Path:
        """The plan, kept by the coordinator in Excel."""
        return self.data / "katalog.xlsx"

    def responses(self, year: int) -> Path:
        """The folder with the departments' files of that year, as they came."""
        return self.data / str(year) / "ruecklauf"

    def edits(self, year: int) -> Path:
        """The coordinator's wordings for the report of that year; what she typed there is hers."""
        return self.data / str(year) / "redaktion.xlsx"

    def dispatch(self, year: int) -> Path:
        """The record of which forms were written for that year, and when."""
        return self.data / str(year) / "versand.jsonl"

    def closing(self, year: int) -> Path:
        """The file that keeps a closed year as it was."""
        return self.data / str(year) / "abschluss.json"

    def addenda(self, year: int) -> Path:
        """The corrections that were made after a year was closed."""
        return self.data / str(year) / "nachtraege.jsonl"

    def is_closed(self, year: int) -> bool:
        """Whether the year is closed: its file is there, or corrections, which only a closed year has."""
        return self.closing(year).exists() or self.addenda(year).exists()

    def has_round(self, year: int) -> bool:
        """Whether anything was asked for that year, or is kept of it."""
        return self.responses(year).is_dir() or self.is_closed(year)

    def output(self, year: int) -> Path:
        """The folder for what lipctl makes for that year."""
        return self.root / "ausgabe" / str(year)

    def years(self) -> list[int]:
        """The years in ``data/``, oldest first."""
        if not self.data.is_dir():
            return []
        return sorted(int(entry.name) for entry in self.data.iterdir() if re.fullmatch(r"[12]\d{3}", entry.name))

    def newest_year(self) -> int:
        """The newest year in ``data/``.

        Raises:
            RoundError: there is none yet.
        """
        years = self.years()
        if not years:
            raise RoundError(
                "In „data“ gibt es noch kein Berichtsjahr.",
                "Nennen Sie das Jahr, z. B.: lipctl export-forms 2011. Der Ordner wird dabei angelegt.",
            )
        return years[-1]

    @property
    def templates(self) -> Path:
        """The office's own Word templates."""
        return self.root / "report_templates"

    @property
    def previews(self) -> Path:
        """Where a template is shown with sample data."""
        return self.root / "ausgabe" / "vorschau"

    def template(self, name: str) -> Path:
        """A Word template: the workspace's own, else the shipped one. Its ending may be left out.

        Raises:
            TemplateError: there is neither.
        """
        whole = Path(name).suffix.lower() in TEMPLATE_ENDINGS
        names = [name] if whole else [f"{name}{ending}" for ending in TEMPLATE_ENDINGS]
        for folder in (self.templates, shipped("report_templates")):
            for path in [folder / entry for entry in names if Path(entry).name == entry]:
                if path.is_file():
                    return path
        raise TemplateError(f"Die Vorlage „{names[0]}“ gibt es nicht.", "Vorlagen liegen im Ordner „report_templates“.")

    def mail_template(self, name: str) -> Path:
        """A template of mails in ``report_templates/mail``: the workspace's own, else the shipped one.

        Raises:
            TemplateError: there is neither.
        """
        file = f"{name.removeprefix('mail/').removesuffix(MAIL_ENDING)}{MAIL_ENDING}"
        for folder in (self.templates, shipped("report_templates")):
            if Path(file).name == file and (folder / "mail" / file).is_file():
                return folder / "mail" / file
        tip = "Vorlagen für Mails liegen im Ordner „report_templates/mail“."
        raise TemplateError(f"Die Vorlage „{file}“ gibt es nicht.", tip)

    def relative(self, path: Path) -> str:
        """A path as messages name it: from the workspace, with "/"."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.name


def find_workspace(start: Path) -> Workspace:
    """The workspace that ``start`` lies in: the folder itself or the nearest parent with a ``lipctl.toml``.

    Raises:
        WorkspaceError: there is none.
    """
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / FILE_NAME).is_file():
            return Workspace(candidate)
    raise WorkspaceError(
        f"Hier ist kein Arbeitsordner von lipctl: In „{start}“ und darüber liegt keine {FILE_NAME}.",
        "Wechseln Sie in den Arbeitsordner, nennen Sie ihn mit -C ORDNER, oder legen Sie mit „lipctl init ORDNER“ einen an.",
    )


def shipped(name: str) -> Path:
    """A folder that lipctl ships: inside the installed package, or beside the source of an editable installation."""
    package = Path(__file__).parent
    inside = package / "shipped" / name
    return inside if inside.exists() else package.parents[1] / name
