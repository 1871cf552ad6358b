# Two commands for a newcomer: `make demo` and `make test`. Everything lives in .venv; nothing is installed elsewhere.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
JOBS ?= 2

MODULES ?=

.PHONY: demo test lint format bench mutation tables model transfer sample clean

$(VENV)/.core: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	touch $@

$(VENV)/.dev: $(VENV)/.core
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[test,lint,dask,tables]'
	touch $@

demo: $(VENV)/.core  ## install, then score the sample manifest with the shipped model
	mkdir -p build/demo
	$(BIN)/riskscan score data/samples/manifest.csv -o build/demo/scored.csv --force

test: $(VENV)/.dev  ## install the test extra and run every test
	$(BIN)/python -m pytest -n $(JOBS)

lint: $(VENV)/.dev  ## style, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

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
	$(BIN)/riskscan transfer -o models/default --config models/default.toml --force

transfer: $(VENV)/.core  ## judge the shipped model's choices in each world by a model that never saw it
	$(BIN)/riskscan transfer --config models/default.toml

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
