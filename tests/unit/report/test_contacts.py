"""The heading over a contact follows the salutations (rules.md 7)."""

from __future__ import annotations

import pytest

from lipctl.plan.model import Contact
from lipctl.report.contacts import contact_label, contact_lines

TABLE = """
    Frau Yilmaz                      | ansprechpartnerin
    Frau Dr. Herrmann                | ansprechpartnerin
    Frau Yilmaz / Frau Kalmus        | ansprechpartnerinnen
    Frau Yilmaz\\nFrau Kalmus        | ansprechpartnerinnen
    Frauen Yilmaz und Kalmus         | ansprechpartnerinnen
    Herr Harfst                      | ansprechpartner
    Herr Harfst / Herr Hanke         | ansprechpartner
    Herrn Hanke                      | ansprechpartner
    Frau Hesse / Herr Hanke          | ansprechpersonen
    Herr Hanke und Frau Hesse        | ansprechpersonen
    Frau Hesse, Herr Hanke           | ansprechpersonen
    Team Integration                 | ansprechperson
    Herrmann                         | ansprechperson
    Frauke Meier                     | ansprechperson
                                     | ansprechperson
"""
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in TABLE.strip("\n").splitlines() if "|" in line]


@pytest.mark.parametrize(("persons", "key"), ROWS)
def test_the_label_follows_the_salutations(persons: str, key: str) -> None:
    assert contact_label(persons.replace("\\n", "\n")) == key


def test_a_contact_is_printed_in_the_pages_order() -> None:
    contact = Contact(
        "Herr Harfst\nHerr Hanke", "Fachbereich Steuerung", "OE 18.8", "168-42422 / 168-42365", "x@stadt.de"
    )
    assert contact_lines(contact) == (
        "Herr Harfst / Herr Hanke",
        "Fachbereich Steuerung, OE 18.8",
        "Tel. 168-42422 / 168-42365, x@stadt.de",
    )


def test_tel_is_not_written_twice() -> None:
    assert contact_lines(Contact(phones="Tel. 168-1")) == ("Tel. 168-1",)


@pytest.mark.parametrize("dash", ["-", "–", "– – –", "—\n-"])
def test_a_dash_says_that_there_is_none_and_is_not_printed(dash: str) -> None:
    assert contact_lines(Contact("Frau Muster", "Stadtwerke", dash, "168-1", dash)) == (
        "Frau Muster", "Stadtwerke", "Tel. 168-1",
    )  # fmt: skip
    assert contact_lines(Contact(dash, dash, dash, dash, dash)) == ()


def test_what_is_not_known_takes_no_line() -> None:
    assert contact_lines(Contact(unit="Dez.V LA21")) == ("Dez.V LA21",)
