"""What is read of an .xls: python-calamine's values, and what it does not tell; and of an .xlsb what is lost is said."""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from lipctl.numbers import MeasureNumber
from lipctl.questions import Question
from lipctl.xlsx.calamine_child import read_other_format
from lipctl.xlsx.reader import read_workbook
from lipctl.xlsx.unreadable import Unreadable
from lipctl.xlsx.workbook import Cell, Note, Sheet
from lipctl.year import collect_year
from support.excel_typing import type_into
from support.forms import saved
from support.mails import Tree, compound_file
from support.office import convert, convert_with_gnumeric
from support.old_excel import (
    CHART,
    COMMENT,
    ERROR,
    FILE_PASS,
    PICTURE,
    TEXT_BOX,
    an_xlsb,
    chart,
    comment,
    drawn,
    formula,
    label,
    link,
    old_workbook,
    record,
)
from support.rounds import AS_OF, open_office

TEXT = "Rückruf Frau Altuğ?\nmorgen"


def test_what_lies_over_the_cells_is_seen() -> None:
    long = "x" * 9_000
    sheet = sheet_of(
        drawn(COMMENT, 1, TEXT) + drawn(TEXT_BOX, 2, long) + drawn(PICTURE, 3) + drawn(PICTURE, 4, foreign=True)
        + drawn(CHART, 5) + chart() + comment(7, 2, 1) + comment(8, 2, 99)
    )  # fmt: skip
    assert sheet.notes == [Note("B7", TEXT), Note("B8", "")]
    assert (sheet.boxes, sheet.pictures, sheet.objects) == ([long], 2, 1)


def test_formulas_and_error_values_are_seen() -> None:
    text, nothing = b"\0\0\0\0\0\0\xff\xff", bytes(8)
    rows = (
        formula(1, 1, b"\2\0\x07\0\0\0\xff\xff")
        + record(ERROR, struct.pack("<HHHBB", 1, 0, 15, 0x2A, 1))
        + formula(3, 1, text) + record(0x0207, b"\2\0\1a\0b\0")
        + formula(4, 1, nothing, flags=1)
        + formula(5, 1, struct.pack("<d", 1.5))
        + label(6, 1, "getan")
    )  # fmt: skip
    assert sheet_of(rows).cells == [
        Cell(1, 1, "error", "#DIV/0!", 0, True),
        Cell(2, 1, "error", "#N/A", 0, False),
        Cell(3, 1, "text", "ab", 0, True),
        Cell(4, 1, "text", "", 0, True),
        Cell(5, 1, "number", "1.5", 0, True),
        Cell(6, 1, "text", "getan", 0, False),
    ]


def test_the_address_of_a_link_is_read() -> None:
    page, mail = "https://example.org/konzept?a=1", "mailto:lip@teststadt.example"
    rows = label(1, 1, "Konzept") + link(1, 1, page) + link(2, 1, mail, named="Mail") + link(3, 1, "", named="Blatt A")
    assert sheet_of(rows).links == {(1, 1): page, (2, 1): mail}


def test_macros_and_links_are_seen() -> None:
    links = record(0x01AE, struct.pack("<HH", 1, 0x0401)) + record(0x01AE, struct.pack("<HHB", 1, 5, 0) + b"x.xls")
    book = read_other_format(
        old_workbook({"A": label(1, 1, "x")}, {"_VBA_PROJECT_CUR": {"PROJECT": b"x"}}, before=links)
    )
    assert book.active == ["Makros", "Verknüpfungen mit anderen Dateien"]


# What a compound file is, by what lies in it; and what is said of it.
KINDS: dict[str, tuple[Tree, str, str]] = {
    "a workbook": ({"Workbook": b"x"}, "LIP221", ".xls"),
    "a workbook of Excel 95": ({"Book": b"x"}, "LIP221", ".xls"),
    "a workbook with a Word document in it": ({"Workbook": b"x", "MBD0012": {"WordDocument": b"x"}}, "LIP221", ".xls"),
    "a workbook with a mail in it": ({"Workbook": b"x", "MBD0012": {"__substg1.0_001A": b"x"}}, "LIP221", ".xls"),
    "a workbook with a password": ({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}, "LIP220", ""),
    "a Word document with a workbook in it": ({"WordDocument": b"x", "ObjectPool": {"Workbook": b"x"}}, "LIP224", ""),
    "a presentation": ({"PowerPoint Document": b"x"}, "LIP225", "eine Präsentation (PowerPoint)"),
    "a mail": ({"__properties_version1.0": b"x"}, "LIP225", "eine E-Mail (Outlook)"),
    "something else": ({"VisioDocument": b"x"}, "LIP201", "sie ist keine Excel-Datei"),
}


