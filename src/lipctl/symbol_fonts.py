"""Signs of the fonts Symbol and Wingdings, as Unicode has them.

Word's bullets, arrows and ticks are letters of these fonts. Copied into a cell or out of a PDF, they arrive as code points from
U+F020 on (the letter's own code and 0xF000) that no other font shows, or as the bare letter in its font. The tables hold what Word offers as a bullet, puts in by
itself ("-->" becomes an arrow) or has in its first list of symbols; after Unicode's own mapping of these fonts
(https://www.unicode.org/Public/MAPPINGS/VENDORS/ADOBE/symbol.txt, and document L2/12-368 for Wingdings).
"""

from __future__ import annotations

from string import ascii_letters

_GREEK = "αβχδεφγηιϕκλμνοπθρστυϖωξψζΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
SYMBOL = dict(zip(ascii_letters, _GREEK, strict=True)) | {
    " ": " ", "-": "–", "\u00b7": "•", "\u00a3": "≤", "\u00b3": "≥", "\u00b9": "≠", "\u00bb": "≈", "\u00b1": "±", "\u00b4": "×",
    "\u00b0": "°", "\u00a5": "∞", "\u00d6": "√", "\u00ac": "←", "\u00ae": "→", "\u00ab": "↔", "\u00de": "⇒", "\u00db": "⇔",
}  # fmt: skip
WINGDINGS = {
    " ": " ", "\u00a7": "▪", "n": "■", "l": "●", "\u00a8": "◻", "o": "□", "q": "❑", "v": "❖", "\u00d8": "➢", "\u00e8": "➔",
    "\u00e0": "→", "\u00df": "←", "\u00f0": "⇨", "\u00f3": "⇔", "\u00fc": "✓", "\u00fe": "☑", "\u00fb": "✗", "\u00fd": "☒",
    "J": "☺", "K": "😐", "L": "☹",
}  # fmt: skip
"""What a letter of the font shows."""

SIGNS = {0xF000 + ord(letter): sign for letter, sign in (SYMBOL | WINGDINGS).items()}
"""What a code point shows whose font is not known: where the fonts differ, what Word would have put in."""

_OWN_IN_SYMBOL = {code for code in range(0x21, 0x100) if chr(code).isalpha() or code > 0x7E}
FONTS = {"symbol": (SYMBOL, _OWN_IN_SYMBOL), "wingdings": (WINGDINGS, set(range(0x21, 0x100)))} | dict.fromkeys(
    ("wingdings 2", "wingdings 3", "webdings"), ({}, set(range(0x21, 0x100)))
)
"""The fonts by their names in small letters: the known signs, and the codes of all letters that are signs."""


def in_any_font(text: str, font: str) -> str:
    """A text in one of these fonts as it looks: letters become signs, unknown ones the code points that no other font shows."""
    signs, own = FONTS[font]
    return "".join(signs.get(char) or (chr(0xF000 + ord(char)) if ord(char) in own else char) for char in text)


def named_signs(text: str) -> str:
    """The code points in a text that mean something in one font only (Unicode's private use areas), e.g. "U+E001, U+F8FF"."""
    private = sorted({char for char in text if "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000"})
    return ", ".join(f"U+{ord(char):04X}" for char in private)
