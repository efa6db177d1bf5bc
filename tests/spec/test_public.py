"""The public version (``lipctl report --public``): nothing that belongs to a person is in any part of it."""

import json
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook

import build_sample
from build_sample import fill_in
from lipctl.commands.data import FORMATS, Kind, write_data
from lipctl.commands.report import Edition, write_report
from lipctl.plan.model import Contact, Department
from lipctl.plan.writer import write_catalogue
from lipctl.report.privacy import Personal, personal_of
from lipctl.word.environment import NO_BREAK
from lipctl.workspace import Workspace
from lipctl.year import collect_year
from support.edits import refresh, type_edits
from support.rounds import AS_OF, answers_of, open_office, plan_of
from support.tables import mostly_slow, rows_of
from support.views import view_of
from support.word import texts

PUBLIC = Edition(public=True, sources=True)
PLAN = """
| Nummer | Dienststelle | im Bericht |
| 1      | 18           | ja         |
| 2      | 18           | ja         |
| 3      | 50           | ja         |
| 4      | 50           | nein       |
"""
ANSWERS = """
| Nummer | Stand  | Schritte | Person                        | OE       | Telefon             | nicht zuständig |
| 1      | getan  | weiter   | Frau Dr. Gül Altuğ / Hr. Langenfeld | OE 18.62 | 168-43944 / 0151 23 | |
| 2      | getan  | – – –    | Erika Mustermann              | OE 18.6, Frau Altuğ | Tel. 168 44319 | Frau Altuğ weiß es |
| 3      | getan  | weiter   | Herr Ohnesorg                 | OE 50.1  | 168-50000           | |
"""
PERSONAL = (
    "Altuğ", "Gül", "Langenfeld", "Mustermann", "Erika", "Ohnesorg", "Zentralmann", "Vorjahr",
    "168-43944", "0151 23", "168 44319", "168-77777", "altug@", "person@stadt.de", "weiß es",
)  # fmt: skip
"""Every personal value of the catalogue and the responses of this test, in pieces."""


@pytest.fixture
def office(tmp_path):
    """A workspace whose catalogue and responses are full of persons; one of them has a department's number as his own."""
    office = open_office(tmp_path, PLAN)
    plan = plan_of(PLAN)
    own = Contact("Frau Altuğ", "", "OE 18.62", "168-43944", "altug@stadt.de")
    departments = {
        "18": plan.departments["18"]._replace(
            contact=Contact("Frau Zentralmann", "", "", "168-10000", "fb18@stadt.de")
        ),
        "50": plan.departments["50"]._replace(contact=Contact("", "", "", "168-50000", "person@stadt.de")),
    }
    measures = tuple(
        replace(measure, contact=own._replace(mail="person@stadt.de") if measure.department == "50" else own)
        for measure in plan.measures
    )
    changed = plan._replace(measures=measures, departments=departments)
    office.workspace.catalogue.write_bytes(write_catalogue(changed))
    office.answer(2012, "| Nummer | Stand | Schritte | Person | Telefon |\n| 1 | alt | ja | Herr Vorjahr | 168-77777 |")
    for identifier, form in office.send_forms(2013).items():
        office.receive(2013, f"Formular {identifier} Frau Altuğ.xlsx", fill_in(form, answers_of(ANSWERS)))
    return office


