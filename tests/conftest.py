"""What all tests share: where CI asks for it, a skipped test of a foreign program is a failure."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

FOREIGN_REQUIRED = bool(os.environ.get("LIPCTL_REQUIRE_FOREIGN"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test marked ``foreign`` that was skipped although LIPCTL_REQUIRE_FOREIGN is set."""
    report = yield
    foreign = item.get_closest_marker("foreign") is not None
    if FOREIGN_REQUIRED and foreign and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, but LIPCTL_REQUIRE_FOREIGN is set: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail a whole module that skips itself (``pytest.importorskip``) under the same condition."""
    report = yield
    if FOREIGN_REQUIRED and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, but LIPCTL_REQUIRE_FOREIGN is set: {report.longrepr}"
    return report
