"""The Handbuch's pictures of the web pages: Musterstadt's, as Chromium shows and prints them. Needs selenium, Chromium, Poppler."""

from __future__ import annotations

import base64
import io
import subprocess
import tempfile
from datetime import date
from pathlib import Path

from PIL import Image, ImageOps
from selenium import webdriver

import example_city as city
from lipctl.commands.publish import publish
from lipctl.workspace import Workspace

COLOURS = 96
_WEB = """[web]
rueckmeldung = "mailto:integration@musterstadt.example"
impressum = "https://www.musterstadt.example/impressum"
datenschutz = "https://www.musterstadt.example/datenschutz"
erklaerung_vom = "1. März 2026"
lizenz = "dl-de/by-2-0"
"""


def take_web_pictures(target: Path, as_of: date) -> None:
    """Take the start page on a desktop, and a page of entries on a telephone, light and dark, and in print."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "lip-musterstadt"
        city.make_city(folder)
        city.answer(folder, city.YEAR, city.THIS_YEAR)
        settings = folder / "lipctl.toml"
        settings.write_text(settings.read_text(encoding="utf-8").replace("[web]\n", _WEB), encoding="utf-8")
        site = publish(Workspace(folder), city.YEAR, as_of=as_of, final=True).folder
        assert site is not None  # noqa: S101 - nothing in Musterstadt spoils a final version
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for option in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
            options.add_argument(option)
        browser = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
        try:
            _save(_shot(browser, site / "index.html", (1180, 1240), "light"), target / "web-start.png", 900)
            page = site / "handlungsfeld-1.html"
            views = [_shot(browser, page, (390, 1000), scheme) for scheme in ("light", "dark")]
            _save(_beside([*views, _printed(browser, page, Path(scratch))]), target / "web-ansichten.png", 1100)
        finally:
            browser.quit()


def _shot(browser: webdriver.Chrome, page: Path, size: tuple[int, int], scheme: str) -> Image.Image:
    width, height = size
    metrics = {"width": width, "height": height, "deviceScaleFactor": 2, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    media = {"media": "", "features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    browser.get(page.as_uri())
    return Image.open(io.BytesIO(browser.get_screenshot_as_png())).convert("RGB")


def _printed(browser: webdriver.Chrome, page: Path, scratch: Path) -> Image.Image:
    browser.get(page.as_uri())
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})["data"]
    pdf = scratch / "page.pdf"
    pdf.write_bytes(base64.b64decode(printed))
    command = ["pdftoppm", "-png", "-r", "130", "-f", "1", "-l", "1", "-singlefile", str(pdf), str(scratch / "page")]
    subprocess.run(command, check=True)  # noqa: S603
    return Image.open(scratch / "page.png").convert("RGB")


def _beside(images: list[Image.Image], gap: int = 40) -> Image.Image:
    """Images of one height beside each other."""
    height = min(image.height for image in images)
    framed = [
        ImageOps.expand(image.resize((round(image.width * height / image.height), height)), 2, "grey")
        for image in images
    ]
    whole = Image.new("RGB", (sum(image.width + gap for image in framed) - gap, framed[0].height), "white")
    left = 0
    for image in framed:
        whole.paste(image, (left, 0))
        left += image.width + gap
    return whole


def _save(image: Image.Image, path: Path, width: int) -> None:
    image = ImageOps.expand(image, 2, "grey")
    image = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
    image.quantize(COLOURS).save(path, optimize=True)
    print(path.name, path.stat().st_size)
