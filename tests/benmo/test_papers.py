"""The job behind ``benmo draft``: which files are written, what is refused, and what an unwritable place says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from benmo.errors import Unreadable, UsageError
from benmo.papers import Order, one_review, save, several_reviews, write_papers

TODAY = date(2026, 3, 2)
SAMPLES = Path(__file__).resolve().parents[2] / "corpora" / "samples"
FIRM = """某市某区人民法院
执行裁定书
（2023）鄂0802执123号

申请执行人：甲材料有限公司。
被执行人：乙建设有限公司。

本院依据已经发生法律效力的民事判决书，于2023年3月1日立案执行。本院于2023年3月5日向被执行人送达执行通知书、报告财产令，被执行人未履行。
本院查明，被执行人乙建设有限公司名下有位于某市某路的办公用房一套，本院已首封，该房产无抵押，本院未予处置。
本院认为，被执行人无其他可供执行的财产。依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十七条的规定，裁定如下：
终结本次执行程序。

审判长　张某
审判员　李某
审判员　王某
二〇二三年五月八日
书记员　赵某
"""


def case(folder: Path, text: str = FIRM, name: str = "裁定.txt") -> Path:
    file = folder / name
    file.write_text(text, "utf-8")
    return file


def body(path: Path) -> str:
    return "\n".join(p.text for p in Document(str(path)).paragraphs)


def order(folder: Path, **more: Any) -> Order:
    return Order(paper=more.pop("paper", "检察建议书"), out=folder / "案_检察建议书.docx", today=TODAY, **more)


def test_a_suggestion_comes_with_the_report_it_is_derived_from(tmp_path: Path) -> None:
    written = write_papers([one_review(case(tmp_path))], order(tmp_path, json_out=tmp_path / "案.json"))
    assert [name for name, _ in written.files] == ["审查终结报告", "检察建议书", "json"]
    assert all(path.exists() for _, path in written.files)
    assert written.refused is None
    draft = json.loads((tmp_path / "案.json").read_text("utf-8"))
    assert draft["paper"] == "检察建议书"
    for sentence in draft["sentences"]:
        assert sentence["text"].strip() in body(tmp_path / "案_检察建议书.docx")


def test_with_nothing_firm_there_is_no_suggestion_and_what_prepares_it(tmp_path: Path) -> None:
    silent = (
        FIRM.replace("，本院已首封，该房产无抵押，本院未予处置", "").replace("5月8", "9月8").replace("五月", "九月")
    )
    silent = silent.replace("有位于某市某路的办公用房一套", "无房产、车辆、存款、证券")
    written = write_papers([one_review(case(tmp_path, silent))], order(tmp_path))
    assert written.refused is not None
    assert not (tmp_path / "案_检察建议书.docx").exists()
    assert written.files
    assert "检察建议书" not in [name for name, _ in written.files]


def test_what_cannot_be_drafted_about_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="没有终结本次执行程序裁定书"):
        one_review(case(tmp_path, "今天天气很好。"))
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.4 not a file")
    with pytest.raises(Unreadable, match="不能起草"):
        one_review(broken)


def test_one_case_at_a_time_and_several_in_turn(tmp_path: Path) -> None:
    for n in (1, 2):
        case(tmp_path, FIRM.replace("执123号", f"执12{n}号"), f"裁定{n}.txt")
    with pytest.raises(UsageError, match="一次只能起草一案"):
        one_review(tmp_path)
    assert len(several_reviews([tmp_path])) == 2


def test_an_unwritable_place_is_a_usage_error(tmp_path: Path) -> None:
    blocked = tmp_path / "文件"
    blocked.write_text("x", "utf-8")
    with pytest.raises(UsageError, match="不能写入"):
        save(blocked / "下" / "a.json", "{}")
    review = one_review(case(tmp_path))
    with pytest.raises(UsageError, match="不能写入"):
        write_papers([review], Order(paper="检察建议书", out=blocked / "a.docx", today=TODAY))


def test_saving_leaves_no_part_behind(tmp_path: Path) -> None:
    save(tmp_path / "a.json", "{}")
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]
