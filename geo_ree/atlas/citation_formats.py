"""One source as a line of text, as an entry of BibTeX (biblatex) and as an item of CSL-JSON; and how to cite geo_ree.

The id of a source is its key in every form, so that a text, a reference manager and the tables name it alike.

Sources
-------
biblatex
    Kime, P., Wemheuer, M. and Lehman, P.: The biblatex Package, version 3.20, section 2 (entry types and fields;
    ``date`` and ``urldate`` are ISO 8601, ``url`` and ``doi`` are taken verbatim).
CSL-JSON
    Citation Style Language 1.0.2, csl-data.json: an item needs ``id`` and ``type``; a body is a name with ``literal``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

from geo_ree import __version__
from geo_ree.errors import UnknownOption

if TYPE_CHECKING:
    import pandas

    from geo_ree.atlas.atlas import Atlas

Source = Mapping[str, Any]

STYLES = ("text", "bibtex", "csl-json")
LICENCE = "CC-BY-4.0"
HOW_TO_CITE = (
    f"geo_ree contributors: geo_ree {__version__}, rare-earth deposits, plants and proposed routes, every figure traced"
    " to its source; layers of geo_ree, CC BY 4.0. Cite the source of each figure, which stands beside it."
)


@dataclass(frozen=True)
class Form:
    """How a kind of source is written: entry type, CSL type, and what its publisher is in each.

    ``container`` says that the publisher is what the work stands in (a journal, a site), not a body that wrote it.
    """

    entry: str
    csl: str
    container: bool


REPORT = Form("report", "report", container=False)
FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "peer_reviewed": Form("article", "article-journal", container=True),
        "survey": REPORT,
        "government": REPORT,
        "operator": REPORT,
        "filing": REPORT,
        "analyst": REPORT,
        "standard": Form("manual", "standard", container=False),
        "dataset": Form("dataset", "dataset", container=False),
        "media": Form("online", "webpage", container=True),
        "aggregate": Form("online", "webpage", container=True),
        "none": Form("misc", "document", container=True),
    }
)
# The field of the publisher in each type of entry.
PUBLISHER_FIELDS = MappingProxyType(
    {
        "article": "journaltitle",
        "report": "institution",
        "manual": "organization",
        "dataset": "publisher",
        "online": "organization",
        "misc": "organization",
    }
)
# A backslash first would be escaped again: one pass over the characters.
LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{mark: f"\\{mark}" for mark in "&%$#_"},
    }
)
DOI_HOSTS = ("doi.org", "www.doi.org", "dx.doi.org")


def format_source(source_id: str, source: Source, style: str = "text") -> str:
    """Return one source in one of :data:`STYLES`.

    Raises
    ------
    UnknownOption
        For another style.
    """
    if style not in STYLES:
        raise UnknownOption("style of citation", style, STYLES)
    if style == "bibtex":
        return bibtex_entry(source_id, source)
    if style == "csl-json":
        return json.dumps(csl_item(source_id, source), ensure_ascii=False, indent=2)
    return citation(source)


def citation(source: Source) -> str:
    """Return one line for a row of the sources: publisher (date). title. relaying whom. address.

    A cell may hold line ends; a citation does not.
    """
    head = str(source["publisher"] or "Publisher not stated")
    parts = [f"{head} ({source['date'] or 'no date'})", str(source["title"])]
    if source["relays"]:
        parts.append(f"Relays {source['relays']}")
    if source["url"]:
        parts.append(str(source["url"]))
    return " ".join(". ".join(part.rstrip(".") for part in parts).split())


def bibtex_entry(source_id: str, source: Source) -> str:
    r"""Return a source as an entry for biblatex: UTF-8, LaTeX's special characters escaped, the title's case kept.

    Examples
    --------
    >>> row = {"title": "Ores & oxides", "publisher": "MTA", "kind": "survey", "date": "2022-07", "url": None,
    ...        "accessed": None, "relays": None, "note": None}
    >>> print(bibtex_entry("mta-2022", row))
    @report{mta-2022,
      author = {{MTA}},
      title = {{Ores \& oxides}},
      institution = {MTA},
      date = {2022-07},
    }
    """
    form = FORMS[source["kind"]]
    publisher = _escaped(source["publisher"])
    fields = {
        "author": f"{{{publisher}}}" if publisher and not form.container else "",
        "title": f"{{{_escaped(source['title'])}}}",
        PUBLISHER_FIELDS[form.entry]: publisher,
        "date": source["date"],
        "doi": _verbatim(_doi_of(source["url"])),
        "url": _verbatim(source["url"]),
        "urldate": source["accessed"],
        "note": _escaped(_remarks(source)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{form.entry}{{{source_id},", *lines, "}"])


def csl_item(source_id: str, source: Source) -> dict[str, Any]:
    """Return a source as an item of CSL-JSON, without the members that it does not fill.

    Examples
    --------
    >>> row = {"title": "Ores", "publisher": "Minerals", "kind": "peer_reviewed", "date": "2022-07",
    ...        "url": "https://doi.org/10.3390/min1", "accessed": None, "relays": None, "note": None}
    >>> item = csl_item("minerals-2022", row)
    >>> item["type"], item["container-title"], item["issued"], item["DOI"]
    ('article-journal', 'Minerals', {'date-parts': [[2022, 7]]}, '10.3390/min1')
    """
    form = FORMS[source["kind"]]
    publisher = source["publisher"]
    item = {
        "id": source_id,
        "type": form.csl,
        "title": source["title"],
        "author": [{"literal": publisher}] if publisher and not form.container else None,
        "container-title" if form.container else "publisher": publisher,
        "issued": _csl_date(source["date"]),
        "accessed": _csl_date(source["accessed"]),
        "DOI": _doi_of(source["url"]),
        "URL": source["url"],
        "note": _remarks(source),
    }
    return {name: value for name, value in item.items() if value}


def _remarks(source: Source) -> str:
    relayed = f"Relays {source['relays']}" if source["relays"] else ""
    return ". ".join(part.rstrip(".") for part in (relayed, source["note"] or "") if part)


def _csl_date(iso: str | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[int(part) for part in iso.split("-")]]} if iso else None


def _doi_of(url: str | None) -> str | None:
    parts = urlsplit(url or "")
    return unquote(parts.path.lstrip("/")) if parts.hostname in DOI_HOSTS else None


def _escaped(text: str | None) -> str:
    """Return text for a field in braces: on one line, LaTeX's characters as text, every other one as it is."""
    return " ".join((text or "").split()).translate(LATEX)


