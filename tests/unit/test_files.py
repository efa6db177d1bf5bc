"""A file that only grows: lines are added at its end, after whatever a crash left there."""

from __future__ import annotations

from pathlib import Path

import pytest

from lipctl.errors import FileAccessError
from lipctl.files import append_lines


@pytest.mark.parametrize(
    ("before", "after"),
    [(None, b"a\nb\xc3\xa4\n"), (b"", b"a\nb\xc3\xa4\n"), (b"x\n", b"x\na\nb\xc3\xa4\n"), (b"x", b"x\na\nb\xc3\xa4\n")],
)
def test_lines_are_added_each_on_its_own(tmp_path: Path, before: bytes | None, after: bytes) -> None:
    path = tmp_path / "2013" / "versand.jsonl"
    if before is not None:
        path.parent.mkdir()
        path.write_bytes(before)
    append_lines(path, ["a", "bä"])
    assert path.read_bytes() == after


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileAccessError, match="dort liegt ein Ordner"):
        append_lines(tmp_path, ["a"])
