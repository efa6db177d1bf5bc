"""LibreOffice is found or asked for, and whatever it does, the office gets a PDF or a sentence."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from lipctl.errors import PdfError
from lipctl.pdf import office

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs of these tests are shell scripts")


def program(folder: Path, script: str, name: str = "soffice") -> Path:
    """A LibreOffice that does this."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


WRITES_A_PDF = 'for last; do :; done; printf "%%PDF-1.7 made" > "$(dirname "$last")/bericht.pdf"'


def test_the_one_on_the_search_path_is_taken(tmp_path: Path) -> None:
    mine = program(tmp_path / "bin", "exit 0")
    assert office.find_office(str(tmp_path / "bin")) == mine


def test_else_the_newest_where_installers_put_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for version in ("libreoffice7.4", "libreoffice24.2", "libreoffice7.6"):
        program(tmp_path / version / "program", "exit 0")
    monkeypatch.setattr(office, "_USUAL_PLACES", {sys.platform: (f"{tmp_path}/libreoffice*/program/soffice",)})
    found = office.find_office("/nirgends")
    assert found is not None
    assert found.parts[-3] == "libreoffice24.2"


def test_without_it_the_message_says_how_to_get_it_and_how_to_do_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "_USUAL_PLACES", {sys.platform: (f"{tmp_path}/*/soffice",)})
    assert office.find_office(str(tmp_path)) is None
    with pytest.raises(PdfError) as error:
        office.require_pdf(str(tmp_path))
    assert "LibreOffice" in error.value.headline
    assert "de.libreoffice.org" in error.value.tip
    assert "Speichern unter" in error.value.tip


def test_the_pdf_comes_back(tmp_path: Path) -> None:
    assert office.convert(program(tmp_path, WRITES_A_PDF), b"docx") == b"%PDF-1.7 made"


def test_it_gets_the_document_and_a_profile_in_a_folder_of_its_own_that_is_gone_afterwards(tmp_path: Path) -> None:
    said = tmp_path / "said"
    script = f'{WRITES_A_PDF}; cat "$last" > "{said}"; echo "$@" >> "{said}"'
    office.convert(program(tmp_path, script), b"the document ")
    words = said.read_text()
    assert words.startswith("the document ")
    assert "-env:UserInstallation=file:///" in words
    folder = Path(words.split()[-1]).parent
    assert folder != tmp_path
    assert not folder.exists()


def test_a_libreoffice_that_writes_nothing_is_quoted(tmp_path: Path) -> None:
    with pytest.raises(PdfError, match="Fehler: Lizenz abgelaufen"):
        office.convert(program(tmp_path, 'echo "Fehler: Lizenz abgelaufen" >&2'), b"docx")


def test_one_that_cannot_be_started_is_reported(tmp_path: Path) -> None:
    with pytest.raises(PdfError, match="nicht starten"):
        office.convert(tmp_path / "soffice", b"docx")


def test_one_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_SECONDS", 0.5)
    mark = tmp_path / "alive"
    script = f'(while true; do date > "{mark}"; sleep 0.1; done) & wait'
    with pytest.raises(PdfError, match="nicht fertig"):
        office.convert(program(tmp_path, script), b"docx")
    time.sleep(0.3)
    mark.unlink()
    time.sleep(0.5)
    assert not mark.exists()