def _verbatim(address: str | None) -> str:
    """Return an address as biblatex takes it, verbatim; only what would end the field is written in percent."""
    return quote(address or "", safe="".join(chr(code) for code in range(33, 127) if chr(code) not in "{}\\"))


# --- what a file says of itself -----------------------------------------------------------------------------------


def file_members(frames: Mapping[str, pandas.DataFrame], atlas: Atlas) -> dict[str, object]:
    """Return what a file of frames says of itself: how to cite it, its licence, and the sources that its rows name.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        Those with a geometry are written.
    atlas : Atlas
        Whose sources they name.
    """
    drawn = [frame for frame in frames.values() if hasattr(frame, "geometry")]
    named = {source_id for frame in drawn for source_id in _named_sources(frame)}
    cited = {source_id: atlas.cite(source_id) for source_id in atlas.sources.index if source_id in named}
    return {"how_to_cite": HOW_TO_CITE, "licence": LICENCE, "sources": cited}


def _named_sources(frame: pandas.DataFrame) -> Iterator[str]:
    for column in frame.columns:
        if str(frame[column].dtype) != "geometry":
            yield from _sources_in(str(column), frame[column])


def _sources_in(name: str, values: Iterable[Any]) -> Iterator[str]:
    """Yield the ids of sources in the cells of a column, those inside arrays of records included."""
    for value in values:
        if isinstance(value, str) and name.endswith("source_id"):
            yield value
        elif isinstance(value, tuple) and name.endswith("source_ids"):
            yield from value
        elif isinstance(value, tuple):
            for record in value:
                for key, inner in record.items() if isinstance(record, dict) else ():
                    yield from _sources_in(str(key), (inner,))
