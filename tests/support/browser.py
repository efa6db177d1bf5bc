"""A real browser in tests: Chromium, driven by selenium; and what others say of a page. Skips where something is missing.

``LIPCTL_AXE`` names axe-core's ``axe.min.js``, ``LIPCTL_HTML_VALIDATE`` the program html-validate, ``LIPCTL_VNU`` the jar
of the Nu validator (all three from npm).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

_OPTIONS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars")
_STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]

_RULES = {
    "root": True,
    "extends": ["html-validate:recommended", "html-validate:document"],
    "rules": {"require-sri": ["error", {"target": "crossorigin"}]},
}
"""All that html-validate recommends; checksums only for what comes from elsewhere, since a browser refuses them in a folder."""
_NU_DOES_NOT_KNOW = "info warning: Resource violates Content Security Policy"
"""For Nu a file is never "self"; that a browser thinks otherwise is tested in the browser."""


class Browser:
    """One Chromium, in which pages are opened from a folder."""

    def __init__(self) -> None:
        webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
        program, driver = shutil.which("chromium"), shutil.which("chromedriver")
        if program is None or driver is None:
            pytest.skip("Chromium (Debian: chromium, chromium-driver) is not installed")
        options = webdriver.ChromeOptions()
        options.binary_location = program
        for option in _OPTIONS:
            options.add_argument(option)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
        self.driver.implicitly_wait(5)

    def show(self, page: Path, *, width: int = 1280, scheme: str = "light", anchor: str = "") -> None:
        """Open a page as a screen of this width shows it."""
        size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        media = {"media": "", "features": [{"name": "prefers-color-scheme", "value": scheme}]}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
        self.driver.get(f"{page.as_uri()}{anchor and f'#{anchor}'}")

    def run(self, script: str, *args: object) -> Any:
        """The value of a script in the page."""
        return self.driver.execute_script(script, *args)

    def lines_of(self, selector: str) -> list[str]:
        """The text that a reader sees of an element, line by line, without empty lines."""
        text = self.run("return document.querySelector(arguments[0]).innerText", selector)
        return [line.strip() for line in text.split("\n") if line.strip()]

    def violations(self) -> list[str]:
        """What axe-core finds on the page against WCAG 2.1 A and AA."""
        path = os.environ.get("LIPCTL_AXE")
        if not path:
            pytest.skip("axe-core is not there (npm install axe-core, and set LIPCTL_AXE to its axe.min.js)")
        # given to the browser by the driver, which the page's own policy does not bind
        self.driver.execute_script(Path(path).read_text(encoding="utf-8"))
        found = self.driver.execute_async_script(
            "const done = arguments[1];"
            "axe.run(document, {runOnly: arguments[0]}).then(result => done(result.violations), error => done([String(error)]));",
            _STANDARDS,
        )
        return [json.dumps(item, ensure_ascii=False)[:600] for item in found]

    def complaints(self) -> list[str]:
        """What the browser itself has to say since the last time, such as a break of the page's policy."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requested(self) -> set[str]:
        """The schemes and hosts of everything that was asked for since the last time."""
        found = set()
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                found.add("/".join(message["params"]["request"]["url"].split("/")[:3]))
        return found

    def close(self) -> None:
        """End it."""
        self.driver.quit()


def validated(pages: Iterable[Path], scratch: Path) -> list[str]:
    """What html-validate has to say about these pages."""
    program = os.environ.get("LIPCTL_HTML_VALIDATE")
    if not program:
        pytest.skip("html-validate is not there (npm install html-validate, and set LIPCTL_HTML_VALIDATE)")
    config = scratch / "htmlvalidate.json"
    config.write_text(json.dumps(_RULES))
    done = _run([program, "--config", str(config), "--formatter", "text", *map(str, pages)])
    assert done.returncode in (0, 1), done.stderr
    return done.stdout.splitlines()


def checked_by_nu(files: Iterable[Path]) -> list[str]:
    """What the Nu validator has to say, warnings and all."""
    jar, java = os.environ.get("LIPCTL_VNU"), shutil.which("java")
    if not jar or java is None:
        pytest.skip(
            "the Nu validator is not there (npm install vnu-jar, and set LIPCTL_VNU to its vnu.jar; it needs Java)"
        )
    said = _run(
        [
            java,
            "-Xss2m",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            jar,
            "--also-check-css",
            "--also-check-svg",
            *map(str, files),
        ]
    ).stderr
    return [line for line in said.splitlines() if _NU_DOES_NOT_KNOW not in line]


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
