"""What ``benmo law show`` and ``benmo law check`` tell, and the package of national laws."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from benmo.cli.law import law
from benmo.errors import MissingExtra, UsageError
from benmo.law import national
from benmo.law.lookup import near_titles, show

D = date.fromisoformat
RULING = """某某市人民法院
执 行 裁 定 书
（2023）某0101执1号
申请执行人：甲某。
被执行人：乙某。
依照《中华人民共和国民事诉讼法》第二百五十七条第六项、民诉法解释第五百一百九条的规定，裁定如下：
终结本次执行程序。
审判员 丙
二〇二三年七月四日
书记员 丁
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in the package's shape with invented words."""
    path = tmp_path / "laws.db"
    with sqlite3.connect(path) as db:
        db.execute("create table laws (law_id, law_name, doc_type, level, version_date, status)")
        db.execute("create table articles (law_id, article_no, article_no_arabic, chapter, section, article_text)")
        rows = [("a", "中华人民共和国民事诉讼法", "2023-09-01"), ("b", "中华人民共和国虚构法", "2030-01-01")]
        db.executemany("insert into laws values (?, ?, '法律', '法律', ?, '现行有效')", rows)
        db.execute(
            "insert into articles values ('a', '第二百六十八条', 268, '第二十二章', null, '虚构甲。\n（一）乙。')"
        )
        db.execute("insert into articles values ('b', '第三条', 3, null, null, '虚构丙。')")
        db.execute("insert into articles values ('b', '第三条之一', 3, null, null, '虚构丁。')")
    db.close()
    monkeypatch.setattr(national, "database", lambda: path)
    return path


def lines(*arguments: str) -> str:
    result = CliRunner().invoke(law, list(arguments), standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.output


@pytest.mark.parametrize("number", ["517", "第517条", "五百一十七", "第五百一十七条", "五一七", "５１７"])
@pytest.mark.parametrize("name", ["民诉法解释", "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》"])
def test_what_a_number_meant_and_became_and_where_its_present_subject_stood(name: str, number: str) -> None:
    said = lines("show", name, number, "--on", "2021-05-01")
    assert "当日内容：继续执行不受时效限制" in said
    assert "“继续执行不受时效限制”在2022年修正为第五百一十五条" in said
    assert "“终结本次执行程序与再次申请执行”当日（2020年修正）为第五百一十九条" in said


@pytest.mark.parametrize(
    "name", ["终本规定", "财产调查规定", "查扣冻规定", "限高规定", "失信规定", "民诉法", "法〔2016〕373号"]
)
def test_aliases(name: str) -> None:
    assert show(name, 3, D("2024-01-01")).law


def test_unknown_laws_and_numbers_say_so_with_near_titles() -> None:
    with pytest.raises(UsageError, match="没有") as told:
        lines("show", "终本的规定办法", "3")
    assert "终本规定" in told.value.hint
    with pytest.raises(UsageError, match="无法识读"):
        lines("show", "终本规定", "第某条")
    assert "没有这一条" in lines("show", "终本规定", "20", "--on", "2024-01-01")
    assert "未收录" in lines("show", "立案结案意见", "30", "--on", "2024-01-01")
    assert near_titles("完全不相干的名字") == ()


def test_words_of_a_national_law(package: Path) -> None:
    said = lines("show", "民事诉讼法", "268", "--on", "2024-05-01", "--text")
    assert "虚构甲。\n  （一）乙。" in said
    assert "虚构甲" not in lines("show", "民事诉讼法", "268", "--on", "2024-05-01")
    # The package has the present text only: it is not shown for a day before that version, nor for an interpretation.
    assert "未收录原文" in lines("show", "民事诉讼法", "268", "--on", "2023-12-31", "--text")
    assert "benmo law import" in lines("show", "终本规定", "3", "--on", "2024-05-01", "--text")
    assert "虚构丁" in lines("show", "虚构法", "第三条之一", "--on", "2031-01-01", "--text")
    assert "虚构丙" in lines("show", "中华人民共和国虚构法", "3", "--on", "2031-01-01", "--text")
    assert "未收录原文" in lines("show", "虚构法", "3", "--on", "2029-01-01", "--text")


def test_without_the_package_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(national, "database", lambda: None)
    with pytest.raises(MissingExtra, match="laws"):
        lines("show", "民事诉讼法", "268", "--text")
    assert "终结执行" in lines("show", "民事诉讼法", "268", "--on", "2024-05-01")


def test_a_broken_package_is_told_in_chinese(package: Path) -> None:
    package.write_bytes(b"no database")
    with pytest.raises(UsageError, match="无法读取"):
        lines("show", "民事诉讼法", "268", "--text")


def test_check_lists_places_verdicts_and_the_unread(tmp_path: Path) -> None:
    (tmp_path / "裁定.txt").write_text(RULING, "utf-8")
    (tmp_path / "说明.txt").write_text("没有引用。", "utf-8")
    said = lines("check", str(tmp_path))
    assert "内容不对应  第6行" in said
    assert "未能读准  第6行" in said
    assert "共 2 处：内容不对应1处；未能读准 1 处，须人工核对" in said
    assert "没有读到法条引用" in said
    told = json.loads(lines("check", str(tmp_path), "--format", "json"))
    one = next(d for d in told["documents"] if d["path"].endswith("裁定.txt"))
    assert one["counts"] == {"total": 2, "unread": 1, "内容不对应": 1}
    assert one["on"] == "2023-07-04"
    bad, unread = one["citations"]
    assert (bad["status"], bad["article"], bad["item"]) == ("mismatched", 257, 6)
    assert bad["should_be"].endswith("第五百一十七条")
    assert unread["unread"] and unread["reason"]
    for row in one["citations"]:
        assert RULING[row["start"] : row["end"]] == row["quote"]
