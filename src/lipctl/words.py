"""What an office calls things: its labels of the questions and its nouns, in lipctl's own sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from lipctl.nouns import ARTICLES, Noun, given, guessed, replaced
from lipctl.questions import QUESTIONS, Question

GRAMMAR = "grammatik"
"""The section of the settings that holds the grammar of the office's nouns."""
_ENDS_WITH_NOUN = re.compile(r"\b[A-ZÄÖÜ]\w+ $")
_PLURAL_VERB = re.compile(r" (?:fehlen|liegen)\b")
"""What follows a name that is a plural, "Geplante Schritte fehlen"; of an own label nobody knows the number."""
_BEFORE_A_LABEL = {
    **dict.fromkeys(("der", "die", "den"), ""),
    **dict.fromkeys(("ein", "eine", "einen"), "eine Angabe zu "),
    **dict.fromkeys(("kein", "keine", "keinen"), "keine Angabe zu "),
    "fehlen die": "fehlt ",
    "die neue": "die neue Angabe zu ",
    "eine neue": "eine neue Angabe zu ",
    "beim": "bei ",
    **dict.fromkeys(("zum", "zur"), "zu "),
}
"""The words that may stand before a question's name, and what stands before an office's own label, whose gender and
number nobody knows."""


_NOUNS = {
    "handlungsfeld": ("Handlungsfeld", r"Handlungsfeld(?:e?s|ern?)?"),
    "bereich": ("LIP-Bereich", r"LIP-Bereich(?:en?|s)?"),
    "handlungsansatz": ("Handlungsansatz", r"Handlungsans(?:atz(?:es)?|ätzen?)"),
    "teil": ("Teil", r"(?<![Zz]um )Teil(?:en?|s)?"),
    "kurzfassung": ("Kurzfassung", r"Kurzfassung(?:en)?"),
    "ansprechperson": ("Ansprechperson", r"Ansprechperson(?:en)?"),
}
"""The nouns that an office may rename, by their keys in ``[bezeichnungen]``: the default, and a pattern of its forms."""
NOUNS = tuple(_NOUNS)
PLURALS = {"handlungsansatz": "handlungsansaetze", "ansprechperson": "ansprechpersonen"}
"""The keys of those plurals that have one of their own."""


def noun_of(key: str, labels: Mapping[str, str]) -> Noun:
    """An office's noun, with its grammar as the settings give it (``[grammatik]``), else guessed."""
    word = labels.get(key) or _NOUNS[key][0]
    plural = labels.get(PLURALS.get(key, ""), "")
    return given(word, labels.get(f"{GRAMMAR}.{key}", "")) or guessed(word, plural)


class Words:
    """What an office calls things: the labels of its settings, by their keys, the default for any other."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._nouns = {
            key: (guessed(default), noun_of(key, labels))
            for key, (default, _) in _NOUNS.items()
            if labels.get(key, default) not in ("", default)
        }
        self._renamed = {
            question: labels[row.key]
            for question, row in QUESTIONS.items()
            if row.key and labels.get(row.key, row.label) not in ("", row.label)
        }

    @cached_property
    def _noun_pattern(self) -> re.Pattern[str]:
        """Finds the nouns that are called otherwise, each with the article before it."""
        nouns = "|".join(f"(?P<{key}>{_NOUNS[key][1]})" for key in self._nouns)
        return re.compile(rf"\b(?:((?i:{'|'.join(ARTICLES)})) )?(?:{nouns})\b")

    @cached_property
    def _name_pattern(self) -> re.Pattern[str]:
        """Finds the names of the questions that are called otherwise, each with the words before it."""
        names = "|".join(f"(?P<{question}>{QUESTIONS[question].inflections})" for question in self._renamed)
        return re.compile(rf"\b(?:((?i:{'|'.join(_BEFORE_A_LABEL)})) )?(?:{names})\b")

    def label(self, question: Question) -> str:
        """What stands over the question's field."""
        return self._renamed.get(question, QUESTIONS[question].label)

    def name(self, question: Question) -> str:
        """What a list calls the question."""
        return self._renamed.get(question, QUESTIONS[question].name)

    def lacking(self, question: Question) -> str:
        """That an answer to the question is missing: "fehlt der Umsetzungsstand"; of an own label nobody knows the number."""
        return self.say(QUESTIONS[question].lacking)

    def say(self, sentence: str) -> str:
        """One of lipctl's own sentences with the office's labels in place of the default names.

        An own label stands in quotation marks after an article or if it has several words: "Beim Umsetzungsstand stehen
        nur Striche" becomes "Bei „Sachstand“ stehen nur Striche", "ohne Bewertung" becomes "ohne Einschätzung". A noun
        stands in the case of the default one (:func:`lipctl.nouns.replaced`). Never to be called with what a person
        wrote: the words would be changed there too.
        """
        said = self._noun_pattern.sub(self._own_noun, sentence) if self._nouns else sentence
        return self._name_pattern.sub(self._own_label, said) if self._renamed else said

    def _own_noun(self, found: re.Match[str]) -> str:
        key = str(found.lastgroup)
        attribute = bool(_ENDS_WITH_NOUN.search(found.string, 0, found.start()))
        return replaced(found[1] or "", found[key], *self._nouns[key], attribute=attribute)

    def _own_label(self, found: re.Match[str]) -> str:
        label = self._renamed[Question(str(found.lastgroup))]
        before = found[1]
        if _PLURAL_VERB.match(found.string, found.end()):
            return f"Angaben zu „{label}“"
        if before is None:
            return label if " " not in label else f"„{label}“"
        instead = f"{_BEFORE_A_LABEL[before.lower()]}„{label}“"
        return instead[0].upper() + instead[1:] if before[0].isupper() else instead


DEFAULT_WORDS = Words({})
"""The words of an office that renames nothing."""
