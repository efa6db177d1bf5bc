"""The template in the office's hands: a fresh copy, a preview, a check, and a template that somebody really changed."""

from __future__ import annotations

import struct
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from lipctl.commands.report import write_report
from lipctl.commands.template import SHIPPED, check_template, new_template, preview_template
from lipctl.errors import OutputChangedError, OutputExistsError, TemplateError
from lipctl.report.sample_year import sample_view
from lipctl.settings.keys import FILE_NAME
from lipctl.templates.variables import Kind
from lipctl.word.context import context
from lipctl.word.variables import VARIABLES, members
from lipctl.workspace import Workspace, shipped
from support.office import convert
from support.report import LABELS, SETTINGS
from support.rounds import AS_OF, open_office
from support.tables import mostly_slow
from support.validator import complaints
from support.word import flattened, part, replaced, texts

TODAY = date(2026, 5, 1)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with settings and nothing else."""
    (tmp_path / FILE_NAME).write_text('[plan]\nkennung = "lip"\nstadt = "Musterstadt"\n', encoding="utf-8")
    return Workspace(tmp_path)


def test_a_new_template_is_the_shipped_one_under_another_name(workspace: Workspace) -> None:
    path = new_template(workspace, "hausvorlage")
    assert path == workspace.root / "report_templates" / "hausvorlage.docx"
    assert path.read_bytes() == (shipped("report_templates") / SHIPPED).read_bytes()
    assert check_template(workspace, "hausvorlage").problems == []


@pytest.mark.parametrize("again", ["hausvorlage", "hausvorlage.docx", "HausVorlage.DOCX"])
def test_a_new_template_never_takes_the_place_of_another(workspace: Workspace, again: str) -> None:
    path = new_template(workspace, "hausvorlage")
    path.write_bytes(b"mine")
    with pytest.raises(OutputExistsError):
        new_template(workspace, again)
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["../x", "a/b", "a\\b", "con", "", ".versteckt", "a:b", "x\n"[:1] + "\x07"])
def test_a_name_that_no_file_should_have_is_refused(workspace: Workspace, name: str) -> None:
    with pytest.raises(TemplateError):
        new_template(workspace, name)
    assert not workspace.templates.exists()


def test_a_preview_needs_no_data(workspace: Workspace) -> None:
    path = preview_template(workspace, "", TODAY)
    assert path == workspace.root / "ausgabe" / "vorschau" / SHIPPED
    printed = texts(path.read_bytes())
    assert "Controllingbericht (Beispieldaten) 2026" in printed, "nobody may take it for a report"
    assert "Musterstadt" in printed


def test_a_preview_is_made_anew_but_never_over_a_document_of_somebody_else(workspace: Workspace) -> None:
    first = preview_template(workspace, "", TODAY).read_bytes()
    path = preview_template(workspace, "", TODAY)
    assert path.read_bytes() == first
    path.write_bytes(b"mine")
    with pytest.raises(OutputChangedError):
        preview_template(workspace, "", TODAY)
    assert path.read_bytes() == b"mine"


def test_the_sample_has_a_value_for_every_variable() -> None:
    filled: set[tuple[str, str]] = set()

    def look(value: object, owner: str) -> None:
        assert isinstance(value, dict)
        for name, variable in members(owner).items():
            for item in value.get(name) or [] if variable.kind is Kind.LIST else [value.get(name)]:
                if item not in ("", None, [], {}):
                    filled.add((owner, name))
                if variable.of and item:
                    look(item, variable.of)

    look(context(sample_view(LABELS, TODAY), SETTINGS), "")
    empty = {(variable.owner, variable.name) for variable in VARIABLES} - filled
    of_other_years = {("veraenderungen", "hinweis")}
    of_own_scales = {(owner, "farbe") for owner in ("ansatz", "reihe", "spalte", "stufe")}
    assert empty - of_other_years - of_own_scales <= {("koordination", "mail"), ("koordination", "telefon")}, (
        "report/sample_year.py"
    )


def test_the_settings_choose_the_template_by_its_name(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    office.answer(2013, "| Nummer | Stand |\n| 5-1-3 | getan |")
    path = new_template(office.workspace, "hausvorlage")
    document = Document(path)
    document.add_paragraph("Aus unserer Hausvorlage")
    document.save(path)
    settings = tmp_path / FILE_NAME
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace('# vorlage = "controllingbericht.docx"', 'vorlage = "hausvorlage"'), encoding="utf-8"
    )
    written = write_report(Workspace(tmp_path), 2013, as_of=AS_OF)
    assert written.path is not None
    assert "Aus unserer Hausvorlage" in texts(written.path.read_bytes())


MAIN = "wordprocessingml.document.main+xml"
DOTX = "wordprocessingml.template.main+xml"
NAMES = [("vorlage", "vorlage.dotx"), ("vorlage.dotx", "vorlage.dotx"), ("Vorlage.DOTX", "Vorlage.DOTX")]


@pytest.mark.parametrize(("named", "file"), mostly_slow(NAMES))
def test_a_template_saved_as_dotx_makes_a_document(tmp_path: Path, named: str, file: str) -> None:
    office = open_office(tmp_path)
    office.answer(2013, "| Nummer | Stand |\n| 5-1-3 | getan |")
    shipped = new_template(office.workspace, "muster").read_bytes()
    (office.workspace.templates / file).write_bytes(replaced(shipped, "[Content_Types].xml", MAIN, DOTX))
    settings = tmp_path / FILE_NAME
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('# vorlage = "controllingbericht.docx"', f'vorlage = "{named}"'), encoding="utf-8")
    workspace = Workspace(tmp_path)
    assert check_template(workspace) == (file, [], [])
    written = write_report(workspace, 2013, as_of=AS_OF)
    assert written.path is not None
    assert MAIN in part(written.path.read_bytes(), "[Content_Types].xml")
    preview = preview_template(workspace, "", AS_OF)
    assert preview.suffix == ".docx"
    assert MAIN in part(preview.read_bytes(), "[Content_Types].xml")


@pytest.mark.parametrize("ending", ["docm", "dotm"])
def test_a_template_with_macros_is_refused_by_that_reason(workspace: Workspace, ending: str) -> None:
    kind = {
        "docm": "vnd.ms-word.document.macroEnabled.main+xml",
        "dotm": "vnd.ms-word.template.macroEnabledTemplate.main+xml",
    }
    path = new_template(workspace, "muster")
    content = replaced(
        path.read_bytes(), "[Content_Types].xml", f"vnd.openxmlformats-officedocument.{MAIN}", kind[ending]
    )
    (workspace.templates / f"makros.{ending}").write_bytes(content)
    for name in ("makros", f"makros.{ending}"):
        assert check_template(workspace, name).problems == [
            "Die Vorlage enthält Makros. Bitte speichern Sie sie in Word als „Word-Dokument (*.docx)“ ohne Makros."
        ]


def test_a_new_template_is_a_document_whatever_ending_is_typed(workspace: Workspace) -> None:
    assert new_template(workspace, "vorlage.dotx").name == "vorlage.docx"


def test_a_template_that_the_settings_name_and_that_is_not_there_is_reported(workspace: Workspace) -> None:
    settings = workspace.root / FILE_NAME
    settings.write_text(settings.read_text() + '[bericht]\nvorlage = "../geheim.docx"\n', encoding="utf-8")
    (workspace.root.parent / "geheim.docx").write_bytes(b"x")
    with pytest.raises(TemplateError, match="geheim"):
        check_template(Workspace(workspace.root))


# A template as an office changes it: another font, a logo, a chapter moved, one dropped.


def logo() -> BytesIO:
    """A blue picture of 40 by 20 points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\x00" + b"\x1f\x38\x64" * 40) * 20)
    head = struct.pack(">IIBBBBB", 40, 20, 8, 2, 0, 0, 0)
    return BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