@pytest.mark.parametrize(("tree", "code", "word"), KINDS.values(), ids=KINDS)
def test_a_compound_file_is_what_lies_in_it_itself(tree: Tree, code: str, word: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_workbook(compound_file(tree))
    assert (refused.value.code, *refused.value.values.values()) == (code, *[word] * bool(word))


def test_an_xls_with_a_password_is_called_so() -> None:
    with pytest.raises(Unreadable) as refused:
        read_other_format(old_workbook({"A": label(1, 1, "x")}, before=record(FILE_PASS, bytes(6))))
    assert refused.value.code == "LIP220"


def test_what_of_an_xlsb_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    office.receive(2013, "a.xlsb", an_xlsb({"xl/comments1.bin": b"x", "xl/vbaProject.bin": b"x"}))
    (finding,) = [item for item in office.findings(2013) if item.code == "LIP251"]
    assert "Kommentare" in finding.message
    assert {"LIP221", "LIP222"} <= set(office.codes(2013))


def test_where_something_is_struck_through_in_an_xls_nobody_can_say_what(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    for flag in (0x0000, 0x0002, 0x0008):
        font = record(0x0031, struct.pack("<HH10x", 200, flag))
        office.receive(2013, "a.xls", old_workbook({"A": label(1, 1, "x")}, before=font))
        said = [item.message for item in office.findings(2013) if item.code == "LIP251"]
        assert said == ["Die Datei enthält durchgestrichenen Text; im Format .xls kann lipctl das nicht lesen."] * (
            flag == 8
        )


@pytest.mark.skipif(os.name != "posix", reason="ends a process as Unix does")
def test_the_child_process_ends_with_the_program_however_that_ends(tmp_path: Path) -> None:
    said = tmp_path / "child.txt"
    work = f"open({str(said)!r}, 'w').write(str(os.getpid())), time.sleep(60)"
    slow = f"import os, time; from lipctl.xlsx import calamine_child as o; o._read = lambda _: ({work}); o.main()"
    program = (
        "from lipctl.xlsx import calamine_child as o; import subprocess; start = subprocess.Popen\n"
        f"subprocess.Popen = lambda command, **how: start([command[0], '-c', {slow!r}], **how)\n"
        "o.read_other_format(b'x')"
    )
    with subprocess.Popen([sys.executable, "-c", program]) as running:
        child = int(waited_for(said))
        running.send_signal(signal.SIGKILL)
    for _ in range(100):
        if not is_running(child):
            return
        time.sleep(0.1)
    os.kill(child, signal.SIGKILL)
    pytest.fail("the child process is still there after 10 seconds")


def waited_for(file: Path) -> str:
    for _ in range(200):
        if file.exists() and file.read_text():
            return file.read_text()
        time.sleep(0.1)
    raise AssertionError("the child process did not start")


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")


# Real programs

TYPED = "Das Netz  hat „viermal“ getagt.\n\nZweiter   Absatz – B&E"


@pytest.mark.foreign
@pytest.mark.parametrize(
    ("program", "kind", "codes"),
    [
        (convert, "xls:MS Excel 97", ["LIP216"]),
        (convert_with_gnumeric, "xls", ["LIP216"]),
        (convert_with_gnumeric, "xls:Gnumeric_Excel:excel_dsf", ["LIP216"]),
        (convert_with_gnumeric, "xls:Gnumeric_Excel:excel_biff7", ["LIP250", "LIP216"]),
    ],
)
def test_an_xls_says_the_same_as_the_xlsx_that_it_was(
    tmp_path: Path, program: object, kind: str, codes: list[str]
) -> None:
    """In Excel 95's format signs are lost, and our own texts are no remarks all the same."""
    office = open_office(tmp_path / "amt", assessment_from=2013)
    form = type_into(
        office.send_forms(2013)["18"],
        {
            (MeasureNumber("5-1-3"), 1, Question.STATUS): TYPED,
            (MeasureNumber("5-1-3"), 0, Question.ASSESSMENT): "erfüllt",
        },
    )
    book = load_workbook(BytesIO(form))
    book["5-1-3"]["B8"].comment = Comment(TEXT, "Meier")
    file = tmp_path / "form.xlsx"
    file.write_bytes(saved(book))
    (saved_file,) = program([file], kind, tmp_path / "saved")  # type: ignore[operator]
    office.receive(2013, "a.bin", saved_file.read_bytes())
    year = collect_year(office.workspace, 2013, AS_OF)
    assert [item.answer.parts[0].status for item in year.outcomes] == [TYPED]
    assert [item.code for item in year.findings] == codes
    remark = year.findings[-1]
    assert (TEXT.replace("ğ", "?") if "LIP250" in codes else TEXT) in remark.message
    assert remark.places[0].cells == ("B8",)


def sheet_of(rows: bytes) -> Sheet:
    """The sheet of an .xls with these records."""
    return read_other_format(old_workbook({"Blatt": rows})).sheets[0]
