"""What reading responses costs beside a bare pass of openpyxl over the same files, and how it grows.

    python benchmarks/reading.py                     40 forms of 240 measures, beside openpyxl
    python benchmarks/reading.py --growth            2,400 measures in 400 files and 10,000 in 500 as well
    python benchmarks/reading.py --cities FOLDER     keep the made-up cities there, and take those that are there already

Both sides run in this process, in turn. Only the ratios mean anything on another machine. Goals: reading takes at most
half as long as openpyxl's read-only pass, which finds no answer yet; and the time per measure does not grow.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from city import make_city
from openpyxl import load_workbook

from lipctl.numbers import MeasureNumber
from lipctl.responses.folder import read_folder
from lipctl.workspace import Workspace
from lipctl.year import load_plan

YEAR = 2013
SIZES = ((240, 40), (2_400, 400), (10_000, 500))
MOST_OF_OPENPYXL, MOST_GROWTH = 0.5, 1.3


def read_all(workspace: Workspace, numbers: dict[MeasureNumber, str]) -> int:
    """Read every response as lipctl does; how many answers there are."""
    received = read_folder(workspace, YEAR, numbers)
    if received.findings:
        raise SystemExit(f"the made-up city should be without findings: {received.findings[0]}")
    return sum(bool(answer.text) for response in received.responses for answer in response.answers)


def pass_over_all(workspace: Workspace) -> int:
    """Let openpyxl walk over the same cells and do nothing with them."""
    seen = 0
    for path in sorted(workspace.responses(YEAR).iterdir()):
        book = load_workbook(path, read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            seen += sum(value is not None for row in sheet.iter_rows(values_only=True) for value in row)
        book.close()
    return seen


def in_turn(works: dict[str, Callable[[], int]], runs: int) -> dict[str, float]:
    """The median seconds of each, after one run that does not count."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for number in range(runs + 1):
        for name, work in works.items():
            gc.collect()
            start = time.process_time()
            work()
            if number or not runs:
                taken[name].append(time.process_time() - start)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def city_of(folder: Path, measures: int, departments: int) -> Workspace:
    """The made-up city of this size, made where it is not there yet."""
    place = folder / f"{measures}-{departments}"
    if (place / "lipctl.toml").exists():
        return Workspace(place)
    return make_city(place, measures, departments, (YEAR,))


def main() -> None:
    """Measure, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--cities", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        per_measure = []
        for measures, departments in SIZES if given.growth else SIZES[:1]:
            workspace = city_of(given.cities or Path(temporary), measures, departments)
            plan, _ = load_plan(workspace)
            numbers = plan.in_year(YEAR).responsible()
            works = {"lipctl reads": lambda here=workspace, them=numbers: read_all(here, them)}
            if measures == SIZES[0][0]:
                works["openpyxl passes over"] = lambda here=workspace: pass_over_all(here)
            seconds = in_turn(works, given.runs if measures == SIZES[0][0] else 1)
            per_measure.append(seconds["lipctl reads"] / measures)
            print(f"{measures:,} measures in {departments} files")
            for name, taken in seconds.items():
                print(f"  {name:<22}{taken * 1000:8.0f} ms  {taken / measures * 1000:6.2f} ms per measure")
            if len(seconds) > 1:
                ratio = seconds["lipctl reads"] / seconds["openpyxl passes over"]
                print(f"  ratio {ratio:.2f} (goal: at most {MOST_OF_OPENPYXL}) {verdict(ratio, MOST_OF_OPENPYXL)}")
        if len(per_measure) > 1:
            growth = per_measure[-1] / per_measure[-2]
            print(
                f"per measure, 10,000 beside 2,400: {growth:.2f} (goal: at most {MOST_GROWTH}) {verdict(growth, MOST_GROWTH)}"
            )


def verdict(ratio: float, goal: float) -> str:
    """Whether a goal is met."""
    return "met" if ratio <= goal else "MISSED"


if __name__ == "__main__":
    main()
