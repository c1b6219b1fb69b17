"""Every conflict that the work on the sources brought up is found by a rule, or explained in notes.csv.

The list is the whole of it, in our own words. A line names what must find it: rules with the subject they speak of, and
notes by their ids. A correction of the layers that settles a conflict changes its line here, on purpose.
"""

from dataclasses import dataclass

import pytest

from geo_ree.auditing.report import all_findings


@dataclass(frozen=True)
class Conflict:
    """One known conflict, and what finds or explains it."""

    words: str
    rules: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


CONFLICTS = (
    # --- Beylikova
    Conflict(
        "694 million t of material are quoted as rare earths; the oxide is put at 12.5 million t",
        rules=(("material-quoted-as-oxide", "beylikova"),),
        notes=("beylikova-694-is-material",),
    ),
    Conflict(
        "694 million t at 1.75 % are 12.1, not 12.5 million t; another source has only more than 1 %",
        rules=(("statements-do-not-close", "beylikova"),),
        notes=("beylikova-grade-and-oxide-do-not-close",),
    ),
    Conflict(
        "older, richer and smaller estimates: 0.13 million t at 2.78 %, 0.95 at 3.14 %",
        rules=(("statements-compete", "beylikova"),),
        notes=("beylikova-older-estimates",),
    ),
    Conflict(
        "380,000 t of thorium at 0.2 % need 190 million t of ore; the plan's 250 t a year are 0.044 %",
        rules=(("thorium-in-product", "beylikova"),),
        notes=("beylikova-thorium-figures",),
    ),
    Conflict("10,000 t from 570,000 t are the grade itself", rules=(("plan-needs-full-recovery", "beylikova"),)),
    Conflict("second in the world, but by what", rules=(("rank-claim", "beylikova"),), notes=("beylikova-world-rank",)),
    Conflict("certification by JORC, which certifies nothing", notes=("beylikova-jorc-certification",)),
    Conflict(
        "570,000 t of ore printed as rare earths to be purified, more than the world mines",
        rules=(("product-above-world-output", "beylikova"), ("throughput-printed-as-product", "beylikova")),
        notes=("beylikova-570000-is-ore",),
    ),
    Conflict(
        "10 or 17 elements present, 7 to be produced first",
        rules=(("figures-compete", "beylikova"),),
        notes=("beylikova-number-of-elements",),
    ),
    Conflict(
        "72,000 or 70,000 t of barite a year",
        rules=(("figures-compete", "beylikova"),),
        notes=("beylikova-barite-output",),
    ),
    Conflict("filed under fluorite only, so that a filter drops it", notes=("beylikova-filed-under-fluorite",)),
    Conflict(
        "250 t of thorium a year printed as 250,000 t",
        rules=(("thousandfold-slip", "beylikova"),),
        notes=("beylikova-thorium-misprint",),
    ),
    Conflict("a laboratory sample of 4.44 % beside a grade of 1.75 %", notes=("beylikova-laboratory-sample",)),
    Conflict(
        "220 million US$ a year, which the products do not fetch",
        rules=(("revenue-recomputed", "beylikova"),),
        notes=("beylikova-revenue-plan",),
    ),
    Conflict(
        "48 % into a concentrate times 90 % into solution give 4,300 t, not 10,000 t, and are of two feeds",
        rules=(("plan-above-its-laboratory", "beylikova"), ("recoveries-multiplied", "beylikova")),
        notes=("beylikova-laboratory-chain",),
    ),
    # --- Bayan Obo
    Conflict(
        "reserves of 36, 48, 57.4, more than 100 or more than 120 million t, in a country with 44",
        rules=(("statements-compete", "bayan-obo"), ("country-below-its-deposit", "bayan-obo")),
        notes=("bayan-obo-which-reserve",),
    ),
    Conflict(
        "coordinates 7.6 km apart, and a second Bayan Obo 660 km east",
        rules=(("coordinates-apart", "bayan-obo"), ("coordinates-misplaced", "bayan-obo")),
        notes=("bayan-obo-coordinates",),
    ),
    Conflict(
        "a host unit of 16 by 2 to 3 km or of 10 by 0.5 km",
        rules=(("figures-compete", "bayan-obo"),),
        notes=("bayan-obo-host-unit-extent",),
    ),
    Conflict("a web novel that repeats the dimensions", notes=("bayan-obo-numbers-travel",)),
    # --- other deposits
    Conflict(
        "Weishan: points 24 and 31 km apart", rules=(("coordinates-apart", "weishan"),), notes=("weishan-coordinates",)
    ),
    Conflict(
        "Đông Pao: points 40 km apart, and 7 million t of ore or of oxide",
        rules=(("coordinates-apart", "dong-pao"), ("one-figure-for-ore-and-oxide", "dong-pao")),
        notes=("dong-pao-coordinates", "dong-pao-ore-or-oxide"),
    ),
    Conflict(
        "Maoniuping: 4.96 million t in 2024, 9.67 in 2026",
        rules=(("statements-compete", "maoniuping"),),
        notes=("maoniuping-two-totals",),
    ),
    Conflict(
        "Halleck Creek: 3,926 ppm although its parts have 3,252 and 3,438",
        rules=(("total-far-from-its-parts", "halleck-creek"), ("one-tonnage-two-grades", "halleck-creek")),
        notes=("halleck-creek-grade-slip",),
    ),
    Conflict(
        "Mountain Pass: tables in short tons, read as metric tons",
        rules=(("parts-do-not-add-up", "mountain-pass"),),
        notes=("mountain-pass-short-tons",),
    ),
    Conflict(
        "Tanbreez: 4,700 million t of host rock beside a small resource", notes=("tanbreez-host-rock-and-resource",)
    ),
    Conflict("Tomtor: 154 million t at 9.5 % or 11.4 at 14.5 %", notes=("tomtor-resource-and-reserve",)),
    Conflict("Fen: two licences with 8.8 and 1.22 million t, not to be added up", notes=("fen-two-licences",)),
    Conflict(
        "Nechalacho: points 41 km apart",
        rules=(("coordinates-apart", "nechalacho"),),
        notes=("nechalacho-positions",),
    ),
    Conflict(
        "Xunwu: 3.5 or 47.16 % of cerium oxide, and a sum of 103.5 %",
        rules=(("splits-conflict", "xunwu"), ("shares-outside-97-103", "xunwu")),
        notes=("xunwu-cerium-share",),
    ),
    Conflict(
        "Çanaklı: a total recovery above those of the light and the heavy rare earths",
        rules=(("recovery-outside-its-parts", "canakli"),),
        notes=("canakli-leach-total",),
    ),
    Conflict("Mount Weld: the share of NdPr in the ore and in the product", notes=("mount-weld-ore-and-product",)),
    # --- plants and ports
    Conflict("Eneabba: 17,500 or 23,000 t a year", rules=(("capacities-compete", "iluka-eneabba"),)),
    Conflict("Solikamsk: separation from 2026 or from 2027", notes=("solikamsk-start",)),
    Conflict(
        "plants that stand on the map at a railway station or at a deposit",
        rules=(("point-is-not-the-plant", "shin-etsu-takefu"), ("point-is-not-the-plant", "beylikova-pilot-plant")),
    ),
    Conflict("ports whose code differs by data set", notes=("world-unlocode-by-dataset",)),
    # --- statistics and prices
    Conflict(
        "USGS: the year 2024 in the editions of 2025 and of 2026",
        rules=(("figures-compete", "au"), ("figures-compete", "ng"), ("figures-compete", "th")),
        notes=("world-usgs-production-revised",),
    ),
    Conflict(
        "USGS: reserves cut within one edition",
        rules=(("figures-compete", "br"),),
        notes=("world-usgs-reserves-revised",),
    ),
    Conflict("USGS: footnote marks fused with figures in the edition of 2025", notes=("world-usgs-footnote-digits",)),
    Conflict("USGS: footnote marks fused with figures in the edition of 2026", notes=("world-usgs-footnote-digits",)),
    Conflict("Australia: 5.7 million t of reserves, of which 3.3 under JORC", notes=("au-reserves-by-class",)),
    Conflict(
        "prices of laboratory catalogues, ten times those of the market", notes=("world-laboratory-catalogue-prices",)
    ),
)


