"""Rows of cells into text: one row a line, cells parted by tabs, each written cell marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from nlp.document import Hidden, Mark, Unread
from nlp.readers.source import Reading


def cell_text(value: object) -> str:
    """A cell as a person sees it, near enough: dates ISO, whole numbers without a fraction, no line ends."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        whole_day = value.time() == time(0)
        return value.date().isoformat() if whole_day else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    text = str(value)
    return " ".join(text.split()) if "\n" in text or "\t" in text or "\r" in text else text.strip()


@dataclass(frozen=True, slots=True)
class Unseen:
    """The numbers of rows and columns (from 1) that a sheet hides, by hand or by a filter."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


ALL_SEEN = Unseen()


class RowWriter:
    """Writes rows and keeps count of cells over all sheets of a file."""

    def __init__(self, reading: Reading, limit: int) -> None:
        self.reading = reading
        self.limit = limit
        self.parts: list[str] = []
        self.length = 0
        self.cells = 0
        #: The number of the row that was written last.
        self.row = 0

    def line(self, text: str) -> None:
        """A line of its own, such as a sheet's name."""
        self.parts.append(text + "\n")
        self.length += len(text) + 1

    def rows(self, rows: Iterable[Sequence[object]], prefix: str, unseen: Unseen = ALL_SEEN) -> None:
        """Write *rows*; empty ones are left out but counted, so that labels are those of the file.

        What is *unseen* is written and reported as hidden.
        """
        self.row = 0
        for number, row in enumerate(rows, 1):
            self.row = number
            if self.cells > self.limit:
                self.reading.unread.append(
                    Unread(f"{prefix}第{number}行以后", f"超过 {self.limit:,} 个单元格的上限，未读取，请拆分后重试")
                )
                return
            texts = [cell_text(value) for value in row]
            while texts and not texts[-1]:
                texts.pop()
            self.cells += max(1, len(texts))
            if texts:
                self._row(texts, number, prefix, unseen)

    def _row(self, texts: list[str], number: int, prefix: str, unseen: Unseen) -> None:
        start = at = self.length
        whole = number in unseen.rows
        for column, text in enumerate(texts, 1):
            if text:
                name = f"{prefix}{column_name(column)}"
                self.reading.marks.append(Mark("cell", at, at + len(text), f"{name}{number}"))
                if column in unseen.columns and not whole:
                    self.reading.hidden.append(Hidden(at, at + len(text), "隐藏的列"))
            at += len(text) + 1
        self.line("\t".join(texts))
        if whole:
            self.reading.hidden.append(Hidden(start, self.length, "隐藏或被筛选掉的行"))


def column_name(number: int) -> str:
    """A, B … Z, AA for 1, 2 … 26, 27."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
