# The front door. A target is one line of `python -m ...`; its help is its comment.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash

# The variables that a user may set.
LOGS ?= demo/logs
WAREHOUSE ?= demo/warehouse
AS_OF ?=
DATE ?=
FROM ?=
TO ?=
ROWS ?=
ENGINE ?= duckdb
EMBEDDER ?=
MODEL ?= stillwatch
TRIALS ?= 20
SEED ?= 0
SCENARIO ?= demo
SCALE ?= 1
PROMPTS ?=
PREVALENCE ?=
KNOBS ?=
TRACES ?=
MAX_BAD_SHARE ?= 0.01
WHY ?=

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PY := .venv/bin/python
READY := .venv/.ready
DAY := $(if $(AS_OF),--as-of $(AS_OF))
DATA = --logs "$(LOGS)" --warehouse "$(WAREHOUSE)" $(DAY)
REASON := $(if $(WHY),--why "$(WHY)")
# Nothing is fetched at run time, and no library reports home.
export HF_HUB_OFFLINE := 1
export MLFLOW_DISABLE_TELEMETRY := true
export DO_NOT_TRACK := 1
export TOKENIZERS_PARALLELISM := true
# Threads that wait sleep: spinning, two trainings on one machine hold each other up (bench/threads.md).
export OMP_WAIT_POLICY ?= PASSIVE
export PYTHONUNBUFFERED := 1

.PHONY: help setup demo simulate realism embedder features daily backfill train evaluate replay redteam plots promote \
  rollback history score ui catalogue check format test test-slow test-spark clean

help:  ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.lock
	@test -n "$(PYTHON)" || { echo "setup: no python3.11 on PATH; install Python 3.11 or set PYTHON=" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "setup: $(PYTHON) is older than 3.11; set PYTHON=" >&2; exit 2; }
	$(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@touch $@

setup: $(READY)  ## make .venv and install what requirements.lock pins (every target does it)

demo: $(READY)  ## the whole way once, on a simulated world: logs in, campaigns out, report
	@$(PY) -m bench.demo --seed $(or $(filter-out 0,$(SEED)),7)

simulate: $(READY)  ## write a world with known truth to LOGS (SCENARIO, SCALE, SEED, PREVALENCE, KNOBS, PROMPTS)
	@$(PY) -m simulation --scenario "$(SCENARIO)" --logs "$(LOGS)" --seed $(SEED) --scale $(SCALE) $(if $(PREVALENCE),--prevalence $(PREVALENCE)) $(KNOBS:%=--knob %) $(if $(PROMPTS),--prompts "$(PROMPTS)")

realism: $(READY)  ## hold the simulated world in LOGS against the bounds of a realistic one (TRACES)
	@$(PY) -m simulation.realism --logs "$(LOGS)" --seed $(SEED) $(if $(TRACES),--traces "$(TRACES)")

embedder: $(READY)  ## train the static student on the logs' own prompts against EMBEDDER
	@$(PY) -m features embedder $(DATA) --embedder "$(EMBEDDER)" --seed $(SEED)

features: $(READY)  ## LOGS to daily tiles and feature rows in WAREHOUSE, up to AS_OF
	@$(PY) -m features build $(DATA) --embedder "$(EMBEDDER)" --max-bad-share $(MAX_BAD_SHARE) --engine "$(ENGINE)" --seed $(SEED)

daily: $(READY)  ## take in the day DATE, with late rows of the 3 days before it
	@$(PY) -m features daily --logs "$(LOGS)" --warehouse "$(WAREHOUSE)" --date "$(DATE)" --max-bad-share $(MAX_BAD_SHARE) --engine "$(ENGINE)"

backfill: $(READY)  ## take in all days FROM to TO; a stopped run goes on (ROWS=1: feature rows of every day)
	@$(PY) -m features backfill --logs "$(LOGS)" --warehouse "$(WAREHOUSE)" --from "$(FROM)" --to "$(TO)" --max-bad-share $(MAX_BAD_SHARE) --engine "$(ENGINE)" $(if $(filter-out 0,$(ROWS)),--rows)

train: $(READY)  ## tune, fit and register a challenger (TRIALS, SEED)
	@$(PY) -m training train $(DATA) --model "$(MODEL)" --trials $(TRIALS) --seed $(SEED)

evaluate: $(READY)  ## the challenger's figures at AS_OF, against the truth where there is one
	@$(PY) -m training evaluate $(DATA) --model "$(MODEL)"

replay: $(READY)  ## judge every day FROM to TO with what was known on it: days to first flag, what leaked before
	@$(PY) -m training replay --logs "$(LOGS)" --warehouse "$(WAREHOUSE)" $(if $(FROM),--from "$(FROM)") $(if $(TO),--to "$(TO)") --max-bad-share $(MAX_BAD_SHARE) --seed $(SEED)

redteam: $(READY)  ## every way to hide on the simulated world: recall against what it costs the operator (about an hour)
	@$(PY) -m bench.redteam --seed $(or $(filter-out 0,$(SEED)),7)

plots: $(READY)  ## a page with every feature's distribution by class, in WAREHOUSE/plots
	@$(PY) -m training plots $(DATA)

promote: $(READY)  ## let the challenger through the gate: it becomes champion (WHY)
	@$(PY) -m training.promote --model "$(MODEL)" $(REASON)

rollback: $(READY)  ## make the champion's predecessor champion again (WHY is needed)
	@$(PY) -m training.promote rollback --model "$(MODEL)" --why "$(WHY)"

history: $(READY)  ## who promoted, refused or rolled back what, when and why
	@$(PY) -m training.promote history --model "$(MODEL)"

score: $(READY)  ## score every account at AS_OF with the champion (before any: by shared traces); campaigns, report
	@$(PY) -m serving $(DATA) --model "$(MODEL)"

ui: $(READY)  ## MLflow's page on the embedded store, at http://127.0.0.1:5000
	@$(PY) -m mlflow server --backend-store-uri sqlite:///mlruns/mlflow.db --default-artifact-root mlruns/artifacts --no-serve-artifacts --host 127.0.0.1 --port 5000 --workers 1

catalogue: $(READY)  ## render docs/features.md and docs/simulation.md from the declarations
	@$(PY) -m features.reference > docs/features.md && $(PY) -m simulation.reference > docs/simulation.md

check: $(READY)  ## lint, types, import rules, stale docs
	@$(PY) -m ruff check . && $(PY) -m ruff format --check . && $(PY) -m mypy && .venv/bin/lint-imports && $(PY) -m features.reference --check docs/features.md && $(PY) -m simulation.reference --check docs/simulation.md

format: $(READY)  ## put the code in form
	@$(PY) -m ruff check --fix . ; $(PY) -m ruff format .

test: $(READY)  ## the tests (under 12 minutes on two cores)
	@$(PY) -m pytest -n 2 --dist loadfile -m "not slow and not spark"

test-slow: $(READY)  ## the slower suites
	@$(PY) -m pytest -m "slow and not spark"

test-spark: $(READY)  ## every declaration on Spark as on DuckDB (installs pyspark; needs Java 17)
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-spark.lock && $(PY) -m pytest -m spark

clean:  ## remove the demo's world and results (not .venv, not mlruns)
	@rm -rf demo
