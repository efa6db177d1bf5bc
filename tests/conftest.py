"""What holds for all tests: a template is compiled once, random cases are the same in every run, and where
LIPCTL_REQUIRE_FOREIGN is set, as in CI, no test is skipped."""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import TypeVar
from unittest.mock import patch

import pytest
from hypothesis import settings

from lipctl.commands import report
from support.word import compiled

settings.register_profile("the same cases", derandomize=True)
settings.load_profile("the same cases")  # new ones are looked for with --hypothesis-profile default

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


@pytest.fixture(scope="session", autouse=True)
def _each_template_is_compiled_once() -> Generator[None]:
    """Let the reports of all tests take :data:`support.word.compiled`; ``lipctl`` as its own process compiles for itself."""
    with patch.object(report, "compile_template", compiled):
        yield
