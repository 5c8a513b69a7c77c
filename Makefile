# Two commands for a fresh machine: `make demo` and `make test`. Everything else is `onrecord --help`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint clean

demo: .venv/installed
	@$(BIN)/onrecord read examples --metadata examples/metadata.csv --case demo.case
	@$(BIN)/onrecord show --case demo.case
	@echo
	@echo "Look next at one article line by line; open the file this makes in a browser:"
	@echo "  $(BIN)/onrecord sheet investigation.md --case demo.case -o sheet.html"

test: .venv/installed-test
	@$(BIN)/python -m pytest

lint: .venv/installed-test
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/installed-test: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

clean:
	rm -rf .venv demo.case demo.case-wal demo.case-shm sheet.html
