from __future__ import annotations

from typing import Any

from benmo.batch import Entry, broken
from benmo.render.html import render as html
from benmo.render.model import Places, by_weight, short_quote
from benmo.render.text import render as text
from benmo.render.width import block, pad, width, wrap
from benmo.render.words import word

TEXT = "某市人民法院\n\n执行裁定书\n被执行人<script>alert(1)</script>名下有商铺。\n"


def finding(checkpoint: str, conclusion: str, weight: str, quote: str = "") -> dict[str, Any]:
    start = TEXT.index(quote) if quote else 0
    evidence = [{"document": "d", "start": start, "end": start + len(quote), "quote": quote}] if quote else []
    return {
        "id": checkpoint,
        "checkpoint": checkpoint,
        "conclusion": conclusion,
        "weight": weight,
        "reason": f"{checkpoint} 的理由 <b>",
        "evidence": evidence,
        "basis": ["zhongben-2016-art1", "zhongben-2016-art4"],
        "next_step": "调取<卷宗>",
        "caveats": ["条号待核"],
    }


def review() -> dict[str, Any]:
    from pathlib import Path

    made = broken(Entry("案件<1>", Path("x.txt")), "有一页未读出 <i>")
    document = {
        "id": "d",
        "path": "x.txt",
        "sha256": "0",
        "type": "termination_ruling",
        "chars": len(TEXT),
        "text": TEXT,
    }
    findings = [
        finding("interview", "not_shown", "severe"),
        finding("legal_citation", "violation", "minor"),
        finding("assets_left_undisposed", "violation", "severe", "有商铺"),
        finding("vehicle_not_seized", "na", "ordinary"),
    ]
    deductions = [{"points": 25, "reason": "带财终本", "checkpoint": "assets_left_undisposed"}]
    grade = {"level": "C", "score": 55, "deductions": deductions}
    return made | {"status": "reviewed", "documents": [document], "findings": findings, "grade": grade}


def test_severe_violations_come_first_then_what_to_verify() -> None:
    shown = text(review())
    order = [shown.index(w) for w in ("带财终本（严重）", "法律依据引用（轻微）", "终本约谈", "车辆查而不扣")]
    assert order == sorted(order)
    assert "第3段“有商铺”" in shown
    assert "《最高人民法院关于严格规范终结本次执行程序的规定（试行）》第一条、第四条" in shown.replace(
        "\n          ", ""
    )
    assert "不入卷、不送法院" in shown


def test_text_keeps_within_the_columns() -> None:
    assert all(width(line) <= 62 for line in text(review(), columns=60).splitlines())


def test_html_escapes_everything_and_asks_nobody() -> None:
    page = html([review()])
    assert "<script" not in page
    assert "<i>" not in page
    assert "案件&lt;1&gt;" in page
    assert "default-src 'none'" in page
    assert page.count("<mark") == 1
    assert 'href="#r0d0m0"' in page
    assert "src=" not in page.replace("default-src", "")


def test_places_name_the_document_only_where_there_are_several() -> None:
    one = review()
    evidence = {"document": "d", "start": TEXT.index("执行裁定书"), "end": 0, "quote": "", "page": 2}
    assert Places(one).of(evidence) == "第2页第2段"
    one["documents"].append(one["documents"][0] | {"id": "e", "path": "卷/笔录.txt"})
    assert Places(one).of(evidence | {"document": "e"}) == "《笔录.txt》第2页第2段"


def test_order_by_weight_is_stable() -> None:
    chosen = by_weight(review()["findings"], "violation")
    assert [f["checkpoint"] for f in chosen] == ["assets_left_undisposed", "legal_citation"]


def test_width_and_wrap() -> None:
    assert width("ab终本") == 6
    assert pad("终", 4) == "终  "
    assert wrap("一二三四，五", 8) == ["一二三四，", "五"]
    assert block("标：", "一二三四五六七八九十一二", 28) == ["    标：一二三四五六七八九十", "        一二"]
    assert len(short_quote("字" * 200)) < 90


def test_unknown_codes_show_as_themselves() -> None:
    assert word("categories", "spaceship") == "spaceship"
    assert word("categories", None) == "—"


def test_slips_of_what_is_in_order_are_told() -> None:
    made = review()
    made["findings"].append(finding("rights_notice", "ok", "ordinary") | {"caveats": ["另有六十日的误写"]})
    made["findings"].append(finding("add_party", "na", "ordinary") | {"caveats": ["与本案无关的说明"]})
    lines = text(made)
    assert "另有六十日的误写" in lines
    assert "与本案无关的说明" not in lines


def test_a_long_quote_is_cut_between_clauses() -> None:
    words = (
        "一、某甲在河边街道承包苗圃十五亩，种植白蜡树三千棵。"
        + "中间的话，" * 20
        + "二、河西园林工程有限公司享有绿化工程款二十一万元尚未结清。"
    )
    head, _, tail = short_quote(words).partition("……")
    assert head[-1] in "，。" and words.startswith(head)
    assert words.endswith(tail) and words[words.index(tail, len(head)) - 1] in "，。、"
