"""The names of contact persons, and how a text may write them: genitive, ß or ss, "ue" or "u" for "ü", letters without
their signs, capitals, a hyphen or a blank, other apostrophes, one half of a double name.

Names and words of a text are brought to one spelling and looked up: a text is read once, however many names there are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from lipctl.text import without_marks

SALUTATION = r"(?:Frauen|Frau|Fr\.|Herren|Herrn|Herr|Hr\.)"
SEPARATORS = re.compile(r"\s*(?:[/;,\n]|\bund\b)\s*")
"""What stands between the persons, units and numbers of one contact."""

_SALUTATION = re.compile(rf"{SALUTATION}\s+|(?i:\b{SALUTATION}\s+)")
_LETTERS = r"[^\W\d_]+"
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad"
_JOINING = _HYPHENS + "’'‘‛`´ʼʹ′"
_MARKS = f"[{_JOINING}]"
_WORD = re.compile(rf"{_LETTERS}(?:(?:-\n|{_MARKS}){_LETTERS})*")
_BREAK = re.compile(rf"-\n|(?![-’']){_MARKS}")
"""Marks that may stand inside a name, and may as well stand between two words."""
_HYPHEN = re.compile(f"-\n|[{_HYPHENS}]")
_MARK = re.compile(rf"-\n|{_MARKS}")
_ENDINGS = ("s", "ens", "sche", "schem", "schen", "scher", "sches")
_SPELLED_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "æ": "ae", "œ": "oe", "đ": "dj", "ł": "l", "ı": "i"}
)
_SIGN = re.compile(r"(?<=[ao])e|(?<![aeq]u)(?<=u)e|(?<=d)j", re.IGNORECASE)
"""What spelling out adds to the bare letter; "Bauer" and "Quelle" have none."""
_ADDRESSES = frozenset({"frau", "fr", "herr", "herrn", "hr"})
_TITLES = frozenset({"dr", "prof", "dipl", "ing"})
_PARTICLES = frozenset(
    ["von", "vom", "van", "zu", "zum", "zur", "der", "den", "dem", "de", "di", "la", "le", "el", "al", "in", "im", "am"]
)
_SHORTEST = 3
"""Shorter words are no surnames."""


class _Spelling(NamedTuple):
    """A word, perhaps without an ending, and the two spellings in which it is looked up."""

    word: str
    key: str
    plain: str


_NO_WORD = _Spelling("", "", "")


class PersonNames(NamedTuple):
    """Names in the spellings that are looked up (:func:`_key`; without signs in all sets but ``whole``).

    ``whole`` are surnames and the halves of double ones, ``signless`` those of them that have an umlaut, ``pairs`` two
    words that are a name only together, ``addressed`` every word that may follow "Frau" or "Herr", in small letters.
    """

    whole: frozenset[str]
    signless: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    addressed: frozenset[str]

    def first_in(self, text: str) -> str | None:
        """The first name in a text, as it stands there but for its ending; None without any.

        Case counts, for Herr Lange is not "lange"; after "Frau" or "Herr" it does not.
        """
        before, addressed = _NO_WORD, False
        for token in map(str, _WORD.findall(text)):
            words = [token] if token.isalpha() else _BREAK.split(token)
            if len(words) > 1 and (whole := self._name(_spellings(token))):
                return whole
            for word in words:
                spellings = _spellings(word)
                found = self._name(spellings) or self._pair(before, spellings)
                if found or (addressed and (found := self._addressed(spellings))):
                    return found
                small = word.lower()
                addressed = small in _ADDRESSES or (addressed and small in _TITLES)
                before = spellings[0]
        return None

    def _name(self, spellings: list[_Spelling]) -> str | None:
        for word, key, plain in spellings:
            if key in self.whole or plain in self.signless:
                return word
        return None

    def _pair(self, before: _Spelling, spellings: list[_Spelling]) -> str | None:
        for _, _, plain in spellings:
            if (before.plain, plain) in self.pairs:
                return f"{before.word} {spellings[0].word}"
        return None

    def _addressed(self, spellings: list[_Spelling]) -> str | None:
        for word, _, plain in spellings:
            parts = (_plain(_key(part)) for part in _HYPHEN.split(word))
            if not self.addressed.isdisjoint(part.lower() for part in (plain, *parts)):
                return word
        return None


def names_of(contacts: Iterable[str]) -> PersonNames:
    """The names in fields like "Frau Dr. Muster / Herr Meyer-Schmidt".

    Without any salutation a word alone is a name, and of several the last two together: "Team Integration" is nobody.
    """
    names, pairs, addressed = set[str](), set[tuple[str, str]](), set[str]()
    for persons in set(contacts):
        has_salutation = bool(_SALUTATION.search(persons))
        for entry in SEPARATORS.split(persons):
            tokens = [str(token) for token in _WORD.findall(_SALUTATION.sub("", entry))]
            addressed.update(part for token in tokens for part in (token, *_HYPHEN.split(token)))
            words = [word for token in tokens for word in _BREAK.split(token) if len(word) >= _SHORTEST]
            if not words:
                continue
            halves = [half for half in _HYPHEN.split(tokens[-1]) if len(half) >= _SHORTEST]
            if has_salutation:
                names.update((words[-1], tokens[-1], *halves) if len(tokens[-1]) >= _SHORTEST else words[-1:])
            elif len(words) == 1:
                names.add(words[-1])
            else:
                pairs.update((words[-2], half) for half in (words[-1], *halves))
            names.update("-".join(words[-2:]) for _ in words[1:2])  # with a hyphen where the contact has a blank
            pairs.update(pairwise(_MARK.split(words[-1])))  # and with a blank where it has a hyphen: "O Neill"
    whole = {key for name in names for key in _keys(name)}
    return PersonNames(
        whole=frozenset(whole - {""}),
        signless=frozenset(map(_plain, whole)) - whole,
        pairs=frozenset((_plain(a), _plain(b)) for one, two in pairs for a in _keys(one) for b in _keys(two)),
        addressed=frozenset(_plain(_key(word)).lower() for word in addressed) - _TITLES - _PARTICLES - {""},
    )


def _spellings(word: str) -> list[_Spelling]:
    """The word, and what is left of it without each ending that it may have: "Musters", "Muster's", "Mustersche"."""
    bare, small = [word], word.lower()
    if small.endswith(_ENDINGS) and len(small) == len(word):
        bare += [word[: -len(ending)].rstrip(_JOINING) for ending in _ENDINGS if small.endswith(ending)]
    return [_Spelling(each, key := _key(each), _plain(key)) for each in bare]


def _keys(name: str) -> set[str]:
    """The keys of a name; one that is written small is found with a capital, too."""
    key = _key(name)
    return {key, key[:1].upper() + key[1:]}


def _key(word: str) -> str:
    """The word without hyphens, apostrophes and signs, umlauts spelled out, small but for a first capital."""
    bare = word if word.isalpha() else _MARK.sub("", word)
    key = bare.casefold()
    if not key.isascii():
        key = without_marks(unicodedata.normalize("NFC", key).translate(_SPELLED_OUT))
    return key if bare[:1].islower() else key[:1].upper() + key[1:]


def _plain(key: str) -> str:
    """A key with "u" instead of "ue": how names are written where the signs are missing."""
    return _SIGN.sub("", key)
