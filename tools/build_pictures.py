"""Take the Handbuch's pictures from the real program; run after a change of the form's or the report's looks::

    python tools/build_pictures.py

Musterstadt's forms and report (``tools/example_city.py``) are printed by LibreOffice, their pages turned into pictures by
Poppler's pdftoppm, cut to what is printed on and saved with few colours. The web pages are shown by Chromium
(``tools/web_pictures.py``). Needs LibreOffice, Poppler, Pillow, Chromium and selenium.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from docx import Document
from docx.shared import Cm
from PIL import Image, ImageChops, ImageDraw, ImageOps

import example_city as city
from lipctl.commands.close import Correction, add_addendum, close_year
from lipctl.commands.export_forms import export_forms, export_open_forms
from lipctl.commands.history import histories
from lipctl.commands.report import write_report
from lipctl.commands.template import new_template, preview_template
from lipctl.word.enclosure import make_enclosure
from lipctl.workspace import Workspace
from web_pictures import take_web_pictures

FOLDER = Path(__file__).parents[1] / "docs" / "handbuch" / "bilder"
AS_OF = date(city.YEAR, 4, 7)
WIDTH, COLOURS, MARGIN, RESOLUTION = 900, 48, 20, 110


@dataclass(frozen=True)
class Picture:
    """A page of a document that shows something; ``holds`` are words that stand on it."""

    name: str
    document: Callable[[Path], Path]
    holds: tuple[str, ...]
    share: float = 1.0
    """How much of the page, from its top."""


def form(folder: Path) -> Path:
    """The form of a department that reported last year."""
    return next(
        form.path for form in export_forms(city.make_city(folder), city.YEAR).written if form.department.id == "50"
    )


def second_request(folder: Path) -> Path:
    """The form that asks a department again."""
    workspace = city.make_city(folder)
    city.answer(folder, city.YEAR, city.THIS_YEAR)
    return export_open_forms(workspace, city.YEAR, AS_OF, ("40",)).written[0].path


def report(folder: Path) -> Path:
    """The report of this year."""
    workspace = city.make_city(folder)
    city.answer(folder, city.YEAR, city.THIS_YEAR)
    written = write_report(workspace, city.YEAR, as_of=AS_OF)
    assert written.path is not None  # noqa: S101 - drafts are always written
    return written.path


def enclosure(folder: Path) -> Path:
    """One measure over two years, the first of them closed and corrected."""
    workspace = city.make_city(folder)
    city.answer(folder, city.YEAR, city.THIS_YEAR)
    close_year(workspace, city.YEAR - 1, as_of=AS_OF, today=AS_OF)
    correction = Correction("2-1", "umsetzungsstand", 1, "Es sind neun Schulen.", "Zahl berichtigt")
    add_addendum(workspace, city.YEAR - 1, correction, AS_OF)
    path = folder / "verlauf.docx"
    path.write_bytes(make_enclosure(workspace, histories(workspace, "2-1", AS_OF).measures[0], AS_OF))
    return path


def fresh_template(folder: Path) -> Path:
    """A template as it is before anybody has changed it."""
    return new_template(city.make_city(folder), "hausvorlage")


def own_template(folder: Path) -> Path:
    """What a template with a logo, another font and fewer chapters makes of the sample."""
    template = Document(str(fresh_template(folder)))
    template.styles["Normal"].font.name = "DejaVu Serif"
    logo = template.paragraphs[0].insert_paragraph_before().add_run().add_picture(_logo(), height=Cm(2.2))
    logo._inline.docPr.set("descr", "Wappen der Stadt Musterstadt")  # noqa: SLF001
    template.save(str(folder / "report_templates" / "hausvorlage.docx"))
    settings = folder / "lipctl.toml"
    chapters = 'kapitel = ["vorwort", "zusammenfassung", "massnahmen", "offene_punkte"]'
    text = re.sub(r"^# kapitel = .*$", chapters, settings.read_text(encoding="utf-8"), flags=re.MULTILINE)
    settings.write_text(text, encoding="utf-8")
    return preview_template(Workspace(folder), "hausvorlage", AS_OF)


def _logo() -> io.BytesIO:
    image = Image.new("RGB", (300, 340), "white")
    draw = ImageDraw.Draw(image)
    draw.polygon([(10, 10), (290, 10), (290, 200), (150, 330), (10, 200)], fill="#1F5132")
    draw.rectangle([(130, 10), (170, 312)], fill="#F2C14E")
    draw.rectangle([(10, 90), (290, 130)], fill="#F2C14E")
    target = io.BytesIO()
    image.save(target, "PNG")
    target.seek(0)
    return target


PICTURES = (
    Picture("formular-uebersicht.png", form, ("Übersicht", "1-1", "1-2"), 0.34),
    Picture("formular-eintrag.png", form, ("Handlungsansatz 1-1", "Umsetzungsstand")),
    Picture("nachfrage.png", second_request, ("Bitte ergänzen", "Was fehlt"), 0.34),
    Picture("bericht-zusammenfassung.png", report, ("Zusammenfassung", "Insgesamt"), 0.56),
    Picture("bericht-eintraege.png", report, ("Handlungsansatz 1-1", "Kurzfassung")),
    Picture("verlauf.png", enclosure, ("Handlungsansatz 2-1", "Nachtrag"), 0.62),
    Picture("vorlage-titelseite.png", fresh_template, ("{{ stadt }}", "{{ titel }}"), 0.7),
    Picture("vorlage-logo.png", own_template, ("Musterstadt", "Entwurf", "Stand: "), 0.74),
    Picture("vorlage-kapitel.png", own_template, ("Inhalt", "Vorwort"), 0.36),
)


def main() -> None:
    """Take every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for make in dict.fromkeys(picture.document for picture in PICTURES):
        with tempfile.TemporaryDirectory() as scratch:
            pdf = _printed(make(Path(scratch) / "lip-musterstadt"), Path(scratch))
            for picture in PICTURES:
                if picture.document is make:
                    _take(pdf, picture)
    take_web_pictures(FOLDER, AS_OF)


