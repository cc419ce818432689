"""Decide the type of a document from its heading, its operative part and its build.

The file's name is a weak hint, used only where the text itself has no heading; the reason says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from nlp.classify.headings import CELL, LINE, MAX_TITLE, Heads, heading_lines, variants
from nlp.classify.model import DocumentType
from nlp.classify.ruling import judge_ruling
from nlp.document import Span
from nlp.entities.text import squeeze
from nlp.sections.model import Sections
from nlp.sections.vocabulary import alternation, load_yaml

_WORDS = load_yaml("nlp.classify", "types.yaml")


@dataclass(frozen=True, slots=True)
class _Title:
    type: str
    reason: str
    match: re.Pattern[str]
    unless: re.Pattern[str] | None
    needs: str


def _title(row: dict[str, Any]) -> _Title:
    unless = re.compile(row["unless"]) if "unless" in row else None
    return _Title(row["type"], row["reason"], re.compile(row["match"]), unless, row.get("needs", ""))


_TITLES = tuple(_title(row) for row in _WORDS["titles"])
_TABLES: list[dict[str, Any]] = _WORDS["tables"]
_RULING = re.compile("(?:[裁栽截]定书|^[裁栽截]定)(?:[（(].{1,16}[)）])?$|^[^：:，]*(?:执行|民事|行政|刑事)[裁栽截]定")
#: A heading fused with the text behind it, all line ends lost.
_FUSED_RULING = re.compile(r"^[^：:，。]{4,40}法院(?:执行|民事|行政|刑事)?[裁栽截]定书[（(〔]\d{4}")
_NOT_RULING = re.compile("申请书|模板|笔录|回证|送达证明|纪要|建议书|委托书|心得|目录|审批表|登记(?:表|簿)|台账|日志")
_PRINTOUT = re.compile("(?:管理|办案|查控|信息)(?:信息)?(?:管理)?系统|系统(?:操作)?(?:记录|截图|打印)|操作记录")
_TEMPLATE = re.compile(alternation(_WORDS["templates"]))
_BLANK = re.compile(
    r"20[×X*xＸ]{2}年|[（(]20[×X*xＸ_＿]{2}[)）]|[×X*Ｘ＿_]{2,4}年[×X*Ｘ＿_]{1,2}月|"
    r"执[×X*Ｘ]{2,}号|[（(][ \u3000×X*Ｘ_＿]{2,}[)）][^，。\n]{0,8}执[^，。\n]{0,6}号|"
    r"[（(][ \u3000]*[)）][ \u3000]*[一-龥]?[ \u3000_＿]*执[ \u3000_＿]*号|"
    r"[_＿]{3,}(?:中级|高级)?人民法院|执行人[：:][_＿]{3,}"
)
_STUB = re.compile(alternation(_WORDS["stubs"]))
_NORM = re.compile(alternation(_WORDS["norms"]))
_ARTICLE_LINE = re.compile(r"(?:^|\n)[ \u3000]*第[一二三四五六七八九十百零〇0-9]+条[ \u3000]*[^\n]")
_NUMBER_ONLY = re.compile(r"^[（(〔][12]\d{3}")
_PARTIES = re.compile("被?申请执行人|被执行人")
_PROCURATORATE = re.compile("人民检察院")
_ORDERS = re.compile("责令|限你|限期履行|立即履行|继续履行")
_PAPER = re.compile("检察建议书?$|检察院$|(?:复函|回复|答复|回函)$")
#: Who writes: 人民检察院, 铁路运输检察院, or only the paper's number (津武检民执监〔2025〕5号).
_OF_PROCURATORATE = re.compile(
    r"人民检察院|(?:铁路|军事|林区|矿区)[一-龥]{0,4}检察院|检[民执监行违]{1,4}监?[〔（(\[]\s*\d{4}"
)
_SUGGESTION = re.compile("检察建议|检民执监|检执监|检民监|检民违监|检察意见")
_EXTENSION = re.compile(r"\.(?:txt|docx?|pdf|html?|csv|xlsx?|wps|json|png|jpe?g|tiff?)$", re.I)
_SERIAL = re.compile(r"^[0-9０-９]+[-_.、 ]*")


def classify(clean: str, sections: Sections, name: str = "") -> DocumentType:
    """The type of the document *clean* (one of the contract's), why, and where that is to be seen.

    *name* is the file's name. Pure; a document that fits nothing is ``other`` with a reason.
    """
    if not clean.strip():
        return DocumentType("other", "文件没有可读的文字")
    heads = heading_lines(clean, sections) or [("", Span(0, 0))]
    for check in (_stub, _template, _norm_text):
        if found := check(clean, sections, heads):
            return found
    titled: DocumentType | None = None
    if reply := _untitled_reply(clean, heads):
        return reply
    named_ruling = _is_ruling(heads)
    strays = not named_ruling and _strays(clean, sections)
    if not named_ruling:
        titled = _by_title(clean, heads)
        if titled and (titled.type != "other" or not strays):
            return titled
    if named_ruling or strays:
        ruling = judge_ruling(clean, sections)
        if ruling and (named_ruling or ruling.type == "termination_ruling" or sections.first("basis")):
            return ruling
    if named_ruling:
        # A receipt begins with what was served (…号 执行裁定书): without an operative part the file's name tells more.
        if (named := _by_name(name)) and not named.type.endswith("ruling"):
            return named
        return DocumentType("other_ruling", "标题为裁定书，但未见主文，不能认定为终结本次执行程序裁定", heads[0][1])
    return (
        titled
        or _by_table(clean)
        or _by_name(name)
        or DocumentType("other", "没有可辨认的标题、主文或表头，不属于任何专门类型")
    )


_TO_PROCURATORATE = re.compile(r"(?:^|\n|(?<=[函复书见况]))[ \u3000]*[一-龥]{0,30}检察院[一-龥]{0,12}[ \u3000]*[：:]")


#: How a letter says that it answers a suggestion.
_RECEIVED = re.compile(
    r"建议书?[^。\n]{0,24}?(?:收悉|收到|收阅|敬悉)|(?:收悉|收到)[^。\n]{0,30}检察建议"
    r"|检察建议[^。\n]{0,40}(?:说明|回复|答复|函复|报告|反馈)(?:如下|于下)"
)
_SIGNED_BY_COURT = re.compile(
    r"\n[ \u3000]*[一-龥]{2,30}法院(?:执行[一-龥]{0,4}|办公室)?[ \u3000]*"
    r"(?:[（(][^）)\n]{0,8}[）)])?[ \u3000]*(?=\n|$|[〇零○0-9一二三四五六七八九十])"
)


def _untitled_reply(clean: str, heads: Heads) -> DocumentType | None:
    """A court's letter to a procuratorate about its suggestion, whatever its title; a ruling may be enclosed.

    The court names itself in the heading, before the procuratorate that it addresses, or under a letter that says it
    received the suggestion.
    """
    start = clean[:700]
    addressed = _TO_PROCURATORATE.search(start) if _SUGGESTION.search(start) else None
    if addressed is None or "法院" not in clean[: addressed.start()]:
        received = addressed or _RECEIVED.search(clean[:300])
        if received is None:
            return None
        signed = list(_SIGNED_BY_COURT.finditer(clean))
        if not signed or "检察院" in clean[signed[-1].end() :]:
            return None
        addressed = received
    return DocumentType("court_reply", "法院致人民检察院、就检察建议作出的答复", Span(*addressed.span()))


def _is_ruling(heads: Heads) -> bool:
    if any(_NOT_RULING.search(plain[:60]) for plain, _ in heads[:3]):
        return False
    lines = (text for plain, _ in heads[:8] if "：" not in plain for text in variants(plain) if len(text) <= 60)
    return any(map(_RULING.search, lines)) or _FUSED_RULING.match(heads[0][0][:80]) is not None


def _strays(clean: str, sections: Sections) -> bool:
    """A ruling without its title: an operative part, and either parties, a signature or 本裁定."""
    operative = sections.first("operative")
    if operative is None:
        return False
    if operative.title is not None and "定如" not in clean[operative.title.start : operative.title.end]:
        return False
    if operative.title is not None and clean[operative.title.start - 1 : operative.title.start] in ("“", "「", '"'):
        return False  # quoted in another text
    signed = sections.first("signature") is not None or sections.first("effect") is not None
    told = sections.first("parties") is not None or (sections.first("narrative") is not None and "一案" in clean)
    return signed or (operative.title is not None and told)


def _stub(clean: str, sections: Sections, heads: Heads) -> DocumentType | None:
    # A paper of supervision may speak of a ruling that was not published; it has a text of its own.
    if any(_PAPER.search(plain) for plain, _ in heads[:4]):
        return None
    if len(clean) < 1200 and sections.first("operative") is None and (found := _STUB.search(clean)):
        return DocumentType("other", "仅有不公开说明，没有文书正文", Span(*found.span()))
    return None


def _template(clean: str, sections: Sections, heads: Heads) -> DocumentType | None:
    named = next((span for plain, span in heads[:3] if _TEMPLATE.search(plain)), None)
    blanks = (
        list(_BLANK.finditer(clean))
        if "×" in clean or "X" in clean or "_" in clean or "＿" in clean or "*" in clean or "Ｘ" in clean
        else []
    )
    if named and (blanks or not _PARTIES.search(clean) or sections.first("signature") is None):
        return DocumentType("other", "标题表明是模板或格式文书，不是已作出的文书", named)
    if len(blanks) >= 2:
        return DocumentType("other", "案号、日期等处为空白待填，是空白模板，不是已作出的文书", Span(*blanks[0].span()))
    return None


def _norm_text(clean: str, sections: Sections, heads: Heads) -> DocumentType | None:
    ruling = sections.ruling
    if sections.first("operative") or not heads or not any(_NORM.search(plain) for plain, _ in heads[:4]):
        return None
    articles = _ARTICLE_LINE.findall(clean, 0, ruling.end)
    return DocumentType("other", "逐条列出条文，是法律、司法解释文本", heads[0][1]) if len(articles) >= 3 else None


def _by_title(clean: str, heads: Heads) -> DocumentType | None:
    """The first heading line that names a type; titles of papers between court and procuratorate need both parties."""
    # What a system prints out lists orders by their names, line by line: none of them is its title.
    printed = bool(heads) and _PRINTOUT.search(heads[0][0]) is not None
    for plain, span in heads[: 1 if printed else 8]:
        for text in variants(plain):
            if len(text) > MAX_TITLE or text.endswith(("。", "；", "，", "：", ":")) or _NUMBER_ONLY.match(text):
                continue
            for title in _TITLES:
                if (
                    title.match.search(text)
                    and not (title.unless and title.unless.search(text))
                    and _has(title.needs, clean, heads)
                ):
                    return DocumentType(title.type, title.reason.replace("{title}", f"「{text}」"), span)
    return None


def _has(needs: str, clean: str, heads: Heads) -> bool:
    top = "".join(plain for plain, _ in heads[:4])
    if needs == "procuratorate":
        return (
            _OF_PROCURATORATE.search(top) is not None
            or re.search(
                r"检察院(?:[（(].{1,6}[)）]|[一-龥]{1,8}部)?\s+[〇零○ＯO0-9一二三四五六七八九十年月日\s]{6,}",
                clean[-400:],
            )
            is not None
        )
    if needs == "orders":
        return _ORDERS.search(clean) is not None
    if needs == "reply":
        start = clean[:700]
        return (
            _PROCURATORATE.search(start) is not None
            and _SUGGESTION.search(start) is not None
            and "检察院" not in heads[0][0].partition("关于")[0]
        )
    return True


def _by_table(clean: str) -> DocumentType | None:
    """A table without a title, by its first row of column names."""
    first = LINE.search(clean)
    if first is None:
        return None
    cells = [squeeze(cell) for cell in CELL.split(first.group().strip())]
    if len(cells) < 2 or max(map(len, cells)) > 14:
        return None
    for table in _TABLES:
        if any(word in cell for cell in cells for word in table["any"]):
            return DocumentType(table["type"], table["reason"], Span(first.start(), first.end()))
    return None


def _by_name(name: str) -> DocumentType | None:
    plain = _SERIAL.sub("", _EXTENSION.sub("", squeeze(name.rpartition("/")[2])))
    if not plain:
        return None
    for text in variants(plain):
        for title in _TITLES:
            if (
                not title.needs
                and title.type != "other"
                and title.match.search(text)
                and not (title.unless and title.unless.search(text))
            ):
                return DocumentType(title.type, f"正文没有标题，仅依文件名「{plain}」判断")
    return None
