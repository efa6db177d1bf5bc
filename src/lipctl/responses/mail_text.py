"""What a mail says besides greeting, signature and "anbei das Formular": it may be an answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from lipctl.text import clean

_BLOCKS = frozenset(
    ("p", "div", "br", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr", "blockquote")
)
_UNSEEN = ("head", "script", "style", "title")

_GREETING = re.compile(
    r"(?i)\s*(?:sehr geehrte|guten (?:tag|morgen|abend)|hallo|liebe[rs]?\b|moin\b|servus\b|grüß gott|hi\b|werte[rs]?\b)"
    r"(?:[^,!.:;?]{0,80}[,!]\s*|[^,!.:;?\d–]{0,40}$)"
)
_CLOSING = re.compile(
    r"(?i)\s*(?:--\s*$|(?:\w+ ){0,3}(?:freundlich|best|viel|herzlich|schön|lieb|sonnig)\w* (?:\w+ ){0,2}gr(?:u|ü|ue)(?:ß|ss)"
    r"|gr(?:u|ü|ue)(?:ß|ss)e?\b.{0,40}$|m\.?f\.?g\b|[vlb]\.?g\.?[,!]?\s*$|im auftrag[.,]?\s*$|i\. ?[av]\.|hochachtungsvoll"
    r"|von meine[mr] .{1,40}gesendet|gesendet von|sent from my)"
)
_POSTSCRIPT = re.compile(r"(?i)\s*p\. ?s\.?\b|\s*ps\b")
_HEAD = re.compile(
    r"(?i)[\s*]*(?:von|from|gesendet|sent|datum|date|an|to|cc|bcc|betreff|subject|antwort an|wichtigkeit)\s*:"
)
_SEPARATOR = re.compile(
    r"(?i)\s*(?:-{2,} ?(?:ursprüngliche|original|weitergeleitete|forwarded)[^\n]{0,40}$"
    r"|anfang der weitergeleiteten (?:e-?mail|nachricht)|begin forwarded message|_{20,}\s*$)"
)
_WROTE = re.compile(
    r"(?im)^[> ]*(?:am|on) [^\n]{0,100}\d{1,2}[:.]\d\d[^\n]{0,100}(?:\n[> ]*[^\n]{0,100})?\b(?:schrieb|wrote)\b"
    r"[^\n]{0,100}(?:\n[> ]*[^\n]{0,100})?:[ \t]*$"
)
_NOT_TEXT = re.compile(
    r"(?i)mit der bitte um (?:\w+ )?(?:kenntnis|kenntnisnahme|beachtung|weiterleitung)\b|\[cid:[^\]\n]{0,200}\]|\[image: [^\]\n]{0,200}\]|<mailto:[^>\n]{0,200}>"
)
_NUMBER = re.compile(r"(?<![\w/.-])\w{1,2}-\d{1,2}-\d{1,3}(?![\w/-])")
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_YEAR_OR_FORM = re.compile(r"(?:19|20)\d\d|(?:formular|nachforderung)-.*|.*\.xlsx")
_WORDS = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")

_HANDED_OVER = """
    als am an anbei anhang anhänge anlage anlagen anliegend anliegende anliegenden auch auf aus ausgefüllt ausgefüllte ausgefüllten
    ausgefülltes bearbeitet bearbeitete bearbeiteten bedanke bedanken befindet befinden bei beigefügt beigefügte beigefügten
    beiliegend beiliegende beiliegenden bericht besten besprochen controllingbericht
    controllingberichts danke dank das datei dateien dem den der des die dienststelle diese dieser dieses e-mail eine einen
    eingang erbeten erbetene erbetenen erhalten erinnerung excel-datei excel-formular fachbereich fachbereichs finden findest
    formular formulare formulars fragebogen fristgemäß fristgerecht für gern gerne gewünscht gewünschte gewünschten habe haben herzlichen
    hier hiermit ich ihnen ihre ihrem ihren ihrer im in integrationsplan integrationsplans jahr kenntnis kenntnisnahme leite leiten
    lip lokalen mail mit nachricht per rückmeldung schicke schicken schönen sende senden sie telefonisch übermittle übermitteln
    übersende übersenden um und uns unser unsere unseren unserer unterlagen viel vielen voraus weiter weiterleitung weiteren wie wir
    wunschgemäß zu zum zur zurück zusendung
