"""The digest in a PDF's ``/ID``: the same report has the same bytes, and lipctl knows its own files again.

A PDF must have an ID of two strings (ISO 32000-1, 14.4); programs that change a file change the second one.
"""

from __future__ import annotations

import re
from hashlib import sha256

_ID = re.compile(rb"/ID ?\[ ?<([0-9a-f]{32})> ?<([0-9a-f]{32})> ?\]")
_ZEROS = b"0" * 32


def with_digest(data: bytes) -> bytes:
    """The PDF with a digest of itself as its ID."""
    digest = _digest(data)
    return _ID.sub(lambda match: match[0].replace(match[1], digest).replace(match[2], digest), data)


def is_own(data: bytes) -> bool:
    """Whether a PDF is as lipctl wrote it."""
    found = _ID.findall(data)
    return bool(found) and set(found) == {(_digest(data), _digest(data))}


def _digest(data: bytes) -> bytes:
    blank = _ID.sub(lambda match: match[0].replace(match[1], _ZEROS).replace(match[2], _ZEROS), data)
    return sha256(blank).hexdigest()[:32].encode()
