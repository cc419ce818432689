"""The parts of a 检察建议书 in the order of the form: source, facts, opinion, requests, reply, closing.

After the usual build (来源、现查明、本院认为、监督依据、建议、回复、落款). Real papers leave parts out or fuse them:
each part is found by the words that open it and may be empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.document import Span

_FACTS = re.compile(
    r"(?:(?<!实)现|经|本院|审查|依法|调卷|调阅)[^。；、\n]{0,14}?查明|(?:^|(?<=[\n。 \u3000]))查明[，：:]"
    r"|经(?:本院)?(?:审查|调卷|阅卷|调查)[，,：:]|经查[，,：:]|发现(?:以下|下列|存在)"
)
_OPINION = re.compile(r"本院(?:经审查)?认为|经审查认为|我院认为|审查认为|检察机关认为")
_SUGGEST = re.compile(
    r"(?:特?(?:此)?(?:向你院|向贵院|向该院)?(?:提出|发出|制发)(?:如下|以下)?(?:检察)?建议[^。；\n]{0,14}?[：:，,\n]|(?:现|特|故|为此，?|据此，?)?(?:提出)?"
    r"建议(?:你|贵|该|你们|[一-龥]{2,16}(?:人民)?法)院|(?:检察)?建议如下|(?:现|特)?建议[：:]"
    r"|(?<=[\n。])[ \u3000]*(?:现|特|故|为此，?|据此，?)?请(?:你|贵|该)院"
    r"(?![^。；]{0,24}(?:回复|答复|函复|复函|书面|反馈|个月|收到))"
    # 根据…的规定，建议恢复执行…: the court need not be named.
    r"|(?:(?<=规定，)|(?<=条，))(?:现|特)?建议(?!书|[^。；，]{0,12}(?:提出|指出))(?=[一-龥]{2})"
    r"|\n[ \u3000]*(?:[一二三四五六七八九十壹贰叁肆伍]、|[（(][一二三四五六七八][）)]|【)?(?:检察|监督)?(?:建议|意见)"
    r"(?:部分|内容|事项)?(?:】|[：:。]|(?=\n)))"
)
_REPLY = re.compile(
    r"(?:\n[ \u3000]*(?:[一二三四五六七八九十]、|[（(][一二三四五六七八九十][）)]|第[一二三四五六七八九十]部分)"
    r"[ \u3000]*(?:其他|回复|答复|期限|异议)[^。；，\n]{0,10}\n"
    r"|(?:回复|答复|反馈|异议)(?:的)?(?:期限|时限)(?:为|是|：)|限(?:你院|贵院)?[^。；\n]{0,4}(?:个月|日)(?:以|之)?内"
    r"|请(?:你院|贵院|该院)?[^。；\n]{0,20}(?:收到|接到|之日起|个月内|书面)|(?:处理|整改|办理|落实)(?:结果|情况)[^。；\n]{0,6}请|(?:你院|贵院)?(?:应(?:当)?)?(?:在|于|自)"
    r"?收到[^。；\n]{0,20}(?:个月|日)(?:之)?内|对(?:本|上述)(?:检察)?建议(?:书)?(?:有|如有)异议|如有异议)"
)
_SUBJECT = re.compile(
    r"(?<=[。\n])[ \u3000]*(?:对?(?:本|以上|上述)(?:检察)?(?:建议|意见)?书?(?:的)?|你院|贵院)[ \u3000]*$"
)
#: 某某人民法院： on its own line near the top.
_ADDRESSEE = re.compile(r"(?:^|\n)[ \u3000]*[一-龥]{2,30}法院[ \u3000]*[：:]")
_HEAD = 300
#: The source of a paper, before its facts, takes at most so many characters.
_LATE = 120
#: The first of numbered points, at the head of a line.
_POINT = re.compile(r"\n[ \u3000]*(?:第?[一二三1][、.．，：:]|[（(][一二三1][）)]|其一|(?:差错|问题)一)")
#: 此致, enclosures, the seal, or a date alone on its line; 2021年3月15日，你院… opens a paragraph of facts.
_CLOSE = re.compile(
    r"\n[ \u3000]*此[ \u3000]*致|\n[ \u3000]*附[件：:1１]"
    r"|\n[ \u3000]*(?:[（(]院|(?:二[〇○零０]|20\d\d[ \u3000]*年)[^，。；、：\n]{0,20}(?=\n|$))"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """Clean spans; an absent part is empty. ``told`` is everything that tells of defects: facts and opinion."""

    facts: Span
    opinion: Span
    requests: Span
    closing: Span

    @property
    def told(self) -> Span:
        """From the first word of the facts to where the requests begin."""
        return Span(self.facts.start, self.requests.start)


def cut(clean: str) -> Parts:
    """Cut the text of a 检察建议书 into its parts; pure and linear."""
    closing = _close(clean)
    requests = _requests(clean, closing)
    opinion = _OPINION.search(clean, 0, requests.start)
    facts = _FACTS.search(clean, 0, opinion.start() if opinion else requests.start)
    body = _body(clean)
    # 查明 deep in a paper that opens without it is a word of the law told (裁定书应写明查明的情况), and behind the
    # first numbered point it tells only of that point.
    late = (
        facts
        and facts.start() - body > _LATE
        and ((facts.start() - body) * 2 > requests.start - body or _POINT.search(clean, body, facts.start()))
    )
    start = facts.start() if facts and not late else body
    middle = opinion.start() if opinion else requests.start
    return Parts(Span(start, max(start, middle)), Span(middle, requests.start), requests, Span(closing, len(clean)))


def _body(clean: str) -> int:
    """Behind the addressee, or else the first line of more than forty characters."""
    addressee = _ADDRESSEE.search(clean, 0, _HEAD)
    if addressee:
        return addressee.end()
    at = 0
    for line in clean.split("\n"):
        if len(line.strip()) > 40:
            return at
        at += len(line) + 1
    return 0


def _close(clean: str) -> int:
    found = _CLOSE.search(clean, len(clean) // 3)
    return found.start() if found else len(clean)


def _requests(clean: str, closing: int) -> Span:
    """From behind the last opening of requests that something follows, to where the answer is asked for."""
    opened = [
        m for m in _SUGGEST.finditer(clean, 0, closing) if clean[m.start() - 2 : m.start()] not in ("检察", "本检")
    ]
    if not opened:
        return Span(closing, closing)
    first = _first_of_run(opened, clean)
    start = first.end()
    reply = next((m for m in _REPLY.finditer(clean, start, closing) if _asks_for_reply(clean, m)), None)
    stop = reply.start() if reply else closing
    # 本建议书自收到之日起…: what asks for the answer begins with its subject.
    subject = _SUBJECT.search(clean, start, stop)
    stop = subject.start() if reply and subject else stop
    return Span(min(start, stop), stop)


def _first_of_run(opened: list[re.Match[str]], clean: str) -> re.Match[str]:
    """The opening behind which the requests stand: the last one with no full stop of another part behind it."""
    chosen = opened[-1]
    for earlier in reversed(opened[:-1]):
        between = clean[earlier.end() : chosen.start()]
        # Items between two openings (1.建议你院…；2.建议你院…) belong together; a basis between them parts them.
        if re.search(r"本院认为|根据《|依照《|依据《|综上|违反|查明", between):
            break
        if len(between) > 400:
            break
        chosen = earlier
    # 特提出检察建议，建议你院：the second opening is the better cut.
    for later in opened:
        if chosen.end() <= later.start() <= chosen.end() + 2:
            chosen = later
    return chosen


def _asks_for_reply(clean: str, m: re.Match[str]) -> bool:
    stop = clean.find("。", m.end())
    words = clean[m.start() : stop if stop >= 0 else m.end() + 80]
    return re.search(r"回复|答复|反馈|函复|复函|函告|异议|告知|报送", words) is not None
