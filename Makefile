# make demo    run the main job on corpus/          make check      everything that CI checks
# make test    run the tests                        make snapshots  write the snapshots anew (then read the diff)

VENV   := .venv
PLUGINS:= $(wildcard plugins/*/pyproject.toml)
BIN    := $(VENV)/bin
# The plugins live in an environment on top of the first, so that `$(BIN)/dragoman` has the core pack alone.
OVER   := $(VENV)/plugins
TIMING := $(VENV)/timing
PEERS  := $(VENV)/peers
PURELIB:= -c 'import sysconfig; print(sysconfig.get_path("purelib"))'
# The first Python of at least 3.11 that can make environments; override with `make PYTHON=/path/to/python3`.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $$p && break; done)

# make docs    build the documentation site into out/site
# make bench   measure all that speed is judged by   make bench-parts   parts of the engine, by pytest-benchmark
# make bench-peers   install what dragoman is measured against, in an environment of its own; make bench uses it from then on
.PHONY: demo test check docs bench bench-parts bench-peers snapshots reference build clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.installed
	@mkdir -p out
	@$(BIN)/dragoman extract corpus -o out/events.jsonl -f table
	@echo "The records are in out/events.jsonl." >&2

# WITH_RAY=1 tests clusters, too; Ray is a download of 80 MB.
test: $(VENV)/.installed-plugins $(if $(WITH_RAY),$(VENV)/.installed-ray)
	$(OVER)/bin/python -m pytest -n auto --maxprocesses 4 --dist loadgroup

check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) --no-print-directory docs
	$(MAKE) --no-print-directory test

docs: $(VENV)/.installed-docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

bench: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/run.py $(if $(wildcard $(PEERS)/.installed),--peers $(PEERS)/bin/python)

bench-parts: $(VENV)/.installed-bench
	$(TIMING)/bin/python -m pytest benchmarks -p no:xdist -q --benchmark-timer=time.process_time --benchmark-columns=min,median,ops

bench-peers: $(PEERS)/.installed

snapshots: $(VENV)/.installed-plugins
	$(OVER)/bin/python -m pytest tests/test_corpus.py plugins/*/tests/test_corpus_*.py --snapshot-update

reference: $(VENV)/.installed-dev
	$(BIN)/dragoman schema rules --markdown > docs/keys.md
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

$(VENV)/.installed-plugins: $(VENV)/.installed-dev $(PLUGINS)
	$(BIN)/python -m venv --without-pip $(OVER)
	echo "import site; site.addsitedir('$$($(BIN)/python $(PURELIB))')" > "$$($(OVER)/bin/python $(PURELIB))/below.pth"
	$(BIN)/python -m pip --python $(OVER)/bin/python install --quiet --disable-pip-version-check --no-deps $(PLUGINS:%/pyproject.toml=--editable ./%)
	touch $@

$(VENV)/.installed-bench: $(VENV)/.installed-dev
	$(BIN)/python -m venv --without-pip $(TIMING)
	echo "import site; site.addsitedir('$$($(BIN)/python $(PURELIB))')" > "$$($(TIMING)/bin/python $(PURELIB))/below.pth"
	$(BIN)/python -m pip --python $(TIMING)/bin/python install --quiet --disable-pip-version-check --group bench
	touch $@

$(PEERS)/.installed: $(VENV)/.python benchmarks/peers/requirements.txt
	$(BIN)/python -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/peers/requirements.txt
	touch $@

$(VENV)/.installed-ray: $(VENV)/.installed-plugins
	$(BIN)/python -m pip --python $(OVER)/bin/python install --quiet --disable-pip-version-check --group ray \
		&& touch $@ || echo "Ray cannot be installed here: its tests are skipped" >&2

$(VENV)/.installed-docs: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group docs
	touch $@
