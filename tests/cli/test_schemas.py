"""What lipctl prints as JSON is what its schemas say: no key that they do not explain, none missing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import lipctl
from lipctl.closing.codec import records_in
from lipctl.closing.model import Closing
from lipctl.findings import Severity
from lipctl.judge.progress import Progress
from lipctl.plan.model import own_column
from lipctl.questions import Question
from lipctl.report.data_table import COLUMNS
from lipctl.scale import DEFAULT_SCALE
from support.command_line import Run

SCHEMAS = Path(lipctl.__file__).parent / "schemas"


def schema(name: str) -> dict[str, Any]:
    """A shipped schema, made strict: in a test an unexplained key is an error."""

    def strict(value: Any) -> Any:
        if isinstance(value, dict):
            closed = {"additionalProperties": False} if "properties" in value else {}
            return {key: strict(inner) for key, inner in value.items()} | closed
        return value

    return strict(json.loads((SCHEMAS / name).read_text(encoding="utf-8")))  # type: ignore[no-any-return]


def test_check_prints_what_its_schema_says(lipctl: Run, demo: Path) -> None:
    responses = demo / "data" / "2010" / "ruecklauf"
    (responses / "leer.xlsx").write_bytes(b"")
    (responses / "~$Formular.xlsx").write_bytes(b"x")
    (responses / "Formular-2010-18.xlsx").unlink()
    done = lipctl("check", "--format", "json", cwd=demo)
    assert done.returncode == 1
    printed = json.loads(done.stdout)
    Draft202012Validator(schema("check.schema.json")).validate(printed)
    found = printed["findings"]
    assert {item["severity"] for item in found} >= {"error", "warning"}
    assert any(item["measure"] is None for item in found)
    assert any(item["field"] for item in found)


@pytest.mark.parametrize("deadline", ["", "\n[frist]\n2010 = 2010-03-31\n"])
def test_status_prints_what_its_schema_says(lipctl: Run, demo: Path, deadline: str) -> None:
    settings = demo / "lipctl.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("[frist]\n", "") + deadline, encoding="utf-8")
    (demo / "data" / "2010" / "ruecklauf" / "Formular-2010-18.xlsx").unlink()
    (demo / "data" / "2010" / "versand.jsonl").write_text("{\n", encoding="utf-8")
    done = lipctl("status", "--format", "json", cwd=demo)
    assert done.returncode == 0
    printed = json.loads(done.stdout)
    Draft202012Validator(schema("status.schema.json")).validate(printed)
    assert (printed["deadline"] is not None) is bool(deadline)
    assert printed["damaged_lines"] == [1]
    assert {row["responded"] for row in printed["departments"]} == {True, False}


@pytest.mark.parametrize("public", [[], ["--public"]])
def test_sources_are_what_their_schema_says(lipctl: Run, demo: Path, public: list[str]) -> None:
    aside = demo / "data" / "2010" / "ruecklauf" / "_ignoriert" / "alt.xlsx"
    aside.parent.mkdir()
    aside.write_bytes(b"x")
    done = lipctl("report", "--sources", *public, cwd=demo)
    assert done.returncode == 0, done.stderr
    (path,) = (demo / "ausgabe" / "2010").glob("*.json")
    written = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator(schema("sources.schema.json")).validate(written)
    assert written["public"] is bool(public)
    assert len(written["files"]) == 5
    assert bool(written["statements"]) is not bool(public)


@pytest.mark.parametrize("public", [[], ["--public"]])
def test_data_are_what_their_schema_says(lipctl: Run, demo: Path, public: list[str]) -> None:
    done = lipctl("data", "--format", "json", *public, cwd=demo)
    printed = json.loads(done.stdout)
    Draft202012Validator(schema("data.schema.json")).validate(printed)
    assert (printed["public"], len(printed["rows"])) == (bool(public), 8)


def test_the_data_schema_knows_every_code() -> None:
    found = json.loads((SCHEMAS / "data.schema.json").read_text(encoding="utf-8"))["$defs"]
    row = found["row"]["properties"]
    assert row["progress"]["enum"] == [item.value for item in Progress]
    assert row["assessment"]["examples"] == [*DEFAULT_SCALE.by_key]
    assert row["edited"]["items"]["enum"] == row["contested"]["items"]["enum"] == [item.value for item in Question]
    keys = [column.key for column in COLUMNS]
    assert [*row, *found["place"]["properties"]] == [*keys[:-4], "fields", "places", *keys[-4:]]


def test_the_sources_schema_knows_every_field() -> None:
    found = json.loads((SCHEMAS / "sources.schema.json").read_text(encoding="utf-8"))["$defs"]["statement"]
    known, own = found["properties"]["field"]["anyOf"]
    assert known["enum"] == ["title", "summary", "note", "priority", *(item.value for item in Question)]
    assert re.match(own["pattern"], own_column("Ziel"))


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (("totals", "required"), ["total", *(item.value for item in Progress)]),
        (("finding", "properties", "severity", "enum"), [item.value for item in Severity]),
        (("finding", "properties", "field", "enum"), [*(item.value for item in Question), None]),
    ],
)
def test_the_schema_knows_every_code(where: tuple[str, ...], expected: list[str | None]) -> None:
    value: Any = json.loads((SCHEMAS / "check.schema.json").read_text(encoding="utf-8"))["$defs"]
    for key in where:
        value = value[key]
    assert value == expected


def test_import_prints_what_its_schema_says(lipctl: Run, demo: Path) -> None:
    page = demo / "page.txt"
    page.write_text(
        "Neues\nHandlungsansatz 5-2-1\nKurzfassung\nA\nB\nGeplante Schritte\nC\nKontakt\nFrau A || Büro X",
        encoding="utf-8",
    )
    done = lipctl("import", "page", "page.txt", "--year", "2010", "--format", "json", cwd=demo)
    assert done.returncode == 0, done.stderr
    printed = json.loads(done.stdout)
    Draft202012Validator(schema("import.schema.json")).validate(printed)
    assert printed["entries"][0]["reported"]
    assert printed["departments"]
    assert printed["kept"]


def test_import_list_prints_what_the_same_schema_says(lipctl: Run, demo: Path) -> None:
    (demo / "l.csv").write_text("Nr.;Maßnahme;Amt;Stand;Kosten\n5-2-1;A;50;B;9\n5-2-2;C;50;;8\n", encoding="utf-8")
    done = lipctl("import", "list", "l.csv", "--map", "stand=umsetzungsstand 2010", "--format", "json", cwd=demo)
    assert done.returncode == 0, done.stderr
    printed = json.loads(done.stdout)
    Draft202012Validator(schema("import.schema.json")).validate(printed)
    assert [(column["letter"], column["role"], column["year"]) for column in printed["columns"]] == [
        ("A", "nummer", None), ("B", "kurzfassung", None), ("C", "dienststelle", None), ("D", "umsetzungsstand", 2010), ("E", None, None),
    ]  # fmt: skip


def test_a_closed_year_is_kept_as_its_schema_says(lipctl: Run, demo: Path) -> None:
    assert lipctl("close", "2010", "--as-of", "2010-12-31", cwd=demo).returncode == 0
    kept = json.loads((demo / "data" / "2010" / "abschluss.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema("closing.schema.json")).validate(kept)


def test_history_prints_what_its_schema_says(lipctl: Run, demo: Path) -> None:
    done = lipctl("history", "--format", "json", cwd=demo)
    assert done.returncode == 0, done.stderr
    printed = json.loads(done.stdout)
    Draft202012Validator(schema("history.schema.json")).validate(printed)
    assert len(printed["measures"]) == 7


def test_the_schema_of_a_closed_year_knows_every_field_of_what_is_kept() -> None:
    found = json.loads((SCHEMAS / "closing.schema.json").read_text(encoding="utf-8"))
    explained = {name: set(each["properties"]) for name, each in found["$defs"].items()}
    explained["Closing"] = set(found["properties"]) - {"format", "version", "checksum"}
    assert explained == {kind.__name__: set(names) for kind, names in records_in(Closing).items()}
