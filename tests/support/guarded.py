"""Run as ``python -m support.guarded FOLDER YEAR SECRET``: what lipctl makes of a round's files, under guard.

The process may take 1 GiB and no network, and whether it opens the secret file is noted. It says as JSON what was
found and answered per file, what was touched, how many seconds of computing it took (however busy the machine is), and with
which peak of memory in MiB.
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
    before = computed()
    received = read_folder(Workspace(root), year, NUMBERS_OF_ONE)
    seconds = computed() - before
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
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
        "seconds": seconds,
        "mebibytes": max(peaks) // 1024,
    }
    print(json.dumps(report))  # noqa: T201


def computed() -> float:
    """The seconds that this process and its children have computed."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(item.ru_utime + item.ru_stime for item in used)


if __name__ == "__main__":
    main()
