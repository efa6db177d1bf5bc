"""What a template brings along that a report must not carry on, taken out of its parts before they are rendered."""

from __future__ import annotations

from lipctl.word.package import Package
from lipctl.word.problems import Problem, Spot
from lipctl.word.tags import plain_text
from lipctl.word.xmltree import Element, to_bytes

_UNWANTED = frozenset({
    "w:proofErr", "w:commentRangeStart", "w:commentRangeEnd", "w:annotationRef",
    "w:lastRenderedPageBreak", "w:dataBinding", "w15:dataBinding", "w:rsids",
})  # fmt: skip
_SETTINGS = frozenset({
    "w:attachedTemplate", "w:docVars", "w:rsids", "w:mailMerge", "w:updateFields", "w:saveThroughXslt", "w:printerSettings",
    "w:documentId", "w14:docId", "w15:docId", "w15:chartTrackingRefBased", "w:writeProtection", "w:trackRevisions",
})  # fmt: skip
# Places of editing, and targets of the contents, which are made anew.
_OWN_BOOKMARKS = ("_GoBack", "_Toc", "_Hlk", "__")
_ROW_SWITCHES = frozenset({"w:cantSplit", "w:tblHeader"})
_SAID_IN_WORDS = {"true": "on", "1": "on", "false": "off", "0": "off"}
"""LibreOffice writes "true" here; the first edition of the standard, which Microsoft's validator goes by, knows on and off."""
_ATTRS = ("w:rsid", "w14:paraId", "w14:textId")
TRACKED = (
    "w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:moveFromRangeStart", "w:moveToRangeStart", "w:rPrChange", "w:pPrChange",
    "w:sectPrChange", "w:tblPrChange", "w:trPrChange", "w:tcPrChange", "w:tblGridChange", "w:tblPrExChange", "w:numberingChange",
    "w:cellIns", "w:cellDel", "w:cellMerge",
)  # fmt: skip


def clean_part(root: Element) -> None:
    """Take revision marks, comment marks, ids that may exist only once, and Word's own bookmarks out of a part."""
    _strip(root, _UNWANTED)
    bookmarks = {
        mark.attrs.get("w:id")
        for mark in root.iter("w:bookmarkStart")
        if mark.attrs.get("w:name", "").startswith(_OWN_BOOKMARKS)
    }
    for element in root.iter():
        if any(_is_unwanted(child, bookmarks) for child in element.children):
            element.children = [child for child in element.children if not _is_unwanted(child, bookmarks)]
        if element.name in _ROW_SWITCHES and element.attrs.get("w:val") in _SAID_IN_WORDS:
            element.attrs = {**element.attrs, "w:val": _SAID_IN_WORDS[element.attrs["w:val"]]}
        if element.name == "w:sdtPr":
            element.children = [child for child in element.elements() if child.name not in ("w:id", "w:placeholder")]


def _strip(root: Element, unwanted: frozenset[str]) -> None:
    """Remove these elements, and every id of a revision."""
    root.remove(unwanted)
    for element in root.iter():
        if any(name.startswith(_ATTRS) for name in element.attrs):
            element.attrs = {name: value for name, value in element.attrs.items() if not name.startswith(_ATTRS)}


def _is_unwanted(child: Element | str, bookmarks: set[str | None]) -> bool:
    """Word's own bookmarks, and the runs that show where a comment belongs (their style would stay behind)."""
    if isinstance(child, str):
        return False
    if child.name in ("w:bookmarkStart", "w:bookmarkEnd"):
        return child.attrs.get("w:id") in bookmarks
    return child.name == "w:r" and child.find("w:commentReference") is not None


def clean_settings(package: Package) -> None:
    """Take paths, variables and revision ids out of the document's settings; it asks nothing on opening."""
    for name in [*package.related("settings"), *package.related("styles"), *package.related("numbering")]:
        is_settings = name in package.related("settings")
        if is_settings or b"w:rsid" in package.parts.get(name, b""):
            root = package.tree(name)
            _strip(root, _SETTINGS if is_settings else frozenset({"w:rsid"}))
            package.parts[name] = to_bytes(root)


def tracked_changes(root: Element, part: str) -> list[Problem]:
    """One problem per paragraph in which changes are tracked and not yet decided."""
    if not any(True for _ in root.iter(*TRACKED)):
        return []
    found = []
    for place in root.iter("w:p", "w:tr", "w:sectPr"):
        if any(True for _ in place.iter(*TRACKED)):
            text = " ".join(plain_text(paragraph) for paragraph in place.iter("w:p"))
            found.append(
                Problem(
                    "Die Vorlage enthält nachverfolgte Änderungen", Spot(part, text),
                    "Bitte nehmen Sie sie in Word an oder lehnen Sie sie ab (Überprüfen → Änderungen).",
                )
            )  # fmt: skip
    return found or [Problem("Die Vorlage enthält nachverfolgte Änderungen", Spot(part, ""))]
