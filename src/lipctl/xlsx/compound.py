"""Compound files ([MS-CFB]), in which old Office programs, encrypted workbooks and Outlook's mails are packed; olefile opens them."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from olefile import OleFileIO

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DAMAGED = (OSError, ValueError, IndexError, struct.error, RecursionError)
"""What olefile raises where a compound file is damaged."""


def open_compound(content: bytes) -> OleFileIO[Any]:
    """Open a compound file.

    Raises:
        DAMAGED: it is damaged, or says that it is larger than it is.
    """
    import olefile  # noqa: PLC0415 - few files need it

    _refuse_too_many_sectors(content)
    return olefile.OleFileIO(BytesIO(content))


def outermost_names(content: bytes) -> set[str]:
    """The names of what lies in a compound file itself, not in what is embedded in it; in small letters.

    Raises:
        DAMAGED: it is damaged.
    """
    return {path[0].casefold() for path in open_compound(content).listdir(streams=True, storages=True)}


def _refuse_too_many_sectors(content: bytes) -> None:
    """olefile believes how many sectors hold the table of sectors; no more are needed than the file has room for.

    Raises:
        ValueError: there are more.
        struct.error: the file ends in its header.
    """
    (shift,), (sectors,) = struct.unpack_from("<H", content, 0x1E), struct.unpack_from("<I", content, 0x2C)
    if shift not in (9, 12) or sectors > 2 * len(content) // (2**shift * 2**shift // 4) + 8:
        raise ValueError("more sectors than the file has")
