#!/usr/bin/env bash
# Set up what a fresh machine lacks.
#   tools/prepare.sh environment VENV run|test|lowest   a virtual environment with the pinned packages and geo_ree, editable
#   tools/prepare.sh chromium                           the browser of the browser tests
# Debian's packages are installed when we are root; otherwise one line names the package that is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

debian_install() {
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "geo_ree: missing: install the Debian package $1 (or its like on your system) and run this again" >&2
    exit 1
  fi
  echo "installing $1"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >/dev/null
  apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

prepare_environment() {
  local venv=$1 kind=$2 python=${PYTHON:-python3}
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "geo_ree: needs Python 3.11 or newer; $("$python" --version) found: set PYTHON=python3.12, say" >&2
    exit 1
  }
  # The oldest NumPy that we allow was built for no later Python than 3.12.
  [ "$kind" != lowest ] || "$python" -c 'import sys; sys.exit(sys.version_info >= (3, 13))' || {
    echo "geo_ree: the lowest versions need Python 3.11 or 3.12; $("$python" --version) found: set PYTHON=python3.11, say" >&2
    exit 1
  }
  # Debian splits ensurepip from Python, so that venv alone can fail there.
  [ -x "$venv/bin/pip" ] || "$python" -m venv "$venv" 2>/dev/null || { debian_install python3-venv; "$python" -m venv "$venv"; }
  echo "installing geo_ree and what it needs in $venv (once)"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "tools/locks/$kind.txt"
  # The locks of tests hold what builds the package, too.
  [ "$kind" != run ] ||
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r tools/locks/build.txt
  # Without a usable Node.js the build takes PyPI's.
  "$venv/bin/python" -c 'import sys; from tools.web_assets import has_node; sys.exit(not has_node())' ||
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r tools/locks/node.txt
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
  touch "$venv/.$kind"
  # Whoever has what the tests need has what a run needs.
  [ "$kind" = run ] || touch "$venv/.run"
}

prepare_chromium() {
  local name
  # type -P looks for programs only: a function of the same name would not do.
  for name in chromium chromium-browser google-chrome; do type -P "$name" >/dev/null && return; done
  # The page shows 白云鄂博: without a CJK font the browser would draw boxes.
  debian_install chromium fonts-noto-core fonts-noto-cjk
}

"prepare_$@"
