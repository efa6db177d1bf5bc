"""The Handbuch is walked through: its commands run, and what it shows is what comes.

Blocks of ``sh`` in ``docs/handbuch/`` are typed line by line, blocks of ``text`` below them have to be in what came ("…"
stands for anything). Comments like ``<!-- probe: rücklauf -->``, which no reader sees, say what people have done meanwhile.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PIL import Image

import example_city as city
from lipctl.cli.command_table import COMMANDS
from support.command_line import run_here

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "handbuch"
PAGES = sorted(FOLDER.glob("[0-9]*.md"))
MAX_PICTURE = 150_000
_PIECE = re.compile(r"^<!-- probe: (?P<step>.+?) -->$|^ *```(?P<kind>sh|text)\n(?P<block>.*?)^ *```$", re.M | re.S)


@dataclass
class Walk:
    """Somebody who follows a chapter: where she is, and what she saw last."""

    here: Path
    home: Path
    seen: str = ""
    typed: list[str] = field(default_factory=list)
    only_reads: bool = False
    """She has not the program for the next block and only reads it."""

    def type(self, line: str) -> None:
        """One line into the window for commands; a command has to do its work."""
        words = shlex.split(line, comments=True)
        if words[0] == "cd":
            self.here /= words[1]
            assert self.here.is_dir(), line
            return
        assert words[0] == "lipctl", line
        result, talk = BytesIO(), BytesIO()
        with (
            chdir(self.here),
            redirect_stdout(TextIOWrapper(result, encoding="utf-8", write_through=True)),
            redirect_stderr(TextIOWrapper(talk, encoding="utf-8", write_through=True)),
        ):
            code = run_here(*words[1:])
            self.seen = f"{result.getvalue().decode()}\n{talk.getvalue().decode()}"
        assert code in {0, 1}, f"{line}\n{self.seen}"
        self.typed.append(line)

    def finds(self, text: str) -> None:
        """Each line of the block is in what she saw, in this order."""
        shown = [" ".join(line.split()) for line in self.seen.splitlines()]
        for line in filter(None, (" ".join(line.split()) for line in text.splitlines())):
            pattern = ".*".join(re.escape(piece.strip()) for piece in line.split("…"))
            at = next((index for index, found in enumerate(shown) if re.fullmatch(pattern, found)), None)
            assert at is not None, f"{line!r} does not come in:\n{self.seen}"
            shown = shown[at:] if line == "…" else shown[at + 1 :]


def musterstadt(walk: Walk) -> None:
    """Last year's round is done."""
    city.make_city(walk.here / "lip-musterstadt")


def this_year(walk: Walk) -> None:
    """The forms are out, and most departments have answered."""
    musterstadt(walk)
    walk.here /= "lip-musterstadt"
    responses(walk)


def responses(walk: Walk) -> None:
    """Most departments answer."""
    city.answer(walk.here, city.YEAR, city.THIS_YEAR)


def stragglers(walk: Walk) -> None:
    """The others answer too."""
    city.answer(walk.here, city.YEAR, city.LATE)


def typed_in(walk: Walk) -> None:
    """The settings and the catalogue are filled in."""
    city.fill_settings(walk.here)
    city.fill_catalogue(walk.here)


