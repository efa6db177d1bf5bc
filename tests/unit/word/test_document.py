"""What the written file is: the same each time, with its own properties, and able to tell that it was edited."""

from __future__ import annotations

import io
from zipfile import ZipFile

from lipctl.digests import is_untouched
from lipctl.files import zip_reproducibly
from support.word import docx, paragraph, part, render, replaced

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

TEMPLATE = docx(paragraph("{{ x }}"))


def names(document: bytes) -> list[str]:
    with ZipFile(io.BytesIO(document)) as archive:
        return archive.namelist()


def test_two_runs_give_the_same_bytes() -> None:
    assert render(TEMPLATE, x="a") == render(TEMPLATE, x="a")


def test_the_content_types_come_first() -> None:
    assert names(render(TEMPLATE, x="a"))[0] == "[Content_Types].xml"


def test_an_unchanged_document_is_untouched() -> None:
    assert is_untouched(render(TEMPLATE, x="a")) is True


def test_a_document_of_the_first_version_is_known_by_its_digest() -> None:
    """It saved its parts in its own way; the digest is over their bytes, whoever wrote them."""
    properties = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="lipctl-digest"><vt:lpwstr>'
        "25d93e9da867706779bdb58c7d20ea8a07ed5f0605039d92b1e08705b5e44eaf</vt:lpwstr></property></Properties>"
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": "<Relationships/>",
        "word/document.xml": "<w:document>Ältere Fassung</w:document>",
        "docProps/custom.xml": properties,
    }
    old = zip_reproducibly((name, content.encode()) for name, content in parts.items())
    assert is_untouched(old) is True
    assert is_untouched(replaced(old, "word/document.xml", "Fassung", "fassung")) is False


def test_an_edited_document_is_reported() -> None:
    assert is_untouched(replaced(render(TEMPLATE, x="alt"), "word/document.xml", "alt", "neu")) is False


def test_a_document_of_another_program_is_reported() -> None:
    assert is_untouched(TEMPLATE) is None
    assert is_untouched(b"no document") is None


def test_a_damaged_document_of_ours_is_not_untouched() -> None:
    document = render(TEMPLATE, x="a" * 2000)
    for place in range(0, len(document), 97):
        damaged = document[:place] + bytes([document[place] ^ 0xFF]) + document[place + 1 :]
        is_untouched(damaged)  # whatever it says, it says it


def test_title_language_and_dates_are_the_reports_own() -> None:
    core = part(render(TEMPLATE, x="a"), "docProps/core.xml")
    assert "<dc:title>Probe</dc:title>" in core
    assert "<dc:language>de-DE</dc:language>" in core
    assert core.count("2010-03-31T00:00:00Z") == 2
    assert "creator" not in core


def test_nothing_personal_of_the_template_is_carried_on() -> None:
    private = {
        "docProps/core.xml": "<x>Frau Muster</x>",
        "docProps/thumbnail.jpeg": "Muster",
        "word/comments.xml": "<x>Frau Muster</x>",
        "word/people.xml": "<x>Frau Muster</x>",
        "customXml/item1.xml": "<x>Frau Muster</x>",
        "word/settings.xml": '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:attachedTemplate/><w:docVars><w:docVar w:name="Muster" w:val="x"/></w:docVars><w:updateFields w:val="true"/><w:zoom w:percent="100"/></w:settings>',
        "word/_rels/settings.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_REL}/attachedTemplate" Target="file:///C:/Muster/Vorlage.dotx" TargetMode="External"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_REL}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{_REL}/settings" Target="settings.xml"/>'
        f'<Relationship Id="rId3" Type="{_REL}/comments" Target="comments.xml"/>'
        f'<Relationship Id="rId4" Type="{_REL}/customXml" Target="../customXml/item1.xml"/>'
        '<Relationship Id="rId5" Type="http://schemas.microsoft.com/office/2011/relationships/people" Target="people.xml"/></Relationships>',
    }  # fmt: skip
    document = render(docx(paragraph("{{ x }}"), extra=private), x="a")
    with ZipFile(io.BytesIO(document)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()) + "".join(archive.namelist()).encode()
    for word in (b"Muster", b"omments", b"customXml/", b"thumbnail", b"docVar", b"updateFields", b"attachedTemplate"):
        assert word not in everything
    assert b"w:zoom" in everything


def test_a_word_template_becomes_a_document() -> None:
    dotx = replaced(TEMPLATE, "[Content_Types].xml", "document.main+xml", "template.main+xml")
    assert "template.main" not in part(render(dotx, x="a"), "[Content_Types].xml")


def test_a_template_with_a_lost_picture_is_printed_all_the_same() -> None:
    """Word keeps the relationship, to a part that is called NULL."""
    links = (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_REL}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{_REL}/image" Target="NULL"/></Relationships>'
    )
    picture = '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="rId2"/></w:drawing></w:r>'
    document = render(docx(paragraph("{{ x }}", picture), extra={"word/_rels/document.xml.rels": links}), x="a")
    assert 'r:embed="rId2"' in part(document)
    assert 'Id="rId2"' in part(document, "word/_rels/document.xml.rels")
