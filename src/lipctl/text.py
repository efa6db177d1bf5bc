"""What a person typed, and the one cleaning at the border (rules.md 1: "to the letter").

:func:`clean` is applied once, where a text enters lipctl. Everything behind it compares and prints
cleaned text. The tables below are also what the form's live formulas are made of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from lipctl.symbol_fonts import SIGNS

BLANKS = (
    " \t\n\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
)
"""Characters that show nothing: blanks of any width, tabs, line ends, NBSP, zero-width space."""

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d\uf02d"
"""Dashes of any kind, from the hyphen over "–" to the minus sign, and the one of the font Symbol."""

FORMULA_SIGN = "="
"""With dashes and nothing else behind it: what is left of dashes that a program took for a formula."""

NOTHING_TO_SAY = "– – –"
"""How the published page writes "nothing to say here"."""

CHOICE_LINE = "——— oder ———"
"""Stands between the texts of a field that a department is to choose from."""

_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets), and the bidi controls that can make a
# text read otherwise than it is stored (CVE-2021-42574). The marks LRM, RLM and ALM stay: Arabic needs them.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_DASH = re.compile(f"[{re.escape(DASHES)}]")
_SPACE_RUN = re.compile(f"[{re.escape(BLANKS)}]+")

_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip


class State(StrEnum):
    """How far a question is answered (rules.md 1). An absent answer has no text at all, and no state."""

    BLANK = "blank"
    NOTHING = "nothing"
    GIVEN = "given"


class Cleaned(NamedTuple):
    """A cleaned text, and the code points that were removed from it, in order."""

    text: str
    removed: tuple[int, ...] = ()


def clean(raw: str) -> Cleaned:
    """Return ``raw`` as it may stand in any document; idempotent.

    Line ends become ``\\n``, combining marks are composed (NFC), signs of symbol fonts become what they show. Characters that no XML document can hold, bidi controls,
    and blanks at both ends are removed. Nothing else is touched.
    """
    text, removed = raw, ""
    if not raw.isprintable():  # as is every text with a character of the two patterns
        text = _LINE_ENDS.sub("\n", raw)
        removed = "".join(_UNPRINTABLE.findall(text))
        text = _UNPRINTABLE.sub("", text).translate(SIGNS)
    return Cleaned(unicodedata.normalize("NFC", text).strip(BLANKS), tuple(map(ord, removed)))


def state_of(text: str) -> State:
    """Tell blank, nothing to say and given apart, for a cleaned text."""
    if not text.strip(BLANKS):
        return State.BLANK
    return State.GIVEN if text.strip(BLANKS + DASHES) else State.NOTHING


def is_given(text: str) -> bool:
    """Whether the text says something: neither blank nor only dashes."""
    return bool(text.strip(BLANKS + DASHES))


def is_rest_of_formula(text: str) -> bool:
    """Whether nothing is left but signs, such as "=- ": a program took dashes for a formula."""
    return FORMULA_SIGN in text and not text.strip(BLANKS + DASHES + FORMULA_SIGN)


def is_blank(text: str) -> bool:
    """Whether nothing is written there. Dashes are something."""
    return not text.strip(BLANKS)


def key_of(text: str) -> str:
    """The form in which two spellings of a name are equal: case, blanks, kinds of dashes and composed marks do not count."""
    folded = _DASH.sub("-", unicodedata.normalize("NFKC", text).casefold())
    return _SPACE_RUN.sub(" ", folded).strip(" ")


def without_marks(text: str) -> str:
    """The text without accents and umlauts, as German dictionaries sort it: Ä as A (DIN 5007-1)."""
    if text.isascii():
        return text
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def name_order(name: str) -> tuple[str, str]:
    """The sort key of a name, e.g. of a department: the one order in which lists of names stand. "" comes first."""
    return without_marks(name.casefold()), name


def fingerprint(text: str) -> str:
    """A short digest of a cleaned text, by which a form remembers what a field held; "" for no text."""
    return sha256(text.encode()).hexdigest()[:12] if text else ""


def in_paragraphs(text: str) -> tuple[str, ...]:
    """Split at blank lines. A single line end stays inside its paragraph."""
    return tuple(part for part in _BLANK_LINES.split(text) if part)


def in_one_line(text: str) -> str:
    """The text with every run of blanks and line ends as one blank."""
    return " ".join(text.split())


def shortened(text: str, length: int) -> str:
    """The text; of a longer one its beginning, up to a whole word, and "…", which no line end parts from it."""
    if len(text) <= length:
        return text
    beginning = text[:length]
    return f"{beginning.rpartition(' ')[0] or beginning}\u00a0…"


def listed(words: Iterable[str]) -> str:
    """Words as a sentence lists them: "A, B und C"."""
    *first, last = words
    return f"{', '.join(first)} und {last}" if first else last


def first_of(words: Sequence[str], most: int) -> str:
    """Words in a line; of very many only the first, with how many more there are."""
    more = len(words) - most
    return ", ".join(words) if more <= 0 else f"{', '.join(words[:most])} und {more} weitere"


def german_date(day: date) -> str:
    """A day as the office writes it, e.g. "31.12.2010"."""
    return f"{day:%d.%m.%Y}"


def letter_date(day: date) -> str:
    """A day as a letter writes it, e.g. "31. März 2011"."""
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


def counted(number: int, one: str, several: str) -> str:
    """A number with its noun: "1 Datei", "3 Dateien"."""
    return f"{number} {one if number == 1 else several}"


_DAY_ORDERS = (
    r"(?P<day>\d{1,2})\s*[./-]\s*(?P<month>\d{1,2})\s*[./-]\s*(?P<year>\d{4}|\d\d)",
    r"(?P<year>\d{4})[./-](?P<month>\d{1,2})[./-](?P<day>\d{1,2})",
    r"(?P<year>\d{4})[./-](?P<day>\d{1,2})[./-](?P<month>\d{1,2})",
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
)


def day_meant(text: str) -> date | None:
    """The day that a text means in German order (31.3.2026, 31.03.26) or otherwise (2026/3/31, 20260331), else None.

    A year of two digits is one of this century.
    """
    for order in _DAY_ORDERS:
        found = re.fullmatch(order, text.strip().strip("\"'„“”"), re.ASCII)
        if found:
            year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
            try:
                return date(year, int(found["month"]), int(found["day"]))
            except ValueError:  # there is no such day, in this order
                continue
    return None


def did_you_mean(typed: str, known: Iterable[str], *, most: int = 3, alike: float = 0.6) -> str:
    """A question with the known names that come near, whatever their case, e.g. "Meinten Sie „report“?"; "" if none does.

    Args:
        typed: a name that is not known.
        known: the names that are.
        most: how many the question may name.
        alike: how near a name has to come, from 0 to 1 (:func:`difflib.get_close_matches`).
    """
    names = {name.casefold(): name for name in known}
    near = get_close_matches(typed.casefold(), names, most, alike)
    return f"Meinten Sie {' oder '.join(f'„{names[name]}“' for name in near)}?" if near else ""
