#!/usr/bin/env bash
# The main job on the shipped samples: review, grade, draft with the embedded language model. Run by `make demo`.
set -euo pipefail
cd "$(dirname "$0")/.."
benmo=.venv/bin/benmo
samples=corpora/samples
out=var/demo
# Without a terminal of some width the tables would be as narrow as 80 cells.
export COLUMNS=${COLUMNS:-100}

title() { printf '\n━━ %s\n' "$1"; }

# Runs a command whose exit codes in $1 (besides 0) are an expected outcome.
allow() {
    local expected=$1 code=0
    shift
    "$@" || code=$?
    case " 0 $expected " in *" $code "*) return 0 ;; *) exit "$code" ;; esac
}

mkdir -p "$out"
cases=$out/案件
rm -rf "$cases"
mkdir -p "$cases"
cp -r "$samples"/[0-9]* "$cases/"

title "一、准备语言模型（只用于改写措辞；没有模型也能起草）"
llm=()
if [ -n "${NO_LLM:-}" ]; then
    echo "已设 NO_LLM，文书由模板起草。"
    llm=(--no-llm)
elif ! "$benmo" llm fetch; then
    echo "模型没有备好，本次文书由模板起草（--no-llm）；以后可运行 $benmo llm fetch 续传。"
    llm=(--no-llm)
fi

title "二、批量审查样本：$samples"
allow 1 "$benmo" batch "$cases" --out "$out/reviews.jsonl" --xlsx "$out/清单.xlsx" --with-text

violation=$(ls -d "$cases"/03_*)
refusal=$(ls -d "$cases"/05_*)

title "三、一份有查实问题的裁定：$(basename "$violation")"
"$benmo" review "$violation"
"$benmo" review "$violation" --format html --out "$out/审查结果.html"

title "四、据此起草检察建议书"
"$benmo" draft "$violation" --paper 检察建议书 --out "$out/检察建议书.docx" --json "$out/检察建议书.json" ${llm[@]+"${llm[@]}"}

title "五、一份只是没有写明的裁定：$(basename "$refusal")（不出具检察建议书，改出调卷函和调查核实方案）"
allow 3 "$benmo" draft "$refusal" --paper 检察建议书 --out "$out/未载明_检察建议书.docx" --no-llm

title "结果"
find "$out" -maxdepth 1 -type f | sort | sed 's/^/  /'
