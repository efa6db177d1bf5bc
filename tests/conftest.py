"""Where LIPCTL_REQUIRE_FOREIGN is set, as in CI, a skipped test is a failed one."""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import TypeVar

import pytest

_Report = TypeVar("_Report", pytest.TestReport, pytest.CollectReport)


def _not_skipped(report: _Report) -> _Report:
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("LIPCTL_REQUIRE_FOREIGN"):
        report.outcome = "failed"
        report.longrepr = f"skipped, but LIPCTL_REQUIRE_FOREIGN is set: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A single test that skips itself, mostly because a foreign program is missing."""
    return _not_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A whole module that skips itself (``pytest.importorskip``)."""
    return _not_skipped((yield))
