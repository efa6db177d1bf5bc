"""Where a command writes: not into a document that somebody has open, not to a place that is another's or no document."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from lipctl.locks import locks_of
from support.command_line import Run
from support.tables import mostly_slow

DRAFT = "ausgabe/2010/Controllingbericht-2010-Entwurf.docx"


@pytest.mark.parametrize(
    ("document", "lock"),
    [
        ("Controllingbericht-2010.docx", "~$ntrollingbericht-2010.docx"),  # Word
        ("achtbuch.docx", "~$htbuch.docx"),
        ("sieben7.docx", "~$ieben7.docx"),
        ("sechs6.docx", "~$sechs6.docx"),
        ("a.docx", "~$a.docx"),
        ("redaktion.xlsx", "~$redaktion.xlsx"),  # Excel
        ("redaktion.xlsx", ".~lock.redaktion.xlsx#"),  # LibreOffice
        ("Controllingbericht-2010.docx", ".~lock.Controllingbericht-2010.docx#"),
    ],
)
def test_each_program_has_its_mark_for_an_open_document(tmp_path: Path, document: str, lock: str) -> None:
    path = tmp_path / document
    assert locks_of(path) == []
    (tmp_path / lock).touch()
    assert locks_of(path) == [tmp_path / lock]
    assert locks_of(path.with_stem("anderes")) == []


@pytest.mark.parametrize(
    ("lock", "args"),
    [
        ("ausgabe/2010/~$ntrollingbericht-2010-Entwurf.docx", ["report"]),
        (f"ausgabe/2010/.~lock.{Path(DRAFT).name}#", ["report", "--force"]),
        ("anders/~$in-bericht.docx", ["report", "-o", "anders/mein-bericht.docx"]),
        ("anders/.~lock.mein-bericht.docx#", ["report", "-o", "anders/mein-bericht.docx"]),
        ("ausgabe/2010/~$Daten-2010.xlsx", ["data"]),
        (".~lock.daten.csv#", ["data", "-o", "daten.csv"]),
        ("data/2010/~$redaktion.xlsx", ["edit"]),
        ("data/2010/.~lock.redaktion.xlsx#", ["edit"]),
        ("ausgabe/2011/formulare/~$Formular-2011-18.xlsx", ["export-forms", "2011", "--force"]),
    ],
)
def test_a_document_that_is_open_is_not_replaced_and_that_is_said_before_work_begins(
    lipctl: Run, demo: Path, lock: str, args: list[str]
) -> None:
    (demo / lock).parent.mkdir(parents=True, exist_ok=True)
    (demo / lock).touch()
    if args[0] != "export-forms":
        (demo / "data" / "katalog.xlsx").write_bytes(b"no workbook: whoever begins to work stumbles over it")
    before = sorted(demo.rglob("*"))
    done = lipctl(*args, cwd=demo)
    assert (done.returncode, done.stdout) == (17, "")
    assert "oder LibreOffice geöffnet." in done.stderr
    assert f"löschen Sie daneben die Sperrdatei „{Path(lock).name}“." in done.stderr
    assert sorted(demo.rglob("*")) == before


def test_an_open_redaktion_is_told_to_who_writes_the_report(lipctl: Run, demo: Path) -> None:
    (demo / "data" / "2010" / ".~lock.redaktion.xlsx#").touch()
    done = lipctl("report", "2010", "-q", cwd=demo)
    assert done.returncode == 0
    assert done.stderr.startswith("Warnung: redaktion.xlsx ist gerade geöffnet.")


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (".", "„.“ ist ein Ordner. Bitte nennen Sie auch den Namen des Berichts: bericht.docx."),
        ("ausgabe", "„ausgabe“ ist ein Ordner."),
        ("neu/", "sein Name endet auf .docx: neu.docx."),
        ("bericht", "sein Name endet auf .docx: bericht.docx."),
        ("bericht.doc", "sein Name endet auf .docx: bericht.docx."),
        ("bericht.docx.txt", "sein Name endet auf .docx: bericht.docx.docx."),
        ("bericht.PDF", "das PDF daneben schreibt --pdf."),
        ("data", "„data“ gehört Ihnen"),
        ("data/katalog.xlsx", "„data“ gehört Ihnen"),
        ("data/2010/ruecklauf/Formular-2010-15.xlsx", "„data“ gehört Ihnen"),
        ("ausgabe/../data/2010/ruecklauf/neu.docx", "„data“ gehört Ihnen"),
        ("report_templates/controllingbericht.docx", "„report_templates“ gehört Ihnen"),
        ("lipctl.toml", "„lipctl.toml“ gehört Ihnen"),
    ],
)
def test_a_place_where_no_report_belongs_is_refused_before_work_begins(
    lipctl: Run, demo: Path, output: str, said: str
) -> None:
    (demo / "ausgabe").mkdir()
    before = {path: path.is_file() and path.read_bytes() for path in demo.rglob("*")}
    done = lipctl("report", "2010", "--force", "-o", output, cwd=demo)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Fehler: Ungültige Angabe für „--output“: " in done.stderr
    assert said in done.stderr
    assert "Berichtsjahr" not in done.stderr
    assert {path: path.is_file() and path.read_bytes() for path in demo.rglob("*")} == before


def test_any_other_place_is_fine(lipctl: Run, demo: Path, tmp_path: Path) -> None:
    for output in ("bericht.docx", str(tmp_path / "neuer Ordner" / "b.DOCX"), "data.docx"):
        assert lipctl("report", "2010", "-q", "-o", output, cwd=demo).stdout.strip() == output


@pytest.mark.parametrize("folder", ["LIP (2026)'s", "neu", "LIP 2026", "Büro & Co"])
@pytest.mark.parametrize("options", mostly_slow([[], ["--sample"]]))
def test_the_command_that_init_proposes_can_be_typed_as_it_stands(
    lipctl: Run, tmp_path: Path, folder: str, options: list[str]
) -> None:
    done = lipctl("init", *options, folder)
    words = shlex.split(done.stderr.splitlines()[-1].partition(": ")[2])
    assert words[:3] == ["lipctl", "-C", folder]
    assert lipctl(*words[1:]).returncode == 0
