"""Answers that say nothing: "Kein neuer Sachstand", "siehe Bericht 2018", "dito", "k. A.".

The tables hold words, not whole answers: a text says nothing if all its words are of such a phrase, in whatever order and
spelling. Years stand for themselves, and so do the numbers of measures and papers behind a "siehe".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lipctl.text import BLANKS, DASHES, is_given, key_of


def _words(text: str) -> frozenset[str]:
    return frozenset(key_of(text).split())


_ALONE = frozenset(
    map(key_of, (
        "k a", "ka", "k/a", "k angabe", "k angaben", "keine angabe", "keine angaben", "dito", "dto", "desgl", "desgleichen",
        "es hat sich nicht geändert", "nicht verändert", "folgt", "folgt noch", "text folgt", "antwort folgt", "rückmeldung folgt",
        "wird nachgereicht", "wird noch nachgereicht", "xxx", "n n", "tbd",
    ))
)  # fmt: skip
"""Whole answers without any content."""

_NONE = _words("keine keiner keins nichts")
"""Whole answers that mean "none": of the planned steps, or of reasons beside a status, that is all there is to say."""

_TERSE = frozenset(
    map(key_of, ("läuft", "läuft weiter", "läuft noch", "in Arbeit", "erledigt", "ok", "entfällt"))
)  # fmt: skip
"""Whole answers that say something, but tell a stranger nothing."""

_BEFORE = _words("""
    es gibt gab liegt liegen hat haben sich ist sind der die das hier hierzu dazu derzeit aktuell momentan zurzeit zur zeit
    bislang bisher noch weiterhin weiter nach auch leider stand sachstand umsetzungsstand
""")
"""What may stand before the words that make it an empty phrase."""

_NO_NEWS = _words("""
    neu neue neuen neuer neues neuere neueren weitere weiteren weiterer weiteres wesentliche wesentlichen wesentlicher aktuelle
    aktueller sachstand sachstände stand umsetzungsstand entwicklung entwicklungen erkenntnisse informationen neuigkeiten änderung
    änderungen veränderung veränderungen ergänzung ergänzungen geändert verändert hinzugekommen zu berichten vor gegenüber zum
    zur seit im in dem der den des die letzten letzter vorigen vorherigen vorjahr vorjahres jahr jahres bericht berichts
    berichtes berichtsjahr es gibt sich hat derzeit bekannt bisher
""")
"""What may stand behind "kein", "nichts", "unverändert"."""

_ELSEWHERE = _words("""
    oben unten rechts links daneben nebenan vorn vorne o u a vor bisher gehabt zuvor auch bitte und oder bzw unter bei zu zum
    zur im in der die das den dem des vom von am auf letzte letzten letzter letztes letztem vorige vorigen voriger voriges
    vorherige vorherigen vorheriger frühere früheren früherer beigefügte beigefügten beigefügter beigefügtes beiliegende
    beiliegenden beiliegendes separate separaten separates gesonderte gesonderten gesondertes obige obigen genannte genannten nr
    nummer seite teil jahr jahres jahre mal vorjahr vorjahre vorjahres vorjahresbericht vorbericht bericht berichts berichte
    berichtsjahr controllingbericht jahresbericht sachstandsbericht sachstand stand umsetzungsstand antwort antworten angabe
    angaben meldung rückmeldung stellungnahme text ausführungen anlage anlagen anhang beiblatt beilage datei dokument link
    tabelle spalte zeile feld blatt formular maßnahme maßnahmen handlungsansatz handlungsfeld punkt ziffer drucksache drs ds
    vorlage informationsvorlage beschlussvorlage beschluss mail e-mail schreiben
""")
"""Where "siehe" and "wie" may point."""

_SIGNAL_WORDS = {
    **dict.fromkeys(_words("kein keine keinen keinerlei keiner nichts unverändert unveränderter gleicher"), _NO_NEWS),
    **dict.fromkeys(_words("siehe s sh vgl vergleiche wie laut lt gemäß gem"), _ELSEWHERE),
}
"""The words that make it an empty phrase, and what may follow them."""

_WORD = re.compile(r"\d+(?:[-/.]\d+)*|[^\W\d_]+(?:[-/]\w+)*")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/]\d{2,4})?")
_NUMBER = re.compile(r"(?:[^\W\d_]{1,4}[-/])?\d[\d./-]*")
_SIGNS = BLANKS + DASHES + ".,;:!?()[]/§„“”‚‘’'\"&+>→"
_MOST_WORDS, _LONGEST = 16, 110


def says_nothing(text: str) -> bool:
    """Whether a text only says that nothing is new, points elsewhere, or has no content at all."""
    if not is_given(text):
        return True
    if len(text) > _LONGEST:
        return False
    key = key_of(text)
    words = _WORD.findall(key)
    if len(words) > _MOST_WORDS:
        return False
    is_phrase = " ".join(words) in _ALONE or set(words) <= _NONE or _is_made_of_empty_words(words)
    return is_phrase and not _WORD.sub("", key).strip(_SIGNS)


def _is_made_of_empty_words(words: Iterable[str]) -> bool:
    may_follow: frozenset[str] = frozenset()
    for word in words:
        if word in _SIGNAL_WORDS and word not in may_follow:
            may_follow = _SIGNAL_WORDS[word]
        elif word not in (may_follow or _BEFORE) and not _is_number(word, may_follow):
            return False
    return bool(may_follow)


def _is_number(word: str, behind: frozenset[str]) -> bool:
    """Whether it is a year behind a signal word, or the number of a measure or a paper behind "siehe"."""
    return bool(behind and _YEAR.fullmatch(word)) or bool(behind is _ELSEWHERE and _NUMBER.fullmatch(word))


def says_none(text: str) -> bool:
    """Whether a whole answer means "none"."""
    return key_of(text).strip(_SIGNS) in _NONE


def is_empty_phrase(text: str) -> bool:
    """Whether a whole answer tells a stranger nothing: it says nothing, or it is a catchword ("läuft", "erledigt")."""
    return is_given(text) and (says_nothing(text) or key_of(text).strip(_SIGNS) in _TERSE)
