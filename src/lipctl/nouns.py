"""German nouns: gender, cases and plural of the words that an office puts in the place of lipctl's own.

What nobody said is guessed from the ending; ``[grammatik]`` in the settings says it where the guess is wrong.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class Gender(StrEnum):
    """The gender of a noun, by the article of its nominative; the plural has one for all."""

    MASCULINE = "der"
    FEMININE = "die"
    NEUTER = "das"
    PLURAL = "pl"


class Case(StrEnum):
    """The four cases, in the order of the tables."""

    NOMINATIVE = "Werfall"
    ACCUSATIVE = "Wenfall"
    DATIVE = "Wemfall"
    GENITIVE = "Wesfall"


class Noun(NamedTuple):
    """A noun: nominative and genitive of the singular, nominative and dative of the plural."""

    singular: str
    genitive: str
    plural: str
    dative_plural: str
    gender: Gender

    def form(self, case: Case, *, plural: bool = False) -> str:
        """The noun as it stands in this case."""
        if plural:
            return self.dative_plural if case is Case.DATIVE else self.plural
        return self.genitive if case is Case.GENITIVE else self.singular


EXAMPLE = "die Maßnahme, der Maßnahme, die Maßnahmen, den Maßnahmen"
"""How an office gives the grammar of a word: who (singular), whose (singular), who (plural), to whom (plural)."""

_ENDINGS = (
    (r"(ung|heit|keit|schaft|ion|tät|ik|ei|ur)$", Gender.FEMININE, "en"),
    (r"(?<!e)in$", Gender.FEMININE, "nen"),
    (r"e$", Gender.FEMININE, "n"),
    (r"(chen|lein|vorhaben|anliegen|thema|kapitel|cluster)$", Gender.NEUTER, ""),
    (r"(feld|bild)$", Gender.NEUTER, "er"),
    (r"(ziel|projekt|objekt|konzept|gebiet|angebot|programm|paket|ment|modul)$", Gender.NEUTER, "e"),
    (r"ressort$", Gender.NEUTER, "s"),
    (r"tor$", Gender.MASCULINE, "en"),
    (r"(er|el|en)$", Gender.MASCULINE, ""),
)
"""Endings of nouns with their gender and what the plural adds; the first one that fits."""
_PLURALS = (
    (r"atz$", "ätze"),
    (r"(?<=tr|hl)ag$", "äge"),
    (r"uss$", "üsse"),
    (r"(?i:(pl))an$", r"\1äne"),
    (r"(?i:(gr))und$", r"\1ünde"),
    (r"(?i:(them))a$", r"\1en"),
)
"""Plurals that no ending tells."""
_FEMININE = re.compile(r"(?i:person|kurzfassung|art|arbeit|antwort)$")


def guessed(word: str, plural: str = "") -> Noun:
    """A noun by its ending; the plural too, unless it is given."""
    gender, added = next(
        ((gender, added) for ending, gender, added in _ENDINGS if re.search(ending, word.casefold())),
        (Gender.FEMININE, "en") if _FEMININE.search(word) else (Gender.MASCULINE, "e"),
    )
    special = next((re.sub(end, by, word) for end, by in _PLURALS if re.search(end, word)), "")
    several = plural or special or f"{word}{added}"
    dative = several if several.endswith(("n", "s")) else f"{several}n"
    own = word if gender is Gender.FEMININE else f"{word}{'es' if re.search(r'(s|ß|x|z)$', word) else 's'}"
    return Noun(word, own, several, dative, gender)


def given(word: str, grammar: str) -> Noun | None:
    """A noun by its grammar, written as :data:`EXAMPLE`; None if it is not."""
    found = re.fullmatch(r"(der|die|das) (.+?), (?:der|des) (.+?), die (.+?), den (.+)", " ".join(grammar.split()))
    return Noun(word, found[3], found[4], found[5], Gender(found[1])) if found else None


_TABLES: dict[str, tuple[str, str, str, str]] = {
    # nominative, accusative, dative, genitive; in each masculine, feminine, neuter, plural
    "der": ("der die das die", "den die das die", "dem der dem den", "des der des der"),
    "dies": ("dieser diese dieses diese", "diesen diese dieses diese", "diesem dieser diesem diesen", "dieses dieser dieses dieser"),
    "jed": ("jeder jede jedes alle", "jeden jede jedes alle", "jedem jeder jedem allen", "jedes jeder jedes aller"),
    "ein": ("ein eine ein -", "einen eine ein -", "einem einer einem -", "eines einer eines -"),
    "kein": ("kein keine kein keine", "keinen keine kein keine", "keinem keiner keinem keinen", "keines keiner keines keiner"),
    "zu": ("- - - -", "- - - -", "zum zur zum zu_den", "- - - -"),
    "bei": ("- - - -", "- - - -", "beim bei_der beim bei_den", "- - - -"),
    "von": ("- - - -", "- - - -", "vom von_der vom von_den", "- - - -"),
    "in": ("- - - -", "- - - -", "im in_der im in_den", "- - - -"),
}  # fmt: skip
_GENDERS = tuple(Gender)


def _word(kind: str, case: Case, gender: Gender) -> str:
    found = _TABLES[kind][tuple(Case).index(case)].split()[_GENDERS.index(gender)]
    return "" if found == "-" else found.replace("_", " ")


_MEANINGS: dict[tuple[str, Gender], list[tuple[str, Case]]] = {}
for _kind in _TABLES:
    for _case in Case:
        for _gender in Gender:
            _MEANINGS.setdefault((_word(_kind, _case, _gender), _gender), []).append((_kind, _case))
ARTICLES = tuple(sorted({word for word, _ in _MEANINGS if word}, key=len, reverse=True))
"""Every word of the tables, the longest first."""


def replaced(article: str, form: str, default: Noun, own: Noun, *, attribute: bool = False) -> str:
    """Another noun in the place of a default one, with its article ("" for none) in the same case.

    Where the case cannot be told from the default's article and form, and the other noun shows it, the noun stands in
    quotation marks without article: nobody has to know its grammar then. ``attribute``: it follows a noun, "den Namen
    einer Ansprechperson"; there it is a genitive if it can be one.
    """
    plural = form in (default.plural, default.dative_plural) and form not in (default.singular, default.genitive)
    if not article:
        case = Case.DATIVE if form == default.dative_plural != default.plural else Case.NOMINATIVE
        genitive = form == default.genitive != default.singular
        return own.form(Case.GENITIVE if genitive else case, plural=plural)
    meanings = _MEANINGS.get((article.lower(), Gender.PLURAL if plural else default.gender), [])
    genitives = [meaning for meaning in meanings if meaning[1] is Case.GENITIVE]
    meanings = genitives if attribute and genitives else meanings
    gender = Gender.PLURAL if plural else own.gender
    texts = {
        f"{_word(kind, case, gender)} {own.form(case, plural=plural)}"
        for kind, case in meanings
        if default.form(case, plural=plural) == form
    }
    if len(texts) != 1:
        return f"„{own.form(Case.NOMINATIVE, plural=plural)}“"
    text = texts.pop()
    return text[0].upper() + text[1:] if article[0].isupper() else text
