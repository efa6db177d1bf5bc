"""Where the cache lies, on each system; never in the folder that a command happens to work in."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from lipctl.cli.user_cache import cache_folder

posix = pytest.mark.skipif(sys.platform == "win32", reason="paths of Linux and macOS")


@posix
@pytest.mark.parametrize(
    ("platform", "environ", "folder"),
    [
        ("linux", {"HOME": "/home/a"}, "/home/a/.cache/lipctl"),
        ("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": "/var/a"}, "/var/a/lipctl"),
        ("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": "relative"}, "/home/a/.cache/lipctl"),
        ("linux", {}, None),
        ("darwin", {"HOME": "/Users/a"}, "/Users/a/Library/Caches/lipctl"),
        ("win32", {"HOME": "/home/a", "LOCALAPPDATA": "/Users/a/AppData/Local"}, "/Users/a/AppData/Local/lipctl"),
        ("win32", {"HOME": "/home/a"}, None),
        ("linux", {"HOME": "/home/a", "LIPCTL_CACHE": "/srv/a"}, "/srv/a"),
        ("linux", {"HOME": "/home/a", "LIPCTL_CACHE": "off"}, None),
        ("linux", {"HOME": "/home/a", "LIPCTL_CACHE": "cache"}, None),
        ("linux", {"HOME": "/home/a", "LIPCTL_CACHE": ""}, "/home/a/.cache/lipctl"),
    ],
)
def test_the_folder(platform: str, environ: dict[str, str], folder: str | None) -> None:
    assert cache_folder(environ, platform) == (Path(folder) if folder else None)
