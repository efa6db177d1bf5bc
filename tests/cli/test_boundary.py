"""The one error boundary: each way out of a command has its exit code and its German words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lipctl import errors
from support.command_line import Run, run_python

EXPECTED = [cls for cls in vars(errors).values() if isinstance(cls, type) and cls is not errors.LipctlError]


@pytest.mark.parametrize("cls", EXPECTED, ids=lambda cls: cls.__name__)
def test_an_expected_error_is_a_headline_and_a_tip(lipctl_with: Run, cls: type[errors.LipctlError]) -> None:
    done = lipctl_with(f"from lipctl import errors\nraise errors.{cls.__name__}('Das geht nicht.', 'Tun Sie dies.')")
    assert (done.returncode, done.stdout) == (cls.exit_code, "")
    assert done.stderr == "Fehler: Das geht nicht.\nTipp: Tun Sie dies.\n"
    assert 10 <= cls.exit_code <= 19


def test_each_expected_error_has_its_own_exit_code() -> None:
    assert len({cls.exit_code for cls in EXPECTED}) == len(EXPECTED) > 0


def test_an_error_without_a_tip_shows_none(lipctl_with: Run) -> None:
    body = "from lipctl import errors\nraise errors.RoundError('Nein.')"
    assert lipctl_with(body).stderr == "Fehler: Nein.\n"


def test_ctrl_c_ends_with_130_and_one_word(lipctl_with: Run) -> None:
    done = lipctl_with("raise KeyboardInterrupt")
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "Abgebrochen.")


@pytest.mark.skipif(sys.platform == "win32", reason="no signals between processes")
@pytest.mark.parametrize("module", ["typer", "lipctl.cli.main", "lipctl.cli.check", "lipctl.commands.check", "lxml"])
def test_ctrl_c_is_the_same_while_a_module_is_loaded(demo: Path, module: str) -> None:
    program = f"""
import os, signal, sys

class Press:
    def find_spec(self, name, path, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Press())
