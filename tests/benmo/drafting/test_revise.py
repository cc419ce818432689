"""Drafting over a person's edits: theirs stay, ours are tracked, nothing is lost silently."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from benmo.drafting import Decision, draft, write_docx
from benmo.drafting.docx_record import read_record
from benmo.drafting.errors import WrongOld
from benmo.drafting.pieces import body_text
from benmo.drafting.revise import revise

Load = Callable[[str], dict[str, Any]]


@pytest.fixture
def old(review: Load, today: date, tmp_path: Path) -> Path:
    """A draft as benmo wrote it."""
    write_docx(draft(review("violations"), (), today=today).draft, tmp_path / "old.docx")
    return tmp_path / "old.docx"


def less(review: Load, today: date) -> dict[str, Any]:
    """The draft after a person rejected one point."""
    return draft(review("violations"), [Decision("three_months", "rejected", "李四", today)], today=today).draft


def edit(path: Path, what: Callable[[Any], None]) -> None:
    """What a person does to the file."""
    document = Document(str(path))
    what(document)
    document.save(str(path))


def run_with(document: Any, words: str) -> Any:
    return next(r for p in document.paragraphs for r in p.runs if words in r.text)


def tracked(path: Path, tag: str) -> list[str]:
    body = Document(str(path)).element.body
    return ["".join(t.text or "" for t in e.iter(qn("w:t"), qn("w:delText"))) for e in body.iter(qn(tag))]


def test_nothing_changed_nothing_tracked(review: Load, today: date, old: Path, tmp_path: Path) -> None:
    made = draft(review("violations"), (), today=today)
    done = revise(made.draft, old, tmp_path / "new.docx")
    assert (done.kept, done.changed) == (0, 0)
    assert (
        "".join(s["text"] for s in done.draft["sentences"])
        == made.text
        == body_text(Document(str(tmp_path / "new.docx")))
    )


def test_our_changes_are_tracked(review: Load, today: date, old: Path, tmp_path: Path) -> None:
    new = less(review, today)
    done = revise(new, old, tmp_path / "new.docx")
    assert done.changed
    assert any("未满三个月" in words for words in tracked(tmp_path / "new.docx", "w:del"))
    text = "".join(s["text"] for s in done.draft["sentences"])
    assert text == "".join(s["text"] for s in new["sentences"]) == body_text(Document(str(tmp_path / "new.docx")))


def test_a_persons_sentence_stays(review: Load, today: date, old: Path, tmp_path: Path) -> None:
    def mend(document: Any) -> None:
        run = run_with(document, "未满三个月即裁定终结本次执行程序，违反上述规定")
        run.text = "该院立案仅七十余日即予终本，与规定不符。"
        run_with(document, "现已审查终结").text = "现已审查终结，并听取了你院意见。"

    edit(old, mend)
    done = revise(less(review, today), old, tmp_path / "new.docx")
    people = [s["text"] for s in done.draft["sentences"] if s["author"] == "person"]
    assert [p.strip() for p in people] == [
        "现已审查终结，并听取了你院意见。",
        "该院立案仅七十余日即予终本，与规定不符。",
    ]
    notes = [c.text for c in Document(str(tmp_path / "new.docx")).comments]
    assert any("予以保留" in n for n in notes)


def test_what_a_person_struck_out_does_not_come_back(review: Load, today: date, old: Path, tmp_path: Path) -> None:
    def strike(document: Any) -> None:
        paragraph = next(p for p in document.paragraphs if "继续依法完成财产调查" in p.text)
        paragraph._p.getparent().remove(paragraph._p)

    edit(old, strike)
    made = draft(review("violations"), (), today=today).draft
    done = revise(made, old, tmp_path / "new.docx")
    assert "继续依法完成财产调查" not in body_text(Document(str(tmp_path / "new.docx")))
    assert any("经人从旧稿删去" in d["reason"] for d in done.draft["dropped"])


def test_what_a_person_added_stays(review: Load, today: date, old: Path, tmp_path: Path) -> None:
    def add(document: Any) -> None:
        place = next(p for p in document.paragraphs if p.text.startswith("综上所述"))
        place.insert_paragraph_before("承办人补充：已向登记机构核实。")

    edit(old, add)
    done = revise(less(review, today), old, tmp_path / "new.docx")
    added = next(s for s in done.draft["sentences"] if "已向登记机构核实" in s["text"])
    assert (added["author"], added["text"]) == ("person", "承办人补充：已向登记机构核实。\n")


def test_new_paragraphs_come_in_tracked(review: Load, today: date, tmp_path: Path) -> None:
    write_docx(less(review, today), tmp_path / "old.docx")
    made = draft(review("violations"), (), today=today)
    revise(made.draft, tmp_path / "old.docx", tmp_path / "new.docx")
    assert any("未满三个月" in words for words in tracked(tmp_path / "new.docx", "w:ins"))
    assert body_text(Document(str(tmp_path / "new.docx"))) == made.text


def test_a_second_revision_builds_on_the_first(review: Load, today: date, old: Path, tmp_path: Path) -> None:
    edit(old, lambda d: setattr(run_with(d, "现已审查终结"), "text", "现已审查完毕。"))
    revise(less(review, today), old, tmp_path / "second.docx")
    made = draft(review("violations"), (), today=today)
    done = revise(made.draft, tmp_path / "second.docx", tmp_path / "third.docx")
    assert "现已审查完毕。" in body_text(Document(str(tmp_path / "third.docx")))
    assert done.kept == 1
    assert body_text(Document(str(tmp_path / "third.docx"))) == made.text.replace("现已审查终结。", "现已审查完毕。")


def test_the_file_keeps_hashes_no_text(review: Load, today: date, old: Path) -> None:
    document = Document(str(old))
    marks = [m for group in read_record(document) for m in group]
    assert len(marks) == len(draft(review("violations"), (), today=today).draft["sentences"])
    assert all(m.isascii() for m in marks)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", "不是 Word".encode()])
def test_what_is_no_draft_is_refused(review: Load, today: date, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.docx").write_bytes(content)
    with pytest.raises(WrongOld, match="旧稿"):
        revise(less(review, today), tmp_path / "x.docx", tmp_path / "new.docx")


def test_a_foreign_word_file_is_refused(review: Load, today: date, tmp_path: Path) -> None:
    Document().save(str(tmp_path / "x.docx"))
    with pytest.raises(WrongOld, match="不是本程序起草"):
        revise(less(review, today), tmp_path / "x.docx", tmp_path / "new.docx")
