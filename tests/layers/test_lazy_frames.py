"""Frames that are made at their first use, once."""

import pickle

import pandas
import pytest

from geo_ree.layers.lazy_frames import LazyFrames


@pytest.fixture
def counted():
    """Return frames of which making each is counted, and the counts."""
    made = []

    def maker(name):
        def make():
            made.append(name)
            return pandas.DataFrame({"name": [name]})

        return make

    return LazyFrames({name: maker(name) for name in ("a", "b")}), made


def test_nothing_is_made_until_it_is_asked_for(counted):
    frames, made = counted
    assert (list(frames), len(frames), "a" in frames, "c" in frames) == (["a", "b"], 2, True, False)
    assert made == []


def test_a_frame_is_made_once(counted):
    frames, made = counted
    assert frames["b"] is frames["b"]
    assert made == ["b"]


def test_what_it_does_not_hold_is_a_key_error(counted):
    with pytest.raises(KeyError):
        counted[0]["c"]


def test_it_travels_to_another_process_as_what_it_holds(counted):
    frames, _ = counted
    there = pickle.loads(pickle.dumps(frames))
    assert {name: frame["name"].item() for name, frame in there.items()} == {"a": "a", "b": "b"}


def test_a_maker_that_fails_is_asked_again():
    answers = iter([ValueError("torn"), pandas.DataFrame()])

    def make():
        answer = next(answers)
        if isinstance(answer, ValueError):
            raise answer
        return answer

    frames = LazyFrames({"a": make})
    with pytest.raises(ValueError, match="torn"):
        frames["a"]
    assert frames["a"].empty