def everything_in(document: bytes) -> str:
    """All parts of a document as text, parts inside its embedded files too; hyphens at which no line ends as hyphens."""
    with ZipFile(BytesIO(document)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    inside = [everything_in(content) for content in parts.values() if content.startswith(b"PK\x03\x04")]
    contents = (content.decode("utf-8", "replace").replace(NO_BREAK, "-") for content in parts.values())
    return "\n".join([*parts, *contents, *inside])


def test_no_value_of_a_personal_field_is_in_any_part_of_the_public_report(office):
    written = write_report(office.workspace, 2013, as_of=AS_OF, edition=PUBLIC)
    assert written.path.name == "Controllingbericht-2013-oeffentlich-Entwurf.docx"
    everything = everything_in(written.path.read_bytes()) + written.sources.read_text(encoding="utf-8")
    assert [value for value in PERSONAL if value in everything] == []
    assert "Ansprech" not in "\n".join(texts(written.path.read_bytes()))


@pytest.mark.parametrize("kind", FORMATS)
def test_no_value_of_a_personal_field_is_in_the_public_table(office, kind):
    made = write_data(office.workspace, [2012, 2013], as_of=AS_OF, kind=Kind(kind, public=True)).content
    everything = everything_in(made) if kind == "xlsx" else made.decode()
    assert [value for value in (*PERSONAL, "ruecklauf", "Formular") if value in everything] == []
    assert "OE 18.62" in everything


@pytest.mark.parametrize("kind", FORMATS)
def test_the_internal_table_has_them(office, kind):
    made = write_data(office.workspace, [2012, 2013], as_of=AS_OF, kind=Kind(kind)).content
    everything = everything_in(made) if kind == "xlsx" else made.decode()
    assert [value for value in PERSONAL if value not in everything] == ["Zentralmann"]


def test_the_internal_report_has_them_so_the_test_above_can_fail(office):
    everything = everything_in(write_report(office.workspace, 2013, as_of=AS_OF).path.read_bytes())
    assert [value for value in PERSONAL if value not in everything] == ["Vorjahr", "168-77777"]


def test_unit_and_central_contact_remain_unless_they_are_somebody_s_own(office):
    contacts = {item.number: item.contact.lines for item in view_of(office, 2013, Edition(public=True)).measures()}
    assert contacts == {
        "1": ("Fachbereich 18, OE 18.62", "Tel. 168-10000, fb18@stadt.de"),
        "2": ("Fachbereich 18", "Tel. 168-10000, fb18@stadt.de"),
        "3": ("Fachbereich 50, OE 50.1",),
    }


def test_remarks_and_open_points_stay_inside(office):
    view = view_of(office, 2013, Edition(public=True))
    assert view.open_points == ()
    assert [item for item in view.measures() if item.remarks] == []
    assert "offene_punkte" not in view.chapters(office.workspace.settings.chapters)
    assert view.sources.left_open == view.sources.traces == view.sources.set_aside == ()


def test_the_public_sources_tell_date_checksum_and_measures_but_no_file(office):
    written = write_report(office.workspace, 2013, as_of=AS_OF, edition=PUBLIC)
    sources = json.loads(written.sources.read_text(encoding="utf-8"))
    assert (written.sources.name, sources["public"], sources["statements"]) == (
        "Quellen-2013-oeffentlich-Entwurf.json",
        True,
        [],
    )
    assert [file["file"] for file in sources["files"]] == ["data/katalog.xlsx", None, None]
    assert [file["measures"] for file in sources["files"]] == [[], ["1", "2"], ["3"]]


def test_the_shipped_sample_made_public_names_nobody(tmp_path):
    sample = Workspace(build_sample.ROOT)
    persons = {
        value
        for outcome in collect_year(sample, 2010, AS_OF).outcomes
        for contact in (outcome.measure.contact, outcome.answer.contact)
        for field in (contact.persons, contact.phones, contact.mail)
        for value in (field, *field.split(" / "), *(word for word in field.split() if len(word) > 4))
        if value
    }
    written = write_report(sample, 2010, as_of=AS_OF, edition=PUBLIC, output=tmp_path / "bericht.docx")
    everything = everything_in(written.path.read_bytes()) + written.sources.read_text(encoding="utf-8")
    assert len(persons) > 20
    assert [value for value in sorted(persons) if value in everything] == []
    assert [item.code for item in written.findings if item.code == "LIP326"] == []


@pytest.mark.parametrize(
    ("status", "found"),
    mostly_slow(
        [
            ("Frau Muster hat eingeladen", "den Namen einer Ansprechperson: „Muster“"),
            ("Musters Gruppe trifft sich", "den Namen einer Ansprechperson: „Muster“"),
            ("nach diesem muster", None),
            ("Mustermann ist ein anderer", None),
            ("Anmeldung unter integration@stadt.de", "eine Mailadresse: „integration@stadt.de“"),
            ("Anmeldung unter vorname.name (at) stadt.de", "eine Mailadresse: „vorname.name (at) stadt.de“"),
            ("Tel. 168-41234", "eine Telefonnummer: „Tel. 168-41234“"),
            ("erreichbar unter 0511 / 168-0", "eine Telefonnummer: „0511 / 168-0“"),
            ("ruft 168-41234 an", "eine Telefonnummer: „168-41234“"),
            ("Spenden an DE89 3704 0044 0532 0130 00", "eine IBAN: „DE89 3704 0044 0532 0130 00“"),
            ("Aktenzeichen DE12 3456 7890 1234 5678 90", None),
            ("von 2010-2012 und am 01.01.2010, siehe 5-1-3", None),
            ("400.000 Euro für 168 Kinder in 13 Stadtbezirken", None),
            ("Sitzungen 2009/2010, Drucksache 15-2345/2010", None),
        ],
        always=7,
    ),
)
def test_free_text_that_gives_a_person_away_is_reported_by_the_public_report_only(tmp_path, status, found):
    office = open_office(tmp_path)
    office.answer(2013, f"| Nummer | Stand | Schritte |\n| 5-1-3 | {status} | weiter |")
    assert office.codes(2013) == []
    result = write_report(office.workspace, 2013, as_of=AS_OF, edition=Edition(public=True))
    told = [item for item in result.findings if item.code == "LIP326"]
    messages = [f"Der Text geht an die Öffentlichkeit und enthält vermutlich {found}."] if found else []
    assert [item.message for item in told] == messages
    assert [(item.places[0].file, item.places[0].sheet) for item in told] == (
        [("data/2013/ruecklauf/18.xlsx", "5-1-3")] if found else []
    )


NAMES = """
| contact                   | text                                   | found             |
| Frau Muster               | Musters Gruppe                         | Muster            |
| Frau Muster               | Muster´s Gruppe                        | Muster            |
| Frau Muster               | Muster–Gruppe                          | Muster            |
| Frau Muster               | Muster's Gruppe                        | Muster            |
| Frau Muster               | der Mustersche Vorschlag               | Muster            |
| Herr Hansen               | Hansens Gruppe                         | Hansen            |
| Herr Fritz                | Fritzens Gruppe                        | Fritz             |
| Herr Marx                 | Marx’ Gruppe                           | Marx              |
| Frau Muster               | FRAU MUSTER                            | MUSTER            |
| FRAU MUSTER               | lädt Muster ein                        | Muster            |
| frau muster               | lädt Muster ein                        | Muster            |
| Frau Muster               | lädt frau muster ein                   | muster            |
| Frau Muster               | nach diesem muster                     |                   |
| Frau Muster               | Mustermann, Musterung                  |                   |
| Frau Muster               | ein Mus­ter                            | Mus­ter           |
| Herr Groß                 | die Idee von Gross                     | Gross             |
| Herr Gross                | die Idee von Groß                      | Groß              |
| Herr Groß                 | GROSS                                  | GROSS             |
| Herr Müller               | bei Mueller                            | Mueller           |
| Herr Müller               | bei Mullers                            | Muller            |
| Herr Mueller              | bei Müller                             | Müller            |
| Herr Mueller              | MÜLLERS                                | MÜLLER            |
| Frau Öztürk               | mit Özturk                             | Özturk            |
| Frau Ozturk               | mit Frau Öztürk                        | Öztürk            |
| Herr Lange                | Die Länge der Wege                     |                   |
| Herr Bucher               | Bücher                                 |                   |
| Herr Bauer                | Baur                                   |                   |
| Frau Altuğ                | mit Altug                              | Altug             |
| Frau Altug                | mit ALTUĞ                              | ALTUĞ             |
| Frau Yıldız               | YILDIZ                                 | YILDIZ            |
| Frau Şimşek               | Simseks Vorschlag                      | Simsek            |
| Herr Łukasz               | Lukasz                                 | Lukasz            |
| Frau Đorđević             | Djordjevic                             | Djordjevic        |
| Herr Sørensen             | Soerensen                              | Soerensen         |
| Frau Meyer-Schmidt        | bei Meyer-Schmidts                     | Meyer-Schmidt     |
| Frau Meyer-Schmidt        | bei Meyer Schmidt                      | Meyer             |
| Frau Meyer-Schmidt        | bei Meyer–Schmidt                      | Meyer–Schmidt     |
| Frau Meyer-Schmidt        | bei MeyerSchmidt                       | MeyerSchmidt      |
| Frau Meyer-Schmidt        | bei Meyer                              | Meyer             |
| Frau Meyer-Schmidt        | Schmidts Gruppe                        | Schmidt           |
| Frau Meyer-Müller         | Muellers Gruppe                        | Mueller           |
| Frau Meyer Schmidt        | bei Meyer-Schmidt                      | Meyer-Schmidt     |
| Frau Meyer Schmidt        | bei Frau Meyer                         | Meyer             |
| Frau Schmidt              | bei Frau Meyer-Schmidt                 | Meyer-Schmidt     |
| Herr Busch                | Wilhelm-Busch-Museum                   |                   |
| Herr O’Neill              | O'Neill                                | O'Neill           |
| Herr O'Neill              | O´Neills Kurs                          | O´Neill           |
| Herr O'Neill              | O Neill                                | O Neill           |
| Herr O´Neill              | O‘Neill                                | O‘Neill           |
| Herr d’Angelo             | D'Angelo                               | D'Angelo          |
| Erika Muster              | Erika Musters Gruppe                   | Erika Musters     |
| Erika Muster              | Muster                                 |                   |
| Erika Muster              | Frau Dr. Muster                        | Muster            |
| Erika Müller-Groß         | ERIKA MUELLER                          | ERIKA MUELLER     |
| Team Integration          | Integration                            |                   |
| Frau Dr. Li               | Frau Li                                | Li                |
| Frau von der Heide        | für Frauen in der Heide-Region         |                   |
| Frau von der Heide        | für Frau von Stein                     |                   |
| Herr Prof. Klug           | Herr Prof. Ander                       |                   |
"""


def personal_with(persons: str) -> Personal:
    return personal_of([], [Department("18", "Fachbereich 18", "", Contact(persons))])


@pytest.mark.parametrize("row", rows_of(NAMES), ids=lambda row: f"{row['contact']}: {row['text']}")
def test_a_name_is_found_however_it_is_written(row):
    assert personal_with(row["contact"]).names.first_in(row["text"]) == (row["found"] or None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Beschluss V/0592/2010", None),
        ("V/0592/2010, V/0593/2010 und 0601/2011", None),
        ("(DS0592/2010)", None),
        ("Drucksache Nr. 0592/2010", None),
        ("Drs. 592-2010 und 0593/2010", None),
        ("Vorlage 18.62/0592/2010", None),
        ("Az. 0345/12345-10", None),
        ("die App 2012, Beratung mobil 2010–2012", None),
        ("in 04109 / 04315 Leipzig", None),
        ("04103–04109", None),
        ("PLZ 04109, 30159 und 30161", None),
        ("V/0592/2010, Auskunft 0511 / 168-0", "0511 / 168-0"),
        ("PLZ 30159, 05132 12345", "05132 12345"),
        ("Tel. 0511/2010", "Tel. 0511/2010"),
        ("erreichbar unter 0511/2010", "0511/2010"),
        ("TEL/0511/2010", "0511/2010"),
        ("App. 2012", "App. 2012"),
        ("Durchwahl 2010", "Durchwahl 2010"),
        ("mobil 2010 12345", "mobil 2010 12345"),
        ("05132 12345", "05132 12345"),
    ],
)
def test_papers_files_years_and_postal_codes_are_no_telephone_numbers(text, found):
    assert list(personal_with("Frau Muster").kinds_in(text)) == ([("eine Telefonnummer", found)] if found else [])


