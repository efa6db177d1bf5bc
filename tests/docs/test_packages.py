"""What a wheel and a source package hold: what is listed, and no department's file."""

from __future__ import annotations

import shutil
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from lipctl.commands.init import SAMPLE_FILES, TEMPLATES

ROOT = Path(__file__).parents[2]
SHIPPED = {*SAMPLE_FILES, *(f"report_templates/{name}" for name in TEMPLATES)}
SCHEMAS = sorted(path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.schema.json"))
STRAY = (
    "data/2010/ruecklauf/Geheim.xlsx",
    "data/2011/ruecklauf/Formular-2011-15.xlsx",
    "data/Telefonliste.csv",
    "report_templates/geheim.docx",
    "src/lipctl/Geheim.xlsx",
    "docs/Personal.xlsx",
    "tools/liste.xlsx",
    "Notizen.docx",
    "ausgabe/2010/Controllingbericht-2010-Entwurf.docx",
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with files in it that must stay in the office."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("src", "data", "report_templates", "docs", "tools", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "lipctl.toml", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(ROOT / name, folder)
    for name in STRAY:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Frau Muster")
    return folder


@pytest.fixture(scope="module")
def wheel(project: Path) -> set[str]:
    built = next(WheelBuilder(str(project)).build(directory=str(project / "dist"), versions=["standard"]))
    with ZipFile(built) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_the_sample_and_the_templates_and_no_other_file_of_theirs(wheel: set[str]) -> None:
    prefix = "lipctl/shipped/"
    assert {name.removeprefix(prefix) for name in wheel if name.startswith(prefix)} == SHIPPED


def test_the_wheel_holds_every_module(wheel: set[str]) -> None:
    modules = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.py")}
    assert {name for name in wheel if name.startswith("lipctl/")} == {
        *modules,
        "lipctl/py.typed",
        *SCHEMAS,
        *(f"lipctl/shipped/{name}" for name in SHIPPED),
    }


def test_the_wheel_brings_its_licence(wheel: set[str]) -> None:
    assert [name for name in wheel if name.endswith("/licenses/LICENSE")]


def test_the_source_package_holds_no_department_s_file_either(project: Path) -> None:
    built = next(SdistBuilder(str(project)).build(directory=str(project / "dist"), versions=["standard"]))
    with tarfile.open(built) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert not names & set(STRAY)
    assert names >= {"pyproject.toml", "LICENSE", "README.md", *SHIPPED, *(f"src/{name}" for name in SCHEMAS)}
    assert not [name for name in names if name.endswith((".xlsx", ".docx", ".csv")) and name not in SHIPPED]
