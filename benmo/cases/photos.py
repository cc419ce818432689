"""Photographs of one paper, a file for each page (扫描_01.jpg, 扫描_02.jpg …), put together into one document.

People who scan a ruling page by page get as many files as pages. Read apart, none of them is a ruling. Pictures of one
folder whose names differ only in a number, and whose numbers follow one another, are pages of one text; where that
text holds several papers, it is cut as any other file of many papers is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from nlp.document import Document, Hidden, Mark, Unread
from nlp.split import split

_NUMBERED = re.compile(r"(?P<stem>.*?)(?P<number>\d{1,4})(?P<rest>[)）页]?\.\w{2,5})$")


class _Photo(NamedTuple):
    """A picture with the name it shares with its neighbours and its number among them."""

    key: tuple[str, str]
    number: int
    document: Document


def join_photos(documents: Iterable[Document]) -> list[Document]:
    """*documents* in their order, runs of numbered pictures put together at the place of the first."""
    given = list(documents)
    photos = [p for d in given if (p := _photo(d))]
    joined: dict[int, list[Document]] = {}
    gone: set[int] = set()
    for _, group in groupby(sorted(photos, key=lambda p: (p.key, p.number)), key=lambda p: p.key):
        for run in _runs(list(group)):
            if len(run) > 1:
                joined[id(run[0])] = list(split(_join(run)))
                gone |= {id(d) for d in run[1:]}
    out: list[Document] = []
    for document in given:
        if id(document) not in gone:
            out += joined.get(id(document), [document])
    return out


def run_of(files: Iterable[tuple[str, str]], first: str, digest: str) -> list[str]:
    """The hashes of the pictures that were joined into the document *digest*, page by page; empty where none fit.

    Args:
        files: (path, sha256) of the case's files.
        first: the path of the first page, as the document has it.
        digest: the document's own hash.
    """
    start = _NUMBERED.fullmatch(first.rpartition("/")[2])
    if start is None:
        return []
    pages = {}
    for path, sha256 in files:
        found = _NUMBERED.fullmatch(path.rpartition("/")[2])
        if found and (found["stem"], found["rest"].lower()) == (start["stem"], start["rest"].lower()):
            pages[int(found["number"])] = sha256
    run: list[str] = []
    number = int(start["number"])
    while number in pages:
        run.append(pages[number])
        if hashlib.sha256("".join(run).encode()).hexdigest() == digest:
            return run
        number += 1
    return []


def _photo(document: Document) -> _Photo | None:
    found = _NUMBERED.fullmatch(document.path) if document.format == "image" else None
    if found is None:
        return None
    return _Photo((found["stem"], found["rest"].lower()), int(found["number"]), document)


def _runs(photos: Sequence[_Photo]) -> list[list[Document]]:
    """The pictures of one name, cut where a number is missing or given twice."""
    runs: list[list[Document]] = []
    before = None
    for photo in photos:
        if before is not None and photo.number == before + 1:
            runs[-1].append(photo.document)
        else:
            runs.append([photo.document])
        before = photo.number
    return runs


def _join(pages: Sequence[Document]) -> Document:
    """One document of several one-page pictures; offsets and page numbers go on from page to page."""
    texts: list[str] = []
    marks: list[Mark] = []
    hidden: list[Hidden] = []
    unread: list[Unread] = []
    at = 0
    for number, page in enumerate(pages, 1):
        text = page.text if page.text.endswith("\n") else page.text + "\n"
        texts.append(text)
        for mark in page.marks:
            label = str(number) if mark.kind == "page" else mark.label
            marks.append(Mark(mark.kind, mark.start + at, mark.end + at, label))
        hidden += [Hidden(h.start + at, h.end + at, h.reason) for h in page.hidden]
        unread += [replace(u, page=number) for u in page.unread]
        at += len(text)
    names = "、".join(page.path.rpartition("/")[2] for page in pages)
    notes = dict.fromkeys(n for page in pages for n in page.notes if not n.startswith("第1页"))
    told = (f"由 {names} 依次合为一份，共 {len(pages)} 页，经 OCR 识别，引用前请核对原件。", *notes)
    digest = hashlib.sha256("".join(page.sha256 for page in pages).encode()).hexdigest()
    return replace(
        pages[0], text="".join(texts), marks=tuple(marks), hidden=tuple(hidden), unread=tuple(unread), notes=told,
        sha256=digest,
    )  # fmt: skip
