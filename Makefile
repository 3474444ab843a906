# Balai: every target sets itself up. `make run` and `make test` are all one needs.
SHELL := /bin/sh
export PORT ?= 8000
export BALAI_DEMO ?= 1
export BALAI_PUBLIC_URL ?= http://localhost:$(PORT)
PYTHON := .venv/bin/python
PYTEST := $(PYTHON) -m pytest -q -n auto

.PHONY: run test check smoke bench soak format setup browser printer

run: setup  ## Everything on this machine, with a sample regency
	@exec $(PYTHON) -m config.supervisor

test: setup browser printer  ## The whole suite, browser included, in parallel
	@# One database server for two runs: a browser brings an event loop of its own.
	@$(PYTHON) -m tests.cluster sh -c \
		'$(PYTEST) --dist worksteal --ignore=tests/e2e && $(PYTEST) --dist loadfile tests/e2e'

check: setup  ## Format, lint, types, layers, migrations, templates, deployment
	@$(PYTHON) -m scripts.check

smoke: setup  ## Start the real thing twice, sign in, stop it
	@$(PYTHON) -m scripts.smoke

bench: setup  ## Measure, each figure beside its peer or limit
	@scripts/setup --group bench
	@$(PYTHON) -m bench

soak: setup  ## What takes long: large registers, many desks, killed processes
	@$(PYTHON) -m bench --soak

format: setup
	@$(PYTHON) -m ruff format -q . && $(PYTHON) -m ruff check -q --fix .

setup:
	@scripts/setup

browser:
	@scripts/browser

printer:
	@scripts/printer
