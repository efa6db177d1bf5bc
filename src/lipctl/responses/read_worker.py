"""Run as ``python -m lipctl.responses.read_worker ROOT PLAN YEAR``: reads files for :mod:`lipctl.responses.helpers`.

On stdin come lists of files, each a pickle; each is answered on stdout by the length of a pickle and the pickle: what the
files hold. It ends when stdin does. It imports no more than it needs: who asked waits for it.
"""

from __future__ import annotations

import gc
import pickle
import sys
from pathlib import Path

from lipctl.responses.read_files import LENGTH, Numbers, expected_of, read_share


def main() -> None:
    """Read what is asked for, until nothing is."""
    gc.set_threshold(1_000_000)  # as the command line does, which tells why
    root, plan, year = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    expected = expected_of(root, plan, year, lambda: _numbers(root, year))
    while True:
        try:
            files = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own process
        except EOFError:
            return
        told = pickle.dumps(read_share(files, expected), pickle.HIGHEST_PROTOCOL)
        sys.stdout.buffer.write(len(told).to_bytes(LENGTH, "big") + told)
        sys.stdout.buffer.flush()


def _numbers(root: Path, year: int) -> Numbers:
    """As the one who asks has them, from the catalogue. Hardly any file needs them."""
    from lipctl.workspace import Workspace
    from lipctl.year import load_plan

    plan, _ = load_plan(Workspace(root))
    return plan.in_year(year).responsible()


if __name__ == "__main__":
    main()
