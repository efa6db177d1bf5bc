"""Run as ``python -m support.guarded FOLDER YEAR SECRET``: what lipctl makes of a round's files, under guard.

The process may take 1 GiB, half a minute of computing and no network, and whether it opens the secret file is noted. It says as
JSON what was found and answered per file and what was touched.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

from lipctl.responses.folder import read_folder
from lipctl.workspace import Workspace
from support.rounds import NUMBERS_OF_ONE

MEMORY = 2**30
COMPUTING = 30
"""Seconds, of each process and however busy the machine is: what takes longer is ended and has no result."""


def main() -> None:
    """Read the round and tell what came of it."""
    root, year, secret = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    touched: list[str] = []

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(("socket.", "urllib.", "ftplib.", "http.")):
            touched.append(event)
            raise PermissionError("no network")
        if event == "open" and str(arguments[0]) == secret:
            touched.append(f"open {secret}")

    sys.addaudithook(watch)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (COMPUTING, COMPUTING))
    received = read_folder(Workspace(root), year, NUMBERS_OF_ONE)
    report = {
        "findings": [
            [place.file.partition("ruecklauf/")[2], item.code, item.message]
            for item in received.findings
            for place in item.places
        ],
        "answers": {
            response.file.partition("ruecklauf/")[2]: [answer.text for answer in response.answers if answer.text]
            for response in received.responses
        },
        "touched": touched,
    }
    print(json.dumps(report))  # noqa: T201


if __name__ == "__main__":
    main()
