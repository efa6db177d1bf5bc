"""A template made ready for rendering, and how it is kept as bytes: what a report needs of a template and nothing else."""

from __future__ import annotations

import marshal
from types import CodeType
from typing import NamedTuple

from lipctl.word.chart import Chart
from lipctl.word.contents import Contents
from lipctl.word.package import Package


class Compiled(NamedTuple):
    """A template's parts, the code that Jinja made of those with tags (by their name), its contents and its chart."""

    package: Package
    codes: dict[str, CodeType]
    contents: Contents | None
    chart: Chart | None

    def to_bytes(self) -> bytes:
        """The template for this very version of lipctl, Jinja2 and Python, which are the caller's to tell apart."""
        package, codes, contents, chart = self
        return marshal.dumps(
            (package.parts, package.main, codes, contents and tuple(contents), chart and tuple(chart)),
        )


def from_bytes(data: bytes) -> Compiled:
    """What :meth:`Compiled.to_bytes` made. Only for bytes that nobody else can have written: it brings code to run."""
    parts, main, codes, contents, chart = marshal.loads(data)  # noqa: S302 - see word/template_cache.py
    return Compiled(
        Package(parts, main), codes, Contents(*contents) if contents else None, Chart(*chart) if chart else None
    )
