"""What ``lipctl template check`` says of a template: problems that keep a report from being written, and remarks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from lipctl.errors import TemplateError
from lipctl.templates import jinja_errors
from lipctl.templates.problems import Problem, Spot, sentences
from lipctl.templates.unknown_names import unknown_names
from lipctl.word.alt_text import COUNTER, FRAME
from lipctl.word.anchors import NUMBERS
from lipctl.word.context import sample_context
from lipctl.word.document import relationships, tree_of
from lipctl.word.elements import value
from lipctl.word.environment import WordEnvironment
from lipctl.word.properties import Properties
from lipctl.word.tags_in_paragraphs import plain_text
from lipctl.word.template import ReadTemplate, Template, read_template
from lipctl.word.variables import GROUPS

_STYLE_REFERENCES = frozenset(map(qn, ("w:pStyle", "w:rStyle", "w:tblStyle")))
_A4 = (11906, 16838)
_TOLERANCE = 60  # twentieths of a point; programs round differently


def check_template(data: bytes) -> list[str]:
    """Everything wrong with a template, as German sentences; empty if a report can be written with it."""
    try:
        template = read_template(data)
    except TemplateError as error:
        return [f"{error.headline} {error.tip}".strip()]
    problems = [*template.problems, *_tag_problems(template), *_missing_styles(template), *_missing_lists(template)]
    if not problems:
        try:
            Template(template).render(sample_context(template.groups), Properties("Probe", date(2000, 1, 1)))
        except TemplateError as error:
            return [error.headline]
    return sentences(problems)


def remarks(data: bytes) -> list[str]:
    """What is unusual but no mistake: no table of contents, another paper size, pictures without description."""
    template = read_template(data)
    return [str(remark) for remark in _remarks(template)]


def _tag_problems(template: ReadTemplate) -> Iterator[Problem]:
    environment = WordEnvironment()
    for source in template.sources.values():
        faulty = jinja_errors.tag_problems(environment, source)
        yield from faulty
        if faulty or source.problems:
            continue  # names can be looked up only in what can be read
        try:
            environment.compile(source.text)
        except Exception as error:
            yield from jinja_errors.of_source(environment, source, error)
        else:
            yield from unknown_names(environment, source, template.groups, (COUNTER, NUMBERS))


def _missing_styles(template: ReadTemplate) -> Iterator[Problem]:
    """Styles that are used but not there: Word "repairs" such a document."""
    for spot, element in _elements(template):
        if element.tag in _STYLE_REFERENCES and value(element) not in template.styles.by_id:
            yield Problem(
                f"Die Formatvorlage „{value(element)}“ wird benutzt, ist aber nicht definiert", spot,
                "Bitte weisen Sie dem Text in Word eine vorhandene Formatvorlage zu.",
            )  # fmt: skip


def _missing_lists(template: ReadTemplate) -> Iterator[Problem]:
    """Numberings that are used but not there; 0 means none."""
    known = {"0"}
    for link in relationships(template.document, "numbering"):
        known |= {number.get(qn("w:numId"), "") for number in tree_of(link.target_part).iter(qn("w:num"))}
    for spot, element in _elements(template):
        if element.tag == qn("w:numId") and value(element) not in known:
            yield Problem(
                "Eine Aufzählung oder Nummerierung ist benutzt, aber nicht definiert", spot,
                "Bitte setzen Sie sie in Word neu.",
            )  # fmt: skip


def _elements(template: ReadTemplate) -> Iterator[tuple[Spot, Element]]:
    """Every element of the template, with the paragraph that it is in, or the last one before it."""
    for name, root in template.trees.items():
        part = template.sources[name].part
        spot = Spot(part, "")
        for element in root.iter("*"):
            if element.tag == qn("w:p"):
                text = plain_text(element).strip()
                spot = Spot(part, text) if text else spot
            yield spot, element


def _remarks(template: ReadTemplate) -> Iterator[Problem]:
    if template.contents is None and template.groups is GROUPS:
        yield Problem(
            "Die Vorlage hat kein Inhaltsverzeichnis", None,
            "In Word fügen Sie eines ein mit Referenzen → Inhaltsverzeichnis.",
        )  # fmt: skip
    for size in template.trees[template.main].iter(qn("w:pgSz")):
        given = sorted(int(size.get(qn(side), "0")) for side in ("w:w", "w:h"))
        if any(abs(one - other) > _TOLERANCE for one, other in zip(given, _A4, strict=True)):
            yield Problem(
                "Die Seiten sind nicht im Format A4", None, "Das Papierformat steht in Word unter Layout → Größe."
            )
            break
    charts = sum(1 for root in template.trees.values() for _ in root.iter(qn("c:chart")))
    if charts > (template.chart is not None):
        yield Problem(
            "Ein Diagramm der Vorlage hat feste Zahlen", None,
            "Die Zahlen des Berichts bekommt es, wenn in seinem Alternativtext {{ diagramm.beschreibung }} steht.",
        )  # fmt: skip
    for spot, element in _elements(template):
        if element.tag == FRAME and not element.get("descr"):
            yield Problem(
                "Ein Bild hat keinen Alternativtext", spot, "Vorleseprogramme brauchen ihn: Bild → Alternativtext."
            )
