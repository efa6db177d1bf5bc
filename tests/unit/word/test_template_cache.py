"""Compiled templates in a folder of the user's own: used where that is safe, and otherwise as if they were not there.

To see whether an entry is used, another template's work is stored under a template's name: what is printed tells.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest

import build_template
from lipctl import version
from lipctl.errors import TemplateError
from lipctl.word.check import check_template
from lipctl.word.engine import compile_template, hand_to_jinja
from lipctl.word.prepared import prepare_template
from lipctl.word.template_cache import TemplateCache
from lipctl.word.variables import sample_context
from support.word import PROPERTIES, docx, paragraph, texts

needs_owners = pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows keeps other users out by its own means")

TEMPLATE = docx(paragraph("Stand {{ stand }}"))
OTHER = docx(paragraph("aus dem Zwischenspeicher"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A cache that holds other work for the template."""
    folder = tmp_path / "cache" / "lipctl"
    TemplateCache(folder).store(TEMPLATE, hand_to_jinja(prepare_template(OTHER)))
    return folder


def printed(folder: Path, template: bytes = TEMPLATE) -> list[str]:
    return texts(compile_template(template, TemplateCache(folder)).render(sample_context(), PROPERTIES))


def entry(folder: Path) -> Path:
    (found,) = folder.iterdir()
    return found


def test_what_was_compiled_once_is_not_compiled_again(folder: Path) -> None:
    assert printed(folder) == ["aus dem Zwischenspeicher"]


def test_a_report_is_the_same_byte_for_byte_with_and_without_a_cache(tmp_path: Path) -> None:
    template = build_template.TARGET.read_bytes()
    without = compile_template(template).render(sample_context(), PROPERTIES)
    first, second = (
        compile_template(template, TemplateCache(tmp_path)).render(sample_context(), PROPERTIES) for _ in "12"
    )
    assert len(list(tmp_path.iterdir())) == 1
    assert first == second == without


def test_a_template_that_changed_is_compiled_anew(folder: Path) -> None:
    assert printed(folder, docx(paragraph("Stand: {{ stand }}"))) == ["Stand: Beispiel"]


def test_another_lipctl_compiles_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(version, "__version__", "99")
    assert printed(folder) == ["Stand Beispiel"]


def test_another_jinja_compiles_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jinja2, "__version__", "99")
    assert printed(folder) == ["Stand Beispiel"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:20],
        lambda content: content[: len(content) // 2],
        lambda content: content[:100] + b"?" + content[101:],
        lambda content: b"?" + content[1:],
        lambda content: content + b"?",
    ],
    ids=["empty", "not even a digest", "half", "one byte", "another digest", "more"],
)
def test_a_damaged_entry_is_made_anew(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    entry(folder).write_bytes(damage(entry(folder).read_bytes()))
    assert printed(folder) == ["Stand Beispiel"]
    assert TemplateCache(folder).load(TEMPLATE) is not None


@needs_owners
def test_only_the_user_can_look_into_the_folder(folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700
    assert entry(folder).stat().st_mode & 0o777 == 0o600


@needs_owners
@pytest.mark.parametrize("mode", [0o770, 0o702])
def test_a_folder_that_others_can_write_into_is_left_alone(folder: Path, mode: int) -> None:
    folder.chmod(mode)
    assert printed(folder) == ["Stand Beispiel"]
    assert printed(folder, docx(paragraph("Neu"))) == ["Neu"]
    assert len(list(folder.iterdir())) == 1


@needs_owners
def test_an_entry_that_others_can_write_is_left_alone(folder: Path) -> None:
    entry(folder).chmod(0o666)
    assert printed(folder) == ["Stand Beispiel"]


@needs_owners
def test_a_folder_of_somebody_else_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: folder.stat().st_uid + 1)
    assert printed(folder) == ["Stand Beispiel"]
    assert len(list(folder.iterdir())) == 1


def test_where_no_folder_can_be_made_everything_works_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert printed(tmp_path / "file" / "lipctl") == ["Stand Beispiel"]
    assert printed(tmp_path / "file") == ["Stand Beispiel"]


def test_the_newest_entries_are_kept(tmp_path: Path) -> None:
    templates = [docx(paragraph(f"Vorlage {number}")) for number in range(12)]
    for number, template in enumerate(templates):
        printed(tmp_path, template)
        newest = max(tmp_path.iterdir(), key=lambda path: path.stat().st_mtime)
        os.utime(newest, (number, number))
    cache = TemplateCache(tmp_path)
    assert [cache.load(template) is not None for template in templates] == [False] * 4 + [True] * 8


def test_a_template_with_mistakes_is_never_kept(tmp_path: Path) -> None:
    with pytest.raises(TemplateError):
        printed(tmp_path, docx(paragraph("{{ stand")))
    assert not list(tmp_path.iterdir())


def test_a_mistake_that_shows_only_when_printing_is_explained_from_the_cache_as_well(tmp_path: Path) -> None:
    template = docx(paragraph("Oben"), paragraph("Stadt {{ satdt }}"))
    said = []
    for _ in "12":
        with pytest.raises(TemplateError) as caught:
            printed(tmp_path, template)
        said.append(caught.value.headline)
    assert said[0] == said[1]
    assert "{{ satdt }}" in said[0]
    assert "Meinten Sie „stadt“?" in said[0]


def test_checking_a_template_never_asks_the_cache(folder: Path) -> None:
    assert check_template(docx(paragraph("{{ satdt }}")))
    assert len(list(folder.iterdir())) == 1
