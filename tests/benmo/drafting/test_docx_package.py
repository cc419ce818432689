"""Every file opens in Word without repair: schema and rules of the Open XML SDK, and what they do not hold."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from benmo.drafting import Decision, draft, draft_several, papers, write_docx
from benmo.drafting.revise import revise
from benmo.drafting.template import blank_template, write_with

Load = Callable[[str], dict[str, Any]]
SINGLE = [p.name for p in papers() if not p.several]


def faults(path: Path) -> list[str]:
    """What Word would stumble over."""
    found = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=50).validate(str(path))
    with zipfile.ZipFile(path) as package:
        roots = {n: etree.fromstring(package.read(n)) for n in package.namelist() if n.endswith(".xml")}
    body = roots["word/document.xml"]
    comments = roots.get("word/comments.xml")
    return [
        *(f"{e.description} {e.part_uri}" for e in found.errors),
        *_ranges(body, comments),
        *_changes(body),
        *_cells(body),
        *_spaces(roots.values()),
    ]


def _ranges(body: Any, comments: Any) -> list[str]:
    ids = [c.get(qn("w:id")) for c in comments.iter(qn("w:comment"))] if comments is not None else []
    out = [] if len(ids) == len(set(ids)) else ["two comments of one number"]
    for tag in ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"):
        have = sorted(e.get(qn("w:id")) for e in body.iter(qn(tag)))
        out += [] if have == sorted(ids) else [f"{tag}: {have} for {ids}"]
    starts = [b.get(qn("w:id")) for b in body.iter(qn("w:bookmarkStart"))]
    ends = [b.get(qn("w:id")) for b in body.iter(qn("w:bookmarkEnd"))]
    names = [b.get(qn("w:name")) for b in body.iter(qn("w:bookmarkStart"))]
    out += [] if sorted(starts) == sorted(ends) and len(set(starts)) == len(starts) else ["bookmarks not paired"]
    return out + ([] if len(set(names)) == len(names) else ["two bookmarks of one name"])


def _changes(body: Any) -> list[str]:
    changes = list(body.iter(qn("w:ins"), qn("w:del")))
    ids = [c.get(qn("w:id")) for c in changes]
    out = [] if len(set(ids)) == len(ids) else ["two changes of one number"]
    out += [
        f"change without author or date: {c.tag}"
        for c in changes
        if not c.get(qn("w:author")) or not c.get(qn("w:date"))
    ]
    return out + [f"w:t in w:del: {t.text}" for d in body.iter(qn("w:del")) for t in d.iter(qn("w:t"))]


def _cells(body: Any) -> list[str]:
    """A cell must end with a paragraph."""
    return ["cell without a paragraph" for c in body.iter(qn("w:tc")) if not len(c) or c[-1].tag != qn("w:p")]


def _spaces(roots: Iterable[Any]) -> list[str]:
    kept = "{http://www.w3.org/XML/1998/namespace}space"
    texts = [t for root in roots for t in root.iter(qn("w:t"), qn("w:delText"), qn("w:instrText"))]
    edge = [t for t in texts if t.text and t.text != t.text.strip(" \t\n")]
    return [f"spaces lost at the edge of {t.text!r}" for t in edge if t.get(kept) != "preserve"]


@pytest.mark.parametrize("paper", SINGLE)
def test_every_paper(scene: Callable[[str], Any], tmp_path: Path, paper: str) -> None:
    write_docx(scene(paper).draft(paper).draft, tmp_path / "a.docx")
    assert faults(tmp_path / "a.docx") == []


def test_a_paper_without_comments(scene: Callable[[str], Any], tmp_path: Path) -> None:
    write_docx(scene("审查终结报告").draft("审查终结报告").draft, tmp_path / "a.docx", comments=False)
    assert faults(tmp_path / "a.docx") == []


def test_the_paper_on_several_cases(review: Load, today: date, tmp_path: Path) -> None:
    reviews = [review("violations") | {"id": name} for name in ("甲", "乙", "丙")]
    write_docx(draft_several(reviews, today=today).draft, tmp_path / "a.docx")
    assert faults(tmp_path / "a.docx") == []


def test_a_paper_with_tracked_changes(review: Load, today: date, tmp_path: Path) -> None:
    old, new = tmp_path / "old.docx", tmp_path / "new.docx"
    write_docx(draft(review("violations"), (), today=today).draft, old)
    document = Document(str(old))
    next(r for p in document.paragraphs for r in p.runs if "现已审查终结" in r.text).text = "现已审查终结，另行告知。"
    document.save(str(old))
    fewer = [Decision("three_months", "rejected", "李四", today)]
    done = revise(draft(review("violations"), fewer, today=today).draft, old, new)
    assert done.changed
    assert faults(new) == []
    again = tmp_path / "again.docx"
    revise(draft(review("violations"), (), today=today).draft, new, again)
    assert faults(again) == []


def test_a_paper_in_a_template(scene: Callable[[str], Any], tmp_path: Path) -> None:
    form = tmp_path / "form.docx"
    blank_template(form)
    assert faults(form) == []
    write_with(form, scene("检察建议书").draft("检察建议书").draft, tmp_path / "a.docx")
    assert faults(tmp_path / "a.docx") == []


def test_the_checks_find_faults(scene: Callable[[str], Any], tmp_path: Path) -> None:
    """Each kind of fault is made once; a check that cannot fail proves nothing."""
    good = tmp_path / "good.docx"
    write_docx(scene("审查终结报告").draft("审查终结报告").draft, good)

    def spoiled(what: Callable[[Any], None]) -> list[str]:
        document = Document(str(good))
        what(document.element.body)
        document.save(str(tmp_path / "bad.docx"))
        return faults(tmp_path / "bad.docx")

    def first(body: Any, tag: str) -> Any:
        return next(body.iter(qn(tag)))

    assert any("commentRangeEnd" in f for f in spoiled(lambda b: _drop(first(b, "w:commentRangeEnd"))))
    assert any("bookmarks" in f for f in spoiled(lambda b: _drop(first(b, "w:bookmarkEnd"))))
    assert any("cell" in f for f in spoiled(lambda b: _drop(first(b, "w:tc").find(qn("w:p")))))
    assert spoiled(lambda b: first(b, "w:pPr").append(first(b, "w:pPr")[0]))
    assert any("style" in f.lower() for f in spoiled(lambda b: first(b, "w:rStyle").set(qn("w:val"), "NoSuch")))


def _drop(element: Any) -> None:
    element.getparent().remove(element)
