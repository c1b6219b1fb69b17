"""The sources of an atlas as a bibliography: BibTeX for biblatex, CSL-JSON for Zotero, pandoc and the like."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.built_in import given_atlas
from geo_ree.atlas.citation_formats import bibtex_entry, csl_item, format_source
from geo_ree.errors import UnknownId
from geo_ree.layers.codelists import NO_SOURCE


def to_bibtex(source_ids: str | Iterable[str] | None = None, *, atlas: Atlas | None = None) -> str:
    """Return sources as a BibTeX file for biblatex and biber: UTF-8, the ids as keys.

    Parameters
    ----------
    source_ids : str or iterable of str, optional
        Which ones, in this order, each once; by default all that anybody has read, by id.
    atlas : Atlas, optional
        By default the built-in one.

    Returns
    -------
    str
        One entry after another, an empty line between them; empty without sources.

    Raises
    ------
    UnknownId
        For an id that the atlas does not hold.

    Examples
    --------
    >>> import geo_ree
    >>> print(geo_ree.to_bibtex("jorc-code-2012").splitlines()[0])
    @manual{jorc-code-2012,
    """
    chosen = given_atlas(atlas)
    entries = (bibtex_entry(source_id, row) for source_id, row in _rows(source_ids, chosen))
    return "\n".join(f"{entry}\n" for entry in entries)


def to_csl_json(source_ids: str | Iterable[str] | None = None, *, atlas: Atlas | None = None) -> str:
    """Return sources as CSL-JSON: an array of items, the ids of the sources as theirs.

    Parameters and errors are those of :func:`to_bibtex`.

    Examples
    --------
    >>> import geo_ree, json
    >>> [item["id"] for item in json.loads(geo_ree.to_csl_json(["jorc-code-2012"]))]
    ['jorc-code-2012']
    """
    chosen = given_atlas(atlas)
    items = [csl_item(source_id, row) for source_id, row in _rows(source_ids, chosen)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def cite_sources(
    source_ids: str | Iterable[str] | None = None, *, style: str = "text", atlas: Atlas | None = None
) -> str:
    """Return sources in one of the styles of :meth:`geo_ree.Atlas.cite`, each text on a line of its own.

    Parameters and errors are those of :func:`to_bibtex`.
    """
    if style == "bibtex":
        return to_bibtex(source_ids, atlas=atlas)
    if style == "csl-json":
        return to_csl_json(source_ids, atlas=atlas)
    rows = _rows(source_ids, given_atlas(atlas))
    return "".join(f"{format_source(source_id, row, style)}\n" for source_id, row in rows)


def _rows(source_ids: str | Iterable[str] | None, atlas: Atlas) -> list[tuple[str, dict[Any, Any]]]:
    sources = atlas.sources
    if source_ids is None:
        source_ids = sorted(str(source_id) for source_id in sources.index if source_id != NO_SOURCE)
    elif isinstance(source_ids, str):
        source_ids = [source_ids]
    wanted = list(dict.fromkeys(source_ids))
    for source_id in wanted:
        if source_id not in sources.index:
            raise UnknownId("source", source_id, sources.index)
    return [(source_id, sources.loc[source_id].to_dict()) for source_id in wanted]