def _printed(document: Path, scratch: Path) -> Path:
    profile = f"-env:UserInstallation={(scratch / 'profile').as_uri()}"
    _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(scratch), str(document))
    return scratch / f"{document.stem}.pdf"


def _take(pdf: Path, picture: Picture) -> None:
    page = next(
        (number for number, text in enumerate(_texts(pdf), start=1) if all(word in text for word in picture.holds)),
        None,
    )
    if page is None:
        sys.exit(f"{picture.name}: no page holds {', '.join(picture.holds)}")
    target = pdf.with_suffix("")
    _run(
        "pdftoppm",
        "-png",
        "-r",
        str(RESOLUTION),
        "-f",
        str(page),
        "-l",
        str(page),
        "-singlefile",
        str(pdf),
        str(target),
    )
    image = Image.open(target.with_suffix(".png")).convert("RGB")
    printed = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox() or (0, 0, *image.size)
    left, top, right, bottom = printed
    image = image.crop((left, top, right, top + round((bottom - top) * picture.share)))
    image = ImageOps.expand(image, MARGIN, "white")
    image = ImageOps.expand(image, 1, "grey")
    image = image.resize((WIDTH, round(image.height * WIDTH / image.width)), Image.Resampling.LANCZOS)
    image.quantize(COLOURS).save(FOLDER / picture.name, optimize=True)
    print(picture.name, (FOLDER / picture.name).stat().st_size)


def _texts(pdf: Path) -> list[str]:
    return _run("pdftotext", "-layout", str(pdf), "-").split("\f")


def _run(*args: str) -> str:
    return subprocess.run(args, check=True, capture_output=True, text=True).stdout  # noqa: S603


if __name__ == "__main__":
    main()
