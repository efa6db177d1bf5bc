"""Which files a run of ``publish`` may replace and remove in the folder of the pages: lipctl's own, as it wrote them.

Final pages, edited ones and somebody else's are replaced with ``force`` only; copies of them are kept beside the folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lipctl.digests import EDITED, FOREIGN
from lipctl.errors import FileAccessError, OutputChangedError
from lipctl.files import keep_copy, read_bytes, reason_of, write_all
from lipctl.web.manifest import Manifest, manifest_of, read_manifest
from lipctl.web.names import MANIFEST


def replace_site(
    folder: Path, files: Mapping[str, bytes], *, final: bool, force: bool
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Write the files into a folder and remove those of an earlier run that no longer belong there.

    Returns the copies that were kept of what was replaced, and what was changed since the earlier run and stays.

    Raises:
        OutputChangedError: something would be lost, and nobody said ``force``; then nothing is written.
        FileAccessError: something cannot be written; then nothing is.
    """
    before, after = read_manifest(folder), manifest_of(files, final=final)
    lost = _would_be_lost(folder, files, before)
    if lost and not force:
        name, reason = next(iter(lost.items()))
        raise OutputChangedError(
            f"„{folder.name}/{name}“ {reason} und wird nicht überschrieben.",
            "Mit --force werden die Seiten neu geschrieben; die vorhandenen Dateien werden daneben aufgehoben.",
        )
    old = [name for name in before.files if name not in files and (folder / name).is_file()]
    unwanted = [name for name in old if before.has_untouched(folder, name)]
    copies = tuple(keep_copy(folder / name, folder.with_name(f"{folder.name}-aufgehoben")) for name in lost)
    # both lists in one: whatever stops the work from here on, lipctl knows its own files again
    both = Manifest({**before.files, **after.files}, final)
    write_all({folder / MANIFEST: both.as_json(), **{folder / name: content for name, content in files.items()}})
    for name in unwanted:
        _remove(folder / name)
    write_all({folder / MANIFEST: after.as_json()})
    return copies, tuple(folder / name for name in old if name not in unwanted)


def _would_be_lost(folder: Path, files: Mapping[str, bytes], before: Manifest) -> dict[str, str]:
    """The files there that must not be replaced unasked, each with the reason."""
    lost = {}
    for name, content in files.items():
        path = folder / name
        if not path.exists() or read_bytes(path) == content:
            continue
        if name not in before.files:
            lost[name] = FOREIGN
        elif not before.has_untouched(folder, name):
            lost[name] = EDITED
        elif before.final:
            lost[name] = "gehört zu einer endgültigen Fassung mit anderem Inhalt"
    return lost


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise FileAccessError(
            f"„{path.name}“ lässt sich nicht löschen: {reason_of(error)}.", "Bitte schließen Sie die Datei."
        ) from error
