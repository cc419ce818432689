"""What a person decided about findings, read from a file or from the command line.

A decision is the only way in which a `not_shown` finding gets into a paper to a court:

* ``confirmed`` of a violation: the person agrees; of a `not_shown`: the person looked at the file and found no material
* ``confirmed_absent``: the person verified that the act was not done
* ``rejected``: the finding is wrong or not to be raised; it never enters a paper
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from benmo.drafting.data import read_yaml
from benmo.drafting.errors import WrongDecisions

Verdict = Literal["confirmed", "rejected", "confirmed_absent"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. ``seen`` names the files and systems looked at, ``pages`` the pages of the procurator's file.

    ``case`` (number of the ruling, or file name) says which of several cases it belongs to; empty = the one case.
    """

    checkpoint: str
    decision: Verdict
    by: str
    on: date
    seen: tuple[str, ...] = ()
    pages: str = ""
    note: str = ""
    case: str = ""


@cache
def checkpoint_ids() -> frozenset[str]:
    """The ids that a decision may name."""
    return frozenset(read_yaml("points.yaml"))


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Read a decisions file (YAML or JSON): a list of decisions, or ``{by, on, decisions: [...]}``.

    Raises WrongDecisions with a Chinese message that names the file and the entry.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongDecisions(
            f"无法读取决定文件 {path}", "检查路径和权限；文件须为 UTF-8 编码的 YAML 或 JSON。"
        ) from error
    return parse_decisions(_load(text, path), str(path))


def parse_decisions(content: Any, source: str = "决定") -> tuple[Decision, ...]:
    """Decisions from already loaded YAML or JSON *content*. Raises WrongDecisions."""
    common: dict[str, Any] = {}
    if isinstance(content, dict):
        content = _keys(content)
        unknown = set(content) - {"by", "on", "decisions"}
        if unknown:
            raise WrongDecisions(f"{source}：不认识的项 {'、'.join(sorted(map(str, unknown)))}。", _FORM)
        common = {key: content[key] for key in ("by", "on") if key in content}
        content = content.get("decisions")
    if not isinstance(content, list):
        raise WrongDecisions(f"{source}：应为决定的列表。", _FORM)
    return _unique((_one({**common, **_entry(e, n, source)}, n, source) for n, e in enumerate(content, 1)), source)


def confirmations(checkpoints: str, by: str, on: date, seen: Sequence[str] = ()) -> tuple[Decision, ...]:
    """The decisions of ``--confirm a,b``: each checkpoint confirmed by *by* on *on*. Raises WrongDecisions."""
    if not by.strip():
        raise WrongDecisions("--confirm 须写明确认人。", "同时给出确认人姓名，例如 --by 张三。")
    ids = [part.strip() for part in checkpoints.replace("，", ",").split(",") if part.strip()]
    if not ids:
        raise WrongDecisions("--confirm 没有给出监督要点。", "例如 --confirm interview,consumption_restriction")
    for checkpoint in ids:
        _known(checkpoint, "--confirm")
    return tuple(Decision(c, "confirmed", by.strip(), on, tuple(seen)) for c in dict.fromkeys(ids))


_FORM = (
    "每项写 checkpoint（监督要点）、decision（confirmed 确认 / rejected 不采纳 / confirmed_absent 查明未做）、"
    "by（确认人）、on（日期），可写 seen（查阅的材料）、pages（卷页）、note（备注）；多案时写 case（案号或文件名）。"
)


def _load(text: str, path: Path) -> Any:
    if path.suffix.lower() == ".json":
        try:
            return json.loads(text)
        except json.JSONDecodeError as error:
            raise WrongDecisions(f"决定文件 {path} 第 {error.lineno} 行不是有效的 JSON。", _FORM) from error
    import yaml

    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"第 {mark.line + 1} 行" if mark else ""
        raise WrongDecisions(f"决定文件 {path} {place}不是有效的 YAML。", _FORM) from error


def _entry(entry: Any, n: int, source: str) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise WrongDecisions(f"{source} 第 {n} 项不是“项: 值”的形式。", _FORM)
    return _keys(entry)


def _keys(entry: dict[Any, Any]) -> dict[str, Any]:
    """YAML 1.1 reads the bare key ``on`` as true; here it is the day of the decision."""
    return {"on" if key is True else str(key): value for key, value in entry.items()}


