"""Pages read by their tags alone, held against the parser."""

from random import Random

import pytest

from evaluation.fuzz.mutate import mutilate
from nlp.readers import markup
from nlp.readers.flat import paragraphs
from nlp.readers.html import read_html
from nlp.readers.limits import DEFAULT_LIMITS
from nlp.readers.source import Reading, Refused, Source

_STYLE = "LINE-HEIGHT: 25pt; TEXT-INDENT: 30pt; FONT-FAMILY: 仿宋; FONT-SIZE: 16pt;"
_HEAD = "<!DOCTYPE html><html><head><meta charset='utf-8'><title>某案</title></head><body>"
_ANCHOR = "<a type='dir' name='WBSB'></a>"


@pytest.mark.parametrize(
    ("page", "held", "title"),
    [
        ("<div>甲</div><p>乙</p>", ["甲", "乙"], ""),
        (f"{_HEAD}<DIV style='{_STYLE}'>甲</DIV>\n <P>乙 丙</P></body></html>\n", ["甲", "乙 丙"], "某案"),
        (f"<html><body>{_ANCHOR}<div>甲</div>{_ANCHOR}<br/><div>乙</div>", ["甲", "乙"], ""),
        ("<div>&nbsp;&nbsp;甲</div>", ["\xa0\xa0甲"], ""),
        (
            '<html><head><title>甲\r\n乙</title></head><body><p class="t" align="left">丙</p></body></html>',
            ["丙"],
            "甲\n乙",
        ),
    ],
)
def test_plain_pages_need_no_tree(page: str, held: list[str], title: str) -> None:
    assert paragraphs(page) == (held, title)


@pytest.mark.parametrize(
    "page",
    [
        "甲<div>乙</div>",  # text beside the paragraphs
        "<div>甲</div>乙",
        "<a name='x'>甲</a><div>乙</div>",
        "<div>甲<div>乙</div></div>",  # one in another
        "<div>甲</p>",
        "<div>甲",
        "<div>甲</div",
        "<div>甲<br>乙</div>",
        "<div/>甲</div>",
        "<div>1 > 0</div>",  # a bracket that is text
        "<div>1 < 2</div>",
        "<div><中华人民共和国民事诉讼法></div>",
        "<div>&lt;民事诉讼法&gt;</div>",  # a reference that must be resolved
        "<div>&nbsp甲</div>",
        "<div title='>'>甲</div>",
        "<div title='<'>甲</div>",
        "<div title=&quot;甲</div>",
        "<div title='甲>乙</div>",
        "<div><!-- 乙 -->甲</div>",
        "<style>.x{display:none}</style><div class='x'>甲</div>",
        "<div style='display:none'>甲</div>",
        "<div style='color:white'>甲</div>",
        "<div style='a:b' STYLE='font-size:0'>甲</div>",
        "<div hidden=''>甲</div>",
        "<div hidden>甲</div>",
        "<p><font color='white'>甲</font></p>",
        "<table><tr><td>甲</td></tr></table>",
        "",
        "甲",
    ],
)
def test_one_odd_sign_and_a_parser_reads_it(page: str) -> None:
    assert paragraphs(page) is None


def _read(page: bytes) -> Reading | str:
    try:
        return read_html(Source("a.html", page, DEFAULT_LIMITS))
    except Refused as refused:
        return refused.reason


def test_both_ways_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(7)
    pages = []
    for number in range(3_000):
        rows = "".join(
            f"<{tag} style='{_STYLE}'>{number}、被执行人\u3000{'&nbsp;' * random.randrange(3)}甲{end}</{tag}>{end}"
            for tag, end in zip(
                random.choices(["div", "p", "DIV"], k=6), random.choices(["", "\n", " "], k=6), strict=True
            )
        )
        page = f"{random.choice(['', _HEAD, '<html><body>'])}{random.choice(['', _ANCHOR])}{rows}".encode()
        pages.append(page if number % 2 else mutilate(page, [page], random))
    ours = [_read(page) for page in pages]
    flat = sum(paragraphs(page.decode("utf-8", "replace")) is not None for page in pages)
    monkeypatch.setattr(markup, "paragraphs", lambda page: None)
    theirs = [_read(page) for page in pages]
    assert flat > 1_500
    for page, one, other in zip(pages, ours, theirs, strict=True):
        assert one == other, page