def test_the_cell_that_holds_the_text_is_named(tmp_path):
    office = open_office(tmp_path, "| Nummer | Dienststelle | Kurzfassung |\n| 5-1-3 | 18 | Muster lädt ein |")
    office.answer(2013, "| Nummer | Stand | Schritte |\n| 5-1-3 | getan | Muster plant |")
    refresh(office)
    type_edits(office, {("5-1-3", 1, "Stand"): "Muster tat es"})
    result = write_report(office.workspace, 2013, as_of=AS_OF, edition=Edition(public=True))
    places = [item.places for item in result.findings if item.code == "LIP326"]
    for (place,) in places:
        book = load_workbook(office.workspace.root / place.file)
        assert "Muster" in book[place.sheet][place.cells[0]].value
    assert sorted(place.file for (place,) in places) == [
        "data/2013/redaktion.xlsx", "data/2013/ruecklauf/18.xlsx", "data/katalog.xlsx",
    ]  # fmt: skip


def test_each_kind_of_thing_in_one_text_is_reported(tmp_path):
    office = open_office(tmp_path)
    status = "Frau Muster, Tel. 168-41234, a@stadt.de, DE89 3704 0044 0532 0130 00"
    office.answer(2013, f"| Nummer | Stand | Schritte |\n| 5-1-3 | {status} | weiter |")
    result = write_report(office.workspace, 2013, as_of=AS_OF, edition=Edition(public=True))
    told = [item.message.partition("vermutlich ")[2] for item in result.findings if item.code == "LIP326"]
    assert sorted(told) == [
        "den Namen einer Ansprechperson: „Muster“.",
        "eine IBAN: „DE89 3704 0044 0532 0130 00“.",
        "eine Mailadresse: „a@stadt.de“.",
        "eine Telefonnummer: „Tel. 168-41234“.",
    ]