"""
"""A sentence of these words only hands a form over. One other word, and it is shown."""
_OFFERED = """
    fragen rückfragen nachfragen rückfrage stehe stehen melden wenden können mich sich bin sind jederzeit verfügung erreichbar dir euch
"""
"""The same for a sentence that offers help with questions."""
_FORM_WORDS, _OFFER_WORDS = frozenset(_HANDED_OVER.split()), frozenset(_OFFERED.split())


class Said(NamedTuple):
    """What a mail says. ``quoted`` is true if it is not its own text but one that it quotes or passes on."""

    text: str
    quoted: bool = False


def said_in(text: str) -> Said:
    """A mail's text without what is only form: its own, else what it quotes or passes on, else ""."""
    own, quoted = _own_and_quoted(clean(_WROTE.sub("", _NOT_TEXT.sub("", text))).text)
    for lines, is_quoted in ((own, False), (quoted, True)):
        rest = " ".join(_beyond_form(lines))
        if rest:
            return Said(rest, is_quoted)
    return Said("")


def html_as_text(html: str) -> str:
    """What an HTML text shows, line by line; a quotation has "> " before its lines."""
    try:
        root = etree.fromstring(html.encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8"))
    except etree.XMLSyntaxError:
        return ""
    if root is None:
        return ""
    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, *_UNSEEN, with_tail=False)
    pieces: list[str] = []
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag == "blockquote":
            depth += 1 if event == "start" else -1
        if element.tag in _BLOCKS:
            pieces.append("\n" + "> " * (depth > 0))
        text = element.text if event == "start" else element.tail
        pieces.append(re.sub(r"\s+", " ", text or ""))
    return "".join(pieces)


def _own_and_quoted(text: str) -> tuple[list[str], list[str]]:
    """The lines that were written, and those that are quoted or passed on. A separator or a head begins the latter."""
    own: list[str] = []
    quoted: list[str] = []
    passed_on = False
    for line in text.split("\n"):
        is_head = bool(_HEAD.match(line)) and bool(quoted or passed_on or re.match(r"(?i)[\s*]*(?:von|from)\s*:", line))
        if _SEPARATOR.match(line) or is_head:
            passed_on = True
        elif line.lstrip().startswith(">"):
            quoted.append(line.lstrip("> \t"))
        else:
            (quoted if passed_on else own).append(line)
    return own, quoted


def _beyond_form(lines: Iterable[str]) -> Iterator[str]:
    """The sentences that say something, without greeting and signature."""
    for paragraph in _paragraphs(lines):
        yield from (sentence for sentence in _SENTENCES.split(paragraph) if not _is_form(sentence))


def _is_form(sentence: str) -> bool:
    if _is_closing(sentence):
        return True
    words = {word.casefold() for word in _WORDS.findall(sentence)}
    offers = any(word.endswith(("fragen", "rückfrage")) for word in words)
    others = words - _FORM_WORDS - (_OFFER_WORDS if offers else set())
    return all(_YEAR_OR_FORM.fullmatch(word) for word in others)


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Lines that belong together. Behind the closing only a postscript counts, and what names a measure's number."""
    signed = False
    together: list[str] = []
    for line in (*lines, ""):
        rest = line if together else _greeted(line)
        numbered = bool(_NUMBER.search(rest))
        if _is_closing(rest):
            signed, rest = True, ""
        signed = signed and not _POSTSCRIPT.match(rest)
        if rest.strip() and (not signed or numbered):
            together.append(rest.strip())
        elif together:
            yield " ".join(together)
            together = []


def _is_closing(line: str) -> bool:
    return len(line) <= 80 and bool(_CLOSING.match(line)) and not _NUMBER.search(line)


def _greeted(line: str) -> str:
    """What stands in a line behind the greeting, of which there may be two."""
    while greeting := _GREETING.match(line):
        line = line[greeting.end() :]
    return line
