"""Run as ``python -m lipctl.services.read_worker``: reads a share of the files (see :mod:`lipctl.services.read_files`).

The job comes in on stdin, what the files hold goes out on stdout, once all are read.
"""

from __future__ import annotations

import gc
import pickle
import sys

from lipctl.services.read_files import read_share


def main() -> None:
    """Read one share."""
    gc.set_threshold(50_000)  # as the command line does, which tells why
    job = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own process
    pickle.dump(list(read_share(job)), sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    main()
