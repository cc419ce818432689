"""Which field of a JSON object is the judgment's body: by known names first, then by its Chinese characters."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from nlp.readers.source import Refused

_CHINESE = re.compile("[\u4e00-\u9fff]")
_SIGNS = re.compile(r"[\s_\-.]")
#: Fewer Chinese characters than this are a title or a remark.
_LONG = 50
#: A notice or a decision may be shorter; what is withheld (不公开理由) has none of these.
SHORT_PAPER = re.compile("一案|如下|特此|此致")
_RECORD_LIMIT = 100_000


@dataclass(frozen=True, slots=True)
class Record:
    """One judgment: its body and its other fields as they were called; ``left`` names long ones that were not taken."""

    body: str
    fields: dict[str, str] = field(default_factory=dict)
    left: tuple[str, ...] = ()


@cache
def _names() -> dict[str, tuple[str, ...]]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (files("nlp.readers") / "records.yaml").read_text("utf-8")
    return {key: tuple(str(name) for name in names) for key, names in yaml.load(text, loader).items()}


def find_records(value: Any, depth: int = 30) -> list[Record]:
    """The records of a JSON value: an object, a list of objects, texts, however deep they are wrapped.

    An object without a body of its own that names a case (不公开) is a record with an empty body.

    Raises:
        Refused: wrapped deeper than *depth*.
    """
    if depth <= 0:
        raise Refused("JSON 嵌套过深，已停止读取", "请确认文件来源，或者把正文另存为 txt。")
    value = _unpacked(value)
    if isinstance(value, str):
        return [Record(value)] if _is_body(value) else []
    if isinstance(value, list):
        whole = _string(value)
        if whole and not any(_weight(item) >= _LONG and "\n" in item for item in value):
            return [Record(whole)] if _is_body(whole) else []
        return [record for item in value[:_RECORD_LIMIT] for record in find_records(item, depth - 1)]
    return _of_object(value, depth) if isinstance(value, dict) else []


def _of_object(value: dict[Any, Any], depth: int) -> list[Record]:
    own = _record(value)
    if own.body:
        return [own]
    below = [record for item in value.values() if _wraps(item) for record in find_records(item, depth - 1)]
    if len(below) == 1:
        return [Record(below[0].body, own.fields | below[0].fields, below[0].left)]
    if below:
        return below
    named = any(_SIGNS.sub("", name).lower() in (*_names()["number"], *_names()["title"]) for name in own.fields)
    return [own] if named else []


def _record(value: dict[Any, Any]) -> Record:
    """The fields of one object; its body is empty where it has none of its own."""
    texts = {str(key): _string(item) for key, item in value.items() if not _packed(item)}
    texts = {key: text for key, text in texts.items() if text.strip()}
    plain = {_SIGNS.sub("", key).lower(): key for key in texts}
    names = _names()
    long = [key for key, text in texts.items() if _is_body(text)]
    body = next((plain[name] for name in names["body"] if name in plain and plain[name] in long), None)
    if body is None:
        parts = [plain[name] for name in names["sections"] if name in plain]
        if len(parts) > 1 and sum(_weight(texts[part]) for part in parts) >= _LONG:
            rest = {key: text for key, text in texts.items() if key not in parts}
            return Record("\n".join(texts[part].strip("\n") for part in parts), rest)
        body = max(long, key=lambda key: _weight(texts[key]), default=None)
    others = {key: text for key, text in texts.items() if key != body}
    left = tuple(key for key in long if key != body)
    return Record(texts[body] if body is not None else "", others, left)


def _is_body(text: str) -> bool:
    return _weight(text) >= _LONG or SHORT_PAPER.search(text[:20_000]) is not None


def _weight(text: str) -> int:
    return len(_CHINESE.findall(text[:20_000]))


def _wraps(item: Any) -> bool:
    return isinstance(item, dict | list) or _packed(item)


def _packed(item: Any) -> bool:
    return isinstance(item, str) and isinstance(_unpacked(item), dict | list)


def _string(value: Any) -> str:
    """A field as text: a list of paragraphs is joined by line ends; objects, numbers and truth values are no text."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "\n".join(value)
    return ""


def _unpacked(value: Any) -> Any:
    """*value*, or what it says where it is JSON written into a string."""
    if isinstance(value, str) and value[:1] in ("{", "[") and value.strip()[-1:] in ("}", "]"):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value
