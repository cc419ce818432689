# Two commands matter: `make demo` sets everything up and runs the main job, `make test` sets everything up and tests.
# What is done is remembered in .venv/.stamps and not done again.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps
PINS := pyproject.toml constraints.txt

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test check format baseline wheel clean help

help:
	@echo "make demo      安装并跑一遍主要工作：审查样本、评级、起草文书（结果在 var/demo/）"
	@echo "make test      安装并运行全部检查与测试"
	@echo "make check     只运行检查与测试（已安装）"
	@echo "make baseline  用标注集重写评测基线"
	@echo "make wheel     构建安装包"

demo: $(STAMPS)/model
	@bash scripts/demo.sh

test: $(STAMPS)/dev
	@bash scripts/check.sh

check:
	@bash scripts/check.sh

format: $(STAMPS)/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

baseline: $(STAMPS)/dev
	$(BIN)/benmo eval findings --gold corpora/gold --save

wheel: $(STAMPS)/dev
	$(BIN)/python -m build --wheel

$(STAMPS)/%: $(PINS)
	@PYTHON="$(PYTHON)" bash scripts/setup.sh $*

clean:
	rm -rf var build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
