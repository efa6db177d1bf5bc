"""The public pages (``lipctl publish``): what stands on them, what never does, and what happens to the folder."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from lipctl.commands.publish import publish
from lipctl.errors import FileAccessError, OutputChangedError, TemplateError
from lipctl.files import write_atomically
from lipctl.plan.model import Plan
from lipctl.plan.writer import write_catalogue
from lipctl.web.context import Download
from lipctl.web.folder import replace_site
from lipctl.web.preview import sample_site
from lipctl.web.site import page_values
from lipctl.web.templates import Pages, read_sources
from lipctl.web.variables import VARIABLES, names_in
from lipctl.workspace import Workspace
from support.rounds import AS_OF, Office, open_office, plan_of

PLAN = """
| Nummer | Dienststelle | Kurzfassung         | im Bericht |
| 5-1-1  | 18           | Ein Ausschuss       | nein       |
| 5-1-3  | 18           | Ein Runder Tisch    | ja         |
| 5-1-9  | 50           | Ein Medientreff     | ja         |
"""
ANSWERS = """
| Nummer | Stand | Schritte | Person                  | OE       | Telefon   |
| 5-1-3  | getan | – – –    | Frau Altuğ              | OE 18.62 | 168-43944 |
| 5-1-9  | läuft bis zum Herbst | weiter | Herr Langenfeld | OE 50.1 | 168-50000 |
"""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = open_office(tmp_path, PLAN)
    office.answer(2013, ANSWERS)
    return office


def pages(office: Office, **options: bool) -> dict[str, str]:
    """The files of the site by their names."""
    folder = publish(office.workspace, 2013, as_of=AS_OF, **options).folder
    assert folder is not None
    return {path.name: path.read_text(encoding="utf-8-sig") for path in sorted(folder.iterdir())}


def with_settings(office: Office, **web: object) -> Office:
    """The same office, with these keys of [web]."""
    values = {**office.workspace.settings.values, **{("web", key): value for key, value in web.items()}}
    workspace = Workspace(office.workspace.root)
    workspace.__dict__["settings"] = replace(office.workspace.settings, values=values)
    return Office(workspace)


def test_the_public_pages_name_nobody_and_those_with_contacts_do(office: Office) -> None:
    public = "\n".join(pages(office).values())
    persons = ("Altuğ", "Langenfeld", "168-43944", "168-50000", "Muster", "ruecklauf", "18.xlsx")
    assert [word for word in persons if word in public] == []
    assert "OE 18.62" in public
    named = pages(office, with_contacts=True)
    for name in ("bereich-5-1.html", "daten-2013.csv", "daten-2013.json"):
        assert [word for word in ("Frau Altuğ", "168-50000") if word not in named[name]] == [], name
    assert "ruecklauf" not in "\n".join(named.values())


def test_a_number_typed_beside_the_unit_stays_off_the_public_pages(office: Office) -> None:
    office.answer(2013, "| Nummer | Stand | OE |\n| 5-1-9 | läuft | OE 50.1, Tel. 0511 168-51234 |", department="50")
    assert "51234" not in "\n".join(pages(office).values())


def test_what_is_no_measure_is_shown_with_its_note_and_counted_nowhere(office: Office) -> None:
    plan = plan_of(PLAN)
    noted = replace(plan.measures[0], note="Kein Handlungsansatz; <b>der Bericht</b> lässt ihn aus.")
    office.workspace.catalogue.write_bytes(write_catalogue(plan._replace(measures=(noted, *plan.measures[1:]))))
    made = pages(office)
    assert "Kein Handlungsansatz; &lt;b&gt;der Bericht&lt;/b&gt; lässt ihn aus." in made["bereich-5-1.html"]
    assert re.search(
        r"Insgesamt</th>(\s*<td class=\"wert\">\d+</td>)*\s*<td class=\"wert\">2</td></tr>", made["index.html"]
    )


def test_free_text_that_names_a_person_is_told_with_its_cell_also_in_what_is_no_measure(office: Office) -> None:
    office.answer(2013, "| Nummer | Stand |\n| 5-1-1 | Frau Altuğ hat eingeladen |", department="18", name="zwei.xlsx")
    told = [item for item in publish(office.workspace, 2013, as_of=AS_OF).findings if item.code == "LIP326"]
    assert [(str(item.measure), item.places[0].file) for item in told] == [("5-1-1", "data/2013/ruecklauf/zwei.xlsx")]


NASTY = """<script>alert(1)</script> {{ 7 * 7 }} "><img src=x onerror=alert(1)> &amp; </main> javascript:alert(1)"""


