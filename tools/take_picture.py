"""Take the README's picture of the comparison page: ``make picture``.

Draws the page from the built-in layers, opens it in the system's Chromium and writes ``docs/compare.png``.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import geo_ree

PICTURE = Path(__file__).parent.parent / "docs" / "compare.png"
SIZE = {"width": 1400, "height": 1290}
# Chromium's sandbox does not start for root, and nothing here opens a page that is not ours.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def main() -> None:
    """Write the picture; end with one line where Chromium is missing."""
    names = ("chromium", "chromium-browser", "google-chrome")
    chromium = next((path for path in map(shutil.which, names) if path), None)
    if chromium is None:
        sys.exit("missing: install the Debian package chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = geo_ree.draw_comparison(geo_ree.compare("beylikova", "bayan-obo")).save(
            Path(folder, "compare.html")
        )
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": SIZE["width"], "height": SIZE["height"]})
        page.goto(page_file.as_uri())
        page.wait_for_selector('html[data-ready="1"]', state="attached")
        page.screenshot(path=PICTURE)
        browser.close()
    print(f"wrote {PICTURE.relative_to(Path.cwd())}")


if __name__ == "__main__":
    main()
