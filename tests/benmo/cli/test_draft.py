"""``benmo draft`` as a user calls it: lists, refusals, several cases, templates, revisions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from benmo.cli.app import run as call
from benmo.drafting import papers
from benmo.drafting.pieces import body_text

SAMPLES = Path(__file__).parents[3] / "corpora/samples"


def sample(number: str) -> str:
    return str(next(SAMPLES.glob(f"{number}*")))


def run(*arguments: str) -> int:
    return int(call(list(arguments)))


def test_list_names_every_paper_and_its_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("draft", "--list") == 0
    told = capsys.readouterr().out
    assert all(p.name in told and p.needs in told for p in papers())


def test_list_of_a_case_says_what_fits(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("draft", sample("04"), "--list") == 0
    told = capsys.readouterr().out
    assert "可起草  检察建议书" in told
    assert "不适合  回访函：" in told


def test_the_report_comes_with_the_suggestion(tmp_path: Path) -> None:
    out, record = tmp_path / "建议.docx", tmp_path / "d.json"
    assert run("draft", sample("04"), "--out", str(out), "--json", str(record), "--no-llm") == 0
    assert (tmp_path / "建议_审查终结报告.docx").is_file()
    made = json.loads(record.read_text("utf-8"))
    assert body_text(Document(str(out))) == "".join(s["text"] for s in made["sentences"])


def test_what_does_not_fit_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("draft", sample("04"), "--paper", "回访函", "--out", str(tmp_path / "x.docx")) == 3
    told = capsys.readouterr().err
    assert "不出具回访函" in told
    assert "适合起草的文书" in told
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--paper", "起诉书", "--out", "x.docx"), "可起草"),
        (("--paper", "调卷函"), "--out"),
        (("--revise", "没有.docx", "--out", "x.docx", "--no-llm"), "旧稿"),
        (("--template", "没有.docx", "--out", "x.docx", "--no-llm"), "模板"),
    ],
)
def test_wrong_use(
    arguments: tuple[str, ...], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("draft", sample("04"), *arguments) == 2
    assert words in capsys.readouterr().err


def test_one_paper_one_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("draft", sample("04"), sample("05"), "--out", str(tmp_path / "x.docx")) == 2
    assert "类案检察建议书" in capsys.readouterr().err


def test_courts_that_differ_make_no_class(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("draft", sample("04"), sample("06"), "--paper", "类案检察建议书", "--out", str(tmp_path / "x.docx"))
    assert run(*arguments) == 3
    assert "执行法院不同" in capsys.readouterr().err


def test_template_made_checked_and_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form, out = str(tmp_path / "t.docx"), tmp_path / "x.docx"
    assert run("draft", "--make-template", form) == 0
    assert run("draft", sample("05"), "--paper", "调卷函", "--check-template", form) == 0
    assert "可用于调卷函" in capsys.readouterr().out
    assert run("draft", sample("05"), "--paper", "调卷函", "--template", form, "--out", str(out)) == 0
    assert "调阅案卷函" in body_text(Document(str(out)))


def test_revision_keeps_a_persons_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "一稿.docx", tmp_path / "二稿.docx"
    assert run("draft", sample("04"), "--out", str(first), "--no-llm", "--no-comments") == 0
    document = Document(str(first))
    run_ = next(r for p in document.paragraphs for r in p.runs if "现已审查终结" in r.text)
    run_.text = "现已审查终结，并听取了你院意见。"
    document.save(str(first))
    confirm = ("--confirm", "interview", "--by", "张三")
    assert run("draft", sample("04"), "--revise", str(first), "--out", str(second), "--no-llm", *confirm) == 0
    assert "保留人改的句子 1 句" in capsys.readouterr().err
    text = body_text(Document(str(second)))
    assert "并听取了你院意见" in text
    assert "未见你院在裁定终结本次执行程序前" in text
