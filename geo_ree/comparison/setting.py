"""What is compared: the atlas, and all that it says of each deposit, in the order asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.deposit_profile import Profile, profile_of
from geo_ree.atlas.rows.collection import Rows


@dataclass(frozen=True, eq=False)
class Setting:
    """The atlas and the profiles of the deposits, in the order asked."""

    atlas: Atlas
    profiles: tuple[Profile, ...]

    @property
    def rows(self) -> Rows:
        """The records of the atlas, which know who states them."""
        return self.atlas.rows


def gather_setting(atlas: Atlas, deposit_ids: Iterable[str]) -> Setting:
    """Return the profiles of the deposits to compare."""
    profiles = tuple(profile_of(atlas, deposit_id) for deposit_id in deposit_ids)
    if len({profile.name for profile in profiles}) < len(profiles):
        # Nechalacho (Tardiff) and Nechalacho (Upper) are two deposits: here the brackets tell them apart.
        profiles = tuple(replace(profile, name=profile.deposit.name) for profile in profiles)
    return Setting(atlas, profiles)
