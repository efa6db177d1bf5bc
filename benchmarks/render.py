"""How fast a report is rendered, against docxtpl with the same template and the same context.

    python benchmarks/render.py [MEASURES]…

Prints medians in milliseconds and their ratio, as measured one after the other in one process: only the ratios mean
anything on another machine. Start-up and imports are left out; compiling the template is counted for both.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from lipctl.word.context import context
from lipctl.word.engine import compile_template
from lipctl.word.properties import Properties
from support.report import SETTINGS, sample_view

TEMPLATE = (Path(__file__).parents[1] / "report_templates" / "controllingbericht.docx").read_bytes()
RUNS = 3


def ours(values: dict[str, object]) -> bytes:
    """With lipctl's engine: contents filled, file checked, digest written."""
    return compile_template(TEMPLATE).render(values, Properties("Probe", date(2010, 3, 31)))


def theirs(values: dict[str, object]) -> bytes:
    """With docxtpl, made as careful as it can be."""
    template = DocxTemplate(io.BytesIO(TEMPLATE))
    template.render(values, SandboxedEnvironment(undefined=StrictUndefined, autoescape=True), autoescape=True)
    target = io.BytesIO()
    template.save(target)
    return target.getvalue()


def milliseconds(work: Callable[[dict[str, object]], bytes], values: dict[str, object]) -> float:
    """The median of a few runs."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work(values)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def main() -> None:
    """Measure and print a table."""
    sizes = [int(word) for word in sys.argv[1:]] or [240, 2_400]
    print(f"{'measures':>10} {'lipctl ms':>10} {'docxtpl ms':>11} {'ratio':>7} {'without chart ms':>17}")
    for size in sizes:
        values = context(sample_view(size, assessed=True), SETTINGS)
        mine, other = milliseconds(ours, values), milliseconds(theirs, values)
        plain = milliseconds(ours, values | {"diagramm": {}})
        print(f"{size:>10} {mine:>10.0f} {other:>11.0f} {other / mine:>6.1f}x {plain:>17.0f}")


if __name__ == "__main__":
    main()
