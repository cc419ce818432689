"""The fact of a defect in words: what the label said is not said again, and every thing of a list of clues is named."""

from __future__ import annotations

from typing import Any

from benmo.drafting.facts import quotations, sentences_of, violation_facts

TEXT = "财产线索：一、在河边街道承包苗圃十五亩。二、停在北站货场的红色货车一辆。三、在某园林公司有工程款二十一万元。"
DOCUMENTS: dict[str, dict[str, Any]] = {
    "案卷/线索书.txt": {"id": "案卷/线索书.txt", "path": "案卷/线索书.txt", "type": "other", "text": TEXT}
}


def finding(checkpoint: str, reason: str, quote: str) -> dict[str, Any]:
    start = TEXT.index(quote)
    place = {"document": "案卷/线索书.txt", "start": start, "end": start + len(quote), "quote": quote}
    return {"id": f"{checkpoint}-1", "checkpoint": checkpoint, "reason": reason, "evidence": [place]}


def test_every_clue_is_named() -> None:
    told = violation_facts(finding("creditor_clues", "", TEXT), DOCUMENTS, "对财产线索未依法核实")
    words = "".join(s.text for s in told)
    assert all(thing in words for thing in ("苗圃十五亩", "红色货车一辆", "工程款二十一万元"))
    assert "“一、" not in words


def test_other_passages_are_quoted_by_their_first_sentence() -> None:
    place = finding("interview", "", TEXT)["evidence"]
    assert quotations(place, DOCUMENTS).count("“") == 1
    assert quotations(place, DOCUMENTS, each=True).count("“") == 3


def test_names_of_officials_stay_out() -> None:
    assert sentences_of("线索交给了王法官。另有货车一辆。", frozenset({"王法官"})) == ["另有货车一辆"]


def test_a_reason_does_not_repeat_the_label_and_speaks_to_the_court() -> None:
    reason = "材料显示有可供处置的财产而未处置即终本：不动产由本院首先查封，未载明法定障碍而未处置。"
    label = "对已查明的可供执行财产未予处置即裁定终结本次执行程序"
    told = violation_facts(finding("assets_left_undisposed", reason, "停在北站货场的红色货车一辆"), DOCUMENTS, label)
    assert told[-1].text == "不动产由你院首先查封，裁定书未载明依法不能处置的情形，亦未予处置。"


def test_the_inner_file_is_not_named_and_a_row_shows_where_a_cell_is_left_out() -> None:
    row = "2022-09-20\t补合议笔录\t强某\t副卷"
    place = {"document": "日志", "start": 0, "end": len(row), "quote": row}
    log = {"日志": {"id": "日志", "path": "流程日志.csv", "type": "procedure_log", "text": row}}
    assert "“2022-09-20 补合议笔录”" in quotations([place], log, hide=frozenset({"强某"}))
    middle = "2022-09-20\t强某\t补合议笔录"
    place = {"document": "日志", "start": 0, "end": len(middle), "quote": middle}
    assert "“2022-09-20 …… 补合议笔录”" in quotations([place], log, hide=frozenset({"强某"}))
    told = "合议笔录在副卷第三页。"
    place = {"document": "纪要", "start": 0, "end": len(told), "quote": told}
    assert quotations([place], {"纪要": {"id": "纪要", "path": "a.txt", "type": "other", "text": told}}) == ""
