# make run · make test · make check: each first makes .venv with exactly the pinned packages.
.PHONY: help run test check format catalogues same mutants bench bench-scale bench-papers screenshots
.DEFAULT_GOAL := help

VENV := .venv
PY := $(VENV)/bin/python
MANAGE := $(PY) manage.py
# The stamps carry the pins' checksum, so a warm start asks neither pip nor the network.
PINS := $(shell cat requirements/base.txt requirements/dev.txt | cksum | tr ' ' '-')
BASE := $(VENV)/.base-$(PINS)
DEV := $(VENV)/.dev-$(PINS)
MUTANTS := $(VENV)/.mutants-$(shell cat requirements/mutants.txt | cksum | tr ' ' '-')
# A venv whose Python was moved or removed is no venv.
STALE := $(shell test ! -d $(VENV) || $(PY) -ISc '' 2>/dev/null || rm -f $(VENV)/.*-*-*)
CHECKED := import sys, venv, ensurepip; assert sys.version_info >= (3, 12)
CANDIDATES := $$PYTHON python3.15 python3.14 python3.13 python3.12 python3 python \
	$$HOME/.pyenv/versions/*/bin/python /usr/local/bin/python3 /usr/local/bin/python3.1? \
	/opt/homebrew/bin/python3 /usr/bin/python3.1?
EXTRACTION := --no-location --ignore=$(VENV) --ignore=var --ignore=tests --ignore=benchmarks
RANDOM_KEY := $(PY) -c 'import secrets; print(secrets.token_hex(50))'
PRODUCTION := MODE=production ALLOWED_HOSTS=ledger.example SECRET_KEY=$$($(RANDOM_KEY))

PIP_INSTALL := $(PY) -m pip install --disable-pip-version-check --no-input --require-hashes
SIZE_base := 65 MB
SIZE_dev := 130 MB
QUICK_TESTS := architecture lines templates catalogues words adding paths_told
TEMPLATES := find templates -name '*.html' -exec

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

run: $(BASE) ## the demo on http://127.0.0.1:8000 (PORT=8123 make run)
	@MODE=demo PYTHONUNBUFFERED=1 DJANGO_RUNSERVER_HIDE_WARNING=true $(MANAGE) serve_demo

test: $(DEV) ## all tests: SQLite, PostgreSQL, browser (make test ARGS="tests/rules -k pace")
	@$(PY) -m tests.run $(ARGS)

check: $(DEV) ## style, lines, Django's checks, migrations, templates, catalogues, architecture, documents
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(TEMPLATES) $(VENV)/bin/djade --target-version 6.1 --check {} +
	$(TEMPLATES) $(VENV)/bin/djhtml --tabwidth 2 --check {} +
	$(MANAGE) check --fail-level WARNING
	@echo "manage.py check --deploy, in production mode"
	@$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING
	$(MANAGE) makemigrations --check --dry-run
	$(PY) -m pytest -q $(QUICK_TESTS:%=tests/test_%.py)

format: $(DEV) ## rewrite Python and templates in the project's style
	$(PY) -m ruff check --fix-only .
	$(PY) -m ruff format .
	$(TEMPLATES) $(VENV)/bin/djade --target-version 6.1 {} + || true
	$(TEMPLATES) $(VENV)/bin/djhtml --tabwidth 2 {} + || true

catalogues: $(DEV) ## collect the messages of the interface and compile the catalogue (needs gettext)
	mkdir -p commitments/locale
	$(MANAGE) makemessages -l zh_Hans --no-obsolete $(EXTRACTION)
	$(MANAGE) compilemessages -l zh_Hans --ignore=$(VENV)

same: $(DEV) ## whether readers get the same pages as from another revision (make same AGAINST=main ARGS=--pictures)
	@$(PY) -m benchmarks.sameness --against $(or $(AGAINST),main) $(ARGS)

mutants: $(MUTANTS) ## which broken lines no test notices; hours (make mutants ARGS="commitments.rules.lamp*")
	@$(PY) -m tests.mutants $(ARGS)

bench: $(DEV) ## CPU, queries, bytes of every screen, clicks and keys of the round (ARGS="--against main": beside it)
	@$(PY) -m benchmarks $(ARGS)

bench-scale: $(DEV) ## overview and ledger while the database grows to 100 plans, on both databases
	@$(PY) -m benchmarks.scale

bench-papers: $(DEV) .venv-weasyprint/.made ## papers: CPU beside WeasyPrint, a zip of sheets, a worker's memory
	@$(PY) -m benchmarks.papers .venv-weasyprint/bin/python

.venv-weasyprint/.made: benchmarks/papers/weasyprint.txt
	@$(PY) -m venv .venv-weasyprint
	@.venv-weasyprint/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

screenshots: $(DEV) ## the pictures of the README, from a fresh demo
	@$(PY) -m docs.screenshots

$(BASE):
	@$(call install,base)

$(DEV):
	@$(call install,dev)

# Beside the packages of dev, and only for mutants.
$(MUTANTS): $(DEV)
	@$(PIP_INSTALL) --quiet -r requirements/mutants.txt
	@rm -f $(VENV)/.mutants-* && touch $@

# $(1) is base or dev; dev holds base as well.
define install
	set -e; \
	if ! $(PY) -c '$(CHECKED); import pip' >/dev/null 2>&1; then \
		$(find_python); \
		echo "Making $(VENV) with $$($$found -V) ($$found) · 正在创建 Python 环境"; \
		"$$found" -m venv --clear $(VENV); \
	fi; \
	echo "Installing the packages of requirements/$(1).txt, only now and when they change:"; \
	echo "about $(SIZE_$(1)) to download, a minute or two."; \
	echo "正在安装依赖（仅首次或依赖变化时）：约需下载$(SIZE_$(1))，一两分钟。"; \
	log=$$(mktemp); \
	$(PIP_INSTALL) -r requirements/$(1).txt >"$$log" 2>&1 || { \
		cat "$$log" >&2; rm -f "$$log"; \
		echo "Installing failed: check the network or pip's index (PIP_INDEX_URL)." >&2; \
		echo "安装依赖失败：请检查网络，或用 PIP_INDEX_URL 指定可用的镜像源。" >&2; exit 1; }; \
	rm -f "$$log"; \
	rm -f $(VENV)/.base-* $(VENV)/.dev-*; \
	touch $(VENV)/.base-$(PINS) $(VENV)/.$(1)-$(PINS)
endef

# Candidates are run, not just looked up: a shim may point nowhere, and some Pythons lack venv.
define find_python
	found=; \
	for candidate in $(CANDIDATES); do \
		if "$$candidate" -c '$(CHECKED)' >/dev/null 2>&1; then found=$$candidate; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "No Python 3.12 or newer with venv was found. Install one (on Debian and Ubuntu with python3-venv)," >&2; \
		echo "or name it: PYTHON=/path/to/python make run" >&2; \
		echo "没有找到带 venv 模块的 Python 3.12 或更高版本。" >&2; \
		echo "请先安装，或用 PYTHON=/路径/python make run 指定。" >&2; \
		exit 1; \
	fi
endef
