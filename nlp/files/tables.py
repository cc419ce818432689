"""Tables in text: rows parted by tabs, bars or wide gaps; the role of a column comes from its head (columns.yaml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from nlp.document import Span
from nlp.entities.text import squeeze
from nlp.lexicons import load

_DATA = load("columns")
_ROLES = tuple((role, re.compile(pattern)) for role, pattern in _DATA["roles"].items())
_WIDE = {category: re.compile(pattern) for category, pattern in _DATA["wide"].items()}
_LINE = re.compile(r"[^\n]+")
_DATE = re.compile(r"\d{4}[-./年]\d{1,2}")
_MAX_HEAD = 16
_GAP = re.compile(r"(?<=\S)(?: {2,}|\u3000+)(?=\S)")


class Cell(NamedTuple):
    """One cell of a row."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    """One row by role; ``cells`` in order, ``span`` of the whole line."""

    roles: dict[str, Cell]
    cells: tuple[Cell, ...]
    span: Span

    def get(self, *names: str) -> str:
        """The text of the first of these columns that is written, or ""."""
        for name in names:
            cell = self.roles.get(name)
            if cell and cell.text:
                return cell.text
        return ""

    def where(self, *names: str) -> Span | None:
        """The span of the first of these columns that is there."""
        for name in names:
            if name in self.roles:
                return self.roles[name].span
        return None


@dataclass(frozen=True, slots=True)
class Table:
    """A run of rows under a head. ``roles`` are those of its columns, "" where unknown; ``title`` is the line above."""

    roles: tuple[str, ...]
    rows: tuple[Row, ...]
    head: Span
    title: str

    def has(self, *names: str) -> bool:
        """Whether it has any of these columns."""
        return any(n in self.roles for n in names)

    @property
    def wide(self) -> tuple[str, ...]:
        """Categories that have a column of their own (存款, 车辆 …)."""
        return tuple(r[4:] for r in self.roles if r.startswith("cat:"))


def cells_of(text: str, start: int, end: int) -> tuple[Cell, ...]:
    """The cells of a line; a single one where nothing parts it."""
    line = text[start:end]
    sign = "\t" if "\t" in line else "|" if line.count("|") > 1 else "｜" if line.count("｜") > 1 else ""
    found: list[Cell] = []
    if sign:
        at = start
        for part in line.split(sign):
            lead = len(part) - len(part.lstrip())
            word = part.strip()
            found.append(Cell(word, Span(at + lead, at + lead + len(word))))
            at += len(part) + 1
        if sign != "\t":  # | a | b | has empty ends
            while found and not found[0].text:
                found.pop(0)
            while found and not found[-1].text:
                found.pop()
    else:
        at = start
        for part in _GAP.split(line):
            begin = text.find(part, at, end)
            found.append(Cell(part.strip(), Span(begin, begin + len(part))))
            at = begin + len(part)
    return tuple(found)


def role_of(head: str) -> str:
    """The role of a column head, or ""."""
    words = squeeze(head)
    if not words or len(words) > _MAX_HEAD or _DATE.search(words):
        return ""
    for category, pattern in _WIDE.items():
        if pattern.fullmatch(words):
            return f"cat:{category}"
    for role, pattern in _ROLES:
        if pattern.search(words):
            return str(role)
    return ""


def find_tables(text: str) -> list[Table]:
    """All tables with a head that can be read."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text)]
    tables: list[Table] = []
    i = 0
    while i < len(lines):
        heads = cells_of(text, *lines[i])
        roles = _of_categories(tuple(role_of(c.text) for c in heads), heads)
        if len(heads) < 2 or not _is_head(heads, roles):
            i += 1
            continue
        rows, j = _rows(text, lines, i + 1, roles)
        if rows:
            title = text[slice(*lines[i - 1])] if i else ""
            tables.append(Table(roles, tuple(rows), Span(*lines[i]), title))
        i = max(j, i + 1)
    return tables


