# Every command a reader or a contributor needs. `make help` lists them.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
# Only the benchmark needs these tools, so they are kept apart.
PEERS := .cache/bench/ready
# Lighthouse, which runs in Node, is kept apart as well.
LIGHTHOUSE := .cache/audit/ready
# What to compare with when looking for changed snippets.
BASE ?= origin/main

# MkDocs prints an advertisement for a fork of itself without this.
export NO_MKDOCS_2_WARNING := 1
# Labs: a time limit for each cell.
export JUPYTER_CONFIG_PATH := $(CURDIR)/.jupyter
# The notebook kernel is a Python of its own: keep it to one thread, so that its results repeat.
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1

.DEFAULT_GOAL := help
.PHONY: help serve site browser test cover check twice bench audit format schema formulas pins clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(None if (3, 11) <= v < (3, 14) else f"Python 3.11 to 3.13 is needed; {sys.executable} is {v.major}.{v.minor}. Say: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

serve: $(READY) ## build, and serve on http://127.0.0.1:8000 with live reload
	$(BIN)/python -m mkdocs serve --no-strict --dev-addr 127.0.0.1:$(PORT)

site: $(READY) ## write the static site to site/; any warning fails
	$(BIN)/python -m mkdocs build
	$(BIN)/lessonkit publish site

browser: $(READY)
	$(BIN)/python -m tests.browser

test: browser site ## build the site, then run the whole test suite
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile $(PYTEST)

cover: ## the same, and say which lines of the kit and of the snippets no test runs; takes longer
	$(MAKE) --no-print-directory test PYTEST="--cov --cov-report=term:skip-covered"

check: $(READY) ## what a reviewer would say: format, lint, spelling, lessons, quizzes, links between them
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/codespell
	$(BIN)/lessonkit check
	$(BIN)/lessonkit formulas --compare

twice: $(READY) ## run the snippets that differ from BASE (origin/main) twice, and name those that do not repeat
	@changed=$$(git diff --name-only --diff-filter=d $(BASE) -- 'snippets/*.py'); \
	if [ -z "$$changed" ]; then echo "no snippet differs from $(BASE)"; else $(BIN)/lessonkit run --twice $$changed; fi

$(PEERS): bench/requirements.txt $(READY)
	$(BIN)/python -m pip install --quiet --upgrade --target $(@D) --requirement $<
	@touch $@

bench: $(PEERS) ## time this project against other tools; BENCH="--sizes 12 48 --write" passes options
	$(BIN)/python -m bench $(BENCH)

$(LIGHTHOUSE): audit/package.json
	@command -v npm >/dev/null || { echo "Node 18 or newer, and npm, are needed: https://nodejs.org (on Debian: sudo apt-get install nodejs npm)"; exit 1; }
	@mkdir -p $(@D) && cp audit/package.json $(@D)
	npm install --prefix $(@D) --no-package-lock --no-audit --no-fund --loglevel=error
	@touch $@

audit: site $(LIGHTHOUSE) ## let Lighthouse visit pages of each kind, on a phone and a desktop; AUDIT="--write" passes options
	$(BIN)/python -m audit $(AUDIT)

format: $(READY) ## mend what can be mended by itself
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schema: $(READY) ## write quiz_data/quiz.schema.json anew from the models
	$(BIN)/lessonkit schema > quiz_data/quiz.schema.json

formulas: $(READY) ## render the formulas that are new on any page, and their font; needs Node
	$(BIN)/lessonkit formulas

pins: $(READY) ## write constraints.txt anew from what is installed
	(sed -n 1p constraints.txt; $(BIN)/python -m pip freeze --exclude-editable | sed 's/+cpu//') > constraints.new
	mv constraints.new constraints.txt

clean: ## remove everything that make made, the results of all snippets too
	rm -rf $(VENV) site .lessonkit .cache
