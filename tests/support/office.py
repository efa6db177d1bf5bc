"""LibreOffice in tests: opens, calculates and saves as it would on a desk. Skips, with the reason, where it is not."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

_SECONDS = 180
UNO_PYTHON = "/usr/bin/python3"


def soffice() -> str:
    """The path of LibreOffice's program, or a skipped test."""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return found
    pytest.skip("LibreOffice (soffice) is not installed")


def office_command(profile: Path) -> list[str]:
    """How LibreOffice is started without a window, with a profile of its own."""
    return [soffice(), f"-env:UserInstallation={profile.resolve().as_uri()}", "--headless", "--norestore"]


def convert(files: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """Let LibreOffice open these files and save them as ``kind`` (xlsx, ods, pdf) in ``folder``; one start for all.

    The profile is the test's own: a LibreOffice that is open on the same desk neither helps nor disturbs.
    """
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [*office_command(folder / "profile"), "--convert-to", kind, "--outdir", str(folder), *map(str, files)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    results = [folder / f"{file.stem}.{kind.partition(':')[0]}" for file in files]
    missing = [result.name for result in results if not result.exists()]
    assert not missing, f"LibreOffice did not write {missing}: {done.stdout}{done.stderr}"
    return results


def convert_with_gnumeric(files: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """Let Gnumeric open, calculate and save these files as ``kind`` (ods, xls, or with an exporter: xls:NAME) in ``folder``."""
    program = shutil.which("ssconvert") or pytest.skip("Gnumeric (ssconvert) is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    ending, _, exporter = kind.partition(":")
    how = ["-T", exporter] if exporter else []
    results = [folder / f"{file.stem}.{ending}" for file in files]
    for file, result in zip(files, results, strict=True):
        command = [program, "--recalc", *how, file, result]
        subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)
    return results


def type_in_office(
    folder: Path, form: bytes, typed: Sequence[tuple[str, str, str | tuple[str, str]]], *, alone: str = ""
) -> dict[str, str]:
    """Type (sheet, cell, text) into a workbook as a person does, and save it as ``saved.xlsx`` in the folder.

    Instead of a text there may be (how, target): cut, copy, drag or fill. ``alone`` is the one sheet that is passed on.
    """
    source, target, plan = folder / "form.xlsx", folder / "saved.xlsx", folder / "typed.json"
    source.write_bytes(form)
    plan.write_text(json.dumps(typed), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [*office_command(folder / "profile"), f"--accept=socket,host=127.0.0.1,port={port};urp;"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as office:
        script = Path(__file__).with_name("type_in_calc.py")
        try:
            done = subprocess.run(
                [UNO_PYTHON, script, port, source, target, plan, *([alone] if alone else [])],
                capture_output=True,
                timeout=120,
                check=True,
            )
        finally:
            office.terminate()
    return json.loads(done.stdout)


def can_uno() -> bool:
    """Whether LibreOffice can be told what to type."""
    return (
        Path(UNO_PYTHON).exists()
        and subprocess.run([UNO_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0
    )
