"""What a reading of the first notes found wrong or suspect is corrected in the layers, or explained in a note."""

import pytest

# What was doubted, whom it concerns, and the notes that settle or explain it.
EXPLAINED = [
    ("48 million t beside 6 %", "bayan-obo", ("bayan-obo-48-and-6-percent", "bayan-obo-reserve-before-mining")),
    ("694 and 12.5 million t beside 1.75 %", "beylikova", ("beylikova-grade-and-oxide-do-not-close",)),
    ("second after Bayan Obo", "beylikova", ("beylikova-world-rank",)),
    ("3.14 % as an older grade", "beylikova", ("beylikova-older-estimates",)),
    ("18.4 million t are short tons", "mountain-pass", ("mountain-pass-short-tons",)),
    ("resources exclude the reserve", "mountain-pass", ("mountain-pass-exclusive-resources",)),
    ("output stored as capacity", "mountain-pass", ("mountain-pass-capacity-and-output",)),
    ("the tonnage of 2025 with the oxide of 2024", "halleck-creek", ("halleck-creek-tonnage-and-oxide-of-two-years",)),
    ("2.2 million t of niobium ore or oxide", "bayan-obo", ("bayan-obo-niobium-unit",)),
    ("9 million t of middle and heavy rare earths", "bayan-obo", ("bayan-obo-middle-heavy-share",)),
    ("NdPr at 24.7 %", "bayan-obo", ("bayan-obo-split-is-bastnasite", "bayan-obo-two-splits")),
    ("198,000 t of concentrate at 50 %", "baotou-northern-rare-earth", ("baotou-northern-rare-earth-feed",)),
    ("a railway of 159 km", "bayan-obo", ("bayan-obo-rail-length",)),
    ("0.74 to 0.88 % is no range", "dubbo", ("dubbo-grade-with-and-without-yttrium",)),
    ("cerium at 47.16 %", "xunwu", ("xunwu-cerium-share",)),
    ("more holmium than dysprosium", "lovozero", ("lovozero-holmium-above-dysprosium",)),
    ("as much ytterbium as yttrium", "nangang", ("nangang-ytterbium-equals-yttrium",)),
    ("240 million t at 1.6 %", "longonjo", ("longonjo-superseded",)),
    ("559 million t at 1.57 %", "fen", ("fen-superseded-2026",)),
    ("532 million t at 640 ppm", "makuutu", ("makuutu-newer-not-found",)),
    ("261 million t at 2.19 %", "kangankunde", ("kangankunde-superseded",)),
    ("30.4 million t at 0.44 %", "phalaborwa", ("phalaborwa-superseded",)),
    ("where Norra Kärr is", "norra-karr", ("norra-karr-positions",)),
    ("where Weishan is", "weishan", ("weishan-coordinates",)),
    ("11.4 million t is a reserve of a part", "tomtor", ("tomtor-resource-and-reserve",)),
    ("the tailings rival Beylikova", "bayan-obo", ("bayan-obo-tailings",)),
    ("250 t of thorium from 570,000 t", "beylikova", ("beylikova-thorium-in-concentrate",)),
]
# A statement that was doubted as old: deposit, million t, %.
REPLACED = [("longonjo", 240, 1.6), ("kangankunde", 261, 2.19), ("phalaborwa", 30.4, 0.44), ("fen", 559, 1.57)]


@pytest.mark.parametrize(("doubt", "subject", "notes"), EXPLAINED, ids=[doubt for doubt, _, _ in EXPLAINED])
def test_a_doubt_is_explained_in_a_note_on_its_subject(atlas, doubt, subject, notes):
    for note_id in notes:
        assert atlas.notes.loc[note_id, "subject_id"].startswith(subject)
        assert atlas.notes.loc[note_id, "source_ids"]


@pytest.mark.parametrize(("deposit", "tonnage", "grade"), REPLACED)
def test_a_statement_that_was_doubted_as_old_is_replaced_by_a_newer_one(atlas, deposit, tonnage, grade):
    rows = atlas.estimates.query("deposit_id == @deposit and ore_million_t == @tonnage and treo_percent == @grade")
    assert len(rows)
    assert not rows["is_preferred"].any()
    assert rows["superseded_by"].notna().all()


def test_short_tons_are_stored_as_metric_tonnes(atlas):
    rows = atlas.estimates.query("deposit_id == 'mountain-pass'")
    printed = rows[rows["unit_as_printed"].fillna("").str.contains("short ton")]
    assert len(printed)
    assert not (printed["ore_million_t"] == 18.4).any()
    assert printed["ore_million_t"].sub(16.69).abs().min() < 0.01


def test_no_row_pairs_the_oxide_of_bayan_obo_with_another_authors_grade(atlas):
    rows = atlas.estimates.query("deposit_id == 'bayan-obo' and treo_million_t == 48")
    assert len(rows)
    assert rows["treo_percent"].isna().all()
