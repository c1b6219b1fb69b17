"""Numbered citations: each source gets the number of its first use on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from urllib.parse import urlsplit

from geo_ree import __version__
from geo_ree.atlas.citation_formats import citation
from geo_ree.atlas.rows.records import Source
from geo_ree.text.figures import format_date

# Notes name a source by its id in parentheses. A run of white space is tried once, from its beginning.
NAMED_SOURCE = re.compile(r"(?<!\s)\s*\(([a-z0-9]+(?:-[a-z0-9]+)*)\)")

Rich = list[str | int]


class Bibliography:
    """The sources of one page, numbered in the order of first use; made anew for each page.

    Parameters
    ----------
    sources : mapping of str to Source
        By id: ``atlas.rows.sources``.
    first : iterable of str
        Ids that take the first numbers, whether or not they are cited later.
    """

    def __init__(self, sources: Mapping[str, Source], first: Iterable[str] = ()):
        self._sources = sources
        self._numbers: dict[str, int] = {}
        self.numbers(first)

    def numbers(self, source_ids: Iterable[str]) -> list[int]:
        """Return the numbers of sources, giving the next free one to each that has none."""
        found = []
        for source_id in dict.fromkeys(source_ids):
            if source_id not in self._numbers and source_id in self._sources:
                self._numbers[source_id] = len(self._numbers) + 1
            if source_id in self._numbers:
                found.append(self._numbers[source_id])
        return found

    def rich(self, text: str | None, source_ids: Iterable[str] = ()) -> Rich:
        """Return a text with its citations: strings to show and numbers to link, in reading order.

        Source ids that stand in parentheses in the text become numbers in their place.
        """
        parts: Rich = []
        at = 0
        for match in NAMED_SOURCE.finditer(text or ""):
            if match.group(1) in self._sources:
                parts += [(text or "")[at : match.start()], *self.numbers([match.group(1)])]
                at = match.end()
        rest = (text or "")[at:]
        return [*parts, *([rest] if rest else []), *self.numbers(source_ids)]

    def entries(self) -> list[dict[str, object]]:
        """Return what the list of sources shows, in order of number."""
        return [self._entry(source_id, number) for source_id, number in self._numbers.items()]

    def _entry(self, source_id: str, number: int) -> dict[str, object]:
        source = self._sources[source_id]
        return {
            "number": number,
            "title": source.title,
            "publisher": source.publisher or "Publisher not stated",
            "date": format_date(source.date),
            "url": web_address(source.url),
            "relays": source.relays or "",
            "licence": source.licence or "",
            "accessed": format_date(source.accessed) if source.accessed else "",
            "note": source.note or "",
            "line": citation(asdict(source)),
        }


def how_to_cite(subject: str) -> str:
    """Return how to cite a page or a picture.

    >>> how_to_cite("the rare-earth atlas").endswith("the rare-earth atlas; layers of geo_ree, CC BY 4.0.")
    True
    """
    return f"geo_ree contributors: geo_ree {__version__}, {subject}; layers of geo_ree, CC BY 4.0."


def web_address(text: str | None) -> str:
    """Return ``text`` if it is an address of the web, else nothing: only such addresses become links.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)"), web_address(None)
    ('https://example.org/a', '', '')
    """
    try:
        parts = urlsplit(text or "")
    except ValueError:
        return ""
    return (text or "") if parts.scheme in ("http", "https") and parts.netloc else ""
