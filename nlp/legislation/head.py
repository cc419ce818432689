"""What stands before the articles: title, number, dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from nlp.entities.dates import find_dates
from nlp.statutes.titles import look_up

_NUMBER = re.compile(
    r"((?:法释|法发|法办|法|高检发释字|高检发[研办]?字?|高检会|司发通?|公通字|国发|国办发)\s?[〔\[（(【［]\s?(?:19|20)\d\d\s?[〕\]）)】］]\s?第?\s?\d{1,4}\s?号"
    r"|(?:中华人民共和国)?(?:主席|国务院)令\s?[（(]?第?\s?[〇零一二三四五六七八九十百\d]{1,6}\s?号[)）]?)"
)
_BRACKETS = str.maketrans("[（(【［]）)】］", "〔〔〔〔〔〕〕〕〕〕")
_ENDING = re.compile(
    r"(?:法|法典|规定|解释|意见|办法|条例|规则|批复|通知|决定|纪要|细则|答复|方案|指引|规范)(?:[（(〔][^（）()]{1,12}[)）〕])?[》〉]?$"
)
_NOT_TITLE = re.compile(r"[。；！？]|^[（(].*[)）]$|^各|^目\s*录$|公告$|^现将|：$|^\d|年\d{1,2}月|^为[了规维保]")
_EFFECT = re.compile(r"自([^，。；（）()]{4,16}?)(?:之日)?起(?:正式|同时)?(?:施行|实施|执行|生效)")
_ON_PUBLICATION = re.compile(r"自(?:公布|发布|印发|下发)之日起(?:施行|实施|执行|生效)")
_ADOPTED = re.compile(r"(?:通过|公布|发布|印发|颁布)")
_AMENDED = re.compile(r"(?:第[一二三四五六七八九十]次)?(?:修正|修订|修改)")
_NAMED = re.compile(r"《([^《》]*(?:[《〈][^《》〈〉]*[》〉][^《》]*)?)》(?:（[^）]*）)?(?:已[于经由]|，?现予|经)")


@dataclass(frozen=True, slots=True)
class Head:
    """What was read; ``rest`` is the preamble: words behind the title that are neither number nor date."""

    title: str
    doc_no: str
    adopted: date | None
    amended: date | None
    effective: date | None
    rest: str


def read_head(lines: list[str]) -> Head:
    """Read the lines before the first article or heading."""
    title, used = _title(lines)
    text = "\n".join(lines)
    # A promulgation before the title speaks of the same rule; what matters is said last.
    adopted, amended = _days(text)
    return Head(title, _number(lines), adopted, amended, effective_day(text, adopted), _rest(lines, used))


def effective_day(text: str, published: date | None) -> date | None:
    """The day from which *text* says that it applies: the last one named, or the day of publication."""
    for found in reversed(list(_EFFECT.finditer(text))):
        days = [d.date for d in find_dates(found.group(1)) if d.date and d.precision == "day"]
        if days:
            return days[-1]
    return published if published and _ON_PUBLICATION.search(text) else None


def _days(text: str) -> tuple[date | None, date | None]:
    adopted: date | None = None
    amended: date | None = None
    for day in find_dates(text):
        if day.date is None or day.precision != "day":
            continue
        behind = text[day.span.end : day.span.end + 90]
        behind = re.split(r"(?:19|20)\d\d年|[。；\n]", behind)[0]
        if _AMENDED.search(behind):
            amended = max(amended, day.date) if amended else day.date
        elif adopted is None and (_ADOPTED.search(behind) or not behind.strip("）) ")):
            adopted = day.date
    return adopted, amended


def _number(lines: list[str]) -> str:
    found = ""
    for line in lines:
        for match in _NUMBER.finditer(line):
            number = "".join(match.group(1).split()).translate(_BRACKETS).replace("〕第", "〕")
            if match.group().strip() == line.strip("（）()[]〔〕 ") and look_up(number):
                return number
            found = number
    return found


def _title(lines: list[str]) -> tuple[str, set[int]]:
    """The title and the numbers of its lines: of several (a notice that publishes a rule) the last."""
    best: tuple[str, set[int]] = ("", set())
    i = 0
    while i < len(lines):
        title, until = _title_from(lines, i)
        if title:
            # The notice that publishes a rule is no title of the rule; where nothing else is there, it is.
            publishes = re.search(r"(?:通知|公告|令)$", title)
            if not best[0] or not publishes:
                best = (title, set(range(i, until)))
            i = until
        else:
            i += 1
    if not best[0] or re.search(r"(?:通知|公告)$", best[0]):
        named = _NAMED.search("".join(lines))
        if named:
            return named.group(1), best[1]
    return best


def _title_from(lines: list[str], at: int) -> tuple[str, int]:
    """A title that begins in line *at*, of up to four lines."""
    joined = ""
    for end in range(at, min(at + 4, len(lines))):
        line = lines[end]
        if _NOT_TITLE.search(line) or _NUMBER.fullmatch(line.strip("（）() ")) or len(joined) + len(line) > 120:
            break
        joined += "".join(line.split()) if _spaced(line) else line
        if look_up(joined) or (_ENDING.search(joined) and len(joined) >= 4 and not _goes_on(lines, end)):
            return joined.strip("《》"), end + 1
    return "", at


def _spaced(line: str) -> bool:
    """中 华 人 民 共 和 国: letters set apart."""
    return "  " in line or re.fullmatch(r"(?:\S\s)+\S", line) is not None or "\u3000" in line


def _goes_on(lines: list[str], end: int) -> bool:
    """Whether the next line still belongs to the title (…适用〈民事诉讼法〉 / 的解释; … / （试行）)."""
    following = lines[end + 1] if end + 1 < len(lines) else ""
    return bool(re.match(r"^(?:的(?:解释|规定|意见|批复|决定)|[（(](?:试行|[一二三四五六])[）)]$)", following))


def _rest(lines: list[str], used: set[int]) -> str:
    if not used:
        return ""
    tail = lines[max(used) + 1 :]
    return "\n".join(
        line for line in tail if not _NUMBER.fullmatch(line.strip("（）() ")) and not re.match(r"^[（(].*[)）]$", line)
    )