def _of_categories(roles: tuple[str, ...], heads: tuple[Cell, ...]) -> tuple[str, ...]:
    """*roles*; beside a column of categories (财产类型) one headed 内容 holds what was found, not what was done."""
    if "category" not in roles or "result" in roles:
        return roles
    told = [i for i, (role, c) in enumerate(zip(roles, heads, strict=True)) if role == "act" and "内容" in c.text]
    return tuple("result" if i in told[:1] else role for i, role in enumerate(roles))


def _is_head(cells: tuple[Cell, ...], roles: tuple[str, ...]) -> bool:
    known = [r for r in roles if r]
    if any(_DATE.search(c.text) for c in cells):
        return False
    longest = max(len(c.text) for c in cells)
    if len(cells) == 2:
        return len(known) == 2 and longest <= 8 and roles in _DATA_PAIRS
    return len(known) >= 2 and len(set(known)) >= 2 and len(known) * 2 >= len(cells) and longest <= _MAX_HEAD


_DATA_PAIRS = {tuple(pair) for pair in _DATA["pairs"]}


def _rows(text: str, lines: list[tuple[int, int]], start: int, roles: tuple[str, ...]) -> tuple[list[Row], int]:
    rows: list[Row] = []
    i = start
    while i < len(lines):
        cells = cells_of(text, *lines[i])
        if len(cells) < 2:
            # A row with only its first cell written is a remark under the table, or its end.
            break
        if _is_head(cells, tuple(role_of(c.text) for c in cells)):
            break
        if rows:
            cells = _blank(i, lines) * _shift(cells, rows[-1].cells, len(roles)) + cells
        named: dict[str, Cell] = {}
        for role, cell in zip(roles, cells, strict=False):
            if role and role not in named:
                named[role] = cell
        rows.append(Row(named, cells, Span(*lines[i])))
        i += 1
    return rows, i


def _blank(line: int, lines: list[tuple[int, int]]) -> tuple[Cell, ...]:
    start = lines[line][0]
    return (Cell("", Span(start, start)),)


def _shift(cells: tuple[Cell, ...], above: tuple[Cell, ...], width: int) -> int:
    """How many empty cells at the beginning of a row were lost (a cell merged over several rows).

    The row above tells: what stands there in a later column stands here in an earlier one, a date or the same words.
    """
    if len(cells) >= width:
        return 0
    at = next((n for n, c in enumerate(cells) if _DATE.match(c.text)), None)
    there = next((n for n, c in enumerate(above) if _DATE.match(c.text)), None)
    if at is not None and there is not None:
        return max(0, min(there - at, width - len(cells)))
    first = cells[0].text
    same = next((n for n, c in enumerate(above) if n and first and c.text == first), 0)
    return same if same and above[0].text != first and len(cells) + same <= width else 0


def find_pairs(text: str) -> list[tuple[str, Cell]]:
    """Label and value of forms: 案号 | （2023）…, 收款人：某某 (two cells, or a colon)."""
    found = []
    for m in _LINE.finditer(text):
        cells = cells_of(text, m.start(), m.end())
        if len(cells) in (2, 4, 6) and all(len(c.text) <= _MAX_HEAD for c in cells[::2]):
            found += [(squeeze(a.text).rstrip("：:"), b) for a, b in zip(cells[::2], cells[1::2], strict=True)]
    for m in _COLON.finditer(text):
        found.append((squeeze(m[1]), Cell(m[2].strip(), Span(m.start(2), m.end(2)))))
    return found


_COLON = re.compile(
    r"(?:(?<=[\n\s；;])|^)([\u4e00-\u9fff（）()、]{2,14})[：:][ \u3000]*"
    r"([^\n；;：:]{1,60}?)[ \u3000]*(?=[ \u3000][\u4e00-\u9fff（）()]{2,14}[：:]|[\n；;：:]|\Z)",
    re.M,
)
