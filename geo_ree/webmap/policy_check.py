"""Refuse in a finished page what its content security policy would block in silence.

The policy itself protects the reader; this protects the author, who would otherwise see only a blank place on the page.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from html.parser import HTMLParser

from geo_ree.errors import UnsafeInput

BLOCKED_ELEMENTS = frozenset({"iframe", "frame", "object", "embed", "applet", "base", "link"})
FETCHING_ATTRIBUTES = frozenset(
    {"src", "srcset", "poster", "data", "background", "href", "xlink:href", "action", "formaction"}
)
LINK_ELEMENTS = frozenset({"a", "area"})
LINK_STARTS = ("http://", "https://", "#")
INSIDE_STARTS = ("data:", "blob:", "#")
STYLE_FETCH = re.compile(r"""@import|url\(\s*["']?(?!data:|\#)[^)]*""", re.IGNORECASE)
DATA_TYPE = "application/json"
ALLOWED_META = frozenset({"content-security-policy", "content-type"})


def refuse_blocked(page: str, scripts: Collection[str]) -> None:
    """Check a finished page.

    Parameters
    ----------
    page : str
        The whole document.
    scripts : collection of str
        The text of each script whose hash the page's policy holds.

    Raises
    ------
    UnsafeInput
        With the line and the element that would be blocked, or that could run.

    Examples
    --------
    >>> refuse_blocked('<p>One <a href="https://example.org">link</a></p>', ())
    >>> refuse_blocked('<img src="https://example.org/map.png">', ())
    Traceback (most recent call last):
    geo_ree.errors.UnsafeInput: line 1 of the page: <img src="https://example.org/map.png"> would fetch something
    """
    inspector = _Inspector(scripts)
    inspector.feed(page)
    inspector.close()


class _Inspector(HTMLParser):
    def __init__(self, scripts: Collection[str]):
        super().__init__(convert_charrefs=True)
        self.scripts = scripts
        self.element = ""
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in BLOCKED_ELEMENTS:
            self._refuse(f"<{tag}> has no place here")
        if tag == "meta" and values.get("http-equiv", "content-type").lower() not in ALLOWED_META:
            self._refuse(f'<meta http-equiv="{values["http-equiv"]}"> has no place here')
        for name, value in values.items():
            self._check_attribute(tag, name, value.strip())
        # Text of a data element is never run; other scripts are compared with those that the policy knows.
        self.element = tag if values.get("type") != DATA_TYPE else ""
        self.text = []

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        text = "".join(self.text)
        if tag == "script" == self.element and text not in self.scripts:
            self._refuse("an inline <script> was not given to build_page")
        if tag == "style" == self.element:
            self._check_style(text)
        self.element = ""

    def _check_attribute(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on"):
            self._refuse(f"<{tag} {name}=…> would run code; add a listener in the runtime")
        if name == "style":
            self._check_style(value)
        if name not in FETCHING_ATTRIBUTES:
            return
        if tag in LINK_ELEMENTS and not value.lower().startswith(LINK_STARTS):
            self._refuse(f'<{tag} {name}="{value}"> is not a web address')
        if tag not in LINK_ELEMENTS and not value.lower().startswith(INSIDE_STARTS):
            self._refuse(f'<{tag} {name}="{value}"> would fetch something')

    def _check_style(self, text: str) -> None:
        found = STYLE_FETCH.search(text)
        if found:
            self._refuse(f"a style holds {found.group()!r}, which would fetch something")

    def _refuse(self, what: str) -> None:
        raise UnsafeInput(f"line {self.getpos()[0]} of the page: {what}")
