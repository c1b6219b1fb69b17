"""A record of the layers reads as any dict, travels, and cannot be written to, however deep."""

import copy
import json
import pickle

import pytest

from geo_ree.layers.frozen_record import FrozenRecord

RECORD = FrozenRecord({"name": "Main", "parts": [{"of": "ore"}, [1, 2]]})
ATTEMPTS = {
    "an entry": lambda record: record.__setitem__("name", "East"),
    "a new entry": lambda record: record.update(new=1),
    "no entry": lambda record: record.__delitem__("name"),
    "pop": lambda record: record.pop("name"),
    "popitem": lambda record: record.popitem(),
    "clear": lambda record: record.clear(),
    "setdefault": lambda record: record.setdefault("new", 1),
    "union": lambda record: record.__ior__({"new": 1}),
    "an entry further in": lambda record: record["parts"][0].update(of="waste"),
    "an item further in": lambda record: record["parts"][1].__setitem__(0, 5),
}


@pytest.mark.parametrize("change", ATTEMPTS.values(), ids=ATTEMPTS)
def test_a_record_cannot_be_written_to(change):
    record = copy.deepcopy(RECORD)
    with pytest.raises((TypeError, AttributeError)):
        change(record)
    assert record == RECORD


def test_a_record_reads_as_a_dict():
    assert RECORD == {"name": "Main", "parts": ({"of": "ore"}, (1, 2))}
    assert json.loads(json.dumps(RECORD)) == {"name": "Main", "parts": [{"of": "ore"}, [1, 2]]}
    united = RECORD | {"name": "East"}
    assert united == {"name": "East", "parts": RECORD["parts"]}


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda record: pickle.loads(pickle.dumps(record))])
def test_a_record_that_travels_is_still_frozen(again):
    assert again(RECORD) == RECORD
    assert isinstance(again(RECORD), FrozenRecord)
    assert isinstance(again(RECORD)["parts"][0], FrozenRecord)


def test_the_orebodies_of_one_atlas_are_not_written_through_those_of_another(atlas):
    orebody = atlas.deposits.loc["bayan-obo", "orebodies"][0]
    with pytest.raises(TypeError, match="cannot be changed"):
        orebody["name"] = "Mine"
