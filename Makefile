# Liaison. On a machine with Python 3.11+ and make, each of these is one command:
#   make run     set up and run the bot (the sandbox at http://127.0.0.1:3000 where SLACK_* is not set)
#   make test    set up and pass every test
#   make check   lint, types, import contracts, catalogues, manifest
#   make bench   the benchmark: ratios against floors measured in the same run
#   make prove   the reliability proofs at full size
.DEFAULT_GOAL := run
.PHONY: run test check bench prove words lock clean
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# What running needs.
.venv/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Liaison needs Python 3.11 or newer: install it, or say which to use: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing: install it (Debian, Ubuntu: apt install python3-venv)"; exit 1; }
	@echo "Setting up, once. 1 of 3: a Python environment in .venv …"
	@$(PYTHON) -m venv .venv
	@echo "2 of 3: the $$(grep -c == requirements.lock) packages that Liaison runs on; this may take a minute or two …"
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	@echo "3 of 3: Liaison itself …"
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# What tests and checks need besides.
.venv/.ready-dev: .venv/.ready requirements-dev.lock
	@echo "And the packages that tests and checks need …"
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-dev.lock
	@touch $@

run: .venv/.ready
	@$(BIN)/liaison run

test: .venv/.ready-dev
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal $(ARGS)

check: .venv/.ready-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/liaison manifest --check

bench: .venv/.ready-dev
	@$(BIN)/python -m tests.bench $(ARGS)

prove: .venv/.ready-dev
	@$(BIN)/python -m tests.prove $(ARGS)

# New and changed strings into the Chinese catalogue; what is then empty or marked fuzzy wants translating.
words: .venv/.ready
	@$(BIN)/pybabel -q extract -F templates/locales/babel.cfg -k _ -k _n:1,2 -k plural:1,2 -k plural_text:1,2 --no-location --sort-output --omit-header -o .words.pot .
	@$(BIN)/pybabel -q update -D liaison -l zh_CN -d templates/locales -i .words.pot --ignore-pot-creation-date --width 110 && rm .words.pot

# Needs uv (pip install uv); writes hashes for every platform and no address of any index.
COMPILE := uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --no-annotate --python-version 3.11 pyproject.toml
lock:
	$(COMPILE) --group setup --output-file requirements.lock
	$(COMPILE) --group setup --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache data
