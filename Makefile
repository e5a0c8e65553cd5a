# The two commands are `make demo` and `make test`; `make` alone lists all.
BIN := .venv/bin
DATA ?= data
DEMO_DATA ?= data/demo
PORT ?= 8000

# Some machines tell Python to keep no compiled code. Then each of the hundreds of processes of a test run would compile
# every library anew, which takes longer than the tests.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup setup-test demo run test check format samples pictures

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## install what is missing: Debian packages, uv, the locked Python environment
	@deploy/setup.sh run

demo: setup ## the whole service, fed with the project's own sample documents (DEMO_EXIT=1 stops when they are done)
	@$(BIN)/python -m samples.demo --data "$(DEMO_DATA)" --port "$(PORT)" $(if $(filter-out 0,$(DEMO_EXIT)),--exit)

run: setup ## the same service without samples, its files under DATA (default data/)
	@exec $(BIN)/sendora run --data "$(DATA)" --port "$(PORT)"

samples: setup ## write the sample documents into build/samples
	@$(BIN)/python -m samples build/samples

pictures: setup-test ## take the pictures of docs/images anew, from the running service
	@$(BIN)/python -m samples.pictures docs/images

setup-test:
	@deploy/setup.sh test

check: setup-test ## what can be said without running: lint, format, types, import directions
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check ## install what the tests need and run all of them
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

format: setup-test ## mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
