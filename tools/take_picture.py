"""Take the README's pictures of the two pages: ``make picture``.

Draws the pages from the built-in layers, opens them in the system's Chromium and writes ``docs/compare.png`` and
``docs/atlas.png``.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

import geo_ree
from geo_ree.webmap.page import Page

DOCS = Path(__file__).parent.parent / "docs"
# How high each page's first screen is, pixels; both are 1,400 wide.
HEIGHTS = {"atlas.png": 900, "compare.png": 1290}
# Chromium's sandbox does not start for root, and nothing here opens a page that is not ours.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def main() -> None:
    """Write the pictures; end with one line where Chromium is missing."""
    names = ("chromium", "chromium-browser", "google-chrome")
    chromium = next((path for path in map(shutil.which, names) if path), None)
    if chromium is None:
        sys.exit("missing: install the Debian package chromium")
    pages = {
        "atlas.png": geo_ree.draw_atlas(),
        "compare.png": geo_ree.draw_comparison(geo_ree.compare("beylikova", "bayan-obo")),
    }
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for name, page in pages.items():
            take(browser, page, DOCS / name)
            print(f"wrote docs/{name}")
        browser.close()


def take(browser: Browser, page: Page, picture: Path) -> None:
    """Write the first screen of a page as a picture."""
    size = ViewportSize(width=1400, height=HEIGHTS[picture.name])
    with tempfile.TemporaryDirectory() as folder:
        tab = browser.new_page(viewport=size)
        tab.goto(page.save(Path(folder, "page.html")).as_uri())
        tab.wait_for_selector('html[data-ready="1"]', state="attached")
        tab.screenshot(path=picture)
        tab.close()


if __name__ == "__main__":
    main()
