"""lipctl knows its own PDFs, and those that somebody changed."""

from __future__ import annotations

import pytest

from lipctl.pdf.metadata import is_own, with_digest

PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer << /ID [<31415926535897932384626433832795><31415926535897932384626433832795>] >>\n%%EOF"


def test_a_file_with_its_own_digest_is_known_again() -> None:
    assert is_own(with_digest(PDF))
    assert len(with_digest(PDF)) == len(PDF)


def test_the_same_content_has_the_same_digest() -> None:
    assert with_digest(with_digest(PDF)) == with_digest(PDF)


@pytest.mark.parametrize(
    "data", [PDF, b"", b"%PDF-1.7", with_digest(PDF).replace(b"1 0 obj", b"2 0 obj"), with_digest(PDF) + b"\n"]
)
def test_any_other_is_not(data: bytes) -> None:
    assert not is_own(data)
