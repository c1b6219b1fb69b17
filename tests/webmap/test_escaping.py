"""Data comes through a script element and through branca's second pass as it was, and nothing of it runs."""

import json
import re

import branca.element
import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_parts import PAYLOADS, Scripts

from geo_ree.errors import UnsafeInput
from geo_ree.webmap.escaping import data_script, safe_json

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda values: st.lists(values) | st.dictionaries(st.text(), values),
)
# Text made of the very pieces that open something in Jinja, HTML or JSON.
HOSTILE_TEXT = st.lists(
    st.sampled_from(["{", "%", "#", "}", "<", "!--", "/script>", "&", "\\", '"', "\u2028", "a"])
).map("".join)


def rendered_twice(text):
    """Do what branca does with a rendered script: read it as a template once more."""
    return branca.element.Element(text).render()


def test_branca_does_run_what_is_not_escaped():
    assert rendered_twice(json.dumps(["{{ 7 * 7 }}"])) == '["49"]'


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_comes_through_brancas_second_pass_unchanged(payload):
    assert json.loads(rendered_twice(safe_json({payload: [payload]}))) == {payload: [payload]}


@given(JSON_VALUES | HOSTILE_TEXT)
def test_any_value_comes_through_brancas_second_pass_unchanged(value):
    assert json.loads(rendered_twice(safe_json(value))) == value


@given(JSON_VALUES | HOSTILE_TEXT)
def test_safe_json_holds_nothing_that_html_javascript_or_jinja_reads(value):
    assert re.search("[&<>\u2028\u2029\ud800-\udfff]|\\{[{%#]", safe_json(value)) is None


@pytest.mark.parametrize("value", [float("nan"), float("inf"), [-float("inf")], {"a": {1, 2}}, {(1, 2): 3}])
def test_what_has_no_json_form_is_refused(value):
    with pytest.raises(UnsafeInput, match=r"no JSON form.*write None"):
        safe_json(value)


def test_a_data_element_holds_its_value_as_it_was():
    found = Scripts(data_script("names", PAYLOADS)).data
    assert found == {"names": PAYLOADS}


@pytest.mark.parametrize("element_id", ["", "1st", 'a" onload="x', "a b", "{{ 1 }}"])
def test_an_odd_element_id_is_refused(element_id):
    with pytest.raises(UnsafeInput, match="cannot be an id"):
        data_script(element_id, [])
