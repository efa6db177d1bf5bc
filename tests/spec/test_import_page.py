"""``lipctl import page``: published pages become a catalogue and the answers of their year."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

import build_sample
from lipctl.commands.import_ import ImportResult, import_page
from lipctl.commands.init import create_workspace
from lipctl.errors import FileAccessError, OutputExistsError
from lipctl.intake.contact_line import read_contact
from lipctl.intake.decoding import decoded, paragraphs_of
from lipctl.intake.page import Headings, PageEntry, read_page
from lipctl.numbers import MeasureNumber
from lipctl.plan.model import NO_CONTACT
from lipctl.settings.reading import parse_settings
from lipctl.settings.writer import settings_template
from lipctl.workspace import Workspace
from lipctl.year import collect_year

MEASURES = json.loads(build_sample.PAGE.read_text(encoding="utf-8"))["measures"]
HEADINGS = Headings(parse_settings(settings_template(build_sample.SETTINGS, {})))
INTRO = "Auf dieser Seite finden Sie Informationen zum Umsetzungsstand."
REASONS = "Falls noch nichts (weiter) unternommen wurde - welche Gründe?"
YEAR = 2010


def page_text() -> str:
    """The published page as its text, made from its data; 5-1-1 has another dash in a heading, and one heading less."""
    lines = [INTRO]
    for entry in MEASURES:
        lines += [f"Handlungsansatz {entry['number']}"]
        lines += ["Hinweis", entry["note"]] if entry["note"] else ["Kurzfassung"]
        lines += entry["summary"]
        for part in entry["parts"]:
            lines += [part["status"]] if part["status"] else []
            lines += ["Geplante Schritte", part["planned_steps"]] if part["planned_steps"] is not None else []
            if part["reasons"] is not None:
                lines += [REASONS.replace(" - ", " – ") if entry["note"] else REASONS]
                lines += [part["reasons"]] if part["reasons"] else []
        lines += [entry["contact"]["label"], entry["contact"]["line"]] if entry["contact"] else []
    return "\n".join(lines)


def as_html(text: str) -> str:
    """The same page as a web page of a content management system."""
    body = "".join(
        f"<h2>{line}</h2>\n" if HEADINGS.entry(line) else f"<p>\n  <strong>{line}</strong></p>" if HEADINGS.section(line)
        else f"<p>{line.replace('&', '&amp;').replace(' || ', ' ||<br>')}</p>"
        for line in text.splitlines()
    )  # fmt: skip
    return f"<!DOCTYPE html><html><head><title>LIP</title></head><body><nav>Start</nav><main>{body}</main><footer>Impressum</footer></body></html>"


def read(text: str, name: str = "page.txt") -> list[PageEntry]:
    return list(read_page(paragraphs_of(text.encode(), name), name, HEADINGS).entries)


def as_data(entry: PageEntry) -> dict[str, object]:
    """An entry in the shape of the sample's data."""
    contact = read_contact(entry.contact).contact if entry.contact else None
    return {
        "number": entry.number,
        "note": entry.note,
        "summary": list(entry.summary),
        "parts": [part._asdict() for part in entry.parts],
        "contact": contact and {
            "label": entry.contact_label,
            "persons": contact.persons.split(" / "),
            "department": contact.department,
            "unit": contact.unit,
            "phones": contact.phones.split(" / "),
            "line": str(entry.contact).replace("\n", " "),
        },
    }  # fmt: skip


@pytest.mark.parametrize("made", [str, as_html])
def test_the_published_page_is_read_as_its_data_say(made):
    assert [as_data(entry) for entry in read(made(page_text()))] == MEASURES


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, ImportResult]:
    root = tmp_path_factory.mktemp("import") / "lip"
    create_workspace(root, sample=False)
    page = root.parent / "page.txt"
    page.write_text(page_text(), encoding="utf-8")
    assert import_page(Workspace(root), [page], YEAR, write=False).written == ()
    assert not (root / "data" / str(YEAR)).exists()
    return Workspace(root), import_page(Workspace(root), [page], YEAR, write=True)


def test_files_and_catalogue_say_what_the_sample_says(imported):
    workspace, result = imported
    assert [path.name for path in result.written] == [
        *(f"Übernahme-2010-{key}.xlsx" for key in ("15", "18", "43", "Dez-V")),
        "katalog.xlsx",
    ]
    day = date(2010, 12, 31)
    ours, sample = (collect_year(each, YEAR, day) for each in (workspace, Workspace(build_sample.ROOT)))
    for one, other in zip(ours.outcomes, sample.outcomes, strict=True):
        typed = one.answer.typed_parts(), other.answer.typed_parts()
        assert typed[0] == typed[1]
        assert (one.measure.summary, one.measure.note, one.measure.contact) == (
            other.measure.summary,
            other.measure.note,
            other.measure.contact,
        )
        assert (one.answer.contact, one.measure.department, one.progress) == (
            other.answer.contact,
            other.measure.department,
            other.progress,
        )
    assert [item.code for item in ours.findings] == [item.code for item in sample.findings]


def test_what_has_no_place_is_kept_in_the_catalogue(imported):
    workspace, _ = imported
    rows = list(load_workbook(workspace.catalogue)["Übernommen"].values)
    assert rows == [("Nummer", "Überschrift", "Text", "Herkunft"), (None, "über dem ersten Eintrag", INTRO, "page.txt")]


