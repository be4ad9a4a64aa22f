# The README's two commands are `make site` and `make test`; each installs what it needs into .venv.

PYTHON ?= python3
BIN := .venv/bin
PORT := 8000
OBSERVER := native
# How many tests run at once: they wait for browsers and previews a third of the time.
WORKERS := import os; print(os.cpu_count() * 3 // 2)
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help site serve check test audit fuzz bench map clean

help:  ## say what there is
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name what; do \
		printf '  make %-6s %s\n' "$$name" "$$what"; done

site: .venv/site  ## check the three languages and build the site into site/
	$(BIN)/mkdocs build --strict

serve: .venv/site  ## the same with a live preview, on port 8000 or: make serve PORT=8001
	CONCORD_OBSERVER=$(OBSERVER) $(BIN)/mkdocs serve --dev-addr 127.0.0.1:$(PORT)

check: .venv/site  ## check the three languages
	$(BIN)/concord check

test: .venv/test  ## run every test, the linters and the type checker
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	tests/get-tools
	$(BIN)/pytest --numprocesses=$$($(BIN)/python -c '$(WORKERS)') --dist=loadfile --no-loadscope-reorder

audit: .venv/test  ## let axe, the Nu checker and Lighthouse judge every page of the site (about half an hour)
	tests/get-tools
	REQUIRE_TOOLS=1 $(BIN)/pytest --every-page $(addprefix tests/site/test_,audit.py lighthouse.py links.py weight.py)

fuzz: .venv/test  ## ten minutes of arbitrary pages and registries through the whole check
	$(BIN)/pytest tests/stories/test_fuzz.py --hypothesis-profile=long --hypothesis-show-statistics

bench: .venv/test  ## measure what the check finds, what it reports in vain, and how fast it is
	@status=0; for part in accuracy.recall accuracy.silence speed.titles speed.check speed.sync speed.diff speed.preview \
		speed.editor; do \
		$(BIN)/python -m benchmarks.$$part || status=1; done; exit $$status

map: .venv/test  ## write the tables of the folders (hooks/README.md) and of the rules (hooks/concord/docs/rules.md)
	$(BIN)/python tests/support/code_map.py
	$(BIN)/python tests/support/rule_index.py

clean:  ## take away what was built and installed
	rm -rf .venv site audit/node_modules audit/schemas editors/vscode/node_modules \
		.mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

# What is installed: .venv/site after `make site`, .venv/test after `make test`.
.venv/%: pyproject.toml hooks/concord/pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "This needs Python 3.11 or newer; name one with: make $(MAKECMDGOALS) PYTHON=python3.11" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test ! -e $(BIN)/concord || $(BIN)/python -m pip show --quiet concord-docs || \
		$(BIN)/python -m pip uninstall --quiet --yes cco-guide # which once owned the command, and would take it away
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt \
		--editable ./hooks/concord --editable '.[$*]'
	$(BIN)/python -m compileall -q hooks
	@touch $@
