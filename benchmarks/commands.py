"""What each command costs, as a whole process, beside well-known ways to do the same work, and how it grows.

    python benchmarks/commands.py                       the comparison at 240 measures from 40 departments
    python benchmarks/commands.py --growth              2,400/400 and 10,000/500 as well
    python benchmarks/commands.py --size 2400/400 --runs 5
    python benchmarks/commands.py --size 2400/400 --only "lipctl report" pandoc     these programs, by words in their names
    python benchmarks/commands.py --years 3 --assessment    a third round, in which the assessment is asked

Only the ratios mean anything on another machine. All programs of a table run in turn, in the same minute; before they
are timed it is proved that both sides hold the same content. pandoc and datamaps are taken from the search path, or
where ``--datamaps`` says; without them, their rows are left out. Goals and figures: benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import compileall
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import lipctl
from city import make_city
from datamaps import EXPORT, IMPORT, Datamaps
from lipctl.commands.report import make_view
from lipctl.word.context import context
from lipctl.workspace import Workspace, shipped
from lipctl.year import collect_year
from processes import Program, Timing, in_turn
from same_content import answers_of, cells_of, prove_same_answers, prove_same_cells, prove_same_text

YEAR = 2013
AS_OF = date(2014, 1, 15)
LIPCTL = [sys.executable, "-m", "lipctl"]
BASELINES = [sys.executable, str(Path(__file__).with_name("baselines.py"))]
WRITTEN = {"written": YEAR, "rewritten": YEAR + 1}
"""Where openpyxl writes forms, and of which year."""


@dataclass(frozen=True)
class Goal:
    """``program`` takes at most ``at_most`` times as long as ``baseline``, from so many measures on."""

    program: str
    baseline: str
    at_most: float
    from_measures: int = 0
    below_measures: int = 10**9

    def holds_for(self, measures: int) -> bool:
        """Whether the goal is set for this size."""
        return self.from_measures <= measures < self.below_measures


LARGE = 2_400
GOALS = (
    Goal("lipctl --help", "empty Typer program --help", 0.6),
    Goal("lipctl check", "openpyxl reads the forms", 0.45),
    Goal("lipctl check", IMPORT, 1.0),
    Goal("lipctl export-forms", "openpyxl writes the cells", 2.2),
    Goal("lipctl export-forms", EXPORT, 1.0),
    Goal("lipctl export-forms, the year after", "openpyxl reads, then writes the cells", 2.2),
    Goal("lipctl report", "openpyxl reads, docxtpl renders", 0.5),
    Goal("lipctl report", "pandoc renders the content", 1.0, below_measures=LARGE),
    Goal("lipctl report", "pandoc renders the content", 0.65, from_measures=LARGE),
    Goal("lipctl publish", "lipctl report", 1.0),
)
MEGABYTES = {240: 70, 10_000: 300}
"""The most memory that ``report`` may take at a size."""
MOST_GROWTH = 1.0
"""From 2,400 to 10,000 measures, as a multiple of linear."""


@dataclass(frozen=True)
class Kind:
    """In how many years in a row the city answered, and whether the assessment was asked."""

    years: int = 1
    assessment: bool = False


class City:
    """A workspace of a certain size in a scratch folder, and what the baselines need beside it."""

    def __init__(self, scratch: Path, measures: int, departments: int, kind: Kind, datamaps: str = "") -> None:
        self.measures, self.departments = measures, departments
        self.folder = scratch / f"{measures}-{departments}"
        self.side = scratch / f"{measures}-{departments}-baselines"
        self.side.mkdir(parents=True)
        years = tuple(range(YEAR - kind.years + 1, YEAR + 1))
        first = years[0] if kind.assessment else 0
        self.workspace: Workspace = make_city(self.folder, measures, departments, years, assessment_from=first)
        self.datamaps = Datamaps(datamaps, self.side / "datamaps") if datamaps else None

    @property
    def name(self) -> str:
        """The size in words."""
        return f"{self.measures:,} measures from {self.departments} departments"

    def forms(self, year: int) -> Path:
        """Where export-forms puts the forms of a year."""
        return self.workspace.output(year) / "formulare"

    @property
    def report(self) -> Path:
        """The report that lipctl writes."""
        return self.workspace.output(YEAR) / f"Controllingbericht-{YEAR}-Entwurf.docx"

    def commands(self) -> dict[str, Program]:
        """The commands, as the office calls them."""
        calls = {
            "lipctl check": ["check", str(YEAR)],
            "lipctl export-forms": ["export-forms", str(YEAR), "--force"],
            "lipctl export-forms, the year after": ["export-forms", str(YEAR + 1), "--force"],
            "lipctl report": ["report", str(YEAR), "--as-of", AS_OF.isoformat()],
            "lipctl publish": ["publish", str(YEAR), "--as-of", AS_OF.isoformat()],
        }
        return {name: Program([*LIPCTL, *args], self.folder) for name, args in calls.items()}

    def baselines(self) -> dict[str, Program]:
        """The same work by others; files they need are made first, from what lipctl wrote."""
        for program in self.commands().values():
            subprocess.run(program.args, cwd=self.folder, capture_output=True, check=False)  # noqa: S603
        responses, side = str(self.workspace.responses(YEAR)), self.side
        values, template = side / "context.json", side / "template.docx"
        cells = {year: side / f"cells-{year}.json" for year in (YEAR, YEAR + 1)}
        for year, path in cells.items():
            cells_of_year = {form.name: cells_of(form) for form in self.forms(year).glob("*.xlsx")}
            path.write_text(json.dumps(cells_of_year), encoding="utf-8")
        view = make_view(collect_year(self.workspace, YEAR, AS_OF))
        values.write_text(json.dumps(context(view, self.workspace.settings)), encoding="utf-8")
        shutil.copy(shipped("report_templates") / "controllingbericht.docx", template)
        for name in WRITTEN:
            (side / name).mkdir()
        rendering = [str(values), str(template)]
        calls = {
            "openpyxl reads the forms": ["read", responses],
            "openpyxl writes the cells": ["write", str(cells[YEAR]), str(side / "written")],
            "openpyxl reads, then writes the cells": [
                "rewrite", responses, str(cells[YEAR + 1]), str(side / "rewritten"),
            ],
            "docxtpl renders the content": ["docxtpl", *rendering, str(side / "docxtpl.docx")],
            "openpyxl reads, docxtpl renders": ["stack", responses, *rendering, str(side / "stack.docx")],
        }  # fmt: skip
        programs = {name: Program([*BASELINES, *args], side) for name, args in calls.items()}
        if self.datamaps:
            programs |= self.datamaps.programs(*self._form(), self.departments)
        return programs | self._pandoc()

    def _form(self) -> tuple[Path, Path]:
        """A form, answered and empty."""
        answered = min(self.workspace.responses(YEAR).iterdir())
        return answered, self.forms(YEAR) / f"Formular-{YEAR}-{answered.stem}.xlsx"

    def _pandoc(self) -> dict[str, Program]:
        """pandoc reads its own JSON, its quickest input, made from the finished report."""
        pandoc = shutil.which("pandoc")
        if pandoc is None:
            print("pandoc is not installed: left out")
            return {}
        source = str(self.side / "pandoc.json")
        subprocess.run([pandoc, str(self.report), "-t", "json", "-o", source], check=True)  # noqa: S603
        args = [pandoc, "-f", "json", source, "-o", str(self.side / "pandoc.docx")]
        return {"pandoc renders the content": Program(args, self.side)}

    def proofs(self) -> Iterator[str]:
        """Prove that both sides hold the same content, as far as the baselines were run; each proof in words."""
        yield f"{prove_same_answers(self.workspace, YEAR):,} answers"
        for name, year in WRITTEN.items():
            if any((self.side / name).iterdir()):
                yield f"{prove_same_cells(self.forms(year), self.side / name):,} cells {name}"
        for name in ("docxtpl", "stack", "pandoc"):
            document = self.side / f"{name}.docx"
            if document.exists():
                yield f"{prove_same_text(self.report, document):,} paragraphs by {name}"
        if self.datamaps:
            answered, empty = self._form()
            answers = {
                where: text for where, text in answers_of(self.workspace, YEAR).items() if where[0] == answered.stem
            }
            yield from self.datamaps.proofs(answers, answered, empty, self.departments)


def start_up(folder: Path) -> dict[str, Program]:
    """What a process costs before it does anything."""
    return {
        "python -c pass": Program([sys.executable, "-c", "pass"], folder),
        "empty Typer program --help": Program([*BASELINES, "typer", "--help"], folder),
        "lipctl --help": Program([*LIPCTL, "--help"], folder),
    }


def compare(city: City, runs: int, words: Sequence[str]) -> None:
    """One table: the commands and baselines at one size that have one of the words in their names."""
    every = start_up(city.folder) | city.commands() | city.baselines()
    programs = {name: program for name, program in every.items() if any(word in name for word in words)}
    in_turn({name: program for name, program in programs.items() if name not in city.commands()}, 1)
    print(f"same content: {', '.join(city.proofs())}", flush=True)
    timings = in_turn(programs, runs)
    print(f"\n{city.name}, median of {runs}\n")
    print(f"| program | ms | of which computing | MB |\n|---|{'---:|' * 3}")
    for name, timing in timings.items():
        print(f"| {name} | {1000 * timing.seconds:.0f} | {1000 * timing.computing:.0f} | {timing.megabytes:.0f} |")
    print(f"\n| program : baseline | on the clock | computing | goal | |\n|---|{'---:|' * 3}---|")
    for goal in GOALS:
        if {goal.program, goal.baseline} <= timings.keys() and goal.holds_for(city.measures):
            print(_ratio(goal, timings[goal.program], timings[goal.baseline]))


def _ratio(goal: Goal, mine: Timing, other: Timing) -> str:
    clock, computing = mine.seconds / other.seconds, mine.computing / other.computing
    verdict = _verdict(clock, goal.at_most)
    return f"| {goal.program} : {goal.baseline} | {clock:.2f} | {computing:.2f} | ≤ {goal.at_most:.2f} | {verdict} |"


def _verdict(value: float, at_most: float) -> str:
    return "met" if value <= at_most else "MISSED"


def growth(cities: Iterable[City], runs: int) -> None:
    """How time and memory grow with the size; 1.00 is linear from the size before."""
    print(f"\nGrowth, median of {runs}\n")
    print(f"| command | size | ms | per measure, ms | MB | growth : linear |\n|---|---|{'---:|' * 4}")
    before: dict[str, tuple[int, float]] = {}
    for city in cities:
        for name, timing in in_turn(city.commands(), runs).items():
            factor = ""
            if name in before:
                measures, seconds = before[name]
                grown = timing.seconds / seconds / (city.measures / measures)
                factor = f"{grown:.2f} {_verdict(grown, MOST_GROWTH) if measures >= LARGE else ''}".rstrip()
            before[name] = city.measures, timing.seconds
            each = 1000 * timing.seconds / city.measures
            memory = f"{timing.megabytes:.0f}"
            if name == "lipctl report" and city.measures in MEGABYTES:
                memory += f" {_verdict(timing.megabytes, MEGABYTES[city.measures])}"
            size = f"{city.measures:,}/{city.departments}"
            print(f"| {name} | {size} | {1000 * timing.seconds:.0f} | {each:.2f} | {memory} | {factor} |")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="240/40")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--only", nargs="+", metavar="WORD", default=[""])
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--years", type=int, default=1)
    parser.add_argument("--assessment", action="store_true")
    parser.add_argument("--datamaps", metavar="PROGRAM", default=shutil.which("datamaps") or "")
    given = parser.parse_args()
    kind = Kind(given.years, given.assessment)
    if not given.datamaps:
        print("datamaps is not installed: left out")
    # As pip does when it installs: else, where Python may not write byte code, every run would compile lipctl anew.
    compileall.compile_dir(Path(lipctl.__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        measures, departments = (int(word) for word in given.size.split("/"))
        city = City(scratch, measures, departments, kind, given.datamaps)
        compare(city, given.runs, given.only)
        if given.growth:
            sizes = ((2_400, 400), (10_000, 500))
            growth((city, *(City(scratch, *size, kind) for size in sizes)), max(1, given.runs // 3))


if __name__ == "__main__":
    main()
