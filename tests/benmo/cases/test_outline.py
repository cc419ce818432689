"""The papers of a case in their order, and where what was read of them stands."""

from pathlib import Path

import pytest

from benmo.cases.intake import gather
from benmo.cases.outline import outline
from benmo.render.reading import render

RULING = (
    "江北县人民法院\n执行裁定书\n（2023）苏0999执123号\n申请执行人：张三，男，1970年1月1日出生。\n"
    "被执行人：李四，男。\n本院在执行张三与李四民间借贷纠纷一案中，于2023年1月5日立案执行。裁定如下：\n"
    "终结本次执行程序。\n审判员　王五\n二〇二三年五月十日\n书记员　孙八\n"
)
TALK = "谈话笔录\n时间：2023年3月1日\n被谈话人：张三（申请执行人）\n问：2023年6月1日能否到庭？\n答：能。\n"
SHEET = "被执行人,查询日期,反馈单位,查询结果,控制情况\n李四,2023-01-10,车管所,苏A12345小型轿车一辆,已查封至2025-01-31\n"
NOTICE = "江北县人民法院\n结案通知书\n张三：\n现予结案。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("裁定.txt", RULING), ("谈话.txt", TALK), ("反馈.csv", SHEET), ("不明.txt", NOTICE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_papers_stand_by_their_days(folder: Path) -> None:
    found = outline(gather(folder)[0])
    assert [d["path"] for d in found["documents"]] == ["反馈.csv", "谈话.txt", "裁定.txt", "不明.txt"]


def test_a_file_that_numbers_its_papers_keeps_its_order(folder: Path) -> None:
    for number, name in enumerate(["裁定.txt", "不明.txt", "谈话.txt", "反馈.csv"], 1):
        (folder / name).rename(folder / f"{number:02d}{name}")
    found = outline(gather(folder)[0])
    assert [d["path"][:2] for d in found["documents"]] == ["01", "02", "03", "04"]


def test_events_and_cells_say_where_they_stand(folder: Path) -> None:
    text = render(outline(gather(folder)[0]), 120)
    assert "2025-01-31  查封期限届满（李四） 《反馈.csv》单元格E2" in text
    assert "至：2025-01-31［《反馈.csv》单元格A2］" in text
