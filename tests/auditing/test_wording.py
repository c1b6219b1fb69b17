"""What the messages of several rules say alike."""

from geo_ree.auditing.wording import computed_words, short_ton_hint, statement_name


def test_a_statement_of_an_orebody_is_called_by_it(small_atlas):
    rows = small_atlas({"orebody": "East"}, ()).rows
    assert statement_name(rows, rows.estimates["north-estimate"]).startswith("North, East (")
    assert statement_name(rows, rows.estimates["south-estimate"]).startswith("South (")


def test_a_computed_figure_has_few_digits():
    assert (computed_words(12.145), computed_words(0.54321, 2)) == ("12.1", "0.54")


def test_figures_apart_as_the_two_tons_are_get_a_hint():
    assert "short tons" in short_ton_hint(100.0, 90.7) == short_ton_hint(90.7, 100.0)
    assert short_ton_hint(100.0, 99.0) == short_ton_hint(0.0, 0.0) == ""
