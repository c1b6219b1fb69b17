"""The atlas of the built-in layers, and the one that a function takes where none is given."""

from __future__ import annotations

from functools import lru_cache

from geo_ree.atlas.atlas import Atlas, load_atlas


@lru_cache(maxsize=1)
def built_in_atlas() -> Atlas:
    """Return the atlas of the built-in layers, loaded once."""
    return load_atlas()


def given_atlas(atlas: Atlas | None) -> Atlas:
    """Return the atlas that a caller gave, else the built-in one.

    Raises
    ------
    TypeError
        Where something else was given, such as the name of a folder.
    """
    if atlas is None:
        return built_in_atlas()
    if not isinstance(atlas, Atlas):
        given = f"{type(atlas).__name__} {str(atlas)[:40]!r}"
        raise TypeError(f"atlas is no Atlas but {given}: load one with load_atlas(folder)")
    return atlas