@pytest.mark.parametrize("links", [False, True])
def test_no_text_of_a_department_becomes_markup(tmp_path: Path, links: bool) -> None:
    office = open_office(tmp_path)
    office.answer(2013, f"| Nummer | Stand | Schritte |\n| 5-1-3 | {NASTY} | weiter |")
    page = pages(with_settings(office, links=links))["bereich-5-1.html"]
    paragraphs = re.findall(r'<p class="text" dir="auto">(.*?)</p>', page)
    assert NASTY in [unescape(text) for text in paragraphs]
    assert "<img" not in page
    assert page.count("<script") == 1


def test_addresses_in_texts_are_links_only_if_the_settings_allow_it(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    text = "Siehe https://example.org/a(b)?x=1&y=2), ftp://example.org, mailto:rat@example.org."
    office.answer(2013, f"| Nummer | Stand | Schritte |\n| 5-1-3 | {text} | weiter |")
    assert 'href="https://example.org' not in pages(office)["bereich-5-1.html"]
    page = pages(with_settings(office, links=True))["bereich-5-1.html"]
    hrefs = [unescape(href) for href in re.findall(r'href="([^"]*)" rel="nofollow noopener noreferrer"', page)]
    assert hrefs == ["https://example.org/a(b)?x=1&y=2)", "mailto:rat@example.org"]


def test_the_picture_is_described_as_the_one_bar_that_it_is(office: Office) -> None:
    said = pages(office)["index.html"]
    assert (
        "Ein Balken für den ganzen Plan, geteilt nach dem Stand. 2 Handlungsansätze: Umsetzungsstand berichtet" in said
    )
    assert "einem Balken je" not in said


def test_a_draft_says_so_on_every_page_and_a_final_site_on_none(office: Office) -> None:
    drafts = [text for name, text in pages(office).items() if name.endswith(".html")]
    assert all("<strong>Entwurf</strong>" in text and "noindex" in text for text in drafts)
    finals = [text for name, text in pages(office, final=True).items() if name.endswith(".html")]
    assert not any("Entwurf" in text or "noindex" in text for text in finals)


def test_a_final_site_with_a_contradiction_is_refused_and_nothing_is_written(office: Office) -> None:
    office.answer(2013, "| Nummer | Stand |\n| 5-1-3 | nicht getan |", department="18", name="zwei.xlsx")
    result = publish(office.workspace, 2013, as_of=AS_OF, final=True)
    assert (result.folder, (office.workspace.output(2013) / "web").exists()) == (None, False)


def test_two_runs_are_equal_byte_for_byte(office: Office) -> None:
    assert pages(office) == pages(office)


def test_the_data_are_described_for_catalogues_of_open_data(office: Office) -> None:
    office = with_settings(
        office, lizenz="dl-de/by-2-0", adresse="https://www.example.org/lip/{jahr}", herausgeber="Stadt X"
    )
    found = json.loads(pages(office)["daten.jsonld"])
    assert found["dct:identifier"] == "lip-test-2013"
    assert found["@id"] == "https://www.example.org/lip/2013/#datensatz-lip-test-2013"
    assert found["dct:publisher"]["foaf:name"] == "Stadt X"
    folder = office.workspace.output(2013) / "web"
    for form, name in zip(found["dcat:distribution"], ("daten-2013.csv", "daten-2013.json"), strict=True):
        assert form["dcat:downloadURL"] == {"@id": f"https://www.example.org/lip/2013/{name}"}
        assert form["dct:license"] == {"@id": "http://dcat-ap.de/def/licenses/dl-by-de/2.0"}
        assert form["dcat:byteSize"]["@value"] == str((folder / name).stat().st_size)


# What happens to the folder

FILES = {"index.html": b"neu", "bereich-1.html": b"eins", "stil.css": b"stil"}


def put(folder: Path, files: Mapping[str, bytes] = FILES, *, final: bool = False, force: bool = False):
    """Write these files as a site."""
    return replace_site(folder, files, final=final, force=force)


def content_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "lipctl-web.json"}


