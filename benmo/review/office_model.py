"""The form of the office's rules file and the checks an office may add; imported only where such a file exists."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from benmo.cases.facts import CaseFacts
from benmo.cases.places import Place, Told
from benmo.errors import SettingsError
from benmo.law import load as load_law
from benmo.review.catalog import catalogue
from benmo.review.conclusion import Conclusion, na, not_shown, ok
from benmo.review.office import OfficeRules

Category = Literal[
    "deposit", "real_estate", "vehicle", "securities", "online_funds", "provident_fund", "insurance", "equity", "ip",
    "virtual", "receivable", "income", "movable", "other",
]  # fmt: skip
Measure = Literal[
    "execution_notice", "asset_report_order", "consumption_restriction", "dishonesty_list", "fine", "detention",
    "exit_ban", "search", "onsite", "audit", "reward", "subpoena", "seizure", "freeze", "auction", "crime_referral",
    "bankruptcy_inquiry",
]  # fmt: skip
Tag = Literal["livelihood", "enterprise", "criminal_property", "financial_creditor", "administrative"]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)


class Requires(_Form):
    """What the material must show: any one of what is listed. ``each``: for every respondent."""

    inquiries: tuple[Category, ...] = ()
    measures: tuple[Measure, ...] = ()
    documents: tuple[str, ...] = ()
    each: bool = False


class Applies(_Form):
    """To which cases the check applies; everything given must hold."""

    tags: tuple[Tag, ...] = ()
    company: bool | None = None
    dossier: bool | None = None


class OwnCheck(_Form):
    """One check of an office's own (本院自定要点)."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{2,40}$")
    name: str = Field(min_length=2)
    weight: Literal["severe", "ordinary", "minor"] = "ordinary"
    asks: str = Field(min_length=4)
    source: str = ""
    requires: Requires
    applies: Applies = Applies()
    next_step: str = Field(min_length=4)


class _Rules(_Form):
    off: dict[str, str] | list[str] = {}
    weights: dict[str, Literal["severe", "ordinary", "minor"]] = {}
    limits: dict[str, int] = {}
    own: tuple[OwnCheck, ...] = ()


_FORM = (
    "可写 off（停用的要点及理由）、weights（要点: severe/ordinary/minor）、limits（提示线）、own（自定要点）；"
    "写法见手册“本院规则”一节"
)


def parse(content: Any, source: str) -> OfficeRules:
    """The rules in already loaded YAML *content*.

    Raises:
        SettingsError: with the entry and what is allowed there, in Chinese.
    """
    source = f" {source}" if source else ""
    if not isinstance(content, dict):
        raise SettingsError(f"本院规则{source}：应为“项: 值”的形式。", _FORM)
    # YAML 1.1 reads the bare words off and on as booleans.
    content = {"off" if key is False else key: value for key, value in content.items()}
    try:
        read = _Rules.model_validate(content)
    except ValidationError as error:
        raise SettingsError(f"本院规则{source}：{_chinese(error.errors())}。", _FORM) from error
    off = read.off if isinstance(read.off, dict) else dict.fromkeys(read.off, "")
    known = {c.id for c in catalogue()}
    for name in (*off, *read.weights):
        _known(name, known, f"本院规则{source}：没有名为 {name} 的监督要点。")
    _limits(read.limits, source)
    _own(read.own, known, source)
    return OfficeRules(off, read.weights, read.limits, read.own)


def _known(name: str, known: Iterable[str], message: str) -> None:
    if name not in set(known):
        near = get_close_matches(name, sorted(known), n=2)
        raise SettingsError(message, f"是不是 {'、'.join(near)}？" if near else f"可用的有：{'、'.join(sorted(known))}")


def _limits(limits: dict[str, int], source: str) -> None:
    table = load_law().limits
    for name, value in limits.items():
        _known(name, table, f"本院规则{source}：没有名为 {name} 的期限。")
        if table[name]["statutory"]:
            raise SettingsError(
                f"本院规则{source}：{name}（{table[name]['zh']}）是法定期限，不能改。", "只有提示线可以改"
            )
        if value <= 0:
            raise SettingsError(f"本院规则{source}：{name} 应为正整数。", f"例如 {name}: {table[name]['value']}")


def _own(checks: tuple[OwnCheck, ...], known: Iterable[str], source: str) -> None:
    seen: set[str] = set(known)
    for check in checks:
        if check.id in seen:
            raise SettingsError(f"本院规则{source}：自定要点 {check.id} 与已有要点重名。", "换一个编号")
        seen.add(check.id)
        wanted = check.requires
        if not (wanted.inquiries or wanted.measures or wanted.documents):
            raise SettingsError(
                f"本院规则{source}：自定要点 {check.id} 的 requires 是空的。", "写明 inquiries、measures 或 documents"
            )


_WORDS = {
    "int_parsing": "应为整数（后面不要写别的字，说明写在 # 之后）：",
    "int_type": "应为整数：",
    "missing": "缺少",
    "extra_forbidden": "不认识的项",
    "literal_error": "值不在允许范围内：",
    "string_too_short": "太短：",
    "string_pattern_mismatch": "编号只能用小写字母、数字和下划线：",
}


def _chinese(errors: Iterable[Any]) -> str:
    told = []
    for error in errors:
        where = ".".join(str(part) for part in error["loc"] if part not in ("dict[str,str]", "list[str]"))
        told.append(f"{_WORDS.get(error['type'], '值不对：')} {where}")
    return "；".join(dict.fromkeys(told))


def decide(check: OwnCheck, facts: CaseFacts) -> Conclusion:
    """The answer of an own check: ok, not_shown or na; never a violation."""
    if reason := _not_for(check.applies, facts):
        return na(reason)
    wanted = check.requires
    told: list[Told] = [t for c in wanted.inquiries for t in facts.inquiries.get(c, ())]
    told += [t for m in wanted.measures for t in facts.done(m)]
    papers = [i for i, r in enumerate(facts.readings) if r.type.type in wanted.documents]
    if not told and not papers:
        return not_shown(f"材料未见“{check.name}”所要求的记载。")
    if wanted.each and not papers:
        left = facts.left_out(told)
        if left:
            return not_shown(f"未见对{'、'.join(left)}的相应记载。", told, left)
    places: list[Told | Place] = [*told, *(Place(i, facts.readings[i].region) for i in papers)]
    return ok(f"材料载有“{check.name}”所要求的内容。", places)


def _not_for(applies: Applies, facts: CaseFacts) -> str:
    tags = {t.value for t in facts.head.tags}
    if applies.tags and not tags & set(applies.tags):
        return "本案不属于该自定要点适用的类型。"
    if applies.company is not None and applies.company != bool(facts.companies):
        return "本案被执行人类型不适用该自定要点。"
    if applies.dossier is not None and applies.dossier != facts.dossier:
        return "本案材料范围不适用该自定要点。"
    return ""
