# Everything starts here: `make run` on a fresh clone needs Python 3.11 or later, make and git, and nothing else.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
export PYTHONUNBUFFERED := 1

.DEFAULT_GOAL := help
.PHONY: help run dev test torture check format bench client screenshots clean install install-dev python pages browser

help: ## show this list
	@echo "Persona Studio. Targets:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'
	@echo "Settings come from the environment or .env: PORT, HOST, PERSONA_HOME, DATABASE_URL and those in .env.example."

run: install pages ## install, build and serve on http://localhost:3000 (PORT, HOST, PERSONA_HOME, DATABASE_URL override)
	@$(BIN)/persona serve

dev: install-dev ## serve with hot reload, for working on the pages
	@$(BIN)/python tools/front_end.py --only-tools
	@NPM_CONFIG_REGISTRY="$${NPM_CONFIG_REGISTRY:-$$($(BIN)/npm config get registry 2>/dev/null)}" $(BIN)/persona dev

test: install-dev browser pages ## install what tests need, and run all of them with coverage
	@$(BIN)/python tools/tests.py

torture: install-dev pages ## break the running program on purpose, for about an hour (SCALE=0.1 for a tenth, SEED=7 for other choices)
	@$(BIN)/python -m tests.torture

check: install-dev ## format, lint, security, types, import contracts and architecture tests
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/bandit --quiet --recursive --configfile pyproject.toml persona_app alembic tools
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -q tests/architecture

format: install-dev ## put the code into the one format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: install-dev ## run the benchmarks (SCALE=0.01 for a hundredth of their size)
	@$(BIN)/python -m bench

client: install-dev ## write the typed Python client (clients/python) from what /v1 says of itself
	@$(BIN)/python -m tools.client

screenshots: install-dev browser ## take the pictures of docs/screenshots anew
	@$(BIN)/python -m tools.screenshots

clean: ## remove what was installed and built; the data in PERSONA_HOME stays
	@rm -rf .venv .web .web-dev .node .states .locks .mypy_cache .ruff_cache .pytest_cache .import_linter_cache htmlcov .coverage .coverage.*

python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed and was not found: install it, or name it with make PYTHON=/path/to/python3."; exit 1; }

install: python
	@$(PYTHON) tools/install.py run

install-dev: python
	@$(PYTHON) tools/install.py dev

pages:
	@$(BIN)/python tools/front_end.py

browser:
	@$(BIN)/python tools/browser.py