def test_only_lipctl_s_own_old_files_are_removed(tmp_path: Path) -> None:
    put(tmp_path, {**FILES, "bereich-8.html": b"alt", "bereich-9.html": b"alt"})
    (tmp_path / "impressum.html").write_bytes(b"der Stadt")
    (tmp_path / "bereich-8.html").write_bytes(b"von Hand")
    _, left = put(tmp_path)
    assert [path.name for path in left] == ["bereich-8.html"]
    assert content_of(tmp_path) == {**FILES, "impressum.html": b"der Stadt", "bereich-8.html": b"von Hand"}


@pytest.mark.parametrize(
    ("happens", "says"),
    [
        (lambda folder: (folder / "lipctl-web.json").unlink(), "wurde nicht von lipctl geschrieben"),
        (
            lambda folder: (folder / "lipctl-web.json").write_text('{"dateien": 7}'),
            "wurde nicht von lipctl geschrieben",
        ),
        (lambda folder: None, "wurde von Hand geändert"),
    ],
)
def test_somebody_else_s_page_is_not_replaced_unasked(tmp_path: Path, happens, says: str) -> None:
    folder = tmp_path / "web"
    put(folder)
    (folder / "index.html").write_bytes(b"von Hand")
    happens(folder)
    with pytest.raises(OutputChangedError, match=f"„web/index.html“ {says}"):
        put(folder, {**FILES, "stil.css": b"anders"})
    assert content_of(folder) == {**FILES, "index.html": b"von Hand"}
    copies, _ = put(folder, force=True)
    assert [(path.parent.name, path.read_bytes()) for path in copies] == [("web-aufgehoben", b"von Hand")]
    assert content_of(folder) == FILES


def test_a_draft_does_not_replace_final_pages_unasked(tmp_path: Path) -> None:
    put(tmp_path, final=True)
    put(tmp_path, final=True)
    with pytest.raises(OutputChangedError, match="endgültigen Fassung"):
        put(tmp_path, {**FILES, "index.html": b"Entwurf"})
    assert content_of(tmp_path) == FILES


def test_where_a_file_cannot_be_written_all_stay_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path)
    written: list[int] = []

    def full(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) > 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("lipctl.files.os.fsync", full)
    with pytest.raises(FileAccessError, match="Datenträger ist voll"):
        put(tmp_path, dict.fromkeys(FILES, b"anders"))
    assert content_of(tmp_path) == FILES
    monkeypatch.undo()
    put(tmp_path, dict.fromkeys(FILES, b"anders"))