STARTS = ("heading 1", "kapitel fortlaufend")
"""The styles that a chapter begins with."""


def changed_by_hand(path: Path) -> None:
    """Font by style, logo with a text alternative on the title page, the open points before the measures."""
    document = Document(path)
    for name in ("Normal", "Heading 1"):
        fonts = document.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{script}"), "DejaVu Serif")
    first = document.paragraphs[0]
    picture = first.insert_paragraph_before(style="Normal").add_run().add_picture(logo(), width=Cm(4))
    picture._inline.docPr.set("descr", "Wappen der Stadt")  # noqa: SLF001
    body = list(document.element.body)
    chapter = chapter_of(body[position(body, "Anhang: Offene Punkte") :])
    loop = body[position(body, "{%p for abschnitt in")]
    for item in chapter:
        loop.addprevious(item)
    document.save(path)


def position(body: list, words: str) -> int:
    return next(at for at, item in enumerate(body) if words in "".join(item.itertext()))


def chapter_of(body: list) -> list:
    """What stands between the lines that decide about a chapter: up to the first "endif" without an "if"."""
    depth = 0
    for at, item in enumerate(body):
        text = "".join(item.itertext()) if item.tag == qn("w:p") else ""
        depth += text.startswith(("{%p if", "{%p for")) - text.startswith(("{%p endif", "{%p endfor"))
        if depth < 0:
            return body[:at]
    raise AssertionError("no end")


@pytest.mark.foreign
def test_a_template_changed_by_hand_and_saved_by_libreoffice_still_works(workspace: Workspace, tmp_path: Path) -> None:
    plain = texts(preview_template(workspace, "", TODAY).read_bytes())
    path = new_template(workspace, "hausvorlage")
    changed_by_hand(path)
    [saved] = convert([path], "docx:MS Word 2007 XML", tmp_path / "out")
    path.write_bytes(saved.read_bytes())
    verdict = check_template(workspace, "hausvorlage")
    assert verdict.problems == []
    document = preview_template(workspace, "hausvorlage", TODAY).read_bytes()
    xml, printed = part(document), [text.strip() for text in texts(document)]
    assert sorted(filter(None, printed)) == sorted(filter(None, (text.strip() for text in plain))), "nothing is lost"
    headings = [text.strip() for style, text in flattened(document) if style.lower() in STARTS]
    fields = [at for at, text in enumerate(headings) if text.startswith("Handlungsfeld")]
    assert headings.index("Anhang: Offene Punkte") < min(fields)
    assert 'descr="Wappen der Stadt"' in xml
    assert 'w:ascii="DejaVu Serif"' in part(document, "word/styles.xml")
    assert "{%" not in xml


@pytest.mark.foreign
def test_the_open_xml_sdk_finds_nothing_in_a_preview(workspace: Workspace) -> None:
    assert complaints(preview_template(workspace, "", TODAY)) == []
