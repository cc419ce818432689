"""Which field of a JSON object is the judgment's body, which its number: by known names first, then by length."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from nlp.readers.source import Refused

_CHINESE = re.compile("[\u4e00-\u9fff]")
_SIGNS = re.compile(r"[\s_\-.]")
_LONG = 50
_FIELD_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Record:
    """One judgment's fields; ``left`` names the long Chinese fields that were not taken."""

    body: str
    fields: dict[str, str] = field(default_factory=dict)
    left: tuple[str, ...] = ()


@cache
def _names() -> dict[str, tuple[str, ...]]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = Path(__file__).with_name("records.yaml").read_text(encoding="utf-8")
    return {key: tuple(str(name) for name in names) for key, names in yaml.load(text, Loader=loader).items()}


def find_records(value: Any, depth: int) -> list[Record]:
    """The records of a JSON value: an object, a list of objects, however deep they are wrapped.

    Raises:
        Refused: wrapped deeper than *depth*.
    """
    if depth <= 0:
        raise Refused("JSON 嵌套过深，已停止读取", "请确认文件来源。")
    value = _unpacked(value)
    if isinstance(value, list):
        text = _string(value)
        if text:
            return [Record(text)] if _is_long(text) else []
        return [record for item in value for record in find_records(item, depth - 1)]
    if not isinstance(value, dict):
        return []
    own = _record(value)
    if own.body:
        return [own]
    below = [record for item in value.values() if _wraps(item) for record in find_records(item, depth - 1)]
    if len(below) == 1:
        return [replace(below[0], fields={**own.fields, **below[0].fields})]
    return below or ([own] if "number" in own.fields or "title" in own.fields else [])


def _wraps(item: Any) -> bool:
    return isinstance(item, (dict, list)) or isinstance(_unpacked(item), (dict, list))


def _record(value: dict[Any, Any]) -> Record:
    """The fields of one object; its body is empty where it has none of its own."""
    flat = {_plain(key): (str(key), "" if _packed(item) else _string(item)) for key, item in value.items()}
    names = _names()
    fields = {kind: text[:_FIELD_LIMIT] for kind in names if kind != "body" and (text := _first(flat, names[kind]))}
    known = [flat[name] for name in names["body"] if name in flat and flat[name][1].strip()]
    long = [item for item in flat.values() if _is_long(item[1])]
    # A known name beats length, but a summary under a known name does not beat the text itself.
    body = next((item for item in known if _is_long(item[1])), None) or max(
        long,
        key=lambda item: len(item[1]),
        default=known[0] if known and not any(map(_wraps, value.values())) else ("", ""),
    )
    return Record(body[1], fields, tuple(key for key, _ in long if key != body[0]))


def _is_long(text: str) -> bool:
    return len(text) >= _LONG and len(_CHINESE.findall(text)) >= _LONG


def _packed(item: Any) -> bool:
    return isinstance(item, str) and isinstance(_unpacked(item), (dict, list))


def _first(flat: dict[str, tuple[str, str]], names: tuple[str, ...]) -> str:
    for name in names:
        if name in flat and (text := " ".join(flat[name][1].split())):
            return text
    return ""


def _plain(key: Any) -> str:
    return _SIGNS.sub("", str(key)).lower()


def _string(value: Any) -> str:
    """A field as text: a list of paragraphs is joined by line ends; objects and truth values are no text."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "\n".join(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return ""


def _unpacked(value: Any) -> Any:
    """*value*, or what it says where it is JSON written into a string."""
    if isinstance(value, str) and value[:1] in "{[" and value.strip()[-1:] in ("}", "]"):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
