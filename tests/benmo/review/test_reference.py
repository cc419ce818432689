"""A ruling of another case that lies in the file for reference gets no review, and tells nothing of this case."""

from __future__ import annotations

from pathlib import Path

import pytest

from benmo.cases.intake import gather
from benmo.review import review_all

OURS = """某市某区人民法院
执行裁定书
（2023）浙0602执1234号
申请执行人：甲建材有限公司，住某市某区。
被执行人：晏试明，男，1980年1月1日出生，住某市某区。
甲建材有限公司与晏试明买卖合同纠纷一案，本院于2023年3月1日立案执行。
本院通过网络执行查控系统查询，未发现晏试明有可供执行的财产。
依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十七条的规定，裁定如下：
终结本次执行程序。
审判员　张某
二〇二三年九月二日
"""
THEIRS = (
    OURS.replace("（2023）浙0602执1234号", "（2021）浙0602执3307号")
    .replace("甲建材", "乙石材")
    .replace("查询，未发现晏试明有可供执行的财产", "查询，查封晏试明名下小型汽车一辆")
)
NOTE = "（注：该案已恢复并执行完毕，本件仅供了解被执行人涉诉情况。）\n"


def reviews(folder: Path, files: dict[str, str]) -> list[dict[str, object]]:
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return [r for m in gather(folder) for r in review_all(m)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("07 他案裁定（附卷参考）.txt", THEIRS),
        ("另案终本裁定.txt", THEIRS),
        ("07 裁定.txt", THEIRS + NOTE),
        ("07 裁定.txt", "（此件供合议庭参考）\n" + THEIRS),
    ],
)
def test_a_ruling_for_reference(tmp_path: Path, name: str, text: str) -> None:
    (review,) = reviews(tmp_path, {"01 裁定.txt": OURS, name: text})
    assert review["case"]["case_no"] == "（2023）浙0602执1234号"  # type: ignore[index]
    assert not review["case"]["assets"]  # type: ignore[index]
    assert any(name in w and "另一案件" in w for w in review["warnings"])  # type: ignore[attr-defined]
    assert len(review["documents"]) == 2  # type: ignore[arg-type]


def test_two_rulings_are_two_cases(tmp_path: Path) -> None:
    assert len(reviews(tmp_path, {"01 裁定.txt": OURS, "02 裁定.txt": THEIRS})) == 2


def test_rulings_that_are_all_for_reference_are_reviewed(tmp_path: Path) -> None:
    assert len(reviews(tmp_path, {"参考 1.txt": OURS, "参考 2.txt": THEIRS})) == 2


def test_a_reference_price_is_no_reference(tmp_path: Path) -> None:
    assert len(reviews(tmp_path, {"裁定（参考价确定后）.txt": OURS, "02 裁定.txt": THEIRS})) == 2
