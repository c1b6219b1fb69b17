# The README's two commands are `make map` and `make test`; each does all its own set-up on a fresh machine.
PYTHON ?= python3
VENV := .venv
LOWEST := .venv-lowest
RUN := $(VENV)/bin
# A file stays with one worker, because its tests share pages; the order of the files puts the long ones first.
PYTEST := $(RUN)/pytest -n auto --dist loadfile --no-loadscope-reorder
PACKAGING := pyproject.toml hatch_build.py tools/web_assets.py tools/locks/build.txt web/package-lock.json web/assets.json

.PHONY: map test test-all test-lowest check format lint types build docs picture lock clean

map: $(VENV)/.run  ## the comparison page, the atlas page and the GIS files, in out/
	$(RUN)/python tools/web_assets.py
	mkdir -p out
	$(RUN)/geo-ree compare beylikova bayan-obo -o out/compare.html --geojson-dir out
	$(RUN)/geo-ree map -o out/atlas.html

test: $(VENV)/.test  ## every kind of test, the browser's included, without what is slow and deep: about 3 minutes on 2 cores
	$(RUN)/python tools/web_assets.py install
	tools/prepare.sh chromium
	$(PYTEST) -m "not deep"

test-all: $(VENV)/.test  ## every test
	$(RUN)/python tools/web_assets.py install
	tools/prepare.sh chromium
	$(PYTEST)

# NumPy before 2.4 warns where pyproj first tries whether an array of one is a number.
test-lowest: $(LOWEST)/.lowest  ## with the lowest versions that pyproject.toml allows; without the browser
	$(LOWEST)/bin/pytest -n auto --dist loadfile --no-loadscope-reorder -m "not deep" --ignore tests/browser \
	  --ignore tests/test_packaging.py -W "ignore:Conversion of an array with ndim > 0 to a scalar:DeprecationWarning"

check: $(VENV)/.test lint types test-all  ## what continuous integration runs

lint: $(VENV)/.test
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/python tools/web_assets.py lint

types: $(VENV)/.test
	$(RUN)/mypy

format: $(VENV)/.test  ## mend what can be mended by itself
	$(RUN)/ruff format .
	$(RUN)/ruff check --fix .

build: $(VENV)/.test  ## an sdist and a wheel in dist/, the same bytes each time
	rm -rf dist
	$(RUN)/python -m build --no-isolation

picture: $(VENV)/.test  ## the README's picture of the page
	tools/prepare.sh chromium
	$(RUN)/python tools/take_picture.py

lock: $(VENV)/.test  ## pin the newest versions that pyproject.toml allows, with hashes
	tools/lock.sh

clean:
	rm -rf $(VENV) $(LOWEST) out dist geo_ree/_vendor geo_ree/_bundles web/node_modules

$(VENV)/.run: $(PACKAGING) tools/locks/run.txt
	PYTHON=$(PYTHON) tools/prepare.sh environment $(VENV) run

$(VENV)/.test: $(PACKAGING) tools/locks/test.txt
	PYTHON=$(PYTHON) tools/prepare.sh environment $(VENV) test

$(LOWEST)/.lowest: $(PACKAGING) tools/locks/lowest.txt
	PYTHON=$(PYTHON) tools/prepare.sh environment $(LOWEST) lowest