from lipctl.cli.start import main
main()
"""
    done = run_python("-c", program, "check", "2010", "-q", cwd=demo)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "\nAbgebrochen.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="no signals between processes")
def test_ctrl_c_when_all_is_done_changes_nothing() -> None:
    program = (
        "import atexit, os, signal\n"
        "atexit.register(lambda: os.kill(os.getpid(), signal.SIGINT))\n"
        "from lipctl.cli.start import main\n"
        "main()\n"
    )
    done = run_python("-c", program, "--version")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_bug_ends_with_3_an_apology_and_a_crash_file(lipctl_with: Run, tmp_path: Path) -> None:
    done = lipctl_with("raise RuntimeError('Frau Muster, Tel. 123')", env={"TMPDIR": str(tmp_path)})
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("Fehler: In lipctl ist etwas schiefgegangen")
    assert "Traceback" not in done.stderr
    file = Path(done.stderr.splitlines()[-1])
    assert file.parent == tmp_path
    assert "builtins.RuntimeError" in file.read_text(encoding="utf-8")


def test_a_crash_file_holds_no_message_no_value_no_argument_and_no_path(lipctl_with: Run, tmp_path: Path) -> None:
    body = (
        "secret = 'Frau Muster'\n"
        "try:\n"
        "    {}['Tel. 123']\n"
        "except KeyError as error:\n"
        "    raise ValueError(f'Antwort von {secret}') from error"
    )
    done = lipctl_with(body, "-C", "/home/muster", env={"TMPDIR": str(tmp_path)})
    text = Path(done.stderr.splitlines()[-1]).read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "KeyError" in text
    assert "lipctl/cli/main.py:" in text
    for personal in ("Muster", "123", "Antwort von", "muster", str(Path.cwd()), str(Path(sys.prefix))):
        assert personal not in text


def test_a_crash_is_reported_even_where_no_file_can_be_written(lipctl_with: Run) -> None:
    program = "import tempfile\ntempfile.tempdir = '/nowhere'\nraise RuntimeError('Frau Muster')"
    done = lipctl_with(program)
    assert done.returncode == 3
    assert "builtins.RuntimeError" in done.stderr
    assert "Muster" not in done.stderr


@pytest.mark.parametrize("args", [["rules"], ["rules", "LIP301"], ["--help"]])
def test_a_reader_that_leaves_early_is_no_error(args: list[str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "lipctl", *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as lipctl:
        assert lipctl.stdout is not None
        assert lipctl.stderr is not None
        lipctl.stdout.close()
        assert lipctl.stderr.read() == ""
    assert lipctl.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("args", [["rules"], ["rules", "LIP301"]])
def test_a_full_disk_behind_the_output_is_reported(args: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "lipctl", *args],
            stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False, env={**os.environ, "PYTHONUTF8": "1"},
        )  # fmt: skip
    assert done.returncode == errors.FileAccessError.exit_code
    assert done.stderr == "Fehler: Die Ausgabe lässt sich nicht schreiben: Der Datenträger ist voll.\n"


@pytest.mark.skipif(os.name != "posix", reason="closing a stream this way is a thing of POSIX shells")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_no_error(closed: str) -> None:
    done = subprocess.run(  # noqa: S602
        f'"{sys.executable}" -m lipctl rules {closed}', shell=True, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_console_that_knows_only_cp1252_gets_escapes_instead_of_an_error(lipctl_with: Run) -> None:
    body = "screen = session_of(ctx).screen\nscreen.result('„Ärger“ – Erdoğan 👍')\nscreen.say('☑')"
    done = lipctl_with(body, encoding="cp1252")
    assert done.returncode == 0
    assert done.stdout == "„Ärger“ – Erdo\\u011fan \\U0001f44d\n"
    assert done.stderr == "\\u2611\n"


def test_the_rules_can_be_listed_on_a_cp1252_console(lipctl_process: Run) -> None:
    done = lipctl_process("rules", encoding="cp1252")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Unverändert" in done.stdout
    assert done.stdout.splitlines()[1].strip("-") == ""


@pytest.mark.parametrize("env", [{}, {"NO_COLOR": "1"}])
def test_a_pipe_gets_no_colours_and_no_blanks_at_line_ends(lipctl_process: Run, env: dict[str, str]) -> None:
    done = lipctl_process("rules", env=env)
    assert "\x1b" not in done.stdout
    assert max(len(line) for line in done.stdout.splitlines()) <= 80
    assert [line for line in done.stdout.splitlines() if line.endswith(" ")] == []


def test_quiet_says_nothing_but_the_result_and_verbose_says_more(lipctl_with: Run) -> None:
    body = "s = session_of(ctx).screen\ns.result('R')\ns.say('S')\ns.detail('D')\ns.warn('W')"
    assert [lipctl_with(body, *args).stdout for args in ([], ["-q"], ["-v"])] == ["R\n"] * 3
    assert lipctl_with(body).stderr == "S\nWarnung: W\n"
    assert lipctl_with(body, "-q").stderr == "Warnung: W\n"
    assert lipctl_with(body, "-v").stderr == "S\nD\nWarnung: W\n"


def test_the_folder_can_be_given_before_and_after_the_command(lipctl: Run, tmp_path: Path) -> None:
    before, after = lipctl("-C", "nirgends", "check"), lipctl("check", "-C", "nirgends")
    assert before.returncode == after.returncode == 10
    assert before.stderr == after.stderr
    assert "nirgends" in before.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    ["check 2010", "status 2010", "edit 2010", "report 2010", "data 2010", "history 5-1-3", "publish 2010", "close 2010",
     "export-forms 2011", "export-forms 2010 --open", "remind 2010", "doctor", "template check", "rules", "nichts"],
)  # fmt: skip
def test_a_process_of_its_own_says_the_same(
    lipctl: Run, lipctl_process: Run, sample: Path, tmp_path: Path, line: str
) -> None:
    """Most tests call one command after the other in their own process: none may live on what another has loaded."""
    results = []
    for run in (lipctl, lipctl_process):
        folder = shutil.copytree(sample, tmp_path / "demo")
        done = run(*line.split(), cwd=folder)
        results.append((done.returncode, done.stdout, done.stderr, sorted(path.name for path in folder.rglob("*"))))
        shutil.rmtree(folder)
    assert results[0] == results[1]
