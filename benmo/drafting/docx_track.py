"""Tracked changes (修订) in a Word file: sentences replaced, removed, inserted for a person to accept or reject."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from benmo.drafting.pieces import Piece

AUTHOR = "本末起草"


class Tracker:
    """Makes tracked changes in one document."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        used = [int(e.get(qn("w:id"), "0")) for e in document.element.body.iter(qn("w:ins"), qn("w:del"))]
        self._next = max([*used, 9000]) + 1
        marks = [int(e.get(qn("w:id"), "0")) for e in document.element.body.iter(qn("w:bookmarkStart"))]
        self._mark = max([*marks, 5000]) + 1

    def replace(self, piece: Piece, text: str, name: str) -> None:
        """The piece's runs struck out, *text* in their place, marked by a bookmark of its own."""
        fonts = piece.runs[0].find(qn("w:rPr")) if piece.runs else None
        self._strike(piece)
        last = piece.close if piece.close is not None else (piece.runs[-1].getparent() if piece.runs else piece.block)
        self._put(last.addnext, text, fonts, name)

    def remove(self, piece: Piece) -> None:
        """The piece struck out; its paragraph's mark too when nothing else stands in the paragraph."""
        self._strike(piece)
        alive = [
            r for r in piece.block.iter(qn("w:r")) if r.getparent().tag != qn("w:del") and r.find(qn("w:t")) is not None
        ]
        if not alive:
            properties = Paragraph(piece.block, self._document).paragraph_format.element.get_or_add_pPr()
            self._mark_of(properties).insert(0, self._change("w:del"))

    def insert(self, after: Piece, text: str, name: str, fresh: Any | None) -> Piece:
        """*text* after a piece: in its paragraph, or in the new paragraph *fresh* (taken for its layout and fonts)."""
        if fresh is None:
            last = after.close if after.close is not None else after.runs[-1]
            fonts = after.runs[0].find(qn("w:rPr")) if after.runs else None
            end = self._put(last.addnext, text, fonts, name)
            return Piece(name, after.block, close=end)
        fonts = next(fresh.iter(qn("w:r"))).find(qn("w:rPr"))
        for child in list(fresh):
            if child.tag != qn("w:pPr"):
                fresh.remove(child)
        self._mark_of(fresh.get_or_add_pPr()).insert(0, self._change("w:ins"))
        top = after.block
        while top.getparent() is not None and top.getparent().tag != qn("w:body"):
            top = top.getparent()
        top.addnext(fresh)
        anchor = fresh.find(qn("w:pPr"))
        end = self._put(anchor.addnext, text, fonts, name)
        return Piece(name, fresh, close=end)

    def insert_before(self, piece: Piece, text: str, name: str) -> Piece:
        """*text* before a piece, in its paragraph."""
        fonts = piece.runs[0].find(qn("w:rPr")) if piece.runs else None
        end = self._put(piece.open.addprevious, text, fonts, name)
        return Piece(name, piece.block, close=end)

    def run_of(self, piece: Piece) -> Run:
        """The first run of a piece, to hang a comment on."""
        return Run(piece.runs[0], Paragraph(piece.block, self._document))

    def _strike(self, piece: Piece) -> None:
        for run in piece.runs:
            if run.find(qn("w:t")) is None:
                continue
            change = self._change("w:del")
            parent = run.getparent()
            if parent.tag == qn("w:ins"):  # An earlier insertion of ours that nobody accepted: it simply goes.
                parent.remove(run)
                if not len(parent):
                    parent.getparent().remove(parent)
                continue
            run.addprevious(change)
            change.append(run)
            for text in run.findall(qn("w:t")):
                text.tag = qn("w:delText")
                text.set(qn("xml:space"), "preserve")

    def _put(self, place: Callable[[Any], None], text: str, fonts: Any | None, name: str) -> Any:
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), str(self._mark))
        self._mark += 1
        start.set(qn("w:name"), name)
        change, run, words = self._change("w:ins"), OxmlElement("w:r"), OxmlElement("w:t")
        if fonts is not None:
            run.append(copy.deepcopy(fonts))
        words.text = text
        words.set(qn("xml:space"), "preserve")
        run.append(words)
        change.append(run)
        place(start)
        start.addnext(change)
        change.addnext(end)
        self._give_up(name, start)
        return end

    def _give_up(self, name: str, fresh: Any) -> None:
        """Take earlier bookmarks of that name, around words struck out since, off the document; *fresh* stays."""
        body = self._document.element.body
        old = [b for b in body.iter(qn("w:bookmarkStart")) if b is not fresh and b.get(qn("w:name")) == name]
        ids = {b.get(qn("w:id")) for b in old}
        for mark in [*old, *(b for b in body.iter(qn("w:bookmarkEnd")) if b.get(qn("w:id")) in ids)]:
            mark.getparent().remove(mark)

    def _change(self, tag: str) -> Any:
        change = OxmlElement(tag)
        change.set(qn("w:id"), str(self._next))
        change.set(qn("w:author"), AUTHOR)
        change.set(qn("w:date"), self._when)
        self._next += 1
        return change

    @staticmethod
    def _mark_of(properties: Any) -> Any:
        """The run properties of a paragraph's mark; a change of the mark is the first thing in them."""
        found = properties.find(qn("w:rPr"))
        if found is None:
            found = OxmlElement("w:rPr")
            properties.append(found)
        return found
