"""Takes out of a template's parts what a report must not carry on, before they are rendered."""

from __future__ import annotations

from collections.abc import Iterable

from docx.document import Document as WordDocument
from docx.oxml.ns import nsmap, qn
from lxml import etree
from lxml.etree import _Element as Element

from lipctl.templates.problems import Problem, Spot
from lipctl.word.document import relationships, tree_of, with_content
from lipctl.word.elements import remove, value
from lipctl.word.tags_in_paragraphs import plain_text

_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_UNWANTED = (
    *map(qn, (
        "w:proofErr", "w:commentRangeStart", "w:commentRangeEnd", "w:annotationRef", "w:lastRenderedPageBreak",
        "w:dataBinding", "w:rsids",
    )), f"{_W15}dataBinding",
)  # fmt: skip
_SETTINGS = (
    *map(qn, (
        "w:attachedTemplate", "w:docVars", "w:rsids", "w:mailMerge", "w:updateFields", "w:saveThroughXslt",
        "w:printerSettings", "w:documentId", "w14:docId", "w:writeProtection", "w:trackRevisions",
    )), f"{_W15}docId", f"{_W15}chartTrackingRefBased",
)  # fmt: skip
_BOOKMARKS = frozenset({qn("w:bookmarkStart"), qn("w:bookmarkEnd")})
_OWN_BOOKMARKS = ("_GoBack", "_Toc", "_Hlk", "__")
"""Names that Word gives: places of editing, and targets of the contents, which are made anew."""
_SAID_IN_WORDS = {"true": "on", "1": "on", "false": "off", "0": "off"}
"""LibreOffice writes "true" here; the first edition of the standard, which Microsoft's validator goes by, knows on and off."""
_REVISION_IDS = (f"{{{nsmap['w']}}}rsid", qn("w14:paraId"), qn("w14:textId"))
_TRACKED = tuple(map(qn, (
    "w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:moveFromRangeStart", "w:moveToRangeStart", "w:rPrChange", "w:pPrChange",
    "w:sectPrChange", "w:tblPrChange", "w:trPrChange", "w:tcPrChange", "w:tblGridChange", "w:tblPrExChange", "w:numberingChange",
    "w:cellIns", "w:cellDel", "w:cellMerge",
)))  # fmt: skip


def clean_part(root: Element) -> None:
    """Take revision marks, comment marks, ids that may exist only once, and Word's own bookmarks out of a part."""
    _strip(root, _UNWANTED)
    bookmarks = {
        mark.get(qn("w:id"))
        for mark in root.iter(qn("w:bookmarkStart"))
        if mark.get(qn("w:name"), "").startswith(_OWN_BOOKMARKS)
    }
    for mark in list(root.iter(*_BOOKMARKS)):
        if mark.get(qn("w:id")) in bookmarks:
            remove(mark)
    for reference in list(root.iter(qn("w:commentReference"))):
        run = next(reference.iterancestors())
        remove(reference)
        if all(child.tag == qn("w:rPr") for child in run):
            remove(run)  # its style would stay behind
    for switch in root.iter(qn("w:cantSplit"), qn("w:tblHeader")):
        if value(switch) in _SAID_IN_WORDS:
            switch.set(qn("w:val"), _SAID_IN_WORDS[value(switch)])
    for properties in root.iter(qn("w:sdtPr")):
        etree.strip_elements(properties, qn("w:id"), qn("w:placeholder"), with_tail=False)


def clean_settings(document: WordDocument) -> None:
    """Take paths, variables and revision ids out of the document's settings; it asks nothing on opening."""
    for kind, unwanted in (("settings", _SETTINGS), ("styles", (qn("w:rsid"),)), ("numbering", (qn("w:rsid"),))):
        for link in relationships(document, kind):
            root = tree_of(link.target_part)
            _strip(root, unwanted)
            cleaned = etree.tostring(root, encoding="UTF-8", standalone=True)
            document.part.load_rel(link.reltype, with_content(link.target_part, cleaned), link.rId)


def _strip(root: Element, unwanted: Iterable[str]) -> None:
    """Remove these elements, the comments in the XML, and every id of a revision."""
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    etree.strip_elements(root, *unwanted, with_tail=False)
    for element in root.iter():
        for name in [name for name in map(str, element.attrib) if name.startswith(_REVISION_IDS)]:
            del element.attrib[name]


def tracked_changes(root: Element, part: str) -> list[Problem]:
    """One problem per paragraph in which changes are tracked and not yet decided."""
    if next(root.iter(*_TRACKED), None) is None:
        return []
    found = []
    for place in root.iter(qn("w:p"), qn("w:tr"), qn("w:sectPr")):
        if next(place.iter(*_TRACKED), None) is not None:
            text = " ".join(plain_text(paragraph) for paragraph in place.iter(qn("w:p")))
            found.append(
                Problem(
                    "Die Vorlage enthält nachverfolgte Änderungen", Spot(part, text),
                    "Bitte nehmen Sie sie in Word an oder lehnen Sie sie ab (Überprüfen → Änderungen).",
                )
            )  # fmt: skip
    return found or [Problem("Die Vorlage enthält nachverfolgte Änderungen", Spot(part, ""))]
