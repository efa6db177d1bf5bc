"""LibreOffice in tests: opens, calculates and saves as it would on a desk. Skips, with the reason, where it is not."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

_SECONDS = 180


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
