"""The first step of ``lipctl``: Ctrl-C gets the same answer while all the rest is still being loaded as later at work."""

from __future__ import annotations

from lipctl.cli.interrupted import leave


def main() -> None:
    """Load the command line and run it."""
    try:
        import signal

        signal.signal(signal.SIGINT, leave)  # in the midst of loading an exception may get lost
        from lipctl.cli.main import main as run

        signal.signal(signal.SIGINT, signal.default_int_handler)  # from here on there is something to clear away
        run()
    except KeyboardInterrupt:
        leave()
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is done is done
