"""Word documents: what is body, what is apart, what is hidden, what is a picture."""

from __future__ import annotations

import pytest

from evaluation.fuzz.files import RULING, SEEDS, docx, p
from nlp.places import Places
from nlp.readers import Aids
from nlp.readers.ocr.model import Line, Page

BODY = "".join(map(p, RULING.splitlines()))
DARK = '<w:shd w:val="clear" w:fill="1F3864"/>'
WHITE = '<w:color w:val="FFFFFF"/>'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def cell(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text, run)}</w:tc>"


def test_paragraphs(read) -> None:
    found = read(docx(BODY), "裁定.docx")
    assert found.text == RULING
    assert Places(found).words(RULING.index("被执行人")) == "第4段"


def test_tables_have_cells_also_behind_content_controls(read) -> None:
    first, second = (f"<w:tr>{cell(name)}{cell(what)}</w:tr>" for name, what in (("张三", "存款"), ("李四", "车")))
    rows = f"{first}<w:sdt><w:sdtContent>{second}</w:sdtContent></w:sdt>"
    found = read(docx(f"{p('前')}<w:tbl>{rows}</w:tbl>{p('后')}"), "a.docx")
    assert found.text == "前\n张三\t存款\n李四\t车\n后\n"
    assert Places(found).words(found.text.index("车")) == "表1第2行第2列"
    assert Places(found).words(found.text.index("后")) == "第4段"


def test_a_text_box_is_read_once(read) -> None:
    content = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    box = (
        f"<w:p><w:r><w:t>锚</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:wsp>{content}</wps:wsp></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    found = read(docx(box + p("后")), "a.docx")
    assert found.text == "锚\n框内\n后\n"
    assert Places(found).words(found.text.index("框内")) == "文本框1"


def test_tracked_changes_are_accepted_and_told(read) -> None:
    inserted, deleted = "<w:ins><w:r><w:t>增</w:t></w:r></w:ins>", "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
    changed = f"<w:p>{inserted}{deleted}<w:r><w:t>留</w:t></w:r></w:p>"
    found = read(docx(changed), "a.docx")
    assert found.text == "增留\n" and "插入 1 处、删除 1 处" in found.notes[0]


@pytest.mark.parametrize(
    ("part", "label"), [("header1", "页眉"), ("footer1", "页脚"), ("comments", "批注"), ("footnotes", "脚注")]
)
def test_what_stands_beside_the_body_is_noted(read, part: str, label: str) -> None:
    xml = f"<w:x {W}><w:p><w:r><w:t>旁边的话</w:t></w:r></w:p></w:x>"
    found = read(docx(BODY, {f"word/{part}.xml": xml}), "a.docx")
    assert found.text == RULING and any(label in note and "旁边的话" in note for note in found.notes)


STYLES = (
    f'<w:styles {W}><w:style w:type="character" w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'
)


@pytest.mark.parametrize(
    ("body", "hidden"),
    [
        (p("看") + p("藏", "<w:vanish/>"), ["藏"]),
        (p("看") + p("白", WHITE), ["白"]),
        (p("看") + p("小", '<w:sz w:val="2"/>'), ["小"]),
        (p("看") + p("样", '<w:rStyle w:val="b"/>'), ["样"]),
        (p("看") + p("现", '<w:vanish w:val="0"/>'), []),
        (p("看") + p("底", WHITE + DARK), []),
        (f"<w:tbl><w:tr>{cell('表头', DARK, WHITE)}</w:tr></w:tbl>", []),
        (f"<w:p><w:pPr>{DARK}</w:pPr><w:r><w:rPr>{WHITE}</w:rPr><w:t>段底</w:t></w:r></w:p>", []),
    ],
)
def test_hidden_text(read, body: str, hidden: list[str]) -> None:
    found = read(docx(body, {"word/styles.xml": STYLES}), "a.docx")
    assert [found.text[h.start : h.end] for h in found.hidden] == hidden


def test_fields_symbols_and_breaks(read) -> None:
    run = (
        "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t>"
        '<w:sym w:char="F0FE"/><w:sym w:char="D800"/></w:r></w:p>'
    )
    assert read(docx(run), "a.docx").text == "甲\t乙\n丙☑\ufffd\n"


def picture(width: int, height: int, identifier: str = "r1") -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:extent cx="{width * 360000}" cy="{height * 360000}"/><a:graphic><pic:pic>'
        f'<a:blip r:embed="{identifier}"/></pic:pic></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )


RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="media/image1.png"/>'
    '<Relationship Id="r2" Target="http://x/y.png" TargetMode="External"/>'
    "</Relationships>"
)
PARTS = {"word/_rels/document.xml.rels": RELATIONS, "word/media/image1.png": (SEEDS / "page.png").read_bytes()}


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("PIL.Image", reason="没有安装可选组件 ocr")
    page = Page((Line("图中的字", (1000, 1000, 5000, 1400), 0.99, ((0, 0.4),)),))
    monkeypatch.setattr("nlp.readers.ocr.pages.recognise", lambda picture: page)
    monkeypatch.setattr("nlp.readers.ocr.pages.require", lambda wanted: None)


def test_a_picture_as_large_as_a_page_is_recognised_in_its_place(read, fake) -> None:
    found = read(docx(p("前") + picture(16, 22) + p("后") + picture(4, 4), PARTS), "a.docx")
    assert found.text.split() == ["前", "图中的字", "后"]
    at = found.text.index("图中")
    assert Places(found).words(at) == "图片1"
    assert Places(found).boxes(at, at + 4) == [(1000, 1000, 5000, 1400)] and Places(found).doubts(at, at + 4)
    assert any("1 幅小图" in note for note in found.notes) and found.unread == ()


def test_a_picture_that_cannot_be_recognised_is_unread(read, refuse, fake) -> None:
    off = Aids(ocr=False)
    import nlp.readers.ocr.engine as engine

    found = read(docx(p("前") + picture(16, 22, "r2"), PARTS), "a.docx", aids=off)
    assert found.unread[0].part == "图片1" and "外部链接" in found.unread[0].reason
    assert engine.NoEngine  # the class that says so
    broken = PARTS | {"word/media/image1.png": b"\x89PNG\r\n\x1a\nxx"}
    found = read(docx(p("前") + picture(16, 22), broken), "a.docx")
    assert "损坏" in found.unread[0].reason


def test_only_pictures_and_no_recognition(refuse) -> None:
    assert "OCR" in refuse(docx(picture(16, 22), PARTS), "a.docx", aids=Aids(ocr=False)).reason


def test_a_directory_that_points_before_the_file_is_told_as_damage(refuse) -> None:
    data = bytearray(docx(p("文")))
    end = data.rindex(b"PK\x05\x06")
    offset = int.from_bytes(data[end + 16 : end + 20], "little")
    # The directory seems to begin later than it does, so that all members seem to lie before the file.
    data[end + 16 : end + 20] = (offset + 200).to_bytes(4, "little")
    found = refuse(bytes(data), "a.docx")
    assert "损坏" in found.reason and "Error" not in found.reason


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (docx(BODY)[:300], "损坏"),
        (docx("<w:p>"), "损坏"),
        (docx("<w:tbl><w:tr><w:tc>" * 250 + "</w:tc></w:tr></w:tbl>" * 250), "嵌套过深"),
        (docx('<!DOCTYPE a [<!ENTITY b "c">]><w:p/>'), "实体"),
        (docx(""), "没有文字"),
    ],
)
def test_what_cannot_be_read(refuse, data: bytes, word: str) -> None:
    assert word in refuse(data, "a.docx").reason
