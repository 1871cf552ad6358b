# Two commands for a newcomer: `make demo` and `make test`. Everything lives in .venv; nothing is installed elsewhere.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
JOBS ?= 2

MODULES ?=

BROWSERS := $(RISKSCAN_BROWSER) chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable

.PHONY: demo test browser lint docs pictures notebooks format bench mutation tables model experience transfer few-labels sample clean

$(VENV)/.core: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	touch $@

$(VENV)/.dev: $(VENV)/.core
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[test,lint,docs,notebooks,serve,plot,dask,spark,tables]'
	touch $@

demo: $(VENV)/.core  ## install, then score the sample manifest with the shipped model
	mkdir -p build/demo
	$(BIN)/riskscan score data/samples/manifest.csv -o build/demo/scored.csv --force

browser:  ## a headless Chromium of the system's own packages, for the tests of the report
	@for name in $(BROWSERS); do command -v $$name >/dev/null && exit 0; done; \
	echo "No Chromium found: installing it with apt-get."; \
	root=$$(test "$$(id -u)" = 0 || echo "sudo -n"); \
	{ $$root apt-get update -qq && $$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium-headless-shell; } \
	|| $$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium \
	|| { echo "No Chromium could be installed: the tests of the report in a browser are skipped."; }

test: $(VENV)/.dev browser  ## install the test extra and run every test
	$(BIN)/python -m pytest -n $(JOBS)

lint: $(VENV)/.dev  ## style, types, layers, pages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs build/docs

docs: $(VENV)/.dev  ## the pages, without a warning, in build/docs
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs build/docs

pictures: $(VENV)/.dev  ## the pictures of README and pages anew, in docs/images
	$(BIN)/python docs/pictures.py

notebooks: $(VENV)/.dev  ## executed copies of the notebooks, in build/notebooks
	$(BIN)/python notebooks/execute.py build/notebooks

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev  ## speed and memory, as ratios within one run
	$(BIN)/python -m tests.benchmarks

mutation: $(VENV)/.dev  ## small faults in MODULES (paths), which the tests must notice
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[mutation]'
	$(BIN)/python -m tests.benchmarks.mutation $(MODULES)

tables: $(VENV)/.core  ## make the names of months and countries of Unicode CLDR anew
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[tables]'
	$(BIN)/python -m riskscan.tables.cldr

model: $(VENV)/.core  ## make models/default anew from all simulated worlds, with a fixed seed
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[plot]'
	$(BIN)/riskscan transfer -o models/default --config models/default.toml --force

experience: $(VENV)/.dev  ## make models/experience, which training blends in, anew from all simulated worlds
	$(BIN)/python -m tests.benchmarks.experience --store

few-labels: $(VENV)/.dev  ## PR-AUC against the number of labels, in worlds never seen
	$(BIN)/python -m tests.benchmarks.few_labels

transfer: $(VENV)/.core  ## judge the shipped model's choices in each world by a model that never saw it
	$(BIN)/riskscan transfer --config models/default.toml

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
