#!/usr/bin/env bash
# Make .venv and install the project with the extras named (dev, model …), at the pinned versions. Run by make.
set -euo pipefail
cd "$(dirname "$0")/.."

extra=${1:?which extra}
python=${PYTHON:-python3}
venv=.venv

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "需要 Python 3.11 或更新版本；找到的是：$("$python" --version 2>&1 || true)" >&2
    echo "  办法：安装 python3.11，或指定 make $extra PYTHON=/路径/python3.11" >&2
    exit 2
fi
if [ ! -x "$venv/bin/python" ]; then
    echo "建立环境 $venv …"
    if ! "$python" -m venv "$venv"; then
        echo "无法建立环境。办法：apt-get install python3.11-venv（Debian、Ubuntu）后重试" >&2
        exit 2
    fi
fi

install() { "$venv/bin/python" -m pip install -qq --constraint constraints.txt --editable "$1"; }

echo "安装 benmo 与组件 [$extra]（版本见 constraints.txt；首次约需一两分钟）…"
if ! install ".[$extra]"; then
    [ "$extra" = model ] || exit 1
    echo "组件 [model] 装不上，改装不含内置模型的 benmo；文书由模板起草。" >&2
    install .
    exit_early=1
fi
mkdir -p "$venv/.stamps"
# Without the extra there is no stamp: the next run tries again.
if [ -z "${exit_early:-}" ]; then touch "$venv/.stamps/$extra"; fi
