"""A browser for the pages: Debian's Chromium, driven by Playwright. It is asked for, never done without."""

import shutil
from pathlib import Path

import pytest
from page_pool import PagePool
from playwright.sync_api import sync_playwright

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


@pytest.fixture(scope="session")
def browser():
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail("no Chromium was found: install the Debian package `chromium`", pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def page_pool(browser):
    pool = PagePool(browser)
    yield pool
    pool.close()


@pytest.fixture
def open_page(page_pool):
    """Return a function that opens a page file and waits until it is ready.

    Whatever the page asks the network for, or complains of, fails the test. To open a page takes longer than most tests
    do, so a page that nobody has touched since is given to the next test that asks for the same.
    """
    lent = []

    def open_file(path, size="desktop", *, init_script="", **options):
        lent.append(page_pool.lend(Path(path), size, init_script, options))
        return lent[-1].page

    yield open_file
    for loan in lent:
        page_pool.take_back(loan)
    complaints = [complaint for loan in lent for complaint in loan.complaints]
    assert complaints == []
