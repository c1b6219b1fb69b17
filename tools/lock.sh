#!/usr/bin/env bash
# Write tools/locks/*.txt from pyproject.toml: names, versions and hashes, no addresses. run.txt and test.txt hold the newest
# for every system and Python we support; lowest.txt the oldest that pyproject.toml allows, for Python 3.11 alone.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=.venv/bin/uv
options=(--quiet --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate --upgrade)
"$uv" pip compile "${options[@]}" --universal pyproject.toml -o tools/locks/run.txt
"$uv" pip compile "${options[@]}" --universal --extra test pyproject.toml -o tools/locks/test.txt
# What we name ourselves is as old as allowed, what comes along with it the newest; but a new pyparsing warns an old matplotlib.
"$uv" pip compile "${options[@]}" --resolution lowest-direct --constraint <(echo "pyparsing<3.3") --extra test pyproject.toml \
  -o tools/locks/lowest.txt
# What builds the package, in the versions that the tests use; and Node.js for machines that have none.
requirements() { .venv/bin/python -c "$1"; }
requirements 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' |
  "$uv" pip compile "${options[@]}" --universal --constraints tools/locks/test.txt - -o tools/locks/build.txt
requirements 'from tools.web_assets import NODE_REQUIREMENT; print(NODE_REQUIREMENT)' |
  "$uv" pip compile "${options[@]}" --universal - -o tools/locks/node.txt
