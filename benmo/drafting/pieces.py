"""A drafted Word file read back as pieces: the sentences by their bookmarks, and what stands outside of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from benmo.drafting.docx import digest

_MARK = "_bm"
_INSIDE = tuple(qn(f"w:{name}") for name in ("ins", "hyperlink", "smartTag", "sdt", "sdtContent", "moveTo"))


@dataclass(slots=True)
class Piece:
    """Text of one sentence, or of a stretch between sentences (``name`` empty), tracked changes accepted.

    ``runs`` are its run elements, ``block`` the paragraph or row it stands in, ``ends`` whether a paragraph ends with
    it, ``open`` and ``close`` the ends of its bookmark.
    """

    name: str
    block: Any
    style: str = "body"
    in_table: bool = False
    ends: bool = False
    text: str = ""
    runs: list[Any] = field(default_factory=list)
    open: Any = None
    close: Any = None

    @property
    def untouched(self) -> bool:
        """Whether it is to the letter what benmo wrote."""
        return bool(self.name) and digest(self.text) == self.name.rsplit("_", 1)[-1]


def read_pieces(document: WordDocument) -> list[Piece]:
    """All pieces of the body in order: paragraphs, and tables row by row, cells divided by tabs."""
    out: list[Piece] = []
    reader = _Reader()
    for block in document.element.body.iterchildren():
        if block.tag == qn("w:p"):
            out += reader.paragraph(block)
        elif block.tag == qn("w:tbl"):
            out += [_row(row) for row in block.iter(qn("w:tr"))]
    return out


def body_text(document: WordDocument) -> str:
    """The body as one text: paragraphs and table rows divided by line breaks, cells by tabs, changes accepted."""
    return "".join(p.text + ("\n" if p.ends else "") for p in read_pieces(document)).removesuffix("\n")


def _row(row: Any) -> Piece:
    cells = ["".join(_text(r) for r in _runs(cell)) for cell in row.iterchildren(qn("w:tc"))]
    name = next((str(b.get(qn("w:name"))) for b in row.iter(qn("w:bookmarkStart")) if _ours(b)), "")
    runs = [r for cell in row.iterchildren(qn("w:tc")) for r in _runs(cell)]
    return Piece(name, row, "row", True, True, "\t".join(cells), runs)


class _Reader:
    """Walks paragraphs; a bookmark that a person split over two paragraphs stays one piece in each."""

    def __init__(self) -> None:
        self._open: tuple[str, str] | None = None

    def paragraph(self, block: Any) -> list[Piece]:
        found: list[Piece] = []
        now: Piece | None = Piece(self._open[1], block) if self._open else None
        for element in _walk(block):
            if element.tag == qn("w:bookmarkStart") and _ours(element):
                if now is not None and (now.text or now.name):
                    found.append(now)
                self._open = (str(element.get(qn("w:id"))), str(element.get(qn("w:name"))))
                now = Piece(self._open[1], block, open=element)
            elif element.tag == qn("w:bookmarkEnd") and self._open and element.get(qn("w:id")) == self._open[0]:
                if now is not None:
                    now.close = element
                    found.append(now)
                self._open, now = None, None
            elif element.tag == qn("w:r"):
                if now is None:
                    now = Piece("", block)
                now.text += _text(element)
                now.runs.append(element)
        if now is not None:
            found.append(now)
        found = [p for p in found if p.text or p.name]
        if _mark_deleted(block):
            return [p for p in found if p.text]
        if found:
            found[-1].ends = True
        else:
            found = [Piece("", block, ends=True)]
        return found


def _walk(block: Any) -> Iterator[Any]:
    """Runs and bookmarks in order, inside insertions too, deletions left out."""
    for child in block.iterchildren():
        if child.tag in _INSIDE:
            yield from _walk(child)
        elif child.tag in (qn("w:r"), qn("w:bookmarkStart"), qn("w:bookmarkEnd")):
            yield child


def _runs(cell: Any) -> list[Any]:
    return [e for p in cell.iter(qn("w:p")) for e in _walk(p) if e.tag == qn("w:r")]


def _text(run: Any) -> str:
    out = ""
    for child in run.iterchildren():
        if child.tag == qn("w:t"):
            out += child.text or ""
        elif child.tag == qn("w:tab"):
            out += "\t"
        elif child.tag in (qn("w:br"), qn("w:cr")):
            out += "\n"
    return out


def _ours(bookmark: Any) -> bool:
    return str(bookmark.get(qn("w:name"))).startswith(_MARK)


def _mark_deleted(block: Any) -> bool:
    return block.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None