@pytest.fixture(scope="module")
def found(atlas):
    return {(finding.rule, finding.subject_id) for finding in all_findings(atlas)}


@pytest.mark.parametrize("conflict", CONFLICTS, ids=lambda conflict: conflict.words)
def test_a_known_conflict_is_found_by_a_rule_or_explained_in_a_note(conflict, found, atlas):
    assert conflict.rules or conflict.notes
    assert set(conflict.rules) <= found
    assert set(conflict.notes) <= set(atlas.notes.index)


def test_the_list_is_whole():
    assert len(CONFLICTS) == len({conflict.words for conflict in CONFLICTS}) == 41


@pytest.mark.parametrize(
    ("rule", "subject", "words"),
    [
        ("plan-needs-full-recovery", "beylikova", "1.754 %, so the grade may have been made from the plan"),
        ("plan-above-its-laboratory", "beylikova", "= 43 %"),
        ("revenue-recomputed", "beylikova", "about 142 million US$ at prices of 2025"),
        ("one-figure-for-ore-and-oxide", "dong-pao", "by a factor of 20"),
        ("shares-outside-97-103", "xunwu", "Without CeO2 (3.5 %) they would make 100 %"),
        ("recovery-outside-its-parts", "canakli", "65.34 %"),
        ("total-far-from-its-parts", "halleck-creek", "0.3926 % TREO, its parts 0.3252 and 0.3438 %"),
    ],
)
def test_what_is_found_says_what_would_be_right(atlas, rule, subject, words):
    messages = [one.message for one in all_findings(atlas) if (one.rule, one.subject_id) == (rule, subject)]
    assert any(words in message for message in messages), messages
