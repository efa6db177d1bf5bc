"""The chapters of the shipped template: the settings choose them and their order."""

from __future__ import annotations

from dataclasses import replace

import pytest

import build_template
from lipctl.report.view import ReportView
from lipctl.settings.keys import CHAPTERS
from lipctl.settings.model import Settings
from lipctl.word.context import context
from lipctl.word.template import compile_template
from support.report import SETTINGS, sample_view
from support.word import PROPERTIES, flattened

TEMPLATE = compile_template(build_template.TARGET.read_bytes())
HEADINGS = {
    "vorwort": "Vorwort",
    "zusammenfassung": "Zusammenfassung",
    "ueberblick": "Überblick über alle Handlungsansätze",
    "veraenderungen": "Veränderungen gegenüber 2009",
    "massnahmen": "Handlungsfeld 1 Bildung",
    "kontakte": "Anhang: Ansprechpersonen",
    "offene_punkte": "Anhang: Offene Punkte",
    "quellen": "Anhang: Wie dieser Bericht entstanden ist",
}


def with_chapters(*words: str) -> Settings:
    return replace(SETTINGS, values={**SETTINGS.values, ("bericht", "kapitel"): words})


def headings(view: ReportView, settings: Settings = SETTINGS) -> list[str]:
    """The chapters of a report; of the fields of action only the first."""
    found = [
        text
        for style, text in flattened(TEMPLATE.render(context(view, settings), PROPERTIES))
        if style in ("heading 1", "Kapitel fortlaufend")
    ]
    return [text for text in found if not text.startswith(("Handlungsfeld 2", "Handlungsfeld 3", "Ohne "))]


def test_each_chapter_of_the_settings_is_in_the_template() -> None:
    assert list(build_template.CHAPTERS) == list(CHAPTERS) == list(HEADINGS)


def test_the_chapters_stand_in_the_order_of_the_settings() -> None:
    backwards = list(reversed(CHAPTERS))
    assert headings(sample_view(), with_chapters(*backwards)) == [HEADINGS[word] for word in backwards]


@pytest.mark.parametrize("word", CHAPTERS)
def test_a_report_may_have_a_single_chapter(word: str) -> None:
    assert headings(sample_view(), with_chapters(word)) == [HEADINGS[word]]


def test_without_a_word_all_but_the_foreword_are_there() -> None:
    assert headings(sample_view()) == [HEADINGS[word] for word in CHAPTERS if word != "vorwort"]


def test_the_public_version_has_no_open_points_and_names_offices() -> None:
    chapters = headings(sample_view(public=True))
    assert chapters[4:] == ["Anhang: Zuständige Stellen", HEADINGS["quellen"]]
    assert HEADINGS["offene_punkte"] not in chapters


def test_without_an_earlier_round_there_is_no_comparison() -> None:
    assert HEADINGS["veraenderungen"] not in headings(sample_view()._replace(changes=None))