def _one(entry: dict[str, Any], n: int, source: str) -> Decision:
    # pydantic costs 0.1 s to import: only a command that really reads decisions pays for it.
    from pydantic import BaseModel, ConfigDict, Field, ValidationError

    class Entry(BaseModel):
        model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
        checkpoint: str
        decision: Verdict
        by: str = Field(min_length=1)
        on: date
        seen: list[str] = []
        pages: str = ""
        note: str = ""
        case: str = ""

    try:
        read = Entry.model_validate({**entry, **_as_list(entry)})
    except ValidationError as error:
        raise WrongDecisions(f"{source} 第 {n} 项：{_chinese(error.errors())}。", _FORM) from error
    _known(read.checkpoint, f"{source} 第 {n} 项")
    return Decision(
        read.checkpoint, read.decision, read.by, read.on, tuple(read.seen), read.pages, read.note, read.case
    )


def _as_list(entry: dict[str, Any]) -> dict[str, Any]:
    """``seen: 执行卷宗`` is what people write for one file; ``pages: 12`` or 第12页 for a page."""
    mended: dict[str, Any] = {}
    if isinstance(entry.get("seen"), str):
        mended["seen"] = [entry["seen"]]
    if isinstance(entry.get("pages"), int):
        mended["pages"] = str(entry["pages"])
    if isinstance(entry.get("pages"), str):
        mended["pages"] = entry["pages"].strip().removeprefix("第").removesuffix("页").strip()
    return mended


def _chinese(errors: Iterable[Any]) -> str:
    words = {
        "missing": "缺少",
        "extra_forbidden": "不认识的项",
        "literal_error": "只能是 confirmed、rejected 或 confirmed_absent：",
        "string_too_short": "不能为空：",
    }
    told = []
    for error in errors:
        field = ".".join(str(part) for part in error["loc"])
        if field == "on" and error["type"] not in ("missing", "extra_forbidden"):
            told.append("日期 on 应写作 2026-11-24 的形式")
        else:
            told.append(f"{words.get(error['type'], '值不对：')} {field}")
    return "；".join(told)


def _known(checkpoint: str, source: str) -> None:
    if checkpoint not in checkpoint_ids():
        from difflib import get_close_matches

        near = get_close_matches(checkpoint, sorted(checkpoint_ids()), n=2)
        hint = f"是不是 {'、'.join(near)}？" if near else "要点编号见 benmo review 的输出。"
        raise WrongDecisions(f"{source}：没有名为 {checkpoint} 的监督要点。", hint)


def _unique(decisions: Iterable[Decision], source: str) -> tuple[Decision, ...]:
    seen: dict[tuple[str, str], Decision] = {}
    for decision in decisions:
        key = (decision.case, decision.checkpoint)
        if key in seen:
            raise WrongDecisions(f"{source}：{decision.checkpoint} 出现两次。", "每个监督要点只写一项。")
        seen[key] = decision
    return tuple(seen.values())


def decisions_of(decisions: Iterable[Decision], review_id: str, case_no: str | None) -> tuple[Decision, ...]:
    """Those of *decisions* that belong to one case: by its id or by the number of its ruling, brackets of any kind."""
    own = {_plain(review_id), _plain(case_no or review_id), _plain((case_no or "").split("之")[0] or review_id)}
    return tuple(d for d in decisions if _plain(d.case) in own)


def require_known(decisions: Iterable[Decision], reviews: Sequence[Mapping[str, Any]]) -> None:
    """Raise WrongDecisions where one of *decisions* belongs to none of the cases *reviews*."""
    given = list(decisions)
    taken = [decisions_of(given, str(r["id"]), r["case"]["case_no"]) for r in reviews]
    lost = [d for d in given if not any(d in own for own in taken)]
    if lost:
        raise WrongDecisions(
            f"有 {len(lost)} 项决定没有写明属于哪一案，或者写的不是这些案件（{lost[0].checkpoint}）。",
            "多案起草时用 --decisions 文件，每项写 case（裁定书案号或文件名）。",
        )


def _plain(number: str) -> str:
    return "".join(number.split()).translate(str.maketrans("()[]〔〕", "（）（）（）"))
