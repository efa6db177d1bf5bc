"""A final report is safe (docs/rules.md 8): no draft replaces it, and another final one only on request, with a copy."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lipctl.commands.report import Edition, write_report
from lipctl.digests import is_untouched
from lipctl.errors import OutputChangedError
from lipctl.word.properties import is_final
from support.rounds import AS_OF, Office, open_office

LATER = date(2014, 5, 2)
NAMES = [
    (Edition(), "Controllingbericht-2013-Entwurf.docx"),
    (Edition(final=True), "Controllingbericht-2013.docx"),
    (Edition(public=True), "Controllingbericht-2013-oeffentlich-Entwurf.docx"),
    (Edition(final=True, public=True), "Controllingbericht-2013-oeffentlich.docx"),
]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = open_office(tmp_path / "lip")
    office.answer(2013, "| Nummer | Stand |\n| 5-1-3 | Getan |")
    return office


def write(office: Office, edition: Edition, *, as_of: date = AS_OF, force: bool = False, output: Path | None = None):
    return write_report(office.workspace, 2013, as_of=as_of, edition=edition, force=force, output=output)


@pytest.mark.parametrize(("edition", "name"), NAMES)
def test_each_edition_has_a_name_of_its_own(office: Office, edition: Edition, name: str) -> None:
    result = write(office, edition._replace(sources=True))
    assert result.path
    assert result.sources
    assert result.path.name == name
    assert result.sources.stem == result.path.stem.replace("Controllingbericht", "Quellen")
    assert is_final(result.path.read_bytes()) == edition.final


@pytest.mark.parametrize(
    ("first", "second", "day", "refused"),
    [
        (Edition(), Edition(), LATER, False),
        (Edition(), Edition(final=True), LATER, False),
        (Edition(final=True), Edition(final=True), AS_OF, False),
        (Edition(final=True), Edition(final=True), LATER, True),
        (Edition(final=True), Edition(), AS_OF, True),
        (Edition(final=True), Edition(public=True), AS_OF, True),
    ],
)
def test_what_replaces_what_in_one_place(
    office: Office, tmp_path: Path, first: Edition, second: Edition, day: date, refused: bool
) -> None:
    place = tmp_path / "bericht.docx"
    write(office, first, output=place)
    old = place.read_bytes()
    if not refused:
        assert write(office, second, as_of=day, output=place).kept_copies == ()
        return
    with pytest.raises(OutputChangedError, match=r"„bericht\.docx“ ist eine endgültige Fassung"):
        write(office, second, as_of=day, output=place)
    assert place.read_bytes() == old
    [copy] = write(office, second, as_of=day, output=place, force=True).kept_copies
    assert copy.read_bytes() == old
    assert place.read_bytes() != old
    assert is_untouched(place.read_bytes())
