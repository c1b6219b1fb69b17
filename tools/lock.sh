#!/usr/bin/env bash
# Write tools/locks/*.txt from pyproject.toml: names, versions and hashes for every system and Python we support, no addresses.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=.venv/bin/uv
options=(--quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate --upgrade)
"$uv" pip compile "${options[@]}" pyproject.toml -o tools/locks/run.txt
"$uv" pip compile "${options[@]}" --extra test pyproject.toml -o tools/locks/test.txt
