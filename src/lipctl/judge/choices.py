"""What people write into fields that have only certain answers: yes, no, and that there is nobody else to name."""

from __future__ import annotations

from collections.abc import Iterable

from lipctl.text import is_given, key_of

YES = ("ja", "x", "✓", "✔", "☑", "wahr", "true", "1")
NO = ("nein", "falsch", "false", "0", "☐")

NO_OBJECTION = (
    "nein", "entfällt", "trifft nicht zu", "nicht zutreffend", "keine", "keine andere", "keine andere stelle",
    "keine andere dienststelle", "wir", "wir selbst", "wie bisher", "bleibt", "keine angabe", "k. a", "k.a", "ka", "n. a", "n.a", "n/a", "./", "/",
)  # fmt: skip
"""What people write beside "nicht zuständig – zuständig ist" to say that there is nothing to say; a final point does not
count."""


def is_objection(text: str, own_names: Iterable[str]) -> bool:
    """Whether a text beside "nicht zuständig – zuständig ist" names somebody else; ``own_names`` are the department's."""
    key = key_of(text)
    return is_given(text) and key.rstrip(".") not in NO_OBJECTION and key not in map(key_of, own_names)


def read_tick(text: str) -> bool | None:
    """Whether a text ticks a box; None if it says neither yes nor no. Blank and dashes are no."""
    if not is_given(text):
        return False
    return True if key_of(text) in YES else False if key_of(text) in NO else None
