"""Finds LibreOffice and has it lay out a document's pages as PDF.

It runs without a window, in a temporary folder with a profile of its own. A LibreOffice that is open at the same time
neither helps nor disturbs, and no setting of the user gets into the PDF.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from lipctl.errors import PdfError

INSTALL_TIP = (
    "LibreOffice ist frei und kostenlos (de.libreoffice.org); auf Dienstrechnern hilft die IT. Ohne LibreOffice: Öffnen Sie "
    "den Word-Bericht in Word und wählen Sie „Speichern unter“ → PDF, Optionen „PDF/A-kompatibel“ und „Dokumentstrukturtags“."
)
_LIBRARY_TIP = (
    'Bitte holen Sie sie nach: pip install "lipctl[pdf]". Ohne sie fehlten dem PDF Alternativtexte und Strukturen.'
)
_NAMES = ("soffice.com", "soffice", "libreoffice") if sys.platform == "win32" else ("soffice", "libreoffice")
_USUAL_PLACES = {
    "win32": ("C:/Program Files*/LibreOffice*/program/soffice.com",),
    "darwin": ("/Applications/LibreOffice*.app/Contents/MacOS/soffice", "/Users/*/Applications/LibreOffice*.app/Contents/MacOS/soffice"),
    "linux": ("/usr/lib*/libreoffice/program/soffice", "/opt/libreoffice*/program/soffice", "/snap/bin/libreoffice"),
}  # fmt: skip
_SECONDS, _SECONDS_PER_MEGABYTE = 120.0, 600.0
"""How long LibreOffice may take. It needs two seconds for 240 measures (70 kB), on a busy machine a minute for 2,400."""

# PDF/UA-1 and PDF/A-2b at once; all but the first two follow from them in some versions and not in others.
_OPTIONS = {
    "PDFUACompliance": True,
    "SelectPdfVersion": 2,
    "UseTaggedPDF": True,
    "ExportBookmarks": True,
    "DisplayPDFDocumentTitle": True,
    "InitialView": 1,  # with the bookmarks beside the page
    "UseLosslessCompression": True,
}


def find_office(search_path: str) -> Path | None:
    """LibreOffice's program: the one on the search path, else the newest where its installers put it, else None.

    ``search_path`` lists folders as the environment's PATH does.
    """
    for name in _NAMES:
        found = shutil.which(name, path=search_path)
        if found:
            return Path(found)
    for pattern in _USUAL_PLACES.get(sys.platform, ()):
        root = Path(pattern).anchor
        places = sorted(Path(root).glob(pattern[len(root) :]), key=_version)
        if places:
            return places[-1]
    return None


def require_pdf(search_path: str) -> Path:
    """LibreOffice's program, if all is there that a PDF needs. Ask before any work is done.

    Raises:
        PdfError: LibreOffice or pikepdf is not installed.
    """
    if find_spec("pikepdf") is None:
        raise PdfError(
            "Für das PDF braucht lipctl die Bibliothek pikepdf, und die ist nicht installiert.", _LIBRARY_TIP
        )
    office = find_office(search_path)
    if office is None:
        raise PdfError(
            "Für das PDF braucht lipctl LibreOffice, und das ist auf diesem Rechner nicht zu finden.", INSTALL_TIP
        )
    return office


def _version(place: Path) -> list[int]:
    """The numbers in a path, so that 7.6 comes before 24.2."""
    return [int(number) for number in re.findall(r"\d+", str(place))]


def convert(office: Path, document: bytes) -> bytes:
    """The PDF that LibreOffice makes of a Word document.

    Raises:
        PdfError: LibreOffice wrote none, or took too long.
    """
    seconds = _SECONDS + _SECONDS_PER_MEGABYTE * len(document) / (1 << 20)
    with tempfile.TemporaryDirectory(prefix="lipctl-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        (folder / "bericht.docx").write_bytes(document)
        said = _run(_command(office, folder), seconds)
        result = folder / "bericht.pdf"
        if not result.exists():
            reason = said.strip().splitlines()[-1:] or ["ohne Begründung"]
            raise PdfError(
                f"LibreOffice hat kein PDF geschrieben ({reason[0]}).",
                "Bitte starten Sie LibreOffice einmal von Hand und versuchen Sie es dann erneut.",
            )
        return result.read_bytes()


def _command(office: Path, folder: Path) -> list[str]:
    kinds = {bool: "boolean", int: "long"}
    options = {key: {"type": kinds[type(value)], "value": str(value).lower()} for key, value in _OPTIONS.items()}
    return [
        str(office), f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", f"pdf:writer_pdf_Export:{json.dumps(options)}", "--outdir", str(folder), str(folder / "bericht.docx"),
    ]  # fmt: skip


def _run(command: list[str], seconds: float) -> str:
    """Run a program to its end and return its output. When the time is up, stop it with all that it started."""
    with _started(command) as process:
        try:
            said, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise PdfError(
                f"LibreOffice war nach {seconds:.0f} Sekunden nicht fertig und wurde beendet.",
                "Bitte versuchen Sie es erneut; bleibt es dabei, speichern Sie den Bericht in Word als PDF.",
            ) from error
        return said


@contextlib.contextmanager
def _started(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    """A process in a group of its own: ``soffice`` is a script that starts the real program."""
    try:
        process = subprocess.Popen(  # noqa: S603 — LibreOffice, with our own arguments
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", errors="replace", start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise PdfError("LibreOffice lässt sich nicht starten.", INSTALL_TIP) from error
    with process:
        try:
            yield process
        finally:
            if process.poll() is None:
                _stop(process)


def _stop(process: subprocess.Popen[str]) -> None:
    if sys.platform == "win32":
        taskkill = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(taskkill, capture_output=True, check=False)  # noqa: S603
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