def test_a_second_import_writes_nothing_over(imported, tmp_path):
    workspace, result = imported
    before = {path: path.read_bytes() for path in result.written}
    page = tmp_path / "page.txt"
    page.write_text(page_text(), encoding="utf-8")
    with pytest.raises(OutputExistsError, match="Übernahme-2010-15"):
        import_page(workspace, [page], YEAR, write=True)
    again = import_page(workspace, [page], YEAR, write=False)
    assert again.proposal.plan.measures == ()
    assert sum(remark.text.startswith("Steht schon im Katalog") for remark in again.proposal.remarks) == 8
    assert {path: path.read_bytes() for path in result.written} == before


ODD = {
    "no heading but the number": (
        "Handlungsansatz 1-1\nEin Plantext",
        PageEntry("1-1", summary=("Ein Plantext",)),
    ),
    "status with a heading of its own, title behind the number": (
        "Handlungsansatz 1-1: Sprache\nKurzfassung\nA\nB\nUmsetzungsstand:\nC\nD",
        PageEntry("1-1", "Sprache", None, ("A", "B"), (("C\n\nD", None, None),)),
    ),
    "two parts, each with all headings": (
        f"Handlungsansatz Ü1\nKurzfassung\nA\nUmsetzungsstand\nB\nGeplante Schritte\nC\n{REASONS}\n– – –\n"
        f"Umsetzungsstand\nD\nGeplante Schritte\nE\n{REASONS}\nF",
        PageEntry("Ü1", "", None, ("A",), (("B", "C", "– – –"), ("D", "E", "F"))),
    ),
    "dashes as reasons are no status of the next part": (
        f"Handlungsansatz 1-1\nKurzfassung\nA\n{REASONS}\n– – –\nGeplante Schritte\nC",
        PageEntry("1-1", "", None, ("A",), ((None, None, "– – –"), (None, "C", None))),
    ),
    "another word for the entries": ("Maßnahme 3 – Sprache\nKurzfassung\nA", PageEntry("3", "Sprache", None, ("A",))),
    "that word within a text": (
        "Handlungsansatz 1-1\nKurzfassung\nA\nMaßnahme 3: läuft\nGeplante Schritte\n– – –",
        PageEntry("1-1", "", None, ("A",), (("Maßnahme 3: läuft", "– – –", None),)),
    ),
    "a note, and the summary under its heading": (
        "Handlungsansatz 1-1\nHinweis\nN\nKurzfassung\nA",
        PageEntry("1-1", "", "N", ("A",)),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ODD.values(), ids=ODD)
def test_odd_pages(text: str, expected: PageEntry):
    (entry,) = read(text)
    assert entry == expected


def test_what_stands_below_a_contact_is_kept():
    text = "Handlungsansatz 1-1\nKurzfassung\nA\nAnsprechpartner\nHerr A || Amt 50\nZuletzt geändert: heute"
    reading = read_page(paragraphs_of(text.encode(), "x"), "x", HEADINGS)
    assert reading.entries[0].contact == "Herr A || Amt 50"
    assert [(item.number, item.text) for item in reading.kept] == [("1-1", "Zuletzt geändert: heute")]


CONTACTS = {
    "Frau A || Büro X, OE 15.3 || Tel. 168-1": ("Frau A", "Büro X", "OE 15.3", "168-1", ""),
    "Frau A / Herr B||FB Steuerung, Personal und Dienste||Telefon: 168-1 / 168-2||a@b.example": (
        "Frau A / Herr B", "FB Steuerung, Personal und Dienste", "", "168-1 / 168-2", "a@b.example",
    ),
    "Frau A\nBüro X\nOE 15\n0123 168-44319": ("Frau A", "Büro X", "OE 15", "0123 168-44319", ""),
    "": NO_CONTACT,
}  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), CONTACTS.items())
def test_the_pieces_of_a_contact(line: str, expected: tuple[str, ...]):
    assert tuple(read_contact(line).contact) == tuple(expected)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "cp850", "utf-16", "utf-16-le"])
def test_encodings(encoding: str):
    assert decoded("Größe; Ämter für Übergänge".encode(encoding))[0] == "Größe; Ämter für Übergänge"


@pytest.mark.parametrize(("content", "says"), [
    (b"", "steht kein Eintrag"),
    (b"Nur ein Text.", "steht kein Eintrag"),
    (b"%PDF-1.7", "ist ein PDF"),
    (b"PK\x03\x04", "Arbeitsmappe"),
])  # fmt: skip
def test_files_that_are_no_page(tmp_path, content, says):
    create_workspace(tmp_path / "lip", sample=False)
    file = tmp_path / "x"
    file.write_bytes(content)
    with pytest.raises(FileAccessError, match=says):
        import_page(Workspace(tmp_path / "lip"), [file], YEAR, write=True)


def test_right_to_left_and_long_texts_come_whole(tmp_path):
    create_workspace(tmp_path / "lip", sample=False)
    long = "Wort " * 8_000 + "Ende"
    arabic = "مجلس الاندماج"
    (tmp_path / "x.txt").write_text(
        f"Handlungsansatz 1-1\nKurzfassung\n{arabic}\n{long}\nGeplante Schritte\n– – –", encoding="utf-8"
    )
    workspace = Workspace(tmp_path / "lip")
    import_page(workspace, [tmp_path / "x.txt"], YEAR, write=True)
    (outcome,) = collect_year(workspace, YEAR, date(2010, 1, 1)).outcomes
    assert outcome.measure.number == MeasureNumber("1-1")
    assert outcome.measure.summary == (arabic,)
    kept = load_workbook(BytesIO(workspace.catalogue.read_bytes()))["Übernommen"]
    assert "".join(row[2] for row in kept.iter_rows(min_row=2, values_only=True)) == long
    assert outcome.answer.parts[0].status.endswith("(gekürzt)")
