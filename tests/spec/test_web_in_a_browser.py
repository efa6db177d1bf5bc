"""The public pages in a real Chromium: what a citizen reads, and what others say of them."""

from datetime import date
from pathlib import Path

import pytest

from lipctl.commands.init import create_workspace
from lipctl.commands.publish import publish
from lipctl.commands.template import preview_template
from lipctl.workspace import Workspace
from support.browser import Browser, checked_by_nu, validated

pytestmark = pytest.mark.foreign
AS_OF = date(2014, 1, 15)
PAGE = Path(__file__).parents[1] / "support" / "lip-5-1-page.txt"
LIKE_THE_PAGE = {
    '# ueberschriften = ["hinweis", "kurzfassung", "kurzfassung_nach_hinweis", "teil", "umsetzungsstand", "geplante_schritte", "gruende", "kontakt"]':
        'ueberschriften = ["hinweis", "kurzfassung", "geplante_schritte", "gruende", "kontakt"]',
    "# einstufung = true": "einstufung = false",
    "# gruende_immer = false": "gruende_immer = true",
    '# gruende_ohne_ansatz = ""':
        'gruende_ohne_ansatz = "Falls noch nichts (weiter) unternommen wurde – welche Gründe?"',
    '# kontakt_trenner = ""': 'kontakt_trenner = "||"',
    '# gruende = "Falls noch nichts (weiter) unternommen wurde – welche Gründe?"':
        'gruende = "Falls noch nichts (weiter) unternommen wurde - welche Gründe?"',
    '# erklaerung_vom = ""': 'erklaerung_vom = "1. März 2010"',
    '# rueckmeldung = ""': 'rueckmeldung = "mailto:integration@example.org"',
}  # fmt: skip
"""The settings with which the pages read as the published one does (docs/referenz/webseiten.md)."""


def set_up(folder: Path, changes: dict[str, str]) -> Workspace:
    """The sample with other settings."""
    create_workspace(folder, sample=True)
    path = folder / "lipctl.toml"
    text = path.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return Workspace(folder)


@pytest.fixture(scope="module")
def browser():
    browser = Browser()
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Path:
    """The sample's pages, made to read as the published one."""
    workspace = set_up(tmp_path_factory.mktemp("page") / "lip", LIKE_THE_PAGE)
    return publish(workspace, 2010, as_of=AS_OF, with_contacts=True).folder


@pytest.fixture(scope="module")
def everything(tmp_path_factory) -> Path:
    """Pages on which everything occurs that can."""
    workspace = set_up(tmp_path_factory.mktemp("preview") / "lip", {})
    return preview_template(workspace, "web", AS_OF).parent


def test_the_page_of_area_5_1_reads_as_the_published_one_to_the_letter(browser, sample):
    published = PAGE.read_text(encoding="utf-8").splitlines()
    first = next(place for place, line in enumerate(published) if line.startswith("Handlungsansatz "))
    browser.show(sample / "bereich-5-1.html")
    lines = browser.lines_of("main")
    assert lines[lines.index("Handlungsansatz 5-1-1") :] == [line.strip() for line in published[first:]]


PAGES = ("index.html", "alle.html", "bereich-5-1.html", "bereich-5-2.html", "barrierefreiheit.html")


@pytest.mark.parametrize(
    ("width", "scheme", "names"),
    [
        (320, "light", ("index.html", "bereich-5-1.html")),
        (320, "dark", PAGES),
        (1280, "light", ("index.html", "bereich-5-1.html")),
        (1280, "dark", ("index.html", "bereich-5-1.html")),
    ],
)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(browser, everything, width, scheme, names):
    for name in names:
        browser.show(everything / name, width=width, scheme=scheme)
        browser.run("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        assert browser.violations() == [], name
        assert browser.run("return document.documentElement.scrollWidth") <= width, name


def test_the_pages_break_no_policy_of_their_own_and_ask_for_nothing_outside(browser, everything):
    browser.complaints(), browser.requested()
    for name in PAGES:
        browser.show(everything / name)
    assert (browser.complaints(), browser.requested()) == ([], {"file://"})


def test_the_whole_page_can_be_used_with_the_keyboard_alone(browser, everything):
    keys = pytest.importorskip("selenium.webdriver").Keys
    browser.show(everything / "index.html")
    active = browser.driver.switch_to
    active.active_element.send_keys(keys.TAB)
    assert active.active_element.text == "Zum Inhalt"
    active.active_element.send_keys(keys.ENTER)
    assert browser.run("return document.activeElement.id") == "inhalt"
    seen = []
    for _ in range(80):
        active.active_element.send_keys(keys.TAB)
        here = browser.run(
            "const here = document.activeElement, style = getComputedStyle(here);"
            "return [here.tagName, here.textContent.trim(), style.outlineStyle, parseFloat(style.outlineWidth)]"
        )
        if here[0] == "BODY":
            break
        seen.append(here)
    assert {tag for tag, *_ in seen} == {"INPUT", "BUTTON", "A", "SUMMARY", "SECTION"}
    assert all(style == "solid" and width >= 2 for _, _, style, width in seen)
    reachable = browser.run(
        "return document.querySelectorAll('main a, main summary, main input, main button, footer a').length"
    )
    assert len(seen) == reachable - _hidden_links(browser) + 1  # and the table, which can be scrolled


def _hidden_links(browser) -> int:
    return browser.run("return document.querySelectorAll('details:not([open]) a').length")


def test_the_search_finds_an_entry_by_a_word_of_its_answer(browser, everything):
    browser.show(everything / "index.html")
    browser.driver.find_element("id", "suchwort").send_keys("Newsletter erscheint")
    found = browser.driver.find_element("css selector", "#ergebnis a")
    assert found.text == "Handlungsansatz 5-1-2 · LIP-Bereich 5.1 Beteiligung"
    assert browser.lines_of("#treffer") == ["1 Treffer"]
    found.click()
    assert browser.run("return document.querySelector(':target h2').textContent") == "Handlungsansatz 5-1-2"


def test_html_validate_and_the_nu_validator_find_nothing(everything, sample, tmp_path):
    pages = [*sorted(everything.glob("*.html")), sample / "index.html", sample / "bereich-5-1.html"]
    assert validated(pages, tmp_path) == []
    assert checked_by_nu([*pages, everything / "stil.css", everything / "symbol.svg"]) == []
