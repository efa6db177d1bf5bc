"""``lipctl report --pdf``: Word file and PDF are written together or not at all, and nobody's PDF is lost."""

from __future__ import annotations

import sys
from pathlib import Path

import pikepdf
import pytest

from lipctl.commands.report import Edition, ReportResult, write_report
from lipctl.errors import OutputChangedError, PdfError
from lipctl.pdf import office as libreoffice
from lipctl.pdf.metadata import is_own
from lipctl.pdf.office import require_pdf
from support.command_line import Run
from support.rounds import AS_OF, Office, open_office

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs of these tests are shell scripts")
NAME = "Controllingbericht-2010-Entwurf"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = open_office(tmp_path / "lip")
    office.answer(2010, "| Nummer | Stand |\n| 5-1-3 | Getan |")
    return office


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A LibreOffice that makes the same PDF of everything."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root["/StructTreeRoot"] = pikepdf.Dictionary()
        pdf.save(tmp_path / "made.pdf")
    return script(tmp_path, f'for last; do :; done; cp "{tmp_path}/made.pdf" "$(dirname "$last")/bericht.pdf"')


def script(folder: Path, text: str) -> Path:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def write(office: Office, program: Path | None, *, public: bool = False, force: bool = False) -> ReportResult:
    edition = Edition(public=public, office=program)
    return write_report(office.workspace, 2010, as_of=AS_OF, edition=edition, force=force)


def written(office: Office) -> list[str]:
    folder = office.workspace.output(2010)
    return sorted(path.name for path in folder.iterdir() if path.is_file()) if folder.exists() else []


def test_the_pdf_stands_beside_the_word_file(office: Office, program: Path) -> None:
    result = write(office, program)
    assert written(office) == [f"{NAME}.docx", f"{NAME}.pdf"]
    assert result.pdf == office.workspace.output(2010) / f"{NAME}.pdf"


def test_the_public_one_too(office: Office, program: Path) -> None:
    write(office, program, public=True)
    assert written(office) == [
        "Controllingbericht-2010-oeffentlich-Entwurf.docx",
        "Controllingbericht-2010-oeffentlich-Entwurf.pdf",
    ]


def test_without_the_option_there_is_none(office: Office) -> None:
    assert write(office, None).pdf is None
    assert written(office) == [f"{NAME}.docx"]


def test_where_libreoffice_fails_nothing_is_written(office: Office, tmp_path: Path) -> None:
    with pytest.raises(PdfError):
        write(office, script(tmp_path, "exit 1"))
    assert written(office) == []


def test_its_own_pdf_is_replaced_without_a_word(office: Office, program: Path) -> None:
    write(office, program)
    assert write(office, program).kept_copies == ()


def test_a_pdf_that_somebody_saved_there_from_word_is_not_lost(office: Office, program: Path) -> None:
    write(office, None)
    theirs = office.workspace.output(2010) / f"{NAME}.pdf"
    theirs.write_bytes(b"%PDF-1.7 from Word")
    with pytest.raises(OutputChangedError, match=f"{NAME}.pdf"):
        write(office, program)
    assert theirs.read_bytes() == b"%PDF-1.7 from Word"
    [copy] = write(office, program, force=True).kept_copies
    assert copy.read_bytes() == b"%PDF-1.7 from Word"
    assert is_own(theirs.read_bytes())


def test_what_is_missing_is_said_before_any_work_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "_USUAL_PLACES", {})
    with pytest.raises(PdfError) as error:
        require_pdf(str(tmp_path))
    assert error.value.exit_code == 18


def test_without_the_library_the_message_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    with pytest.raises(PdfError) as error:
        require_pdf("")
    assert 'pip install "lipctl[pdf]"' in error.value.tip


def test_a_report_is_no_pdf(lipctl: Run, office: Office) -> None:
    done = lipctl("report", "2010", "-o", "bericht.pdf", cwd=office.workspace.root)
    assert done.returncode == 2
    assert "--pdf" in done.stderr


def test_a_pdf_of_an_earlier_run_is_pointed_out(lipctl: Run, office: Office, program: Path) -> None:
    write(office, program)
    done = lipctl("report", "2010", cwd=office.workspace.root)
    assert done.returncode == 0
    assert "von einem früheren Lauf" in done.stderr
