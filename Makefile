# Layso. `make demo` and `make test` do all their own set-up on a fresh Debian 12.

PY ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
ONLY ?=
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help setup demo test bench check lint types qml walls docs cover golden format lock clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: .venv/ok ## Install what is missing: system packages, virtual environment, locked requirements

.venv/ok: requirements.lock pyproject.toml .ci/system-packages
	@.ci/system-packages
	@test -x $(BIN)/python || $(PY) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@PYTHONWARNINGS=ignore $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: .venv/ok ## Run a centre: hub, kiosk, display, counter, hardware agent, emulated printer
	@$(BIN)/layso-demo

test: .venv/ok ## Run the whole test suite
	@QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software $(BIN)/python -m pytest -n $(WORKERS) -q

bench: .venv/ok ## Measure against the floor of the same run; ONLY=name runs one group; writes bench.json
	@QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software $(BIN)/python -m tests.bench $(if $(ONLY),--only $(ONLY))

check: lint types qml walls docs cover ## Format, lint, types, QML, walls, generated docs, coverage of the rules

lint: .venv/ok ## Formatting and ruff
	@$(BIN)/ruff format --check -q .
	@$(BIN)/ruff check -q .

types: .venv/ok ## mypy, strict
	@$(BIN)/mypy

qml: .venv/ok ## qmllint with the view-models' types
	@$(BIN)/python .ci/qmllint

walls: .venv/ok ## Who may import whom
	@$(BIN)/python -m pytest -q -p no:randomly tests/docs/test_walls.py

docs: .venv/ok ## Generated pages are up to date
	@$(BIN)/python -m hub.docs --check

cover: .venv/ok ## Every branch of the rules is taken by their own tests
	@$(BIN)/coverage run --branch --source=hub/core --data-file=.coverage-core -m pytest -q -p no:randomly tests/unit/core
	@$(BIN)/coverage report --data-file=.coverage-core --skip-covered --show-missing --fail-under=100

golden: .venv/ok ## Rewrite the tickets on file, after the ticket was changed on purpose
	@$(BIN)/python -m tests.golden.make_tickets

format: .venv/ok ## Format the code and rewrite the generated pages
	@$(BIN)/ruff format -q .
	@$(BIN)/ruff check -q --fix .
	@$(BIN)/python -m hub.docs

lock: .venv/ok ## Renew requirements.lock (hashes, no addresses)
	@rm -f uv.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check uv
	@$(BIN)/uv lock -q && $(BIN)/uv export -q --frozen --no-emit-project --no-annotate --format requirements-txt -o requirements.lock
	@rm -f uv.lock
	@! grep -n '://' requirements.lock

clean: ## Remove what was made here
	@rm -rf .venv demo-output bench.json build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
