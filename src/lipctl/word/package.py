"""A .docx as a set of parts: reads a template with care, writes a document that is the same byte for byte each time."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from lipctl.errors import TemplateError
from lipctl.files import zip_reproducibly
from lipctl.word.xmltree import Element, XmlError, parse, to_bytes

CONTENT_TYPES = "[Content_Types].xml"
_TIP = "Bitte nehmen Sie ein Word-Dokument (.docx) als Vorlage; „Speichern unter“ in Word hilft oft schon."
_MAX_PARTS, _MAX_PART, _MAX_ALL = 2_000, 64 << 20, 256 << 20
_OLE = b"\xd0\xcf\x11\xe0"

_MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"

# Parts that tell who worked on the template, or that a report has no use for: by the end of their relationship's type.
_PRIVATE_RELATIONSHIPS = (
    "/comments", "/commentsExtended", "/commentsIds", "/commentsExtensible", "/people", "/attachedTemplate",
    "/printerSettings", "/customXml", "/glossaryDocument", "/mailMergeSource", "/mailMergeHeaderSource", "/keyMapCustomizations",
    "/stylesWithEffects", "/documenttasks", "/classificationlabels",
)  # fmt: skip


class Package:
    """The parts of a document by their name in the zip, and the name of the main one."""

    __slots__ = ("main", "parts")

    def __init__(self, parts: dict[str, bytes], main: str) -> None:
        self.parts = parts
        self.main = main

    def tree(self, name: str) -> Element:
        """A part as a tree.

        Raises:
            TemplateError: the part is no XML.
        """
        try:
            return parse(self.parts[name])
        except XmlError as error:
            raise TemplateError(f"Die Vorlage ist beschädigt: {name}: {error}.", _TIP) from error

    def related(self, kind: str) -> list[str]:
        """The parts that the main part refers to with this kind of relationship, e.g. ``header``."""
        return [
            resolve(self.main, relation.attrs["Target"])
            for relation in self.relations(self.main)
            if relation.attrs.get("Type", "").endswith(f"/{kind}") and relation.attrs.get("TargetMode") != "External"
        ]

    def relations(self, part: str) -> list[Element]:
        """The relationships of a part."""
        name = relations_name(part)
        return self.tree(name).elements() if name in self.parts else []


def read_package(data: bytes) -> Package:
    """Open a Word template.

    Raises:
        TemplateError: it is no .docx, is protected by a password, holds macros, or is damaged.
    """
    if data.startswith(_OLE):
        raise TemplateError("Die Vorlage ist mit einem Kennwort geschützt oder ein altes Word-Dokument (.doc).", _TIP)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if (
                len(entries) > _MAX_PARTS
                or sum(e.file_size for e in entries) > _MAX_ALL
                or any(e.file_size > _MAX_PART for e in entries)
            ):
                raise TemplateError("Die Vorlage ist ungewöhnlich groß und wird aus Vorsicht nicht gelesen.", _TIP)
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise TemplateError("Die Vorlage ist kein Word-Dokument (.docx).", _TIP) from error
    package = Package(parts, "")
    package.main = _main_part(package)
    _refuse(package)
    return package


def _main_part(package: Package) -> str:
    relation = next((r for r in package.relations("") if r.attrs.get("Type", "") == _MAIN), None)
    main = resolve("", relation.attrs["Target"]) if relation else ""
    if main not in package.parts or CONTENT_TYPES not in package.parts:
        raise TemplateError("Die Vorlage ist kein Word-Dokument (.docx): der Textkörper fehlt.", _TIP)
    return main


def _refuse(package: Package) -> None:
    """Refuse what a report must never carry on: macros, documents that are no Word text, DOCTYPE."""
    types = package.parts[CONTENT_TYPES]
    if b"vbaProject" in types or b"macroEnabled" in types or any("vbaProject" in name for name in package.parts):
        raise TemplateError(
            "Die Vorlage enthält Makros.", "Bitte speichern Sie sie in Word als „Word-Dokument (*.docx)“ ohne Makros."
        )
    if _DOCUMENT_TYPE.encode() not in types and _TEMPLATE_TYPE.encode() not in types:
        raise TemplateError("Die Vorlage ist kein Word-Dokument, sondern eine andere Office-Datei.", _TIP)
    for name, data in package.parts.items():
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in data:
            raise TemplateError(
                f"Die Vorlage ist beschädigt oder verdächtig: {name} enthält eine DOCTYPE-Angabe.", _TIP
            )


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """Write the parts: content types first, then by name, with fixed times."""
    names = sorted(parts, key=lambda name: (name != CONTENT_TYPES, name != "_rels/.rels", name))
    return zip_reproducibly((name, parts[name]) for name in names)


def strip_private(package: Package) -> None:
    """Remove comments, people, thumbnails, custom XML and paths, with everything that refers to them."""
    for name in [name for name in package.parts if name.endswith(".rels")]:
        root = package.tree(name)
        kept = [r for r in root.elements() if not r.attrs.get("Type", "").endswith(_PRIVATE_RELATIONSHIPS)]
        if name == "_rels/.rels":
            kept = [r for r in kept if r.attrs.get("Type", "") == _MAIN]
        if len(kept) != len(root.elements()):
            root.children = list(kept)
            package.parts[name] = to_bytes(root)
    drop_unreachable(package)
    types = package.tree(CONTENT_TYPES)
    types.children = [
        entry
        for entry in types.elements()
        if entry.name != "Override" or entry.attrs["PartName"].lstrip("/") in package.parts
    ]
    for entry in types.elements():
        if entry.attrs.get("ContentType") == _TEMPLATE_TYPE:
            entry.attrs["ContentType"] = _DOCUMENT_TYPE
    package.parts[CONTENT_TYPES] = to_bytes(types)


def drop_unreachable(package: Package) -> None:
    """What no relationship leads to any more is not written."""
    reached, waiting = set[str](), [""]
    while waiting:
        part = waiting.pop()
        for relation in package.relations(part):
            target = resolve(part, relation.attrs.get("Target", ""))
            if relation.attrs.get("TargetMode") != "External" and target in package.parts and target not in reached:
                reached.add(target)
                waiting.append(target)
    kept = reached | {relations_name(part) for part in ("", *reached)} | {CONTENT_TYPES}
    package.parts = {name: data for name, data in package.parts.items() if name in kept}


def without_part(package: Package, part: str) -> Package:
    """A copy of the package in which the main part refers to this part no more; what only it led to goes as well."""
    copy = Package(dict(package.parts), package.main)
    name = relations_name(copy.main)
    links = copy.tree(name)
    links.children = [link for link in links.elements() if resolve(copy.main, link.attrs.get("Target", "")) != part]
    copy.parts[name] = to_bytes(links)
    drop_unreachable(copy)
    types = copy.tree(CONTENT_TYPES)
    types.children = [
        entry for entry in types.elements() if entry.name == "Default" or entry.attrs["PartName"][1:] in copy.parts
    ]
    copy.parts[CONTENT_TYPES] = to_bytes(types)
    return copy


def add_part(package: Package, name: str, data: bytes, content_type: str, relationship: str) -> None:
    """Add a part that belongs to the document as a whole, such as its properties."""
    package.parts[name] = data
    types = package.tree(CONTENT_TYPES)
    types.children.append(Element("Override", {"PartName": f"/{name}", "ContentType": content_type}))
    package.parts[CONTENT_TYPES] = to_bytes(types)
    relations = package.tree("_rels/.rels")
    taken = {relation.attrs["Id"] for relation in relations.elements()}
    identity = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
    relations.children.append(Element("Relationship", {"Id": identity, "Type": relationship, "Target": name}))
    package.parts["_rels/.rels"] = to_bytes(relations)


def relations_name(part: str) -> str:
    """Where a part's relationships stand."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def resolve(part: str, target: str) -> str:
    """The name in the zip of what a part's relationship points at."""
    if target.startswith("/"):
        return target[1:]
    steps = part.split("/")[:-1]
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)
