"""The settings of a workspace, as the rest of lipctl asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from lipctl.scale import Scale
from lipctl.settings.catalogue_fields import PRIORITY, CatalogueField
from lipctl.settings.keys import BY_NUMBER, Value
from lipctl.settings.own_scale import NO_SCALE, OwnScale
from lipctl.words import GRAMMAR, NOUNS, Words


class ReminderStep(NamedTuple):
    """One step of reminding: how many days after the deadline it falls due, its template, whether the head gets a copy."""

    days: int
    template: str
    to_head: bool


@dataclass(frozen=True)
class Settings:
    """The settings of a workspace. Every value of :data:`KEYS` is there, as given or by default."""

    values: Mapping[tuple[str, str], Value]
    deadlines: Mapping[int, date] = field(default_factory=dict)
    ignored: Mapping[str, str] = field(default_factory=dict)
    """Files set aside on purpose, by their path below ``data/``, with the reason."""
    status_words: Mapping[str, str] = field(default_factory=dict)
    """Words of the city's lists, and the label of the assessment that each means."""
    catalogue_fields: tuple[CatalogueField, ...] = (PRIORITY,)
    """The columns of the catalogue that are printed under their own names."""
    own_scale: OwnScale = NO_SCALE

    def text(self, section: str, name: str) -> str:
        """A setting that is a text."""
        return str(self.values[section, name])

    def flag(self, section: str, name: str) -> bool:
        """A setting that is true or false."""
        return self.values[section, name] is True

    def number(self, section: str, name: str) -> int:
        """A setting that is a whole number."""
        value = self.values[section, name]
        return value if isinstance(value, int) else 0

    def label(self, name: str) -> str:
        """What the office calls a thing, e.g. ``label("handlungsansatz")``."""
        return self.text("bezeichnungen", name)

    @cached_property
    def labels(self) -> dict[str, str]:
        """All the office's words, by their key in ``[bezeichnungen]``, and their grammar where it is given."""
        words = {name: str(value) for (section, name), value in self.values.items() if section == "bezeichnungen"}
        grammar = {name: str(self.values[GRAMMAR, name]) for name in NOUNS}
        return words | {f"{GRAMMAR}.{name}": text for name, text in grammar.items() if text}

    @cached_property
    def words(self) -> Words:
        """What the office calls the questions."""
        return Words(self.labels)

    def of_reports(self) -> dict[tuple[str, str], Value]:
        """The values that a report may follow: all but those about mails."""
        return {key: value for key, value in self.values.items() if key[0] not in ("erinnerung", "mail")}

    @property
    def plan_id(self) -> str:
        """The plan's id, which every form carries."""
        return self.text("plan", "kennung")

    @property
    def plan_name(self) -> str:
        """The plan's name."""
        return self.text("plan", "name")

    @property
    def orders_by_number(self) -> bool:
        """Whether fields and areas stand in the order of their numbers, not in that of the catalogue."""
        return self.text("plan", "reihenfolge") == BY_NUMBER

    @property
    def city(self) -> str:
        """The city's name."""
        return self.text("plan", "stadt")

    @property
    def answers_for_plan(self) -> str:
        """Who answers for the plan in public: the coordinating office, else the city."""
        return self.text("koordination", "stelle") or self.city

    @property
    def report_title(self) -> str:
        """The report's title, without the year."""
        return self.text("bericht", "titel")

    @property
    def report_template(self) -> str:
        """The name of the report's Word template; its ending may be left out."""
        return self.text("bericht", "vorlage")

    @property
    def reasons_as_asked(self) -> bool:
        """Whether the question for reasons is printed where nothing but dashes was said."""
        return self.flag("bericht", "leere_gruende")

    @property
    def prints_links(self) -> bool:
        """Whether the address of a link is printed behind its text."""
        return self.flag("bericht", "links")

    @property
    def reminder_steps(self) -> tuple[ReminderStep, ...]:
        """The steps of reminding, the earliest first."""
        days = [day for day in self._list("erinnerung", "tage") if isinstance(day, int)]
        chosen = self._list("erinnerung", "vorlagen") or ["vor-der-frist" if day <= 0 else "erinnerung" for day in days]
        heads = self._list("erinnerung", "leitung")
        return tuple(sorted(ReminderStep(day, str(name), day in heads) for day, name in zip(days, chosen, strict=True)))

    def _list(self, section: str, name: str) -> tuple[str, ...] | tuple[int, ...]:
        value = self.values[section, name]
        return value if isinstance(value, tuple) else ()

    def asks_assessment(self, year: int) -> bool:
        """Whether the assessment is asked in that year."""
        return 0 < self.number("bewertung", "ab_jahr") <= year

    def scale(self, year: int) -> Scale:
        """How measures are assessed in that year, if they are."""
        return self.own_scale.in_year(year)

    def asked_scale(self, year: int) -> Scale | None:
        """How measures are assessed in that year; None if that is not asked."""
        return self.scale(year) if self.asks_assessment(year) else None

    @property
    def chapters(self) -> tuple[str, ...]:
        """The chapters of the report, in their order (keys of :data:`CHAPTERS`)."""
        return self.words_of("bericht", "kapitel")

    def with_section(self, section: str, other: Settings) -> Settings:
        """These settings with one section of others: a closed year is published as the web pages are set today."""
        own = {key: value for key, value in other.values.items() if key[0] == section}
        return replace(self, values={**self.values, **own})

    def words_of(self, section: str, name: str) -> tuple[str, ...]:
        """A setting that is a list of words."""
        return tuple(map(str, self._list(section, name)))
