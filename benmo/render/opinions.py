"""The second opinions of a language model, below the conclusions that they stand beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from benmo.render.model import Review
from benmo.render.width import block
from benmo.render.words import checkpoint_name

TITLE = "语言模型的第二意见（仅供参考，不改变审查结论）"


def opinion_lines(review: Review, columns: int) -> Iterator[str]:
    """Nothing where nobody asked for opinions."""
    if not review.get("opinions"):
        return
    yield ""
    yield TITLE
    for one in review["opinions"]:
        yield from block("· ", f"{_about(one)}：{one['question']}", columns, 2)
        if one["status"] != "given":
            yield from block("  ", f"未评估：{one['cause']}", columns, 4)
            continue
        yield from block("  ", f"意见：{one['answer']}。{one['reason']}", columns, 4)
        for evidence in one["evidence"]:
            yield from block("  ", f"引文：“{evidence['quote']}”", columns, 4)
        if caution := _caution(one):
            yield from block("  ", f"注意：{caution}", columns, 4)


def _caution(one: Mapping[str, Any]) -> str:
    """What the note says beyond the title: how far this model's answers can be relied upon."""
    return str(one.get("note", "")).partition("；")[2]


def opinion_section(review: Review) -> str:
    """The same as a section of the page; empty where nobody asked."""
    if not review.get("opinions"):
        return ""
    rows = []
    for one in review["opinions"]:
        if one["status"] == "given":
            quotes = "".join(f"<blockquote>{escape(e['quote'])}</blockquote>" for e in one["evidence"])
            caution = _caution(one)
            warned = f"<p>注意：{escape(caution)}</p>" if caution else ""
            told = f"<p>意见：{escape(one['answer'])}。{escape(one['reason'])}</p>{quotes}{warned}"
        else:
            told = f"<p class=soft>未评估：{escape(one['cause'])}</p>"
        rows.append(f"<li>{escape(_about(one))}：{escape(one['question'])}{told}")
    return f"<section><h2>{TITLE}</h2><ul>{''.join(rows)}</ul></section>"


def _about(one: dict[str, Any]) -> str:
    return "、".join(checkpoint_name(c) for c in one["checkpoints"])
