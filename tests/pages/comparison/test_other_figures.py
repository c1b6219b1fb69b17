"""The other figures and the notes: whose they are, how they are shown, and that none is lost."""

import pytest

from geo_ree.comparison.comparison import compare
from geo_ree.pages.comparison.other_figures import explained, figure_groups, subjects_of
from geo_ree.pages.shared.citations import Bibliography


@pytest.fixture(scope="module")
def pair(atlas):
    return compare("beylikova", "bayan-obo", atlas=atlas)


@pytest.fixture(scope="module")
def groups(pair):
    return {group["name"]: group["rows"] for group in figure_groups(pair, Bibliography(pair.atlas.rows.sources))}


def figures(groups, name, label):
    (row,) = [row for row in groups[name] if row["label"] == label]
    return row["figures"]


def test_it_is_about_deposits_their_plants_their_countries_and_the_world(pair):
    subjects = [subject for subject, _, _ in subjects_of(pair)]
    assert subjects[0] == "beylikova"
    assert {"beylikova-pilot-plant", "beylikova-industrial-plant", "bayan-obo", "tr", "cn"} <= set(subjects)
    assert subjects[-1] == "world"


def test_no_figure_of_these_subjects_is_lost(pair, groups, atlas):
    subjects = [subject for subject, _, _ in subjects_of(pair)]
    shown = sum(len(row["figures"]) for rows in groups.values() for row in rows)
    assert shown == atlas.figures["subject_id"].isin(subjects).sum()


def test_competing_figures_stand_in_one_row_newest_first(groups):
    depths = figures(groups, "Beylikova (Kızılcaören)", "Drilling")
    assert {"125\u202f193", "about 125\u202f000"} <= {value["text"] for value in depths}
    assert len({value["cites"][0] for value in depths}) > 1


def test_the_value_chain_is_shown_as_quoted(groups):
    labels = ("Market raw materials", "Market magnets", "Market components", "Market final products")
    values = [figures(groups, "World", label)[0]["text"] for label in labels]
    assert [value.replace("\u202f", "").split()[-1] for value in values] == ["7", "40", "400", "4000"]


def test_a_year_has_no_thousands(groups):
    years = [
        value["text"] for value in figures(groups, "Beylikova industrial plant (planned)", "Industrial start year")
    ]
    assert years
    assert all("\u202f" not in year for year in years)


def test_each_note_on_them_is_explained_with_its_sources(pair, atlas):
    bibliography = Bibliography(pair.atlas.rows.sources)
    notes = explained(pair, bibliography)
    subjects = [subject for subject, _, _ in subjects_of(pair)]
    assert len(notes) == atlas.notes["subject_id"].isin(subjects).sum()
    assert all(any(isinstance(part, int) for part in note["text"]) for note in notes)
