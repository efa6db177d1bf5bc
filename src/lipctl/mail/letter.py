"""What one mail is about, and to whom it goes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from lipctl.forms.model import Form
from lipctl.settings.model import Settings
from lipctl.text import in_one_line, shortened

FIRST, FOLLOW_UP = "formular", "nachforderung"
"""The templates of the mails that bring a form: the year's first, and one that asks again."""
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9-]{1,63}"
)
_BETWEEN = re.compile(r"[;,\s]+|(?<=\w)\s*/\s*(?=\w)")


class Addresses(NamedTuple):
    """The addresses that a cell holds, and what in it is none."""

    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()


class Recipients(NamedTuple):
    """Who gets a mail: ``to``, ``cc``; ``bad`` is what stands in the catalogue or a form and is no address."""

    to: tuple[str, ...]
    cc: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail is about.

    ``as_of`` is the day it is written as of, ``deadline`` that of the round, ``step`` the number of the reminder and
    ``to_head`` whether the head is to get a copy; a mail that is no reminder has step 0.
    """

    form: Form
    file: str
    settings: Settings
    as_of: date
    deadline: date | None
    step: int
    to_head: bool

    @property
    def days_over(self) -> int:
        """How many days ago the deadline was; 0 before it, and without one."""
        return max((self.as_of - self.deadline).days, 0) if self.deadline else 0


def addresses_in(text: str) -> Addresses:
    """The mail addresses that a cell holds; each once, however they are separated and whether or not a name stands before."""
    found: dict[str, bool] = {}
    for piece in _BETWEEN.split(text):
        word = piece.strip("<>()[]\"'„“”:.").removeprefix("mailto:")
        if "@" in word:
            found.setdefault(word, bool(_ADDRESS.fullmatch(word)) and ".." not in word)
    if text.strip() and not found:
        return Addresses(bad=(shortened(in_one_line(text), 60),))
    return Addresses(
        tuple(word for word, good in found.items() if good), tuple(word for word, good in found.items() if not good)
    )


def recipients(form: Form, *, to_head: bool = False) -> Recipients:
    """Who gets a department's mail: its address for letters, else its usual one, else the contacts of its entries."""
    department = form.department
    bad: list[str] = []
    to: tuple[str, ...] = ()
    for cells in (
        (department.letters_to,),
        (department.contact.mail,),
        tuple(entry.contact.mail for entry in form.entries),
    ):
        read = [addresses_in(cell) for cell in cells]
        bad += [word for each in read for word in each.bad if "@" in word or cells == (department.letters_to,)]
        to = tuple(dict.fromkeys(address for each in read for address in each.good))
        if to:
            break
    head = addresses_in(department.head_mail) if to_head else Addresses()
    return Recipients(
        to, tuple(address for address in head.good if address not in to), tuple(dict.fromkeys([*bad, *head.bad]))
    )
