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
# What every run tries in a browser, at desktop size; the rest is deep, because opening a page takes seconds.
MATTERS = {
    "test_both_panes_have_one_ground_scale_to_a_millionth",
    "test_a_click_on_a_deposit_shows_every_estimate_with_citations",
    "test_each_table_row_figure_and_section_is_there",
    "test_every_caveat_is_seen",
    "test_a_deposit_stands_on_land_and_not_in_the_sea",
    "test_the_theme_follows_the_system_and_the_switch",
    "test_every_place_is_listed_drawn_and_a_named_button",
    "test_the_area_of_every_circle_is_in_proportion_to_its_amount",
    "test_a_filter_shows_what_it_promises_and_leaves_other_kinds_alone",
    "test_the_list_opens_a_card_with_every_statement_the_preferred_one_marked",
    "test_marks_stand_where_their_figures_belong",
    "test_the_choice_of_port_draws_the_routes_by_it_or_all",
    "test_strip_and_table_fit_their_card",
    "test_the_page_of_a_route_shows_its_map_strip_table_and_credit",
}
MATTERS_ON_A_PHONE = {
    "test_no_content_reaches_past_the_side_of_the_screen",
    "test_whatever_is_touched_on_a_phone_is_large_enough",
}


def pytest_collection_modifyitems(items):
    """Mark as deep what not every run has to try in a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and not _is_tried_always(item):
            item.add_marker(pytest.mark.deep)


def _is_tried_always(item):
    name = getattr(item, "originalname", item.name)
    return name in MATTERS_ON_A_PHONE or (name in MATTERS and "phone" not in item.name)


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
