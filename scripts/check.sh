#!/usr/bin/env bash
# Every check of the project in the environment .venv: ruff, mypy, pytest. The same here and in CI.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin

echo "ruff"
"$bin/ruff" check .
"$bin/ruff" format --check .
echo "mypy"
"$bin/mypy"
echo "pytest"
"$bin/pytest" -n auto "$@"
