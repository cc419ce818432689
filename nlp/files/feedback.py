"""Tables of inquiry feedback (查控反馈), of controls (查封清单) and of inquiries after the ending (终本后定期查询)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from nlp.document import Span
from nlp.files.cast import Cast
from nlp.files.days import Days, ends_after, years_of
from nlp.files.model import Control, Feedback, Requery
from nlp.files.tables import Cell, Row, Table, cells_of
from nlp.lexicons import load

_DATA = load("feedback")
_CATEGORIES = {c: re.compile(p) for c, p in _DATA["categories"].items()}
_HEADS = {c: re.compile(p) for c, p in _DATA["heads"].items()}
_TITLE = 30
_P = {k: re.compile(v) for k, v in _DATA.items() if isinstance(v, str)}
_FLAGS = (
    "unmortgaged",
    "mortgaged",
    "unsealed",
    "sealed_elsewhere",
    "ours",
    "uncontrolled",
    "frozen",
    "seized",
    "waiting",
    "transferred",
    "none_worth",
    "unanswered",
)
_MONEY = ("deposit", "online_funds", "provident_fund", "securities", "insurance")
_DAY = re.compile(r"(?:19|20)\d{2}[-./年]\d{1,2}(?:[-./月]\d{1,2}日?)?(?!\d*\s?元)|\d{1,2}月\d{1,2}日|\d{1,2}-\d{1,2}")
_SENTENCE = re.compile(r"[^；;。]+")
_PERSON = re.compile("[\u4e00-\u9fff·*×某]{2,4}|[\u4e00-\u9fff（）()]{4,30}(?:公司|厂|店|合作社|中心)")
_LINE = re.compile(r"[^\n]+")
_LABEL = _DATA["label"]
_PAIR = re.compile(rf"(?P<label>(?:{_LABEL})(?:[、/／和及](?:{_LABEL}))*)(?:[（(][^（）()\n]{{1,16}}[）)])?[：:]")


def categories_in(words: str) -> tuple[str, ...]:
    """The categories of assets that *words* name."""
    return tuple(c for c, p in _CATEGORIES.items() if p.search(words))


def read_feedback(table: Table, cast: Cast, days: Days) -> Iterator[Feedback]:
    """The answers of one table, long (a category a row) or wide (a category a column).

    A row speaks for itself: a day that it leaves blank is unknown, unless it is marked as the same (同上).
    """
    before: Feedback | None = None
    seen: list[str] = []
    last: date | None = None
    for row in table.rows:
        cell = next((row.roles[r] for r in ("done_on", "date") if r in row.roles and row.roles[r].text), None)
        when = days.first(*cell.span) if cell else None
        if cell and when is None and _P["same"].match(cell.text):
            when = last
        last = when
        who = _who(row, table, cast)
        if not who and _other_person(row.get("respondent"), cast):
            continue
        if table.wide:
            yield from _wide_row(row, table, who, when)
            continue
        named = row.get("category") or row.get("institution") or row.get("object")
        categories = categories_in(row.get("category")) or categories_in(named) or categories_in(row.get("object"))
        if _P["everything"].search(row.get("category")) or (
            not categories and (_P["everything"].search(named) or _P["everything"].search(row.get("object")))
        ):
            # 以上全部: those that the table itself has named; what it never names was not asked.
            categories = tuple(seen)
        seen += [c for c in categories if c not in seen]
        result, control = (
            row.get("result"),
            "，".join(filter(None, (row.get("control"), row.get("note"), row.get("until")))),
        )
        for category in categories:
            words = _part_about(result, category, categories)
            if before and _P["same"].match(words) and before.category == category:
                yield before._replace(respondents=who, date=when, span=row.span)
                continue
            found = _feedback(who, category, when, words, control, row.span, len(categories))
            if any(_P["unsure"].search(c.text) for c in row.cells):
                found = found._replace(found=None)
            before = found
            yield found


def listed_category(table: Table, text: str) -> str:
    """The one category that a list of details is about (a sheet of cars), by its heads or its title; "" if none."""
    if not table.has("detail") or table.has("result", "category", "sealed_on", "amount"):
        return ""
    heads = text[table.head.start : table.head.end]
    found = [c for c, p in _HEADS.items() if p.search(heads)]
    named = categories_in(table.title) if len(table.title) <= _TITLE else ()
    return found[0] if found else named[0] if len(named) == 1 else ""


def feedback_in_list(table: Table, category: str, text: str, cast: Cast, days: Days) -> Iterator[Feedback]:
    """The rows of a list of one category; a bare 无 under 抵押情况 is read with its head."""
    heads = cells_of(text, table.head.start, table.head.end)
    for row in table.rows:
        who = _who(row, table, cast)
        if not who and _other_person(row.get("respondent"), cast):
            continue
        when = next((d for r in ("done_on", "date") if r in row.roles and (d := days.first(*row.roles[r].span))), None)
        told = [
            cell.text + (head.text if len(cell.text) == 1 else "元" if "余额" in head.text else "")
            for role, head, cell in zip(table.roles, heads, row.cells, strict=False)
            if cell.text and role not in ("respondent", "done_on", "date", "actor")
        ]
        yield _feedback(who, category, when, "，".join(told), "", row.span, 1)


def feedback_in_lines(text: str, cast: Cast, days: Days) -> Iterator[Feedback]:
    """Feedback told as labels and values (存款：农信3214.50元　车辆：无), under the last day named before it."""
    who: tuple[str, ...] = cast.respondents if len(cast.respondents) == 1 else ()
    when: date | None = None
    for line in _LINE.finditer(text):
        found = list(_PAIR.finditer(text, line.start(), line.end()))
        head = text[line.start() : found[0].start() if found else line.end()]
        named = cast.debtors_in(head) if cast.named(head) else ()
        who = named or who
        when = days.first(line.start(), line.end()) or when
        for i, m in enumerate(found):
            stop = found[i + 1].start() if i + 1 < len(found) else line.end()
            words = text[m.end() : stop].strip(" \t　；;。，,")
            for category in categories_in(m["label"]):
                yield _feedback(who, category, when, words, "", Span(m.start(), m.end() + len(words)), 1)


def _who(row: Row, table: Table, cast: Cast) -> tuple[str, ...]:
    words = row.get("respondent", "object")
    found = cast.debtors_in(words) if words else ()
    if not found and _other_person(row.get("respondent"), cast):
        return ()
    if not found and words:
        for cell in row.cells:
            found = found or cast.debtors_in(cell.text)
    if not found and not table.has("respondent") and len(cast.respondents) == 1:
        return cast.respondents
    return found


def _other_person(words: str, cast: Cast) -> bool:
    """Whether a cell names somebody who is no respondent (a former wife, a company of that name), masked or not."""
    name = words.strip()
    if cast.debtors_in(name) or not _PERSON.fullmatch(name):
        return False
    return not any(r[0] == name[0] for r in cast.respondents)


def _wide_row(row: Row, table: Table, who: tuple[str, ...], when: date | None) -> Iterator[Feedback]:
    note = "，".join(filter(None, (row.get("control"), row.get("note"), row.get("told"))))
    for category in table.wide:
        cell = row.roles.get(f"cat:{category}")
        if cell and cell.text:
            yield _feedback(who, category, when, cell.text, _control_about(note, category), row.span, 1)


def _control_about(note: str, category: str) -> str:
    """存款4月2日冻结；门面4月20日查封: the part of a remark that speaks of *category*."""
    parts = [p for p in _SENTENCE.findall(note) if category in categories_in(p)]
    return "；".join(parts) if parts else ("" if categories_in(note) else note)


def _part_about(result: str, category: str, categories: tuple[str, ...]) -> str:
    """存款2.05元，无车辆: the piece about one of several categories, else all of it."""
    if len(categories) < 2:
        return result
    pieces = re.split("[，；;、]", result)
    mine = [p for p in pieces if category in categories_in(p)] or [p for p in pieces if not categories_in(p)]
    return "，".join(mine) if mine else result


def _feedback(
    who: tuple[str, ...], category: str, when: date | None, result: str, control: str, span: Span, shared: int
) -> Feedback:
    both = f"{result}，{control}"
    flags = tuple(f for f in _FLAGS if _P[f].search(both))
    if "waiting" in flags or "uncontrolled" in flags:
        flags = tuple(f for f in flags if f != "seized")
    amount = _balance(result) if category in _MONEY else None
    found: bool | None
    plates = _P["plate"].findall(both)
    if "unanswered" in flags:
        found, amount = None, None
    elif _P["others"].search(result):
        found = False
    elif category == "vehicle" and _P["plate"].search(result):
        found = True
    elif not result or _P["nothing"].match(result) or (amount is not None and amount == 0):
        found = False if result else None
    elif shared > 2 and amount is None and not _P["plate"].search(result):
        found = None if not _P["none_inside"].search(result) and not _P["same"].match(result) else False
    elif _P["none_inside"].match(result) or _P["same"].match(result):
        found = False if _P["none_inside"].match(result) else None
    elif category in _MONEY:
        found = amount is not None and amount > 0 if amount is not None else None
    else:
        found = (
            bool(
                re.search(
                    r"[1-9一二两三四五六七八九十]\s*(?:套|辆|处|间|宗|台|户|家|份|项|笔|幢|栋)|号|㎡|平方米|登记|持股|共有|小区|住宅|商铺|门面|室|牌",
                    result,
                )
            )
            or None
        )
    return Feedback(who, category, when, found, result, control, flags, amount, span, tuple(plates))


def _balance(words: str) -> Decimal | None:
    """The largest sum of a cell (0.11元 / 0元); dates and counts are no sums."""
    values = []
    for m in _P["balance"].finditer(_DAY.sub("　", words)):
        after = words[m.end() : m.end() + 1]
        if after and after in "个户家笔年月日份号级室栋单期":
            continue
        values.append(Decimal(m[1].replace(",", "").replace("，", "")))
    return max(values) if values else None


_NO_ORDER = re.compile("^\\s*需要|期间不得|(?:申请执行人|当事人)应当|提出书面申请|届满前")
_TERM_PART = re.compile(r"(?:至|到|止|截至)[ 　]?$")
_UNTIL = re.compile(r"(?:至|到期日?|届满日?|止于|截止)[：: ]?$")


#: 首封 names a seizure by its rank, unless it says whose it is: 首封法院为…, 由某法院首封.
_SEIZED = re.compile("查封|扣押|续封|(?<![非是])(?<!法院)首封(?!法院|单位|机关|为|系|是|[：:])")


def controls_in(words_span: Span, text: str, holders: tuple[str, ...], category: str, days: Days) -> Iterator[Control]:
    """Seizures and freezes that a stretch of text tells: start, end or term (至2024-04-19, 期限三年)."""
    for piece in _SENTENCE.finditer(text, words_span.start, words_span.end):
        words = piece.group()
        kind = "freeze" if "冻结" in words else "seizure" if _SEIZED.search(words) else ""
        if (
            not kind
            or _NO_ORDER.search(words)
            or re.search(r"(?:未|无|解除|不予)[^，。；]{0,6}(?:查封|冻结|扣押)", words)
        ):
            continue
        start = until = None
        for when in days.within(piece.start(), piece.end()):
            before = text[max(piece.start(), when.start - 6) : when.start]
            after = text[when.end : when.end + 3]
            if _UNTIL.search(before) or after.startswith(("止", "届满", "到期")):
                until = when.date
            elif start is None:
                start = when.date
        years = years_of(words)
        reckoned = bool(start and until is None and years)
        if start and until is None and years:
            until = ends_after(start, years)
        named = categories_in(words)
        renewal = re.search("续", words) is not None
        yield Control(
            kind,
            named[0] if named else category,
            holders,
            start,
            until,
            "轮候" in words,
            renewal,
            words,
            Span(piece.start(), piece.end()),
            reckoned,
        )


def read_controls(table: Table, cast: Cast, days: Days, text: str) -> Iterator[Control]:
    """The rows of a list of seizures, and the control column of a feedback table."""
    for row in table.rows:
        who = _who(row, table, cast)
        if table.has("sealed_on"):
            start = days.first(*row.roles["sealed_on"].span) if "sealed_on" in row.roles else None
            cell = row.roles.get("until")
            until = days.last(*cell.span) if cell else None
            years = years_of(f"期限{cell.text}") if cell else None
            reckoned = until is None and start is not None and years is not None
            if until is None and start and years:
                until = ends_after(start, years)
            named = categories_in(row.get("category")) or categories_in(" ".join(c.text for c in row.cells))
            words = "，".join(c.text for c in row.cells)
            kind = "freeze" if "冻结" in words else "seizure"
            thing = "vehicle" if _P["plate"].search(words) else "movable"
            yield Control(
                kind,
                named[0] if named else thing,
                who,
                start,
                until,
                "轮候" in words,
                False,
                words,
                row.span,
                reckoned,
            )
            continue
        category = _category_of(row)
        for role in ("control", "note", "act"):
            cell = row.roles.get(role)
            if cell and cell.text:
                yield from controls_in(cell.span, text, who, category, days)


def _category_of(row: Row) -> str:
    """What a row is about: its category, or the one that its institution or its object names."""
    named = categories_in(row.get("category"))
    if named:
        return named[0]
    for role in ("institution", "object"):
        named = categories_in(row.get(role))
        if len(named) == 1:
            return named[0]
    return "other"


def read_requeries(table: Table, days: Days, cells_only: bool = False) -> Iterator[Requery]:
    """The lines of a register of inquiries after the ending."""
    before = ""
    for row in table.rows:
        due = _day(row.roles.get("due"), days)
        done_cell = row.roles.get("done_on") or row.roles.get("date")
        done = _day(done_cell, days)
        told_cell = row.roles.get("told")
        told_words = told_cell.text if told_cell else ""
        words = "，".join(c.text for c in row.cells if c.text)
        if due is None and done is None and not _P["skipped"].search(words):
            continue
        if done is not None and any(_P["left_out"].match(c.text) for c in row.cells):
            due, done = due or done, None  # 2021-07-21 未查询: the day is the one on which it was due
        skipped = done is None and (_P["skipped"].search(words) is not None)
        told: bool | None = None
        if told_words:
            told = (
                False
                if _P["told_no"].search(told_words) and not _day(told_cell, days)
                else True
                if _P["told_yes"].search(told_words) or _day(told_cell, days)
                else None
            )
        result = row.get("result") or "，".join(c.text for r, c in row.roles.items() if r.startswith("cat:"))
        # 同上 stands for what the line above found.
        before = result = before if _P["ditto"].fullmatch(result.strip()) else result
        money = row.roles.get("cat:deposit")
        amount = _balance(money.text) if money else _balance(result) if "元" in result else None
        new = _P["new"].search(result) is not None and "无新增" not in result
        yield Requery(
            due, done, skipped, result, amount, _P["sealed_note"].search(result) is not None, new, told, row.span
        )


def told_requery(when: date | None, words: str, span: Span, register: bool) -> Requery | None:
    """An inquiry after the ending that a dated line tells; in a register also one that was left out."""
    skipped = _P["skipped"].search(words) is not None
    asked = re.search("查询|查控|总对总", words) is not None
    if not asked or (skipped and not register):
        return None
    told: bool | None = None
    if re.search("告知|通知", words):
        told = _P["told_no"].search(words) is None
    amount = _balance(words) if "元" in words else None
    new = _P["new"].search(words) is not None and re.search("无新增|未发现|无新", words) is None
    sealed = _P["sealed_note"].search(words) is not None
    if skipped:
        return Requery(when, None, True, words, None, False, False, None, span)
    return Requery(None, when, False, words, amount, sealed, new, told, span)


def _day(cell: Cell | None, days: Days) -> date | None:
    return days.first(*cell.span) if cell and cell.text else None
