"""The documents are true to the code: every command, module, exit code and link in them exists, and the other way round."""

from __future__ import annotations

import re
from pathlib import Path
from pkgutil import resolve_name

import pytest

from lipctl import errors
from lipctl.cli.command_table import COMMANDS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "lipctl"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_in_the_readme(command: str) -> None:
    assert f"| `lipctl {command}" in read("README.md")


def test_the_readme_names_no_command_that_there_is_not() -> None:
    named = set(re.findall(r"`lipctl ([a-z][a-z-]+)", read("README.md")))
    assert named == set(COMMANDS)


@pytest.mark.parametrize("line", ["pip install . && lipctl report 2010", 'pip install ".[test]" && pytest'])
def test_ci_runs_the_readme_s_own_lines(line: str) -> None:
    assert f"\n{line}\n" in read("README.md")
    assert f"\n{line} ||" in read(".ci/run")


def test_ci_leaves_no_test_out() -> None:
    assert "\nexport PYTEST_ADDOPTS='-m \"\"'" in read(".ci/run")


def test_each_exit_code_is_in_the_readme() -> None:
    codes = {cls.exit_code for cls in vars(errors).values() if isinstance(cls, type) and cls is not errors.LipctlError}
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", read("README.md"), re.MULTILINE)}
    assert listed == codes | {0, 1, 2, 3, 130, 141}


def test_the_code_map_names_each_folder_once() -> None:
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    mapped = re.findall(r"^\| `(\w+)/`", read("ARCHITECTURE.md"), re.MULTILINE)
    assert sorted(mapped) == sorted(folders)


def test_the_way_of_an_answer_names_functions_and_their_results() -> None:
    way = read("ARCHITECTURE.md").partition("## One answer on its way")[2].partition("## Code map")[0]
    functions = re.findall(r"`([a-z_]+(?:\.\w+)+)`", way)
    assert [name for name in functions if not callable(resolve_name(f"lipctl.{name}"))] == []
    classes = {
        name for path in PACKAGE.rglob("*.py") for name in re.findall(r"^class (\w+)", path.read_text("utf-8"), re.M)
    }
    assert set(re.findall(r"`([A-Z]\w+)`", way)) - classes == set()


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md", "GLOSSARY.md", "README.md"])
def test_each_file_that_a_document_names_exists(name: str) -> None:
    named = re.findall(r"`((?:src|tests|tools|docs|benchmarks|\.ci)/[\w./-]*)`", read(name))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_each_name_in_the_recipes_is_in_the_code() -> None:
    code = "\n".join(path.read_text("utf-8") for folder in ("src", "tools") for path in (ROOT / folder).rglob("*.py"))
    words = set(re.findall(r"\w+", code))
    named = re.findall(r"`([A-Za-z_]\w*(?:\.\w+)*)`", read("CONTRIBUTING.md").partition("## How to add")[2])
    names = {word for name in named if not name.endswith((".py", ".toml")) for word in name.split(".")}
    assert names - words == set()
    assert len(names) > 30


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_link_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("record", DECISIONS, ids=lambda path: path.stem)
def test_each_decision_has_context_decision_and_consequences(record: Path) -> None:
    text = record.read_text(encoding="utf-8")
    assert text.startswith(f"# {record.stem[:4]} ")
    assert re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(record.stem[:4]) for record in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_a_decision_that_the_code_refers_to_exists() -> None:
    referred = {
        number
        for path in PACKAGE.rglob("*.py")
        for number in re.findall(r"docs/decisions/(\d{4})", path.read_text("utf-8"))
    }
    assert referred <= {record.stem[:4] for record in DECISIONS}


def test_the_licence_is_the_whole_eupl() -> None:
    text = read("LICENSE")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert re.findall(r"^(\d+)\.", text, re.MULTILINE) == [str(number) for number in range(1, 16)]
