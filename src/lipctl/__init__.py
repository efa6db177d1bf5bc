"""lipctl: the yearly controlling round of a German city's integration plan (LIP).

Excel forms go out to the departments, their responses come back, are checked, and become the
Controllingbericht as a Word document. ARCHITECTURE.md shows how the folders build on each other.

The names in ``__all__`` are the public interface for scripts; docs/python.md shows how they are used. They are loaded
when they are first asked for: ``import lipctl`` itself costs nothing, which ``lipctl --help`` relies on.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # as in typing, which takes a while to load

if TYPE_CHECKING:
    from typing import Any

    from lipctl.commands.check import check as check
    from lipctl.commands.report import write_report as write_report
    from lipctl.errors import LipctlError as LipctlError
    from lipctl.version import __version__ as __version__
    from lipctl.workspace import find_workspace as load_workspace
    from lipctl.year import collect_year as load_year

__all__ = ["LipctlError", "__version__", "check", "load_workspace", "load_year", "write_report"]

_HOMES = {
    "__version__": ("lipctl.version", "__version__"),
    "LipctlError": ("lipctl.errors", "LipctlError"),
    "check": ("lipctl.commands.check", "check"),
    "load_workspace": ("lipctl.workspace", "find_workspace"),
    "load_year": ("lipctl.year", "collect_year"),
    "write_report": ("lipctl.commands.report", "write_report"),
}
"""Where each public name lives."""


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'lipctl' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return sorted({*globals(), *__all__})