def wrong_department(walk: Walk) -> None:
    """A slip in the catalogue, then "lipctl doctor" once more."""
    path = walk.here / "data" / "katalog.xlsx"
    book = load_workbook(path)
    sheet = book["Handlungsansätze"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Dienststelle")
    for head, value in (("Nummer", "3-3"), ("Kurzfassung", "Noch ein Eintrag."), ("Dienststelle", "Amt 51")):
        sheet.cell(17, next(cell.column for cell in sheet[1] if cell.value == head)).value = value
    assert column == 4
    book.save(path)
    walk.type("lipctl doctor")


def measures_list(walk: Walk) -> None:
    """A city's list of measures lies beside the new workspace."""
    book = Workbook()
    sheet = book.active
    for row in (
        ["Integrationskonzept, Stand: 15.03.2024"], [],
        ["Handlungsfeld", "Maßnahme", "", "Zuständigkeit", "", "Status", "Sachstand", "Nächste Schritte", "Kosten"],
        ["", "lfd. Nr.", "Beschreibung", "Federführung", "Beteiligte"],
        ["1. Bildung", 1, "Sprachkurse", "40 Schule", "41 Bibliothek", "läuft", "An acht Schulen.", "Zwei mehr.", "12.000 €"],
        [None, 2, "Lesepaten", "41 Bibliothek", None, "abgeschlossen", "In allen Stadtteilen."],
        ["2. Arbeit", 3, "Beratung", "50 Soziales", None, "läuft", "Zweimal je Woche."],
        [None, 4, "Messe", "50 Soziales", None, "geplant", None, None, "keine"],
    ):  # fmt: skip
        sheet.append(row)
    for area in ("A1:I1", "B3:C3", "D3:E3", "A5:A6", "A7:A8"):
        sheet.merge_cells(area)
    (walk.here / "lip-musterstadt").mkdir()
    book.save(walk.here / "Massnahmen.xlsx")


def settings_of_the_import(walk: Walk) -> None:
    """The settings are filled in, and the list lies in the workspace."""
    city.fill_settings(walk.here)
    (walk.home / "Massnahmen.xlsx").rename(walk.here / "Massnahmen.xlsx")
    path = walk.here / "lipctl.toml"
    text = path.read_text(encoding="utf-8")
    text, changed = re.subn(r"\n(# )?ab_jahr = .*", "\nab_jahr = 2024", text)
    assert changed == 1
    path.write_text(text, encoding="utf-8")


def published_page(walk: Walk) -> None:
    """A published page lies in the workspace."""
    lines = (
        "Handlungsansatz 5-1-3", "Kurzfassung", "Ein Integrationsrat.", "Der Rat tagt.", "Geplante Schritte", "– – –",
        "Handlungsansatz 5-1-9", "Kurzfassung", "Ein Fonds.", "Er ist beschlossen.", "Geplante Schritte", "Erste Mittel.",
        "Ansprechpartnerin", "Frau Muster || Büro für Integration, OE 15.1 || Tel. 168-1",
    )  # fmt: skip
    (walk.here / "lip-5-1.txt").write_text("\n".join(lines), encoding="utf-8")


def addendum(walk: Walk) -> None:
    """What is to be corrected is written down."""
    (walk.here / "nachtrag.txt").write_text("Es sind dreizehn Schulen.\n", encoding="utf-8")


def with_libreoffice(walk: Walk) -> None:
    """The next block needs LibreOffice."""
    walk.only_reads = shutil.which("soffice") is None


def without_web_templates(walk: Walk) -> None:
    """The workspace is from a time before there were templates of web pages."""
    shutil.rmtree(walk.here / "report_templates" / "web")


STEPS: dict[str, Callable[[Walk], None]] = {
    "musterstadt": musterstadt,
    "dieses Jahr": this_year,
    "katalog": typed_in,
    "falsche Dienststelle": wrong_department,
    "rücklauf": responses,
    "nachzügler": stragglers,
    "musterliste": measures_list,
    "einstellungen der übernahme": settings_of_the_import,
    "musterseite": published_page,
    "nachtrag": addendum,
    "ohne Vorlagen der Webseiten": without_web_templates,
    "nur mit LibreOffice": with_libreoffice,
}


LONG = {
    "01-installieren",
    "02-das-erste-jahr",
    "03-die-runde",
    "05-die-vorlage",
    "08-ein-bestehender-plan",
    "11-die-webseiten",
}
"""The chapters with the commands that take longest."""


@pytest.mark.parametrize(
    "page", [pytest.param(page, id=page.stem, marks=[pytest.mark.slow] * (page.stem in LONG)) for page in PAGES]
)
def test_a_chapter_can_be_followed(page: Path, tmp_path: Path) -> None:
    walk, text = Walk(tmp_path, tmp_path), page.read_text(encoding="utf-8")
    for piece in _PIECE.finditer(text):
        if piece["step"]:
            STEPS[piece["step"]](walk)
        elif piece["kind"] == "sh":
            for line in [] if walk.only_reads else piece["block"].splitlines():
                walk.type(line)
            walk.only_reads = False
        elif walk.seen:
            walk.finds(piece["block"])
    assert bool(walk.typed) == ("```sh" in text)


@pytest.mark.parametrize(
    "command", [*COMMANDS, "template new", "template preview", "template check", "import page", "import list"]
)
def test_every_command_is_in_the_handbuch(command: str) -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert re.search(rf"lipctl (-C \w+ )?{command}\b", text)


@pytest.mark.parametrize("page", [*PAGES, FOLDER / "README.md"], ids=lambda page: page.stem)
def test_each_picture_exists_is_small_and_is_described(page: Path) -> None:
    for description, name in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        assert len(description) > 20
        assert (FOLDER / name).stat().st_size <= MAX_PICTURE
        assert Image.open(FOLDER / name).width >= 600


def test_each_picture_is_shown() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [path.name for path in (FOLDER / "bilder").iterdir() if f"bilder/{path.name})" not in text] == []


def test_each_link_into_a_page_finds_its_heading() -> None:
    links, headings = set(), set()
    for page in FOLDER.parent.rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        headings |= {(page, slug(heading)) for heading in re.findall(r"^#+ (.+)$", text, re.M)}
        found = re.findall(r"\]\(([\w./-]+\.md)#([^)]+)\)", text)
        links |= {((page.parent / target).resolve(), anchor) for target, anchor in found}
    assert len(links) > 10
    assert links - headings == set()


def slug(heading: str) -> str:
    """The anchor that GitHub and GitLab give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
