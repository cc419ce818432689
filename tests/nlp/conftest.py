"""Small rulings around the clause under test: what is read is read as in a real document."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from nlp.document import Document
from nlp.pipeline import Reading, read_document

CREDITOR = "赵立群"
DEBTORS = ("孙大勇",)
Tell = Callable[..., Reading]


def ruling(story: str, debtors: Sequence[str] = DEBTORS) -> str:
    """A plain ruling of 2023 whose narrative tells *story*."""
    parties = [f"申请执行人：{CREDITOR}，男，1970年1月1日出生，汉族，住江北县。"]
    for name in debtors:
        kind = "，住所地江北县。" if name.endswith("公司") else "，男，1975年2月2日出生，汉族，住江北县。"
        parties.append(f"被执行人：{name}{kind}")
    lines = [
        "江北县人民法院",
        "执行裁定书",
        "（2023）苏0999执1234号",
        *parties,
        f"申请执行人{CREDITOR}与被执行人{'、'.join(debtors)}买卖合同纠纷一案，本院（2022）苏0999民初567号民事判决书已发生法律效力。"
        "本院于2023年3月1日立案执行。",
        story,
        "依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十七条规定，裁定如下：",
        "终结本次执行程序。",
        "审判长　吴一平",
        "审判员　郑二安",
        "审判员　王三和",
        "二〇二三年九月十八日",
        "书记员　冯四新",
    ]
    return "\n".join(lines)


@pytest.fixture(scope="session")
def tell() -> Tell:
    """Read a ruling that tells a story."""

    def read(story: str, debtors: Sequence[str] = DEBTORS) -> Reading:
        return read_document(Document("裁定书", "裁定书.txt", "0" * 64, "txt", ruling(story, debtors)))

    return read
