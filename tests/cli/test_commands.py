"""Every command on the sample, through the real command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lipctl.findings import RULES
from support.command_line import Run


def test_init_refuses_a_folder_that_is_not_empty(lipctl: Run, demo: Path) -> None:
    done = lipctl("init", "demo")
    assert done.returncode == 10
    assert "nicht leer" in done.stderr


def test_init_says_what_to_do_next(lipctl: Run) -> None:
    done = lipctl("init", "neu")
    assert (done.returncode, done.stdout) == (0, "neu\n")
    assert "lipctl.toml" in done.stderr
    assert "data/katalog.xlsx" in done.stderr


def test_check_on_the_sample_finds_one_error_and_exits_1(lipctl: Run, demo: Path) -> None:
    done = lipctl("check", cwd=demo)
    assert done.returncode == 1
    assert done.stderr == "Berichtsjahr 2010\n"
    assert "Fehler  5-1-14  LIP306" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("Weiter: ")
    assert "5-1-9" not in done.stdout


def test_check_takes_the_workspace_before_or_after_the_command(lipctl: Run, demo: Path) -> None:
    calls = [["-C", "demo", "check"], ["check", "-C", "demo"], ["check", "2010", "--workspace", "demo"]]
    assert len({lipctl(*call).stdout for call in calls} | {lipctl("check", cwd=demo).stdout}) == 1


def test_the_workspace_is_found_from_a_folder_inside_it(lipctl: Run, demo: Path) -> None:
    assert lipctl("check", cwd=demo / "data" / "2010").stdout == lipctl("check", cwd=demo).stdout


def test_check_as_json_gives_clean_json_on_stdout(lipctl: Run, demo: Path) -> None:
    done = lipctl("check", "--format", "json", cwd=demo)
    assert done.returncode == 1
    result = json.loads(done.stdout)
    assert list(result) == ["year", "plan", "totals", "findings"]
    assert (result["year"], result["totals"]["total"]) == (2010, 7)
    errors = [item for item in result["findings"] if item["severity"] == "error"]
    assert [(item["code"], item["measure"]) for item in errors] == [("LIP306", "5-1-14")]


def test_check_of_one_department_leaves_out_the_others(lipctl: Run, demo: Path) -> None:
    done = lipctl("check", "--department", "15", cwd=demo)
    assert done.returncode == 0
    assert "5-1-14" not in done.stdout
    assert "Bildung" not in done.stdout


def test_check_takes_several_departments(lipctl: Run, demo: Path) -> None:
    both = lipctl("check", "-d", "15", "-d", "18", cwd=demo).stdout
    assert "Büro Oberbürgermeister" in both
    assert "Steuerung, Personal" in both


def test_an_unknown_department_is_refused_with_the_known_ones(lipctl: Run, demo: Path) -> None:
    done = lipctl("check", "--department", "99", cwd=demo)
    assert done.returncode == 13
    assert "15, 18, 43, Dez-V" in done.stderr


def test_a_year_without_a_round_is_refused(lipctl: Run, demo: Path) -> None:
    done = lipctl("check", "2081", cwd=demo)
    assert done.returncode == 13
    assert done.stderr.endswith("der Ordner wird dabei angelegt. Bisher gibt es: 2010.\n")


def test_without_a_workspace_nothing_is_done(lipctl: Run) -> None:
    done = lipctl("check")
    assert (done.returncode, done.stdout) == (10, "")
    assert "Tipp: " in done.stderr


def test_report_puts_its_path_on_stdout_and_what_is_missing_on_stderr(lipctl: Run, demo: Path) -> None:
    done = lipctl("-C", "demo", "report", "2010")
    assert done.returncode == 0, done.stderr
    path = Path("demo", "ausgabe", "2010", "Controllingbericht-2010-Entwurf.docx")
    assert done.stdout == f"{path}\n"
    assert (demo.parent / path).is_file()
    assert "7 Handlungsansätze – Umsetzungsstand berichtet: 5; " in done.stderr
    assert "Niemand zuständig: 5-1-14" in done.stderr


def test_quietly_a_report_gives_nothing_but_its_path(lipctl: Run, demo: Path) -> None:
    done = lipctl("report", "-q", "-o", "b.docx", cwd=demo)
    assert (done.returncode, done.stdout, done.stderr) == (0, "b.docx\n", "")


def test_a_file_that_is_not_lipctl_s_is_not_replaced(lipctl: Run, demo: Path) -> None:
    (demo / "b.docx").write_bytes(b"mine")
    done = lipctl("report", "-o", "b.docx", cwd=demo)
    assert (done.returncode, done.stdout) == (15, "")
    assert (demo / "b.docx").read_bytes() == b"mine"


def test_a_final_report_is_refused_with_its_reasons_while_it_would_be_wrong(lipctl: Run, demo: Path) -> None:
    (demo / "data" / "2010" / "ruecklauf" / "kaputt.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    done = lipctl("report", "--final", cwd=demo)
    assert (done.returncode, done.stdout) == (1, "")
    assert "kaputt.xlsx" in done.stderr
    assert "5-1-14" not in done.stderr
    assert not (demo / "ausgabe").exists()


def test_a_final_report_accepts_that_answers_are_missing(lipctl: Run, demo: Path) -> None:
    assert lipctl("report", "--final", cwd=demo).returncode == 0


def test_export_forms_lists_what_it_wrote_and_warns_of_what_nobody_is_asked(lipctl: Run, demo: Path) -> None:
    done = lipctl("export-forms", "2011", cwd=demo)
    assert done.returncode == 0, done.stderr
    assert "Büro Oberbürgermeister" in done.stdout
    assert "Warnung: Niemand zuständig und darum nicht abgefragt: 5-1-14." in done.stderr
    assert len(list((demo / "ausgabe" / "2011" / "formulare").iterdir())) == 4
    assert (demo / "data" / "2011" / "ruecklauf").is_dir()


def test_export_forms_never_overwrites_unasked(lipctl: Run, demo: Path) -> None:
    assert lipctl("export-forms", "2011", "--department", "15", cwd=demo).returncode == 0
    again = lipctl("export-forms", "2011", cwd=demo)
    assert (again.returncode, again.stdout) == (16, "")
    assert lipctl("export-forms", "2011", "--force", cwd=demo).returncode == 0


def test_export_forms_asks_again_what_is_open_and_leaves_the_rest_to_the_coordinator(lipctl: Run, demo: Path) -> None:
    (demo / "data" / "2010" / "ruecklauf" / "Formular-2010-43.xlsx").unlink()
    done = lipctl("export-forms", "--open", cwd=demo)
    assert done.returncode == 0, done.stderr
    path = demo / "ausgabe" / "2010" / "nachforderung" / "Nachforderung-2010-43-1.xlsx"
    assert path.is_file()
    assert "Qualifikation" in done.stdout
    assert "offen" in done.stdout
    assert "Das können nur Sie klären." in done.stderr
    assert "Niemand zuständig: 5-1-14" in done.stderr
    assert lipctl("export-forms", "--open", cwd=demo).returncode == 16
    assert lipctl("export-forms", "--open", "--force", cwd=demo).returncode == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--warnings",), "gelten nur mit --open"),
        (("--deadline", "2999-01-01"), "2999-01-01"),
        (("--open", "--deadline", "2011-01-01"), "Die Frist „2011-01-01“ ist schon vorbei."),
        (("--open", "--deadline", "28.02.2011"), "Meinten Sie 2011-02-28?"),
    ],
)
def test_what_goes_only_with_asking_again_is_refused_elsewhere(
    lipctl: Run, demo: Path, options: tuple[str, ...], said: str
) -> None:
    done = lipctl("export-forms", "2010", *options, cwd=demo)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_export_forms_says_so_where_nothing_is_open(lipctl: Run, demo: Path) -> None:
    done = lipctl("export-forms", "2010", "--open", "--department", "15", cwd=demo)
    assert (done.returncode, done.stdout) == (0, "")
    assert "nichts offen, was eine Dienststelle klären könnte" in done.stderr
    assert not (demo / "ausgabe").exists()


def test_the_shipped_template_is_sound(lipctl: Run, demo: Path) -> None:
    done = lipctl("template", "check", cwd=demo)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout
    assert "in Ordnung" in done.stderr


def test_a_template_that_is_not_there_is_an_error(lipctl: Run, demo: Path) -> None:
    assert lipctl("template", "check", "fehlt.docx", cwd=demo).returncode == 14


def test_rules_lists_every_code(lipctl: Run) -> None:
    listed = lipctl("rules").stdout
    assert [code for code in RULES if code not in listed] == []


@pytest.mark.parametrize("typed", ["LIP320", "lip320", "320"])
def test_rules_explains_one_code_however_it_is_typed(lipctl: Run, typed: str) -> None:
    done = lipctl("rules", typed)
    assert done.stdout.startswith("LIP320  Warnung: Geplante Schritte fehlen\n")
    assert "Tipp: " in done.stdout
    assert "{" not in done.stdout


def test_before_the_first_year_check_looks_at_the_catalogue_alone(lipctl: Run, tmp_path: Path) -> None:
    lipctl("init", "neu")
    done = lipctl("check", cwd=tmp_path / "neu")
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == "Der Katalog ist in Ordnung: 0 Einträge, 0 Dienststellen."


def test_rules_tells_what_the_form_says_to_the_department(lipctl: Run) -> None:
    assert "Im Formular: Bitte wählen Sie eine Bewertung aus der Liste." in lipctl("rules", "309").stdout
    assert "Im Formular:" not in lipctl("rules", "306").stdout


@pytest.mark.parametrize("year", ["2081", "1985"])
def test_forms_for_a_year_that_nobody_means_are_refused_and_no_folder_is_made(
    lipctl: Run, demo: Path, year: str
) -> None:
    before = sorted(demo.rglob("*"))
    done = lipctl("export-forms", year, cwd=demo)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"„{year}“ liegt weit vor oder nach dem heutigen Jahr." in done.stderr
    assert "wiederholen Sie den Befehl mit --any-year" in done.stderr
    assert sorted(demo.rglob("*")) == before
    assert lipctl("export-forms", year, "--any-year", cwd=demo).returncode == 0
    assert lipctl("export-forms", year, "--force", cwd=demo).returncode == 0, "a year that is there is not asked about"


def test_a_year_without_deadline_is_named_with_an_example(lipctl: Run, demo: Path) -> None:
    said = "Die Formulare nennen keine Frist. In lipctl.toml steht sie unter [frist], z. B. 2011 = 2011-03-31."
    assert said in lipctl("export-forms", "2011", cwd=demo).stderr
    settings = demo / "lipctl.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[frist]\n", "[frist]\n2011 = 2011-04-30\n"), encoding="utf-8")
    assert "keine Frist" not in lipctl("export-forms", "2011", "--force", cwd=demo).stderr


def test_export_forms_warns_when_nobody_is_named_to_send_them_back_to(lipctl: Run, demo: Path) -> None:
    (demo / "data" / "2010" / "ruecklauf" / "Formular-2010-43.xlsx").unlink()
    said = "Warnung: Die Formulare nennen niemanden, an den sie zurückgehen."
    for command in (
        ["export-forms", "2011"],
        ["export-forms", "2010", "--open"],
        ["-q", "export-forms", "2011", "--force"],
    ):
        assert said in lipctl(*command, cwd=demo).stderr
    settings = demo / "lipctl.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('# stelle = ""', 'stelle = "Sachgebiet Integration"'), encoding="utf-8")
    assert "niemanden" not in lipctl("export-forms", "2011", "--force", cwd=demo).stderr
