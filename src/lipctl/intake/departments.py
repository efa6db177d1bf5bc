"""Departments as lists and pages name them: a short id for each, and cells that name several."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from lipctl.intake.model import Remarks
from lipctl.plan.model import Contact, Department, ids_by_name
from lipctl.text import is_given, key_of, listed

_KIND = (
    r"(?:FB|Fachbereich|Amt|A|OE|SG|Sachgebiet|Ref\.?|Referat|Abt\.?|Abteilung|Dez\.?|Dezernat|Stabsstelle|Büro|Team)"
)
_NUMBERED = re.compile(rf"(?P<kind>{_KIND}\s*)?(?P<id>\d{{1,3}}(?:[./-]\d{{1,2}})*|[IVX]+)\b(?P<rest>.*)", re.DOTALL)
_NUMBER_BEHIND = re.compile(rf"(?P<name>.+?)\s*\((?:{_KIND}\s*)?(?P<id>\d{{1,3}}(?:[.-]\d{{1,2}})*)\)")
_OF_UNIT = re.compile(r"(?:OE\s*)?(\d{1,3})\b")
_SEPARATORS = re.compile(r"\s*(?:[\n;]|\s/\s|\s\+\s)\s*")
_WEAK_SEPARATORS = tuple(
    map(re.compile, (r"\s*[,/&+]\s*", r"\s*\b(?:und|sowie)\s+", r"\s*(?:[,/&+]|\b(?:und|sowie)\b)\s*"))
)
_LEADS = re.compile(
    r"\s*\((?:f|ff|fdf|federf(?:ührend|ührung)?|Federführung|Ltg\.?)\.?\)|\s+federführend$", re.IGNORECASE
)
_NOBODY = re.compile(r"[nk]\.\s?[nab]\.|(?:noch )?(?:offen|unklar|unbekannt)|noch zu klären|niemand", re.IGNORECASE)
_SMALL_WORDS = frozenset("und für der die das des den dem im in am von zur zum mit".split(" "))  # noqa: SIM905
_LONGEST_ID = 30


class Named(NamedTuple):
    """Departments that a cell names: the one that leads first. ``guess`` says what is not certain about it, "" for nothing."""

    names: tuple[str, ...]
    guess: str = ""


def names_nobody(cell: str) -> bool:
    """Whether a cell only says that nobody is responsible, or not yet: "N.N.", "offen", a dash."""
    return not is_given(cell) or bool(_NOBODY.fullmatch(cell.strip()))


def split_names(cell: str, known: Collection[str]) -> Named:
    """The departments in a cell. ``known`` are the keys of names that stand alone elsewhere.

    A comma, a slash or an "und" parts them only where each piece looks like a department of its own: names hold such, too.
    """
    whole = cell.strip()
    if not whole or key_of(whole) in known:
        return Named((whole,) if whole else ())
    pieces = [piece for part in _SEPARATORS.split(whole) if part for piece in _weakly_split(part, known)]
    leading = [piece for piece in pieces if _LEADS.search(piece)]
    ordered = dict.fromkeys(_LEADS.sub("", piece).strip() for piece in (*leading, *pieces))
    names = tuple(name for name in ordered if name)
    if len(names) < 2:
        return Named(names)
    why = "so steht es dabei" if leading else "sie steht vorn"
    return Named(
        names, f"„{whole}“: zuständig ist „{names[0]}“ ({why}), beteiligt {listed(f'„{name}“' for name in names[1:])}"
    )


def _weakly_split(part: str, known: Collection[str]) -> Iterator[str]:
    if key_of(part) in known:
        yield part
        return
    for separators in _WEAK_SEPARATORS:
        pieces = [piece for piece in separators.split(part) if piece]
        if len(pieces) > 1 and all(_stands_alone(_LEADS.sub("", piece), known) for piece in pieces):
            yield from pieces
            return
    yield part


def _stands_alone(name: str, known: Collection[str]) -> bool:
    """Whether a piece of a cell is a department of its own: it has a number, or stands alone in another cell."""
    return bool(_NUMBERED.match(name) or _NUMBER_BEHIND.fullmatch(name)) or key_of(name) in known


class DepartmentList:
    """The departments of a catalogue and the new ones: each name once, with a short id of its own."""

    def __init__(self, known: Mapping[str, Department]) -> None:
        self._ids = ids_by_name(known.values())
        self._taken = {identifier.casefold() for identifier in known}
        self.new: dict[str, Department] = {}
        self.remarks = Remarks()

    def add(self, names: Mapping[str, Iterable[str]]) -> None:
        """Take in departments by their names, each with its known units (OE). Those that are there already stay as they are."""
        fresh = {
            name: _Proposed.of(name, tuple(units)) for name, units in names.items() if key_of(name) not in self._ids
        }
        bare = sorted(
            fresh, key=lambda name: (not fresh[name].name, name)
        )  # numbers alone last: a name may come with them
        for name in bare:
            known = self._ids.get(key_of(name))
            if known is None:
                self._take(name, fresh[name])
            elif not fresh[name].numbered:
                self.remarks.guessed("Gilt als dieselbe Dienststelle: Der Name ist gleich", f"{name}: {known}")

    def id_of(self, name: str) -> str:
        """The id of a department that was taken in or known.

        Raises:
            KeyError: it is neither.
        """
        return self._ids[key_of(name)]

    def _take(self, written: str, proposed: _Proposed) -> None:
        same = self._ids.get(key_of(proposed.id)) if proposed.numbered else None
        if same is not None:
            self._ids[key_of(written)] = same
            if same in self.new and key_of(written) != key_of(same):
                known = self.new[same]
                self.new[same] = known._replace(aliases=(*known.aliases, written))
            if proposed.name:
                text = "Gilt als dieselbe Dienststelle: Die Nummer ist gleich"
                self.remarks.guessed(text, f"{written}: {same}")
            return
        identifier, name = self._free(proposed.id), proposed.name or written
        aliases = (written,) if key_of(written) not in {key_of(name), key_of(identifier)} else ()
        contact = Contact(department=name, unit=proposed.prefix)
        self.new[identifier] = Department(identifier, name, proposed.prefix, contact, aliases)
        self._taken.add(identifier.casefold())
        own = (name, written, *((identifier,) if proposed.numbered else ()))
        self._ids |= {key_of(each): identifier for each in own}
        text = f"Kennung einer Dienststelle {proposed.why}"
        self.remarks.guessed(text, f"{written}: {identifier}")

    def _free(self, wanted: str) -> str:
        identifier, count = wanted, 2
        while identifier.casefold() in self._taken:
            identifier, count = f"{wanted}-{count}", count + 1
        return identifier


class _Proposed(NamedTuple):
    """An id for a department and why; ``numbered`` if it is the number that the city itself uses."""

    id: str
    name: str
    why: str
    numbered: bool = False
    prefix: str = ""

    @classmethod
    def of(cls, written: str, units: tuple[str, ...]) -> _Proposed:
        """The id by the number in the name, else by the units, else by the first letters of the words."""
        found = _NUMBERED.fullmatch(written)
        if found and (found["kind"] or (found["id"].isascii() and found["id"][0].isdigit())):
            rest = found["rest"].strip(" :–-.,\n")
            kind = (found["kind"] or "").strip()
            roman = not found["id"][0].isdigit()
            return cls(
                _safe(f"{kind}-{found['id']}" if roman else found["id"]),
                (written if kind else rest) if rest else "",
                "nach der Nummer im Namen", numbered=True,
            )  # fmt: skip
        if behind := _NUMBER_BEHIND.fullmatch(written):
            return cls(_safe(behind["id"]), behind["name"], "nach der Nummer im Namen", numbered=True)
        heads = {match[1] for unit in units if (match := _OF_UNIT.match(unit))}
        if len(heads) == 1 and all(map(_OF_UNIT.match, units)):
            (number,) = heads
            return cls(number, written, "nach ihrer OE", prefix=f"OE {number}")
        if units and (start := units[0].split()[0]) and not _OF_UNIT.match(units[0]):
            return cls(_safe(start), written, "nach ihrer OE", prefix=start)
        return cls(_initials(written), written, "aus dem Namen gebildet")


def _initials(name: str) -> str:
    words = [word for word in re.findall(r"[^\W\d_]+", name) if word.casefold() not in _SMALL_WORDS]
    if len(words) == 1:
        return _safe(words[0])[:20]
    return _safe("".join(word[0] for word in words)).upper() if words else "Stelle"


def _safe(text: str) -> str:
    """What of a text may stand in an id: letters A–Z, digits, "-"."""
    for umlaut, letters in {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}.items():
        text = text.replace(umlaut, letters)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID] or "Stelle"
