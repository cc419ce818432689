"""Importing laws: storage, versions, what they bear out, and how the rest of the program takes it. All invented."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import docx
import pytest

from benmo.cases.intake import CaseMaterial
from benmo.errors import BenmoError, PathMissing, Unreadable, UsageError
from benmo.law import load
from benmo.law.importing import import_file
from benmo.law.lookup import check, show
from benmo.law.office import folder, imported, remove
from benmo.review import review
from corpora.generator.carriers.page import pdf
from corpora.generator.model import Line, Paper
from nlp.document import Document
from nlp.statutes.numerals import article_text

D = date.fromisoformat
# Our own summaries under their own numbers, as a text that bears them out would say it; not the official text.
SAID = {p.article: p.requirement for p in load().provisions.values() if p.law == "zhongben" and p.article}
RULE = "\n".join(
    ["最高人民法院", "关于严格规范终结本次执行程序的规定（试行）", "法〔2016〕373号", "为虚构测试，制定本规定。"]
    + [f"{article_text(n)}　{SAID.get(n, '虚构。')}" for n in range(1, 19)]
    + ["第十九条　本规定自2016年12月1日起施行。"]
)
NEW = """虚构市虚构清单管理办法
虚府〔2031〕1号
第一条　清单应当真实。
第二条　清单按月核对。
第三条　本办法自2031年1月1日起施行。
"""


def put(tmp_path: Path, text: str, name: str = "规定.txt") -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def test_what_it_bears_out_loses_its_caveat(tmp_path: Path) -> None:
    assert load().caveat("zhongben-2016-art5")
    outcome = import_file(put(tmp_path, RULE))
    assert (outcome.state, outcome.entry.id, outcome.entry.last) == ("new", "zhongben-2016-12-01", 19)
    assert {"zhongben-2016-art3", "zhongben-2016-art5", "zhongben-2016-art6"} <= set(outcome.freed)
    assert "zhongben-2016-art1" in outcome.borne and "zhongben-2016-art1" not in outcome.freed
    assert load().caveat("zhongben-2016-art5") == ""
    assert load().caveats(("zhongben-2016-art5", "zhongben-2016-art1")) == ()
    assert remove(outcome.entry.id).title == outcome.entry.title
    from benmo.law.index import reload

    reload()
    assert load().caveat("zhongben-2016-art5")


def test_words_that_do_not_fit_leave_the_caveat(tmp_path: Path) -> None:
    moved = RULE.replace(SAID[5], "虚构甲。").replace("第八条　" + SAID[8], "第八条　" + SAID[5])
    outcome = import_file(put(tmp_path, moved))
    doubt = next(d for d in outcome.doubts if d.provision == "zhongben-2016-art5")
    assert doubt.nearest == 8
    assert load().caveat("zhongben-2016-art5")


def test_a_review_says_it_no_longer_rests_on_unchecked_text(tmp_path: Path) -> None:
    def caveats() -> list[str]:
        document = Document("例.txt", "例.txt", "0" * 64, "txt", RULING)
        found = {f["checkpoint"]: f for f in review(CaseMaterial("例", (document,)))["findings"]}
        assert found["interview"]["conclusion"] == "not_shown"
        return [c for c in found["interview"].get("caveats", []) if "条号待核" in c]

    assert len(caveats()) == 1
    import_file(put(tmp_path, RULE))
    assert caveats() == []


RULING = """某某市人民法院
执 行 裁 定 书
（2023）某0101执1号
申请执行人：甲某。
被执行人：乙某。
本院于2023年1月3日立案执行，执行标的100元，执行到位0元，未执行到位100元。
依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十七条的规定，裁定如下：
终结本次执行程序。
审判员 丙
二〇二三年七月四日
书记员 丁
"""


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    path = put(tmp_path, RULE)
    import_file(path)
    before = {p.name: p.read_bytes() for p in folder().iterdir()}
    assert import_file(path).state == "same"
    assert import_file(put(tmp_path, RULE.replace("\n", "\n\n"), "另存.txt")).state == "same"
    assert {p.name: p.read_bytes() for p in folder().iterdir()} == before
    assert import_file(put(tmp_path, RULE.replace("为虚构测试", "为了测试"))).state == "replaced"
    assert len(imported()) == 1


def test_two_versions_of_one_law_stand_side_by_side(tmp_path: Path) -> None:
    import_file(put(tmp_path, NEW))
    later = (
        NEW.replace("清单按月核对", "清单按日核对")
        .replace("2031年1月1日", "2033年1月1日")
        .replace("〔2031〕", "〔2033〕")
    )
    import_file(put(tmp_path, later, "新.txt"))
    assert [e.effective for e in imported()] == ["2031-01-01", "2033-01-01"]
    for on, words in (("2032-05-05", "清单按月核对。"), ("2033-05-05", "清单按日核对。")):
        answer = show("虚构市虚构清单管理办法", 2, D(on))
        assert answer.words is not None and answer.words.text == words


@pytest.mark.parametrize(
    ("on", "article", "status"),
    [("2031-06-01", "三", "valid"), ("2031-06-01", "四", "nonexistent"), ("2030-06-01", "三", "unknown")],
)
def test_an_imported_law_is_judged_only_for_the_time_it_is_known(
    tmp_path: Path, on: str, article: str, status: str
) -> None:
    import_file(put(tmp_path, NEW))
    (checked,) = check(f"依据《虚构市虚构清单管理办法》第{article}条办理。", D(on))
    assert checked.verdict.status == status


def test_a_later_version_of_a_law_of_ours_does_not_take_the_place_of_the_known_one(tmp_path: Path) -> None:
    later = RULE.replace("2016年12月1日", "2031年12月1日").replace("法〔2016〕373号", "法〔2031〕9号")
    outcome = import_file(put(tmp_path, later))
    assert outcome.entry.id == "zhongben-2031-12-01"
    assert outcome.borne == ()
    assert any("没有" in n for n in outcome.notes)
    assert load().caveat("zhongben-2016-art5")
    law = load().law("终本规定")
    assert law is not None
    assert [v.start.isoformat() for v in law.versions] == ["2016-12-01", "2031-12-01"]


def _docx(path: Path, text: str) -> None:
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(str(path))


def _html(path: Path, text: str) -> None:
    path.write_text("<html><body>" + "".join(f"<p>{x}</p>" for x in text.splitlines()) + "</body></html>", "utf-8")


def _pdf(path: Path, text: str) -> None:
    lines = tuple(Line(x, "title" if i == 0 else "body") for i, x in enumerate(text.splitlines()))
    path.write_bytes(pdf(Paper("办法", "other", lines), Random(1)))


@pytest.mark.parametrize(("suffix", "write"), [(".docx", _docx), (".html", _html), (".pdf", _pdf)])
def test_word_web_and_pdf_files(tmp_path: Path, suffix: str, write: Any) -> None:
    path = tmp_path / f"办法{suffix}"
    write(path, NEW)
    outcome = import_file(path)
    assert (outcome.entry.title, outcome.entry.articles) == ("虚构市虚构清单管理办法", 3)
    assert show("虚构市虚构清单管理办法", 1, D("2031-02-01")).words is not None


def test_a_pdf_of_many_pages_reads_as_the_text_does(tmp_path: Path) -> None:
    plain = import_file(put(tmp_path, RULE)).entry
    path = tmp_path / "规定.pdf"
    _pdf(path, RULE)
    again = import_file(path)
    assert (again.entry.articles, again.entry.last, set(again.entry.borne)) == (19, 19, set(plain.borne))


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", Unreadable),
        ("没有条文的文字。", Unreadable),
        (RULING, Unreadable),
        ("第一条　甲。\n第二条　乙。", UsageError),
    ],
)
def test_what_is_no_law_is_refused_in_chinese(tmp_path: Path, text: str, error: type[BenmoError]) -> None:
    with pytest.raises(error) as told:
        import_file(put(tmp_path, text))
    assert told.value.hint
    assert imported() == ()


def test_a_missing_file_and_a_missing_day(tmp_path: Path) -> None:
    with pytest.raises(PathMissing):
        import_file(tmp_path / "没有.docx")
    undated = NEW.replace("本办法自2031年1月1日起施行", "完")
    with pytest.raises(UsageError, match="施行日期"):
        import_file(put(tmp_path, undated))
    assert import_file(put(tmp_path, undated), effective=D("2031-02-02")).entry.effective == "2031-02-02"


def test_a_broken_list_is_made_anew_and_a_broken_text_is_told(tmp_path: Path) -> None:
    entry = import_file(put(tmp_path, RULE)).entry
    (folder() / "index.json").write_text("{", "utf-8")
    assert [e.id for e in imported()] == [entry.id]
    (folder() / f"{entry.id}.json").write_text("{", "utf-8")
    assert imported() == ()


def test_the_list_is_small_and_versioned(tmp_path: Path) -> None:
    import_file(put(tmp_path, RULE))
    stored = json.loads((folder() / "index.json").read_text("utf-8"))
    assert stored["schema_version"] == 1
    assert "paragraphs" not in json.dumps(stored)