def test_an_earlier_text_that_is_printed_again_is_looked_at_too(tmp_path):
    office = open_office(tmp_path)
    office.answer(2012, "| Nummer | Stand |\n| 5-1-3 | Frau Muster hat eingeladen |")
    office.answer(2013, "| Nummer | unverändert |\n| 5-1-3 | ja |")
    result = write_report(office.workspace, 2013, as_of=AS_OF, edition=Edition(public=True))
    (told,) = [item for item in result.findings if item.code == "LIP326"]
    assert told.places[0].file == "data/2012/ruecklauf/18.xlsx"


def test_the_public_report_says_what_it_is_and_leaves_the_office_s_matters_out(office):
    written = write_report(office.workspace, 2013, as_of=AS_OF, edition=PUBLIC)
    document = Document(BytesIO(written.path.read_bytes()))
    assert document.core_properties.title == "Controllingbericht 2013 – Öffentliche Fassung"
    assert "Öffentliche Fassung" in [paragraph.text for paragraph in document.paragraphs]
    assert "– Öffentliche Fassung" in document.sections[0].header.paragraphs[0].text
    heads = [cell.text for table in document.tables for cell in table.rows[0].cells]
    assert {"offen", "beantwortet", "Rücklauf", "Prüfsumme", "Kürzel"} & set(heads) == set()


@pytest.mark.parametrize("edition", [PUBLIC, PUBLIC._replace(public=False)])
def test_no_column_of_the_contacts_is_a_dash_in_all_rows(tmp_path, edition):
    office = open_office(tmp_path)
    office.answer(2013, "| Nummer | Stand |\n| 5-1-3 | getan |")
    written = write_report(office.workspace, 2013, as_of=AS_OF, edition=edition)
    tables = Document(BytesIO(written.path.read_bytes())).tables
    [contacts] = [table for table in tables if "Organisationseinheit" in table.rows[0].cells[1].text]
    for column in contacts.columns:
        assert {cell.text for cell in column.cells[1:]} != {"–"}
