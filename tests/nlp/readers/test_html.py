"""Pages as crawled."""

from __future__ import annotations

import pytest

from evaluation.fuzz.files import RULING
from nlp.readers import DEFAULT_LIMITS
from nlp.readers.markup import extract


def text(markup: str) -> str:
    return extract(markup, DEFAULT_LIMITS).text


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>依照<中华人民共和国民事诉讼法>第<b>一</b>条</p>", "依照<中华人民共和国民事诉讼法>第一条\n"),
        ("<p>&lt;解释&gt;二&#12295;二三年&nbsp;&times;</p>", "<解释>二〇二三年\xa0×\n"),
        ("某法院<br>裁定书<br/><br>（2024）", "某法院\n裁定书\n（2024）\n"),
        ("<a name='WBSB'></a><div>某\n 法院</div><div id=1>裁定</div>", "某 法院\n裁定\n"),
        ("<font>2019</font><span>年</span>3月", "2019年3月\n"),
        ("<p>未闭合<div>又一段<td>格", "未闭合\n又一段\n格\n"),
        ("<script>var a='<p>不</p>'</script><style>p{}</style><p>是</p><button>打印</button>", "是\n"),
        ("一\x00\x01二&#xFDD0;L三\ufdd0H四", "一二�L三�H四\n"),
        ("一&#x0FDD1;二&#064976;三\ufdd1四&#xFD\x01D0;五&#xFDD&#xFDD0;0;六", "一�二�三�四�五\u0fdd�0;六\n"),
    ],
)
def test_text(markup: str, expected: str) -> None:
    assert text(markup) == expected


def test_a_table_of_columns_has_cells_and_one_of_layout_has_not() -> None:
    found = extract(
        "<table><tr><td><p>张三</p></td><td>存款</td></tr><tr><td>李四</td><td></td></tr></table>",
        DEFAULT_LIMITS,
    )
    assert found.text == "张三\t存款\n李四\n" or found.text == "张三\t存款\n李四\t\n"
    assert [(m.label, found.text[m.start : m.end]) for m in found.marks] == [
        ("表1 行1列1", "张三"),
        ("表1 行1列2", "存款"),
        ("表1 行2列1", "李四"),
    ]
    bare = extract("<p>上</p><table><caption>表</caption><tr></tr></table><p>下</p>", DEFAULT_LIMITS)
    assert bare.text == "上\n表\n下\n"
    layout = extract("<table><tr><td>整页<p>一</p><p>二</p></td></tr></table>", DEFAULT_LIMITS)
    assert (layout.text, layout.marks) == ("整页\n一\n二\n", [])


@pytest.mark.parametrize(
    ("markup", "hidden"),
    [
        ('<p>看</p><div style="display:none">藏<b>着</b></div><p>见</p>', "藏着"),
        ('<p>看<span style="COLOR: #FFFFFF">白</span>见</p>', "白"),
        ('<p>看<font color="white">白</font>见</p>', "白"),
        ("<p>看<span hidden>藏</span>见</p>", "藏"),
        ("<style>.x{display:none}</style><p>看<i class='x'>类</i>见</p>", "类"),
        ('<p>看<span style="font-size:0">零</span>见</p>', "零"),
        ('<table><tr><td>看</td><td style="display:none">格</td><td>见</td></tr></table>', "格"),
    ],
)
def test_hidden_text_is_kept_and_reported(read, markup: str, hidden: str) -> None:
    found = read(f"<html><body>{markup}</body></html>".encode(), "a.html")
    assert [found.text[h.start : h.end] for h in found.hidden] == [hidden]
    assert "看" in found.text and "见" in found.text


@pytest.mark.parametrize(
    "markup",
    [
        '<div style="background:#003366"><span style="color:#fff">标题</span></div>',
        "<td bgcolor=red><font color=white>字</font></td>",
        '<p style="color:#333;font-size:16pt">字</p>',
        "<style>p{margin:0}</style><p color=white>字</p>",
    ],
)
def test_what_can_be_seen_is_not_hidden(read, markup: str) -> None:
    assert read(f"<html><body>{markup}</body></html>".encode(), "a.html").hidden == ()


def test_the_page_own_words_are_notes(read) -> None:
    title = "某某与某某买卖合同纠纷首次执行裁定书"
    body = "".join(f"<p>{line}</p>" for line in RULING.splitlines())
    page = f"<title>{title}</title><div>{title}</div><div>发布日期：2024-01-18 浏览：63次</div>{body}"
    found = read(page.encode(), "a.html")
    assert found.text == RULING
    assert f"网页标题：{title}" in found.notes and any("发布日期" in note for note in found.notes)


@pytest.mark.parametrize(
    ("encoding", "declared"), [("gb18030", "gb2312"), ("utf-8", "gb2312"), ("gbk", ""), ("utf-16", "")]
)
def test_the_bytes_outweigh_the_declared_charset(read, encoding: str, declared: str) -> None:
    page = f"<html><meta charset='{declared}'><body><p>被执行人孙大勇名下无财产，终结本次执行程序。</p></body></html>"
    assert read(page.encode(encoding), "a.html").text == "被执行人孙大勇名下无财产，终结本次执行程序。\n"


def test_nesting_beyond_the_parser_is_refused_not_cut(refuse) -> None:
    assert "嵌套过深" in refuse(b"<div>" * 400 + "正文".encode() + b"</div>" * 400, "a.html").reason


def test_an_entity_bomb_does_not_go_off(read) -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><html><p>正文&b;</p></html>'
    assert len(read(bomb.encode(), "a.html").text) < 200
