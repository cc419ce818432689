"""One paper for each of several cases, into a folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document

from benmo.cli.app import run as call
from benmo.drafting.pieces import body_text

SAMPLES = Path(__file__).parents[3] / "corpora/samples"


def sample(number: str) -> str:
    return str(next(SAMPLES.glob(f"{number}*")))


def run(*arguments: str) -> int:
    return int(call(list(arguments)))


def test_each_case_gets_its_papers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, record = tmp_path / "文书", tmp_path / "全部.jsonl"
    cases = (sample("04"), sample("05"), sample("06"))
    assert run("draft", *cases, "--no-llm", "--out", str(out), "--json", str(record)) == 3
    names = sorted(f.name.split("_")[0] + f.name[f.name.rindex("_") :] for f in out.iterdir())
    assert names == [
        "04_审查终结报告.docx", "04_检察建议书.docx", "05_调卷函.docx", "05_调查核实方案.docx", "06_审查终结报告.docx",
        "06_检察建议书.docx",
    ]  # fmt: skip
    drafts = [json.loads(line) for line in record.read_text("utf-8").splitlines()]
    assert [d["paper"] for d in drafts] == ["检察建议书", "调卷函", "调查核实方案", "检察建议书"]
    made = next(out.glob("04*检察建议书.docx"))
    assert body_text(Document(str(made))) == "".join(s["text"] for s in drafts[0]["sentences"])
    told = capsys.readouterr().err
    assert "检察建议书 2 份，不出具 1 案" in told


def test_what_cannot_be_read_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "通知.txt"
    other.write_text("关于召开会议的通知。", "utf-8")
    assert run("draft", str(other), sample("04"), "--no-llm", "--out", str(tmp_path / "文书")) == 1
    assert "通知.txt：" in capsys.readouterr().err
    assert list((tmp_path / "文书").glob("04*_检察建议书.docx"))


def test_two_cases_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "裁定.txt").write_bytes(Path(sample("04")).read_bytes())
    cases = (str(tmp_path / "甲/裁定.txt"), str(tmp_path / "乙/裁定.txt"))
    assert run("draft", *cases, "--no-llm", "--out", str(tmp_path / "文书")) == 0
    assert {f.name for f in (tmp_path / "文书").glob("*检察建议书.docx")} == {
        "裁定_检察建议书.docx",
        "裁定_2_检察建议书.docx",
    }


def test_a_decision_on_no_case_of_the_batch_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decided = tmp_path / "决定.yaml"
    decided.write_text(
        "- {checkpoint: interview, decision: confirmed, by: 张三, on: 2025-03-01, case: 另一案, seen: [卷宗]}",
        "utf-8",
    )
    arguments = ("draft", sample("04"), sample("05"), "--no-llm", "--decisions", str(decided))
    assert run(*arguments, "--out", str(tmp_path / "文书")) == 2
    assert "没有写明属于哪一案" in capsys.readouterr().err
    assert not (tmp_path / "文书").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--out", "x.docx"), "应是目录"),
        (("--out", "文书", "--confirm", "interview", "--by", "张三"), "--decisions"),
        (("--out", "文书", "--revise", "旧.docx"), "一次只修订一份"),
        ((), "--out"),
    ],
)
def test_wrong_use(
    arguments: tuple[str, ...],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("draft", sample("04"), sample("05"), "--no-llm", *arguments) == 2
    assert words in capsys.readouterr().err
