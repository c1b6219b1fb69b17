"""One tree of errors: drawn as it is, raised with everything a reader needs, and able to leave a worker process."""

import pickle
import re

import pytest

from geo_ree import errors
from geo_ree.errors import (
    AmbiguousName,
    Fault,
    GeoReeError,
    IncompatibleUnits,
    InvalidGeoJSON,
    InvalidLayer,
    InvalidOption,
    InvalidPlace,
    MissingLibrary,
    NoFigures,
    NoRoute,
    TooFewDeposits,
    UnknownId,
    UnknownOption,
    UnsafeInput,
    UnsupportedFormat,
    UnwritableFile,
    fold,
    near_matches,
)

CLASSES = [
    thing
    for thing in vars(errors).values()
    if isinstance(thing, type) and issubclass(thing, Exception) and thing is not GeoReeError
]
EXAMPLES = [
    UnknownId("deposit", "beylikovo", ["beylikova", "bayan-obo"]),
    AmbiguousName("deposit", "nechalacho", ["nechalacho-upper", "nechalacho-tardiff"]),
    UnknownOption("mode", "rial", ["rail", "road", "sea"]),
    InvalidLayer([Fault("estimates.csv", 3, "treo_percent", "is out of bounds", "0 to 100")]),
    InvalidGeoJSON("row 'a': is wrong", "row 'b': is wrong"),
    IncompatibleUnits("t is a mass and % is a grade"),
    MissingLibrary("matplotlib", "plots"),
    InvalidOption("width=5 mm is too narrow"),
    InvalidPlace("(200, 10) is no place"),
    NoFigures("no price of 1900"),
    NoRoute("Suez is closed"),
    TooFewDeposits("compare needs two deposits"),
    UnsupportedFormat(".xyz is not written here"),
    UnsafeInput("the file is too large"),
    UnwritableFile("out/map.html", "the folder out does not exist"),
]


def test_the_tree_in_the_docstring_names_every_error_and_no_other():
    drawn = re.findall(r"[├└]── (\w+)", errors.__doc__)
    assert sorted(drawn) == sorted(kind.__name__ for kind in CLASSES)


def test_there_is_an_example_of_every_error_here():
    assert {type(example) for example in EXAMPLES} == set(CLASSES)


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_an_error_is_caught_by_the_root(error):
    with pytest.raises(GeoReeError):
        raise error


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_an_error_says_the_same_after_pickling(error):
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)


@pytest.mark.parametrize(
    ("kind", "builtin"),
    [
        (UnknownId, KeyError),
        (UnknownOption, ValueError),
        (InvalidLayer, ValueError),
        (InvalidGeoJSON, ValueError),
        (InvalidOption, ValueError),
        (InvalidPlace, ValueError),
        (TooFewDeposits, ValueError),
        (UnsupportedFormat, ValueError),
        (UnsafeInput, ValueError),
        (UnwritableFile, OSError),
    ],
)
def test_an_error_is_also_the_builtin_one_that_a_caller_would_expect(kind, builtin):
    assert issubclass(kind, builtin)


def test_an_unknown_id_names_the_nearest_ones():
    error = UnknownId("deposit", "Beylikowa", ["beylikova", "bayan-obo"])
    assert error.near == ["beylikova"]
    assert "did you mean beylikova?" in str(error)


def test_an_unknown_id_is_looked_for_among_names_too_and_an_id_goes_before_a_name_that_is_the_same():
    names = ["Kızılcaören", "Kizilcaoren", "Bayan Obo"]
    assert UnknownId("deposit", "Kizilcaorem", ["beylikova", "bayan-obo"], names=names).near == ["Kizilcaoren"]
    assert UnknownId("deposit", "Bayan Ob", ["beylikova", "bayan-obo"], names=names).near == ["bayan-obo"]


def test_a_name_of_several_lists_their_ids():
    message = str(AmbiguousName("deposit", "Nechalacho", ["nechalacho-upper", "nechalacho-tardiff"]))
    assert message == "more than one deposit is called 'Nechalacho'; give an id: nechalacho-tardiff, nechalacho-upper"


def test_an_unknown_id_lists_all_names_when_they_are_few():
    message = str(UnknownId("port", "qqqq", ["suez", "bosporus"]))
    assert message == "no port is called 'qqqq'. There are: bosporus, suez."
    message = str(UnknownId("port", "sues", ["suez", "bosporus"]))
    assert message == "no port is called 'sues'; did you mean suez? There are: bosporus, suez."


def test_an_unknown_id_among_many_shows_only_the_first():
    known = [f"deposit-{number:02}" for number in range(40)]
    message = str(UnknownId("deposit", "qqqq", known))
    assert "40 are known" in message
    assert "deposit-04" in message
    assert "deposit-05" not in message


def test_an_unknown_id_prints_its_message_and_not_the_repr_that_a_key_error_prints():
    assert str(UnknownId("deposit", "x", [])) == "no deposit is called 'x'"


def test_names_are_compared_without_case_accents_spaces_and_hyphens():
    assert fold("Bayan Obo") == fold("bayan-obo") == fold("BAYAN.OBO")
    assert fold("Đông Pao") == fold("Dong Pao")
    assert fold("KIZILCAÖREN") == fold("Kızılcaören") == fold("kizilcaoren")


def test_near_matches_find_a_part_of_a_name():
    assert near_matches("weld", ["mount-weld", "bayan-obo"]) == ["mount-weld"]


def test_near_matches_of_nothing_are_none():
    assert near_matches("", ["mount-weld"]) == []


def test_a_fault_reads_as_file_row_column_and_what_would_be_right():
    fault = Fault("estimates.csv", 3, "treo_percent", "104 is out of bounds", "0 to 100")
    assert str(fault) == "estimates.csv, row 3, column treo_percent: 104 is out of bounds (allowed: 0 to 100)"


def test_faults_of_a_layer_come_sorted_by_file_and_row():
    error = InvalidLayer([Fault("b.csv", 2, "", "x"), Fault("a.csv", 9, "", "y"), Fault("a.csv", None, "", "z")])
    assert [(fault.file, fault.row) for fault in error.faults] == [("a.csv", None), ("a.csv", 9), ("b.csv", 2)]
    assert str(error).startswith("3 faults in the layers:\n  a.csv: z\n")


@pytest.mark.parametrize(
    "error",
    [
        InvalidLayer([Fault("a.csv", row, "", "x") for row in range(60)]),
        InvalidGeoJSON(*(f"row {n}" for n in range(60))),
    ],
)
def test_at_most_fifty_faults_are_shown_and_the_rest_counted(error):
    lines = str(error).splitlines()
    assert len(lines) == 1 + 50 + 1
    assert lines[-1] == "  and 10 more"
    assert len(error.faults) == 60


def test_a_single_fault_of_geojson_is_the_message_itself():
    assert str(InvalidGeoJSON("no coordinate reference system")) == "no coordinate reference system"


def test_an_unwritable_file_says_which_file_and_why_in_one_line():
    error = UnwritableFile("out/map.html", "no space left on device")
    assert str(error) == "cannot write out/map.html: no space left on device"
    assert (error.path, error.reason) == ("out/map.html", "no space left on device")


def test_an_unknown_option_names_the_nearest_and_all_choices_in_their_order():
    error = UnknownOption("mode", "raill", ["rail", "road", "sea"])
    assert (error.kind, error.name, error.known, error.near) == ("mode", "raill", ["rail", "road", "sea"], ["rail"])
    assert str(error) == "no mode is called 'raill'; did you mean rail? There are: rail, road, sea."
    assert str(UnknownOption("mode", None, ["rail"])) == "no mode is called None. There are: rail."
