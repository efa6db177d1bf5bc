"""What ``lipctl template check`` says about a template: problems that keep a report from being written, and remarks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lipctl.errors import TemplateError
from lipctl.word.engine import Template
from lipctl.word.prepared import Prepared, prepare_template
from lipctl.word.problems import Problem, Spot
from lipctl.word.properties import Properties
from lipctl.word.tags import plain_text
from lipctl.word.variables import sample_context
from lipctl.word.xmltree import Element

_STYLE_REFERENCES = {"w:pStyle": "paragraph", "w:rStyle": "character", "w:tblStyle": "table"}
_A4 = (11906, 16838)
_TOLERANCE = 60  # twentieths of a point; programs round differently


def check_template(data: bytes) -> list[str]:
    """Everything wrong with a template, as German sentences; empty if a report can be written with it."""
    try:
        prepared = prepare_template(data)
    except TemplateError as error:
        return [f"{error.headline} {error.tip}".strip()]
    problems = [*prepared.problems, *_tag_problems(prepared), *_missing_styles(prepared), *_missing_lists(prepared)]
    if not problems:
        try:
            Template(prepared).render(sample_context(), Properties("Probe", date(2000, 1, 1)))
        except TemplateError as error:
            return [error.headline]
    return list(dict.fromkeys(str(problem) for problem in problems))


def remarks(data: bytes) -> list[str]:
    """What is unusual but no mistake: no table of contents, another paper size, pictures without description."""
    prepared = prepare_template(data)
    return [str(remark) for remark in _remarks(prepared)]


def _tag_problems(prepared: Prepared) -> Iterator[Problem]:
    from lipctl.word import diagnosis, names
    from lipctl.word.sandbox import WordEnvironment

    environment = WordEnvironment()
    for source in prepared.sources.values():
        faulty = diagnosis.tag_problems(environment, source)
        yield from faulty
        if faulty or source.problems:
            continue  # names can be looked up only in what can be read
        try:
            environment.compile(source.text)
        except Exception as error:
            yield from diagnosis.of_source(environment, source, error)
        else:
            yield from names.unknown_names(environment, source)


def _missing_styles(prepared: Prepared) -> Iterator[Problem]:
    """Styles that are used but not there: Word "repairs" such a document."""
    for name, root in prepared.trees.items():
        for spot, element in _with_spots(root, prepared.sources[name].part):
            style = element.attrs.get("w:val", "")
            if element.name in _STYLE_REFERENCES and style not in prepared.styles.by_id:
                yield Problem(
                    f"Die Formatvorlage „{style}“ wird benutzt, ist aber nicht definiert", spot,
                    "Bitte weisen Sie dem Text in Word eine vorhandene Formatvorlage zu.",
                )  # fmt: skip


def _missing_lists(prepared: Prepared) -> Iterator[Problem]:
    """Numberings that are used but not there."""
    part = next(iter(prepared.package.related("numbering")), None)
    known = {number.attrs.get("w:numId") for number in prepared.package.tree(part).iter("w:num")} if part else set()
    for name, root in prepared.trees.items():
        for spot, element in _with_spots(root, prepared.sources[name].part):
            number = element.attrs.get("w:val", "0")
            if element.name == "w:numId" and number != "0" and number not in known:
                yield Problem(
                    "Eine Aufzählung oder Nummerierung ist benutzt, aber nicht definiert", spot,
                    "Bitte setzen Sie sie in Word neu.",
                )  # fmt: skip


def _with_spots(root: Element, part: str) -> Iterator[tuple[Spot, Element]]:
    """Every element, with the paragraph it stands in or after."""
    spot = Spot(part, "")
    for element in root.iter():
        if element.name == "w:p":
            text = plain_text(element).strip()
            spot = Spot(part, text) if text else spot
        yield spot, element


def _remarks(prepared: Prepared) -> Iterator[Problem]:
    if prepared.contents is None:
        yield Problem(
            "Die Vorlage hat kein Inhaltsverzeichnis", None,
            "In Word fügen Sie eines ein mit Referenzen → Inhaltsverzeichnis.",
        )  # fmt: skip
    for size in prepared.trees[prepared.package.main].iter("w:pgSz"):
        given = sorted(int(size.attrs.get(side, "0")) for side in ("w:w", "w:h"))
        if any(abs(one - other) > _TOLERANCE for one, other in zip(given, _A4, strict=True)):
            yield Problem(
                "Die Seiten sind nicht im Format A4", None, "Das Papierformat steht in Word unter Layout → Größe."
            )
            break
    charts = sum(1 for root in prepared.trees.values() for _ in root.iter("c:chart"))
    if charts > (prepared.chart is not None):
        yield Problem(
            "Ein Diagramm der Vorlage hat feste Zahlen", None,
            "Die Zahlen des Berichts bekommt es, wenn in seinem Alternativtext {{ diagramm.beschreibung }} steht.",
        )  # fmt: skip
    for name, root in prepared.trees.items():
        for spot, element in _with_spots(root, prepared.sources[name].part):
            if element.name == "wp:docPr" and not element.attrs.get("descr"):
                yield Problem(
                    "Ein Bild hat keinen Alternativtext", spot, "Vorleseprogramme brauchen ihn: Bild → Alternativtext."
                )
