"""What a line of its own looks like: a heading, a party, a number, a signature. Nothing is joined across these."""

from __future__ import annotations

import re

STOPS = "。；：！？”"
LABELS = (
    "申请执行人|被执行人|申请人|被申请人|异议人|复议申请人|利害关系人|案外人|第三人|法定代表人|法定代理人|负责人|经营者"
    "|委托(?:诉讼)?代理人"
)
_STARTS = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、．](?!\d)"
    rf"|(?:{LABELS})[（：:]|(?:代理)?审[ \u3000]*判[ \u3000]*[长员]|人民陪审员|执[ \u3000]*行[ \u3000]*[长员]"
    r"|(?:代)?书[ \u3000]*记[ \u3000]*员|法官助理|本院认为|综上|二[〇零]..?年|附[：:]"
    r"|[（(]\d{4}[）)][^，。；、]{2,16}号(?:之.{1,3})?$)"
)
_SIGNED = re.compile(
    r"(?:代理|人民)?(?:审[ \u3000]*判|陪[ \u3000]*审|执[ \u3000]*行|书[ \u3000]*记)[ \u3000]*[长员]|法官助理"
)
#: What no paragraph runs on with: a party's line with its first datum, the line of one who signs, a number.
_SURE = re.compile(
    rf"(?:{LABELS})(?:（[^）]{{1,20}}）)?(?:[：:]|[^，。；：\n]{{2,30}}，[ \u3000]*(?:男|女|住|汉族|性别|统一社会))"
    rf"|(?:{_SIGNED.pattern})[ \u3000]*[\u4e00-\u9fff某·*×xX \u3000]{{2,8}}$"
    # The number of an official paper, alone on its line.
    r"|[\u4e00-\u9fff]{2,12}[〔（(\[【﹝][ \u3000]*\d{4}[ \u3000]*[〕）)\]】﹞][^，。；：\n]{1,16}号$"
)
_LABEL_ONLY = re.compile(rf"(?:{LABELS})[（：:][^，。；、]*$")
_TITLE = re.compile("[^，。；、：（]*[书令函院号录表告单况项容实由据果]$")
_DATE = re.compile("[二12].{3}年.{1,3}月.{1,3}日$")
_ENTRY = re.compile(
    r"(?:第?[\d一二三四五六七八九十]{1,2}[次笔期、.．)）]?[ \u3000]*)?"
    r"(?:(?:19|20)\d{2}[-./年]\d{1,2}|\d{1,2}(?:[-./]\d{1,2}(?!\d)|月\d{1,2}日))"
)
_FORM_LABEL = re.compile(
    r"[\u4e00-\u9fff]{0,8}(?:日期|时间|地点|案号|金额|审批|备注|结果|方式|意见|文书|电话|单位|账号|户名|摘要)[：:]"
)
_HEADING = 20  # code points; no heading that stops without punctuation is longer by rule


def opens_a_line(line: str) -> bool:
    """Whether *line* (without indentation) begins what always stands on a line of its own."""
    return _STARTS.match(line) is not None


def surely_opens(line: str) -> bool:
    """Whether *line* begins a paragraph however full the line before it is."""
    return _SURE.match(line) is not None


def starts_an_entry(line: str, ahead: str) -> bool:
    """Whether *ahead* is the next entry of a list that *line* is of: both open with a day, or it is a form's label.

    A wrapped paragraph may put one date at the beginning of a line (本院于 / 2019年3月4日); two are a register.
    """
    if _FORM_LABEL.match(ahead) is not None:
        return True
    return _ENTRY.match(ahead) is not None and _ENTRY.match(line) is not None


def stands_alone(line: str) -> bool:
    """Whether *line* is complete though no punctuation ends it: a title, a party, a number, a signature, a date."""
    return len(line) < _HEADING and any(shape.match(line) for shape in (_SIGNED, _LABEL_ONLY, _TITLE, _DATE))
