"""The reference is what the code says: made from its tables, whole, and with an example for everything."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from build_reference import FOLDER, SCHEMAS, pages
from build_sample import SETTINGS
from lipctl.cli.command_table import COMMANDS
from lipctl.errors import exit_codes
from lipctl.findings import RULES
from lipctl.judge.progress import PROGRESS_LABELS, PROGRESS_MEANINGS, Progress
from lipctl.settings.writer import settings_template

ROOT = Path(__file__).parents[2]
PAGES = pages()


@pytest.mark.parametrize("name", PAGES)
def test_the_committed_page_is_what_the_code_says(name: str) -> None:
    committed = FOLDER / name
    stale = not committed.exists() or committed.read_text(encoding="utf-8") != PAGES[name]
    assert not stale, "run: python tools/build_reference.py"


def test_there_is_no_page_besides() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(PAGES)


def test_the_sample_s_settings_list_every_key_and_chapter() -> None:
    shipped = (ROOT / "lipctl.toml").read_text(encoding="utf-8")
    assert shipped == settings_template(SETTINGS, {}), "run: python tools/build_sample.py"


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_an_example_in_the_reference(command: str) -> None:
    section = PAGES["befehle.md"].partition(f"\n## `lipctl {command}`\n")[2].partition("\n## ")[0]
    assert re.search(rf"```sh\nlipctl {command}\b", section)


@pytest.mark.parametrize("code", RULES)
def test_each_finding_is_documented(code: str) -> None:
    assert f"\n## {code}\n" in PAGES["meldungen.md"]


def test_each_finding_has_a_cause_and_a_whole_example() -> None:
    lacking = {rule.code: rule.placeholders - set(rule.example) for rule in RULES.values()}
    assert {code: blanks for code, blanks in lacking.items() if blanks} == {}, "lipctl/findings/: a word for each blank"
    assert all(rule.cause for rule in RULES.values())


def test_each_class_has_its_label_and_its_meaning() -> None:
    assert list(PROGRESS_LABELS) == list(PROGRESS_MEANINGS)
    assert set(PROGRESS_LABELS) == set(Progress)


def test_the_readme_s_exit_codes_are_the_code_s() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert dict(re.findall(r"^\| (\d+) \| (.+) \|$", readme, re.MULTILINE)) == {
        str(code): meaning for code, meaning in exit_codes().items()
    }


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.json")), ids=lambda path: path.name)
def test_each_schema_is_one_and_explains_each_key(path: Path) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    for part in (schema, *schema.get("$defs", {}).values()):
        assert [key for key, value in part["properties"].items() if not value.get("description")] == []
