"""The chain behind a conclusion: same answer, its questions, and what was read without being counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benmo.cases.intake import gather
from benmo.cli.app import run
from benmo.review.catalog import catalogue
from benmo.review.service import explain_all

SAMPLES = Path(__file__).resolve().parents[3] / "corpora" / "samples"
RULING = """某甲县人民法院
执行裁定书
（2023）川1723执958号
申请执行人：颜德全，男，汉族。
被执行人：瞿小东，男，汉族。
颜德全与瞿小东买卖合同纠纷一案，本院于2023年3月1日立案执行。{story}
依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十七条的规定，裁定如下：
终结本次执行程序。
审判员　李某
二〇二三年十二月八日
书记员　王某
"""


def _views(path: Path, checkpoint: str) -> list[dict[str, Any]]:
    return [view for m in gather(path) for _, view in explain_all(m, checkpoint)]


@pytest.mark.parametrize("sample", ["03", "04", "09", "15"])
def test_the_chain_ends_in_the_finding(sample: str) -> None:
    path = next(SAMPLES.glob(f"{sample}_*"))
    for material in gather(path):
        for c in catalogue():
            for reviewed, view in explain_all(material, c.id):
                finding = next(f for f in reviewed["findings"] if f["checkpoint"] == c.id)
                shown = (view["conclusion"], view["reason"], view["evidence"])
                assert shown == (finding["conclusion"], finding["reason"], finding["evidence"])
                texts = {d["id"]: d["text"] for d in reviewed["documents"]}
                for e in [e for s in view["steps"] for e in s["evidence"]]:
                    assert texts[e["document"]][e["start"] : e["end"]] == e["quote"]


@pytest.mark.parametrize(
    ("story", "checkpoint", "why"),
    [
        ("本院拟对瞿小东采取限制消费措施。", "consumption_restriction", "打算"),
        ("被执行人称已收到执行通知书。", "execution_notice", "被执行人的说法"),
        ("另案已对瞿小东采取限制消费措施。", "consumption_restriction", "另案"),
    ],
)
def test_what_was_not_counted_is_told(tmp_path: Path, story: str, checkpoint: str, why: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(RULING.format(story=story), "utf-8")
    (view,) = _views(file, checkpoint)
    if view["conclusion"] == "ok":
        pytest.fail(f"{checkpoint} counts {story}")
    assert any(why in p["why"] for p in view["passed"])
    assert all(p["evidence"] for p in view["passed"])


def test_other_conclusions_are_told_without_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["why", str(next(SAMPLES.glob("05_*"))), "interview_substance"]) == 0
    text = capsys.readouterr().out
    assert "须是" in text
    assert "not_shown" not in text


@pytest.mark.parametrize(
    ("name", "code"), [("失信", 0), ("interview", 0), ("约谈", 2), ("intervew", 2), ("无此要点", 2)]
)
def test_names_of_checkpoints(name: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["why", str(next(SAMPLES.glob("05_*"))), name]) == code
    if code:
        assert "办法" in capsys.readouterr().err


def test_without_a_ruling_there_is_nothing_to_explain(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"会议通知\n定于{date(2023, 1, 5)}开会。\n", "utf-8")
    assert run(["why", str(file), "interview"]) == 2


def test_every_question_has_chinese_words() -> None:
    from benmo.render.words import words

    asked = {
        step["act"]
        for sample in ("03", "15")
        for material in gather(next(SAMPLES.glob(f"{sample}_*")))
        for c in catalogue()
        for _, view in explain_all(material, c.id)
        for step in view["steps"]
    }
    assert asked - set(words("acts")) - {""} == set()
