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
_ATTRS = ("w:rsid", "w14:paraId", "w14:textId")
TRACKED = (
    "w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:moveFromRangeStart", "w:moveToRangeStart", "w:rPrChange", "w:pPrChange",
    "w:sectPrChange", "w:tblPrChange", "w:trPrChange", "w:tcPrChange", "w:tblGridChange", "w:tblPrExChange", "w:numberingChange",
    "w:cellIns", "w:cellDel", "w:cellMerge",
)  # fmt: skip


def clean_part(root: Element) -> None:
    """Take revision marks, comment marks, ids that may exist only once, and Word's own bookmarks out of a part."""
    root.remove(_UNWANTED)
    for element in root.iter():
        element.children = [child for child in element.children if not _is_comment_mark(child)]
        if any(name.startswith(_ATTRS) for name in element.attrs):
            element.attrs = {name: value for name, value in element.attrs.items() if not name.startswith(_ATTRS)}
        if element.name == "w:sdtPr":
            element.children = [child for child in element.elements() if child.name not in ("w:id", "w:placeholder")]
    _drop_bookmarks(root)


def _is_comment_mark(child: Element | str) -> bool:
    """The run that shows where a comment belongs; its style would stay behind."""
    return isinstance(child, Element) and child.name == "w:r" and child.find("w:commentReference") is not None


def _drop_bookmarks(root: Element) -> None:
    """Bookmarks that Word sets by itself: places of editing, and targets of the contents, which are made anew."""
    unwanted = {
        mark.attrs.get("w:id")
        for mark in root.iter("w:bookmarkStart")
        if mark.attrs.get("w:name", "").startswith(("_GoBack", "_Toc", "_Hlk", "__"))
    }
    if unwanted:
        for element in root.iter():
            element.children = [
                child for child in element.children if isinstance(child, str) or not _is_mark(child, unwanted)
            ]


def _is_mark(element: Element, ids: set[str | None]) -> bool:
    return element.name in ("w:bookmarkStart", "w:bookmarkEnd") and element.attrs.get("w:id") in ids


def clean_settings(package: Package) -> None:
    """Take paths, variables and revision ids out of the document's settings; it asks nothing on opening."""
    for name in [*package.related("settings"), *package.related("styles"), *package.related("numbering")]:
        root = package.tree(name)
        root.remove(_SETTINGS)
        for element in root.iter():
            if any(key.startswith(_ATTRS) for key in element.attrs):
                element.attrs = {key: value for key, value in element.attrs.items() if not key.startswith(_ATTRS)}
        if name in package.related("styles"):
            root.remove(frozenset({"w:rsid"}))
        package.parts[name] = to_bytes(root)


def tracked_changes(root: Element, part: str) -> list[Problem]:
    """One problem per paragraph in which changes are tracked and not yet decided."""
    found = []
    for paragraph in root.iter("w:p", "w:tr", "w:sectPr"):
        if paragraph.name == "w:p" and any(True for _ in paragraph.iter("w:txbxContent")):
            continue
        if any(True for _ in paragraph.iter(*TRACKED)):
            text = " ".join(plain_text(p) for p in paragraph.iter("w:p"))
            found.append(
                Problem(
                    "Die Vorlage enthält nachverfolgte Änderungen", Spot(part, text),
                    "Bitte nehmen Sie sie in Word an oder lehnen Sie sie ab (Überprüfen → Änderungen).",
                )
            )  # fmt: skip
    return found
