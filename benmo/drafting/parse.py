"""From a model's raw reply to one paragraph, or the reason why there is none.

Models think aloud (<think>), decorate (markdown, fences, headings), wrap in JSON, refuse, loop and fall silent.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

_THINK = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_OPEN_THINK = re.compile(r"<think(?:ing)?>(?!.*</think)", re.DOTALL | re.IGNORECASE)
_CLOSE_THINK = re.compile(r"^.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"```[a-zA-Z]*\n?(.*?)(?:```|\Z)", re.DOTALL)
_MARKS = re.compile(r"\*\*|__|^#{1,6}\s*|^>\s*|^[-*+]\s+|^\d+[.、]\s*", re.MULTILINE)
_DATA = re.compile(r"</?材料>|</?数据>")
_LEAD = re.compile(r"^(?:以下(?:是|为)|改写(?:后|如下|结果)|修改后|好的|当然)[^。\n]{0,30}[：:]\s*")
_ORDINAL = re.compile(r"^[一二三四五六七八九十]是")
_REFUSAL = re.compile(
    r"抱歉|对不起|无法(?:提供|协助|完成|改写)|不能(?:提供|协助|帮助)|作为(?:一个|一名)?(?:AI|人工智能|语言模型)"
    r"|我是(?:一个)?(?:AI|通义|语言模型)|I(?:'m| am) sorry|[Aa]s an AI"
)
_SENTENCE = re.compile(r"[^。；！？\n]{8,}[。；！？]")


@dataclass(frozen=True, slots=True)
class Reply:
    """The paragraph (empty when there is none) and, then, the reason in Chinese."""

    text: str
    fault: str = ""


def parse_paragraph(raw: str, finish: str = "", source: str = "", prompt: str = "") -> Reply:
    """One clean paragraph out of *raw*.

    Args:
        finish: why the model stopped; ``length`` means that it was cut off.
        source: the paragraph that was to be reworded, and *prompt* all else that the model was told: what it says
            from the prompt and not from the source is an echo or the leaked example.
    """
    reply = _paragraph(raw)
    if reply.fault:
        return reply
    if finish == "length":
        return Reply("", "模型没有写完就被截断")
    if _foreign(reply.text):
        return Reply("", "模型没有用中文改写")
    leaked = echo(reply.text, source, prompt) if source else ""
    return Reply("", f"模型照抄了提示词或者示例：“{leaked[:16]}”") if leaked else reply


def strip_thought(raw: str) -> str:
    """*raw* without what a model thought aloud; empty when it never stopped thinking."""
    text = _CLOSE_THINK.sub("", _THINK.sub("", raw)) if "</think" in raw.lower() else _OPEN_THINK.split(raw)[0]
    return text.strip()


def _foreign(text: str) -> bool:
    """Whether most letters are no Chinese characters."""
    chinese = len(re.findall(r"[\u4e00-\u9fff]", text))
    others = len(re.findall(r"[A-Za-z\u0400-\u04ff\u3040-\u30ff\uac00-\ud7af]", text))
    return others > chinese


def echo(text: str, source: str, prompt: str, least: int = 10, new: int = 5) -> str:
    """The place from which *text* repeats *prompt*: *least* characters on end, of whose pairs *new* are not *source*'s.

    A turn of phrase that the example taught (本案…裁定书载明) is no echo: nearly all of it is the source's own.
    """
    body, told, given = (re.sub(r"\s", "", t) for t in (text, prompt, source))
    for i in range(len(body) - least + 1):
        piece = body[i : i + least]
        if piece in told and sum(piece[n : n + 2] not in given for n in range(least - 1)) >= new:
            return body[i:]
    return ""


def _paragraph(raw: str) -> Reply:
    text = strip_thought(raw)
    if not text:
        return Reply("", "模型没有输出" if not raw.strip() else "模型只输出了思考过程")
    fenced = _FENCE.search(text)
    if fenced:
        text = fenced.group(1).strip() or _FENCE.sub("", text).strip()
    if text[:1] in '{["':
        text = _from_json(text)
        if not text:
            return Reply("", "模型输出了不完整的 JSON")
    if _REFUSAL.search(text[:60]):
        return Reply("", "模型拒绝改写")
    text = _DATA.sub("", text)
    text = _LEAD.sub("", _MARKS.sub("", text).strip()).strip()
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > 1:
        lines = _without_notes(lines)
    text = _ORDINAL.sub("", "".join(lines))
    if _loops(text):
        return Reply("", "模型陷入重复")
    return Reply(text) if text else Reply("", "模型没有输出")


def _from_json(text: str) -> str:
    try:
        value = json.loads(text)
    except json.JSONDecodeError:
        return ""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = next((v for v in value.values() if isinstance(v, str)), "")
    return value.strip() if isinstance(value, str) else ""


def _without_notes(lines: list[str]) -> list[str]:
    """Without a closing remark such as 注：… or 说明：…"""
    return [line for line in lines if not re.match(r"^(?:注|说明|备注|解释|以上|修改说明)[：:]?", line)] or lines


def _loops(text: str) -> bool:
    sentences = [s.strip() for s in _SENTENCE.findall(text)]
    if len(sentences) - len(set(sentences)) >= 2:
        return True
    return re.search(r"(.{2,40}?)\1{4,}", text) is not None
