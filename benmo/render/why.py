"""The chain of one conclusion for a person: asked, read, not counted, which rule, what else it could be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from benmo.render.model import Places, Review, basis_words, short_quote
from benmo.render.width import block
from benmo.render.words import checkpoint_name, word, words

#: More places than this for one question are counted, not shown.
MOST_PLACES = 3


def render(view: Mapping[str, Any], review: Review, columns: int = 100) -> str:
    """The view of :func:`benmo.review.explain.why_view` as text, ending in a newline."""
    return "\n".join(_lines(view, Places(review), review, max(50, min(columns, 120)))) + "\n"


def _lines(view: Mapping[str, Any], places: Places, review: Review, columns: int) -> Iterator[str]:
    yield f"{view['name']}　[{view['checkpoint']}]　{review['id']}"
    yield from block("问：", view["asks"], columns, 2)
    yield from block("结论：", f"{word('conclusions', view['conclusion'])}。{view['reason']}", columns, 2)
    yield ""
    yield "一、读到了什么"
    yield from _read(view, places, columns)
    if view["passed"]:
        yield ""
        yield "二、读到而没有采信的"
        for item in view["passed"]:
            yield from block("· ", _quoted(item["evidence"], places) + f"——{item['why']}", columns, 4)
    yield ""
    yield f"{'三' if view['passed'] else '二'}、按哪条规则"
    rule = plain(view["meaning"]) or "本要点未单列该结论的标准"
    yield from block(f"{word('conclusions', view['conclusion'])}：", rule, columns, 2)
    laws = basis_words(view["basis"], review)
    if laws:
        yield from block("依据：", "；".join(laws), columns, 2)
    for caveat in view["caveats"]:
        yield from block("注意：", caveat, columns, 2)
    yield ""
    yield f"{'四' if view['passed'] else '三'}、为什么不是别的结论，什么能改变它"
    for conclusion, meaning in view["others"].items():
        yield from block(f"{word('conclusions', conclusion)}须是：", plain(meaning), columns, 2)
    if view.get("next_step"):
        yield from block("下一步：", view["next_step"], columns, 2)


def _read(view: Mapping[str, Any], places: Places, columns: int) -> Iterator[str]:
    for step in view["steps"]:
        if step["words"]:
            yield from block("· ", step["words"], columns, 2)
            continue
        subject = word("acts", step["act"])
        if not step["evidence"]:
            # Records of the file (约谈笔录) are read apart and stand below: what is not here may be there.
            elsewhere = "，另见下列结论所据" if view["evidence"] else ""
            yield from block("· ", f"{subject}：没有读到{elsewhere}", columns, 2)
            continue
        shown = "；".join(_quoted([e], places) for e in step["evidence"][:MOST_PLACES])
        more = len(step["evidence"]) - MOST_PLACES
        yield from block("· ", f"{subject}：{shown}{f'（另有 {more} 处）' if more > 0 else ''}", columns, 2)
    if view["evidence"]:
        yield from block("· 结论所据：", "；".join(_quoted([e], places) for e in view["evidence"]), columns, 2)
    if not view["steps"] and not view["evidence"]:
        yield "  · 本要点只看裁定书首部、金额、日期或署名等已列出的要素"


_CODE = re.compile(r"[a-z]+(?:_[a-z]+)*")


def plain(text: str) -> str:
    """*text* of the catalogue with its codes (not_shown, interview) as the words a prosecutor reads."""
    known = words("conclusions")
    return _CODE.sub(lambda m: known.get(m.group()) or checkpoint_name(m.group()), text)


def _quoted(evidence: list[dict[str, Any]], places: Places) -> str:
    return "、".join(f"{places.of(e)}“{short_quote(e['quote'])}”" for e in evidence) or "（无原文位置）"
