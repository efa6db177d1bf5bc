"""Time whole processes in turn, so that what else the machine does strikes all of them alike."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

OK = frozenset({0, 1})
"""Exit codes of a command that did its work: 1 says that errors are left in the data."""

_LAUNCHER = """
import json, os, resource, subprocess, sys, time
for line in sys.stdin:
    args, folder, environment = json.loads(line)
    start = time.perf_counter()
    child = subprocess.Popen(args, cwd=folder, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    print(json.dumps([child.returncode, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, said.decode()]), flush=True)
"""
"""A small process that starts the others: Linux counts a process's memory from what its parent held when it started."""


@dataclass(frozen=True)
class Program:
    """A process to be timed, where it runs, and what it finds in its environment besides ours."""

    args: Sequence[str]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Timing:
    """What the runs of one program took: seconds on the clock, seconds of computing, and the most memory."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    megabytes: float = 0.0

    @property
    def seconds(self) -> float:
        """The median on the clock."""
        return statistics.median(self.wall)

    @property
    def computing(self) -> float:
        """The median of computing time: less disturbed by a busy machine."""
        return statistics.median(self.cpu)


def in_turn(programs: Mapping[str, Program], runs: int) -> dict[str, Timing]:
    """Run each once to warm up where there is more than one run, then all of them in turn, ``runs`` times."""
    timings = {name: Timing() for name in programs}
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-I", "-S", "-c", _LAUNCHER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as launcher:
        if runs > 1:
            for program in programs.values():
                _run(launcher, program, Timing())
        for _ in range(runs):
            for name, program in programs.items():
                _run(launcher, program, timings[name])
    return timings


def _run(launcher: subprocess.Popen[str], program: Program, timing: Timing) -> None:
    assert launcher.stdin is not None  # noqa: S101 - pipes were asked for
    assert launcher.stdout is not None  # noqa: S101
    launcher.stdin.write(json.dumps([list(program.args), str(program.folder), dict(program.environment)]) + "\n")
    launcher.stdin.flush()
    code, wall, cpu, most, said = json.loads(launcher.stdout.readline())
    if code not in OK:
        sys.exit(f"{' '.join(program.args)}: exit code {code}\n{said}")
    timing.wall.append(wall)
    timing.cpu.append(cpu)
    timing.megabytes = max(timing.megabytes, most / (2**20 if sys.platform == "darwin" else 2**10))
