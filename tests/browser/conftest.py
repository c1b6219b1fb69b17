"""A browser for the pages: Debian's Chromium, driven by Playwright. It is asked for, never done without."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from geo_ree.comparison import compare
from geo_ree.maps.comparison import draw_comparison

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SIZES = {"desktop": {"width": 1400, "height": 900}, "phone": {"width": 390, "height": 844}}
INSIDE = ("file:", "data:", "blob:")


@pytest.fixture(scope="session")
def browser():
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail("no Chromium was found: install the Debian package `chromium`", pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def open_page(browser):
    """Return a function that opens a page file and waits until it is ready.

    Whatever the page asks the network for, or complains of, fails the test.
    """
    contexts, complaints = [], []

    def watch(page):
        page.on(
            "request", lambda request: request.url.startswith(INSIDE) or complaints.append(f"asked for {request.url}")
        )
        page.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}"))
        page.on("pageerror", lambda problem: complaints.append(str(problem)))
        page.on("console", lambda said: said.type in {"error", "warning"} and complaints.append(said.text))

    def open_file(path, size="desktop", *, init_script="", **options):
        context = browser.new_context(viewport=SIZES[size], offline=True, accept_downloads=True, **options)
        context.add_init_script(init_script)
        contexts.append(context)
        page = context.new_page()
        watch(page)
        page.goto(Path(path).as_uri())
        page.wait_for_selector('html[data-ready="1"]', state="attached", timeout=20_000)
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def comparison(atlas):
    return compare("beylikova", "bayan-obo", atlas=atlas)


@pytest.fixture(scope="session")
def comparison_file(comparison, tmp_path_factory):
    return draw_comparison(comparison).save(tmp_path_factory.mktemp("pages") / "comparison.html")
