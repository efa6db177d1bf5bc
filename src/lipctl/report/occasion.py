"""What a report, its table and its web pages are made for, as the settings have it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from lipctl.questions import Question
from lipctl.scale import Scale
from lipctl.settings.catalogue_fields import PRIORITY
from lipctl.settings.keys import BY_PLAN, WITH_SUMMARY
from lipctl.settings.model import Settings
from lipctl.text import is_given


class Occasion(NamedTuple):
    """What a report is made for: the year, the day it stands for, whether it is final, the scale by which it counts
    (None: it asks for no assessment).

    A ``public`` one leaves out what belongs to persons, internal remarks and open points; ``with_contacts`` keeps the
    contacts in it. ``reasons_as_asked``: the question for reasons is printed with its dashes where they are all that was
    said. ``overview_order`` is ``BY_PLAN`` or ``BY_STATE`` of the settings. ``fields`` are the columns of the catalogue
    that are printed under their own names; with ``summary_in_heading`` the heading of a measure without title has the
    beginning of its summary.
    """

    year: int
    as_of: date
    final: bool = False
    scale: Scale | None = None
    public: bool = False
    reasons_as_asked: bool = False
    overview_order: str = BY_PLAN
    fields: tuple[str, ...] = (PRIORITY.name,)
    summary_in_heading: bool = False
    with_contacts: bool = False

    @property
    def hides_persons(self) -> bool:
        """Whether persons, their numbers and addresses are left out."""
        return self.public and not self.with_contacts

    def prints(self, question: Question, text: str) -> bool:
        """Whether a text of a part that is not blank is printed (rules.md 1)."""
        return self.reasons_as_asked or question is not Question.REASONS or is_given(text)


def occasion_of(settings: Settings, year: int, as_of: date, *, final: bool = False, public: bool) -> Occasion:
    """What a report is made for, as the settings have it."""
    return Occasion(
        year=year,
        as_of=as_of,
        final=final,
        scale=settings.asked_scale(year),
        public=public,
        reasons_as_asked=settings.reasons_as_asked,
        overview_order=settings.text("bericht", "ueberblick_nach"),
        fields=tuple(field.name for field in settings.catalogue_fields if field.in_report),
        summary_in_heading=settings.text("bericht", "ueberschriften") == WITH_SUMMARY,
    )
