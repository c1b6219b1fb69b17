"""Data as text that is inert inside ``<script>`` and in a Jinja template.

branca reads every rendered script once more as a Jinja template, so a deposit named ``{{ … }}`` would run as Python.
"""

from __future__ import annotations

import json
import re

from markupsafe import Markup

from geo_ree.errors import UnsafeInput

# Each pair would start a Jinja expression, statement or comment. Outside strings JSON never puts these side by side.
JINJA_OPENERS = {"{{": "\\u007b\\u007b", "{%": "\\u007b%", "{#": "\\u007b#"}
HTML_SPECIAL = {"&": "\\u0026", "<": "\\u003c", ">": "\\u003e", "\u2028": "\\u2028", "\u2029": "\\u2029"}
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
ELEMENT_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def safe_json(value: object) -> str:
    r"""Return JSON that is inert inside ``<script>`` and in a Jinja template.

    Parameters
    ----------
    value : object
        Anything of dict, list, tuple, str, int, float, bool and None.

    Raises
    ------
    UnsafeInput
        When a number is not finite (JSON has none; write None for a missing value) or an object has no JSON form.

    Examples
    --------
    >>> safe_json({"name": "</script>{{ 7 * 7 }}"})
    '{"name":"\\u003c/script\\u003e\\u007b\\u007b 7 * 7 }}"}'
    """
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError) as problem:
        raise UnsafeInput(f"this has no JSON form: {problem}; write None for a missing number") from problem
    for pair, escaped in (JINJA_OPENERS | HTML_SPECIAL).items():
        text = text.replace(pair, escaped)
    return LONE_SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def data_script(element_id: str, value: object) -> Markup:
    """Return a ``<script type="application/json">`` element, which holds data and never runs.

    Examples
    --------
    >>> data_script("ports", ["Mersin"])
    Markup('<script type="application/json" id="ports">["Mersin"]</script>')
    """
    if not ELEMENT_ID.fullmatch(element_id):
        raise UnsafeInput(f"{element_id!r} cannot be an id: a letter, then letters, digits, '-' and '_'")
    return Markup('<script type="application/json" id="{}">{}</script>').format(element_id, Markup(safe_json(value)))