def test_a_folder_without_the_right_to_write_has_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("lipctl.files.tempfile.mkstemp", refused)
    with pytest.raises(FileAccessError, match="fehlt das Recht dazu"):
        put(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_the_folder_belongs_has_a_sentence(office: Office) -> None:
    write_atomically(office.workspace.output(2013) / "web", b"eine Datei")
    with pytest.raises(FileAccessError, match="lässt sich nicht"):
        publish(office.workspace, 2013, as_of=AS_OF)


# Plans and texts that are not as usual


def test_an_empty_plan_has_pages_that_say_so(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    office.workspace.catalogue.write_bytes(write_catalogue(Plan((), (), (), {})))
    office.workspace.responses(2013).mkdir(parents=True)
    made = pages(office)
    assert "Der Plan enthält in diesem Jahr keine Handlungsansätze." in made["index.html"]
    assert "Der Plan enthält in diesem Jahr keine Handlungsansätze." in made["alle.html"]


def test_arabic_and_a_text_of_30000_characters_are_there_to_the_letter(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    arabic, long = "اللغة العربية في المدرسة", "Wort " * 5_999 + "Ende"
    office.answer(2013, f"| Nummer | Stand | Schritte |\n| 5-1-3 | {arabic} | {long} |")
    page = pages(office)["bereich-5-1.html"]
    assert f'<p class="text" dir="auto">{arabic}</p>' in page
    assert f'<p class="text" dir="auto">{long}</p>' in page


def test_numbers_that_would_get_the_same_address_get_two(tmp_path: Path) -> None:
    office = open_office(tmp_path, "| Nummer | Dienststelle |\n| U1 | 18 |\n| Ü1 | 18 |")
    office.workspace.responses(2013).mkdir(parents=True)
    page = pages(office)["bereich-5-1.html"]
    assert re.findall(r'<article class="eintrag" id="([^"]*)"', page) == ["ansatz-u-1", "ansatz-u-1-2"]


def test_a_measure_without_area_stands_on_the_page_of_its_field(tmp_path: Path) -> None:
    office = open_office(tmp_path, PLAN)
    plan = plan_of(PLAN)
    measures = tuple(replace(each, area=None) if str(each.number) == "5-1-3" else each for each in plan.measures)
    office.workspace.catalogue.write_bytes(write_catalogue(plan._replace(measures=measures)))
    office.workspace.responses(2013).mkdir(parents=True)
    made = pages(office)
    assert 'id="ansatz-5-1-3"' in made["handlungsfeld-5.html"]
    assert "<h1>Ohne LIP-Bereich</h1>" in made["handlungsfeld-5.html"]
    assert 'id="ansatz-5-1-9"' in made["bereich-5-1.html"]


def test_a_plan_without_fields_and_areas_has_one_page(tmp_path: Path) -> None:
    office = open_office(tmp_path, PLAN)
    plan = plan_of(PLAN)
    measures = tuple(replace(each, area=None, field=None) for each in plan.measures)
    office.workspace.catalogue.write_bytes(write_catalogue(Plan((), (), measures, plan.departments)))
    office.workspace.responses(2013).mkdir(parents=True)
    assert "<h1>Handlungsansätze</h1>" in pages(office)["eintraege.html"]
    assert "LIP292" not in {item.code for item in publish(office.workspace, 2013, as_of=AS_OF).findings}


# Templates that somebody changed


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{{ bereich.ueberschrift }}", "{{ bereich.uberschrift }}", "„web/bereich.html“, Zeile 6, kennt lipctl „uberschrift“ nicht. Meinten Sie „ueberschrift“?"),
        ("{{ bereich.ueberschrift }}", "{{ bereihc }}", "kennt lipctl „bereihc“ nicht. Meinten Sie „bereich“?"),
        ("{{ bereich.ueberschrift }}", "{{ eintraege }}", "Zeile 6, soll eine Liste oder Gruppe gedruckt werden"),
        ("{{ bereich.ueberschrift }}", "{% if %}", "Zeile 6, ist etwas nicht richtig geschrieben"),
        ("{{ bereich.ueberschrift }}", "{{ ''.__class__.__mro__ }}", "Zeile 6,"),
        ('{% include "eintrag.html" %}', '{% include "../lipctl.toml" %}', "„../lipctl.toml“; diese Datei gehört nicht dazu"),
    ],
)  # fmt: skip
def test_a_broken_template_is_told_with_file_and_line_and_nothing_is_written(
    office: Office, old: str, new: str, says: str
) -> None:
    shipped = Path(__file__).parents[2] / "report_templates" / "web" / "bereich.html"
    text = shipped.read_text(encoding="utf-8")
    assert old in text
    write_atomically(office.workspace.templates / "web" / "bereich.html", text.replace(old, new).encode())
    with pytest.raises(TemplateError) as told:
        publish(office.workspace, 2013, as_of=AS_OF)
    assert says in told.value.headline
    assert not (office.workspace.output(2013) / "web").exists()


def test_a_template_cannot_switch_escaping_off(office: Office) -> None:
    own = office.workspace.templates / "web" / "eintrag.html"
    write_atomically(own, b"{% autoescape false %}{{ '<b>' }}{{ eintrag.nummer }}{% endautoescape %}")
    assert "&lt;b&gt;5-1-3" in pages(office)["bereich-5-1.html"]


def test_every_variable_is_explained_and_there_is_no_other(tmp_path: Path) -> None:
    site = sample_site(open_office(tmp_path).workspace, AS_OF, with_contacts=True)
    site = site._replace(downloads=(Download("daten.csv", "CSV", 1),))
    found = {name for _, _, values in page_values(site) for name in names_in(values)}
    assert found == set(VARIABLES)


def test_a_page_of_60_measures_is_smaller_than_150_kb(tmp_path: Path) -> None:
    workspace = open_office(tmp_path).workspace
    site = sample_site(workspace, AS_OF, with_contacts=True)
    text = "ä" * 20 + "Die Zusammenarbeit mit den Vereinen wurde fortgeführt. "
    [values] = [values for file, _, values in page_values(site) if file == "bereich-1-1.html"]
    entry = next(entry for entry in values["eintraege"] if entry["nummer"] == "1-1-1")
    for answer, length in zip(entry["teile"][0]["antworten"], (600, 300), strict=True):
        answer["absaetze"] = [(text * 10)[:length]]
    made = Pages(read_sources(workspace)).render("bereich.html", {**values, "eintraege": [entry] * 60})
    assert 60_000 < len(made) < 150_000
