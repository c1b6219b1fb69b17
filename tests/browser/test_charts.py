"""The charts in a browser: nothing runs over the side, letters stay readable, dark and light alike."""

import re

import pytest

PALEST_TEXT = 4.5
PALEST_MARK = 3.0
SMALLEST_PX = 11


@pytest.fixture(params=["desktop", "phone"])
def page(open_page, comparison_file, request):
    options = {"has_touch": True, "is_mobile": True} if request.param == "phone" else {}
    return open_page(comparison_file, request.param, **options)


def luminance(css):
    channels = [int(value) / 255 for value in re.findall(r"\d+", css)[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, second):
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def styles(page, selector, name):
    return set(
        page.evaluate(
            "([selector, name]) => [...document.querySelectorAll(selector)].map(node => getComputedStyle(node)[name])",
            [selector, name],
        )
    )


def test_the_charts_do_not_reach_past_the_side_of_the_screen(page):
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    wide = page.evaluate(
        "[...document.querySelectorAll('#charts *')]"
        ".filter(node => node.getClientRects().length).filter(node => { const box = node.getBoundingClientRect();"
        " return box.right > window.innerWidth + 1 || box.left < -1; })"
        ".map(node => node.outerHTML.slice(0, 120))"
    )
    assert wide == []


def test_no_letters_are_smaller_than_eleven_pixels(page):
    sizes = page.evaluate(
        "[...document.querySelectorAll('#charts *')].filter(node => [...node.childNodes]"
        ".some(child => child.nodeType === 3 && child.textContent.trim()))"
        ".map(node => { const box = node.closest('svg'); const matrix = node.getScreenCTM && node.getScreenCTM();"
        " return parseFloat(getComputedStyle(node).fontSize) * (box && matrix ? matrix.a : 1); })"
    )
    assert min(sizes) >= SMALLEST_PX


def test_ticks_of_a_scale_do_not_run_into_each_other(page):
    collisions = page.evaluate(
        "[...document.querySelectorAll('#charts svg')].flatMap(svg => {"
        " const boxes = [...svg.querySelectorAll(':scope > text.tick, :scope .name')]"
        ".map(node => node.getBoundingClientRect());"
        " return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b =>"
        " a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3)); }).length"
    )
    assert collisions == 0


def test_marks_stand_where_their_figures_belong(page):
    places = page.evaluate(
        "[...document.querySelectorAll('#charts .chart.estimates .plot > svg')].flatMap(svg => {"
        " const box = svg.getBoundingClientRect(); return [...svg.querySelectorAll('.mark')]"
        ".map(mark => mark.getBoundingClientRect())"
        ".map(at => ((at.left + at.right) / 2 - box.left) / box.width); })"
    )
    assert len(places) > 10
    assert all(-0.02 <= place <= 1.02 for place in places)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_are_readable_in_light_and_dark(open_page, comparison_file, scheme):
    page = open_page(comparison_file, color_scheme=scheme)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for fill in styles(page, "#charts text.tick, #charts text.name, #charts text.iso", "fill"):
        assert contrast(fill, paper) >= PALEST_TEXT
    for stroke in styles(page, "#charts .mark, #charts .bar, #charts .series, #charts .arrow", "stroke"):
        assert contrast(stroke, paper) >= PALEST_MARK


def test_a_hollow_mark_shows_the_paper(open_page, comparison_file):
    page = open_page(comparison_file)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert styles(page, "#charts .mark.hollow", "fill") == {paper}


def test_the_navigation_leads_to_the_charts(open_page, comparison_file):
    page = open_page(comparison_file)
    page.locator('nav a[href="#charts"]').click()
    assert page.evaluate("document.querySelector('#charts').getBoundingClientRect().top < window.innerHeight")
