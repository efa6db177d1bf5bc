"""Where this user's programs keep what they can make anew at any time; lipctl keeps compiled templates there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

SETTING = "LIPCTL_CACHE"


def cache_folder(environ: Mapping[str, str], platform: str) -> Path | None:
    """The folder for the cache; None for no cache.

    ``LIPCTL_CACHE`` names another folder, or is ``off``. Else it is the system's: ``XDG_CACHE_HOME`` or ``~/.cache``
    (XDG Base Directory Specification), ``~/Library/Caches`` on macOS, ``%LOCALAPPDATA%`` on Windows. A relative path
    counts for nothing: it would lead into the workspace of the moment, where others may write.

    Args:
        environ: the environment's variables.
        platform: the system, as ``sys.platform`` names it.
    """
    chosen = environ.get(SETTING, "")
    if chosen:
        return _absolute(chosen)
    home = environ.get("HOME", "")
    if platform == "win32":
        system = _absolute(environ.get("LOCALAPPDATA", ""))
    elif platform == "darwin":
        system = _absolute(home, "Library", "Caches")
    else:
        system = _absolute(environ.get("XDG_CACHE_HOME", "")) or _absolute(home, ".cache")
    return system / "lipctl" if system else None


def _absolute(first: str, *more: str) -> Path | None:
    return Path(first, *more) if Path(first).is_absolute() else None
