"""What parties asked for (续封、恢复、追加、线索、解除、信用修复、监督申请) and what the court answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nlp.document import Span
from nlp.files.days import Days
from nlp.files.model import Answer, Application, Ground

#: kind → words of a title (first lines) that make a paper an application of that kind.
TITLES = {
    "supervision": re.compile(r"监督申请|申请(?:检察|执行)?监督"),
    "renewal": re.compile(
        r"(?:续(?:行)?(?:查封|冻结|扣押|封)|继续查封)[^\n]{0,4}申请|申请[^\n]{0,6}续(?:行)?(?:查封|冻结|封)"
    ),
    "resume": re.compile(r"恢复(?:强制)?执行[^\n]{0,2}申请|申请恢复(?:强制)?执行"),
    "add_party": re.compile(r"(?:变更|追加)[^\n]{0,10}被?执行人?[^\n]{0,2}申请|申请(?:变更|追加)"),
    "clue": re.compile(r"财产线索|线索(?:提供|清单|材料)"),
    "release": re.compile(r"解除(?:查封|冻结|扣押)[^\n]{0,4}申请|解封申请"),
    "credit": re.compile(r"信用修复[^\n]{0,4}申请|(?:删除|屏蔽|撤销)失信[^\n]{0,8}申请"),
    "measure": re.compile(r"(?:悬赏|审计|搜查)[^\n]{0,4}申请"),
    "share": re.compile(r"参与分配[^\n]{0,2}申请"),
}
#: The answer's own title; the line end before it may be lost behind a date.
_ANSWER_TITLE = re.compile(
    r"(?:\n|日)[ 　]*(?P<title>[\u4e00-\u9fff]{0,12}(?:告知书|答复(?:意见)?|回复|通知书|决定书))"
    r"[ 　]*\n"
)
_RECEIVED = re.compile(r"收(?:文|件|到|讫)|【收|(?:诉讼服务中心|执行局|立案庭|法院)[^\n]{0,20}(?:日)?收(?=[）)\n。]|$)")
_URGENT = re.compile(r"转移|变卖|卖掉|拆迁|搬走|运走|紧急|马上")
_ANSWERED = {
    "granted": re.compile(
        r"(?:准许|同意|予以|决定)[^，。\n]{0,12}(?:恢复|续行|追加|解除|删除|屏蔽|撤销)|(?:已|依法)(?:恢复|续行)|追加[^，。\n]{2,30}为(?:本案)?被执行人"
    ),
    "refused": re.compile(r"驳回|不予(?:恢复|追加|支持|准许|解除)|暂不符合|不符合[^，。\n]{0,10}条件|不予受理"),
    "checked": re.compile(r"(?:核查|核实|查明|经查)"),
}
_GROUND = re.compile(
    r"(?:^|\n)[ 　]*(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）]?[、.．，]"
    r"|第[一二三四五六七八九十][，、])[ 　]*([^\n]{8,400})"
)
_HEADING = re.compile("申请(?:监督)?(?:的)?(?:事实|理由)|事实(?:与|和)理由|监督理由")


def read_request(text: str, days: Days, title_lines: str) -> tuple[list[Application], list[Answer], list[Ground]]:
    """The application that a paper is, the court's answer that it holds, the grounds of a supervision request."""
    kind = next((k for k, p in TITLES.items() if p.search(title_lines)), "")
    applications: list[Application] = []
    answers: list[Answer] = []
    grounds: list[Ground] = []
    if kind == "supervision":
        start = _HEADING.search(text)
        grounds = [
            Ground(m[1].strip(), Span(m.start(1), m.end(1)))
            for m in _GROUND.finditer(text, start.end() if start else 0)
        ]
        return applications, answers, grounds
    cut = _answer_at(text) if kind else None
    stop = cut if cut is not None else len(text)
    if kind:
        received = _received(text, days, stop)
        written = days.last(0, stop)
        title_end = text.find("\n")
        body = Span(title_end + 1 if 0 < title_end < stop - 1 else 0, _short(text, title_end + 1, stop))
        applications.append(
            Application(
                kind, written, received, _URGENT.search(text[:stop]) is not None, body, text[body.start : body.end]
            )
        )
        if cut is not None:
            answers += _answers(text, cut, len(text), kind, days)
    else:
        about = next((k for k, p in _ABOUT.items() if p.search(text)), "")
        if about and re.search("告知书|答复|驳回|裁定", title_lines):
            answers += _answers(text, 0, len(text), about, days)
    return applications, answers, grounds


_ABOUT = {
    "resume": re.compile("恢复执行(?:的)?申请|申请恢复"),
    "add_party": re.compile(r"(?:追加|变更)[^，。\n]{0,30}为(?:本案)?被执行人|追加申请"),
    "clue": re.compile("提供的(?:财产)?线索|线索核实"),
    "release": re.compile(r"申请[^，。\n]{0,10}解除(?:查封|冻结)"),
    "credit": re.compile("信用修复"),
}


def _short(text: str, start: int, stop: int) -> int:
    at = start
    for _ in range(4):
        following = text.find("\n", at + 1, stop)
        if following < 0:
            return min(stop, start + 240)
        at = following
    return min(at, start + 240)


def _answer_at(text: str) -> int | None:
    """Where the court's answer begins in a paper that holds both."""
    for m in _ANSWER_TITLE.finditer(text):
        if "申请" not in m["title"]:
            return m.start("title")
    return None


def _received(text: str, days: Days, stop: int) -> date | None:
    for m in _RECEIVED.finditer(text, 0, stop):
        line = text.rfind("\n", 0, m.start()) + 1
        end = text.find("\n", m.end(), stop)
        found = days.within(line, end if end >= 0 else stop)
        if found:
            return found[0].date
    return None


def _answers(text: str, start: int, stop: int, kind: str, days: Days) -> Iterator[Answer]:
    for outcome, pattern in _ANSWERED.items():
        m = pattern.search(text, start, stop)
        if m:
            yield Answer(kind, _signed(text, days, start, stop), outcome, Span(m.start(), m.end()))
            return
    yield Answer(kind, _signed(text, days, start, stop), "checked", Span(start, min(stop, start + 60)))


def _signed(text: str, days: Days, start: int, stop: int) -> date | None:
    """The day of the answer: that of the court's own signature line, not of the party's receipt below it."""
    for m in re.finditer(r"[^\n]*(?:人民法院|法院)[^\n]{0,30}$", text[start:stop], re.M):
        found = days.within(start + m.start(), start + m.end())
        if found:
            return found[-1].date
    return days.last(start, stop)
