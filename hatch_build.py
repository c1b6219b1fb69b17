"""Build hook: bring in the web assets that geo_ree carries, and put ``layers/`` into the wheel.

What is brought in, and how, says ``tools/web_assets.py``. It happens once: an sdist carries the assets and the bundles,
and a second build finds them.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# hatchling runs this file by its path, from wherever it is called.
sys.path.insert(0, str(Path(__file__).parent))

from tools import web_assets


class WebAssetsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Hatchling's view of it: runs before every sdist, wheel and editable install."""

    def dependencies(self) -> list[str]:
        """Ask for Node.js only when it is really needed."""
        if web_assets.is_fresh(Path(self.root)) or web_assets.has_node():
            return []
        return [web_assets.NODE_REQUIREMENT]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bring the assets in, and put ``layers/`` into the wheel as package data."""
        root = Path(self.root)
        web_assets.bring_in(root)
        # An editable install reads layers/ where it is edited; a copy beside it would only go stale.
        if self.target_name == "wheel" and version == "standard":
            build_data["force_include"][str(root / "layers")] = "geo_ree/_layers"

    def clean(self, versions: list[str]) -> None:
        """Remove the assets and the bundles, so that the next build makes them anew."""
        for folder in (web_assets.VENDOR, web_assets.BUNDLES):
            shutil.rmtree(Path(self.root) / folder, ignore_errors=True)
