# make demo    run the main job on corpus/          make check      everything that CI checks
# make test    run the tests                        make snapshots  write the snapshots anew (then read the diff)

VENV   := .venv
BIN    := $(VENV)/bin
# The first Python of at least 3.11 that can make environments; override with `make PYTHON=/path/to/python3`.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $$p && break; done)

.PHONY: demo test check bench snapshots reference build clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.installed
	@mkdir -p out
	@$(BIN)/dragoman extract corpus -o out/events.jsonl -f table
	@echo "The records are in out/events.jsonl." >&2

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest

check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) --no-print-directory test

bench: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/run.py

snapshots: $(VENV)/.installed-dev
	$(BIN)/python -m pytest tests/test_corpus.py --snapshot-update

reference: $(VENV)/.installed-dev
	$(BIN)/dragoman schema rules --markdown > docs/language.md
	$(BIN)/dragoman codes --markdown > docs/codes.md

build: $(VENV)/.installed-dev
	$(BIN)/python -m build

clean:
	rm -rf $(VENV) out dist build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/.python:
	@test -n "$(PYTHON)" || { echo "dragoman needs Python 3.11 or newer with venv; name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	touch $@

$(VENV)/.installed: $(VENV)/.python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	touch $@
