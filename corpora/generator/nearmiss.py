"""Papers that a hasty reader takes for 终本 rulings: their type is the truth, and nothing may be found in them."""

from __future__ import annotations

from random import Random
from typing import Any

from corpora.generator.draw import Draw
from corpora.generator.model import Line, Paper
from corpora.generator.world import arabic, chinese, data

#: Article of 终结执行 in the Civil Procedure Law by the first year in which it bore the number.
_FINAL = ((2024, "第二百六十八条"), (2022, "第二百六十四条"), (0, "第二百五十七条"))
_UNSIGNED = frozenset({"stub", "template", "news"})
_NUMBERLESS = frozenset({"template", "news"})


def near_miss(drawn: Draw, rng: Random) -> tuple[Paper, dict[str, Any], str]:
    """The paper, its fields (the type and, where it has a head, court and number) and its kind."""
    row = rng.choice(data("nearmiss.yaml"))
    year = drawn.ruled.year
    number = "五百一十七" if drawn.article == 517 else "五百一十九"
    slots = {
        "court": drawn.court.printed,
        "no": drawn.number,
        "old": f"（{year - 1}）{drawn.court.code}执{rng.randint(20, 4000)}号",
        "creditor": drawn.creditors[0].name,
        "debtor": drawn.debtors[0].name,
        "cause": drawn.cause,
        "basis": drawn.basis,
        "day": arabic(drawn.told, drawn.padded),
        "final": next(article for first, article in _FINAL if year >= first),
        "law": f"《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第{number}条",
    }
    head = [Line(row["title"], "title")]
    if row["key"] not in _NUMBERLESS:
        head = [Line(drawn.court.printed, "court"), *head, Line(drawn.number, "number")]
    if row["type"] == "other_ruling" and row["key"] not in ("objection", "revocation"):
        head += [
            Line(f"申请执行人：{drawn.creditors[0].name}。", "party"),
            Line(f"被执行人：{slots['debtor']}。", "party"),
        ]
    body = [Line(text.format(**slots)) for text in row["body"]]
    tail = [] if row["key"] in _UNSIGNED else _signed(drawn, row["title"])
    fields: dict[str, Any] = {"document_type": row["type"]}
    return Paper(row["title"], row["type"], (*head, *body, *tail)), fields, row["key"]


def _signed(drawn: Draw, title: str) -> list[Line]:
    day = Line(chinese(drawn.ruled), "date")
    if title.endswith(("通知书", "决定书")):
        return [day]
    return [Line(f"审判员　{drawn.judges[0]}", "sign"), day, Line(f"书记员　{drawn.clerk}", "sign")]
