"""What a report, its table and its web pages are made for, as the settings have it."""

from __future__ import annotations

from datetime import date

from lipctl.report.view import Occasion
from lipctl.settings.keys import WITH_SUMMARY
from lipctl.settings.model import Settings


def occasion_of(settings: Settings, year: int, as_of: date, *, final: bool = False, public: bool = False) -> Occasion:
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
