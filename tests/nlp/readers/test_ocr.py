"""Scans and pictures. The engine itself runs in a few tests; layout, doubts and store are tested without it."""

from __future__ import annotations

import dataclasses
import math
from io import BytesIO
from typing import Any

import pytest

from evaluation.fuzz.files import SEEDS, lines, pdf
from nlp.places import Places
from nlp.readers import DEFAULT_LIMITS, Aids
from nlp.readers.ocr import engine, model
from nlp.readers.ocr.layout import full_width, lay_out
from nlp.readers.ocr.model import Line, Page

rapidocr = pytest.mark.skipif(engine.find_spec("rapidocr") is None, reason="没有安装可选组件 ocr")
PAGE = (SEEDS / "page.png").read_bytes()
WORDS = [
    "江北县人民法院",
    "执行裁定书",
    "（2023）苏0999执1234号",
    "被执行人孙大勇名下存款16127.50元，",
    "已于2023年9月18日冻结。",
]


class Store:
    """A page store in memory that counts."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.hits = 0

    def get(self, key: str) -> bytes | None:
        self.hits += key in self.kept
        return self.kept.get(key)

    def put(self, key: str, value: bytes) -> None:
        self.kept[key] = value


def image(data: bytes = PAGE) -> Any:
    pillow = pytest.importorskip("PIL.Image", reason="没有安装可选组件 ocr")
    return pillow.open(BytesIO(data))


def saved(picture: Any, kind: str, **options: Any) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> list[Page]:
    """Pages that the engine will say it read, the last one again and again; the engine is not loaded."""
    pytest.importorskip("PIL.Image", reason="没有安装可选组件 ocr")
    pages: list[Page] = [Page((Line("江北县人民法院", (1000, 1000, 5000, 1400), 0.99),))]

    def recognise(picture: object) -> Page:
        return pages.pop(0) if len(pages) > 1 else pages[0]

    monkeypatch.setattr("nlp.readers.ocr.pages.recognise", recognise)
    monkeypatch.setattr("nlp.readers.ocr.pages.require", lambda wanted: None)
    monkeypatch.setattr("nlp.readers.image.require", lambda wanted: None)
    return pages


@rapidocr
def test_a_picture_is_read_with_its_boxes(read) -> None:
    found = read(PAGE, "照片.png")
    assert found.text.split() == WORDS and found.format == "image"
    start = found.text.index("16127.50")
    places = Places(found)
    assert places.words(start) == "第1页第4行"
    ((left, top, right, bottom),) = places.boxes(start, start + 8)
    assert 3500 < left < right < 6500 and 5900 < top < bottom < 7500
    assert "OCR 识别" in found.notes[0]


@rapidocr
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_on_its_side_or_head_is_turned(turn: int) -> None:
    page = engine.recognise(image().convert("L").rotate(turn, expand=True))
    assert page.turn == turn
    assert lay_out(page, 0.8).text.split() == WORDS


@rapidocr
def test_a_scanned_page_between_others(read) -> None:
    scan = saved(image().convert("L"), "JPEG", quality=80)
    text = "被执行人孙大勇名下无财产可供执行，本院已穷尽财产调查措施，现终结本次执行程序，特此裁定。"
    data = pdf(lines(text), "q 500 0 0 180 40 600 cm /I Do Q", lines(text), images={"I": scan})
    found = read(data, "混合.pdf")
    page = next(m for m in found.marks if m.kind == "page" and m.label == "2")
    assert found.text[page.start : page.end].split() == WORDS
    assert found.text.count(text) == 2 and found.unread == ()
    assert any("第2页为扫描图像" in note for note in found.notes)


def test_pages_of_a_tiff(read, fake: list[Page]) -> None:
    picture = image().convert("L")
    found = read(saved(picture, "TIFF", save_all=True, append_images=[picture, picture]), "卷.tif")
    assert [m.label for m in found.marks if m.kind == "page"] == ["1", "2", "3"]
    assert found.text == "江北县人民法院\n" * 3


def test_a_stopped_scan_goes_on_where_it_stopped(read, fake: list[Page]) -> None:
    store, told = Store(), []
    picture = image().convert("L")
    data = saved(picture, "TIFF", save_all=True, append_images=[picture] * 4)

    class Stopped(Exception):
        pass

    def listen(name: str, done: int, total: int) -> None:
        told.append((done, total))
        if done == 3 and not store.hits:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read(data, "卷.tif", aids=Aids(store=store, progress=listen))
    assert (len(store.kept), store.hits, told[-1]) == (3, 0, (3, 5))
    read(data, "卷.tif", aids=Aids(store=store, progress=listen))
    assert (len(store.kept), store.hits, told[-1]) == (5, 3, (5, 5))


def test_doubtful_characters_are_marked(read, fake: list[Page]) -> None:
    fake[:] = [
        Page(
            (
                Line("存款16127元,", (1000, 1000, 5000, 1400), 0.97, ((2, 0.55), (3, 0.61), (7, 0.3), (8, 0.2))),
                Line("模糊的一行", (1000, 2000, 5000, 2400), 0.62),
                Line("印", (8000, 2600, 9000, 3400), 0.31),
            )
        )
    ]
    found = read(PAGE, "a.png")
    assert found.text == "存款16127元，\n模糊的一行\n"
    doubts = [(found.text[m.start : m.end], m.label) for m in found.marks if m.kind == "doubt"]
    assert doubts == [("16", "0.55"), ("元", "0.30"), ("模糊的一行", "0.62")]
    assert "无法辨认" in found.unread[0].reason and "8 字把握不足" in found.notes[0]


def test_a_page_that_fails_is_unread_and_the_rest_is_read(read, fake: list[Page], monkeypatch) -> None:
    calls: list[object] = []

    def recognise(picture: object) -> Page:
        calls.append(picture)
        if len(calls) == 2:
            raise RuntimeError("boom")
        return fake[0]

    monkeypatch.setattr("nlp.readers.ocr.pages.recognise", recognise)
    picture = image().convert("L")
    found = read(saved(picture, "TIFF", save_all=True, append_images=[picture, picture]), "卷.tif")
    assert [(u.page, u.part) for u in found.unread] == [(2, "第2页")] and found.text.count("法院") == 2


def test_rows_tables_and_signatures() -> None:
    def line(text: str, left: int, top: int, right: int) -> Line:
        return Line(text, (left, top, right, top + 150), 0.99)

    page = Page(
        (
            line("2023-03-01", 1000, 1000, 2500),
            line("银行存款", 4000, 1020, 5500),
            line("无", 7000, 990, 7300),
            line("审判长", 4000, 2000, 5000),
            line("吴一平", 6000, 2010, 7000),
            line("执行", 1000, 3000, 1500),
            line("通知书", 1520, 3005, 2300),
        )
    )
    assert lay_out(page, 0.8).text == "2023-03-01\t银行存款\t无\n审判长　吴一平\n执行通知书\n"


def prose(left: int, right: int, words: str, *, top: int = 1000, pitch: int = 200) -> list[Line]:
    """One line for each letter of *words*, filling the column; the last ends early."""
    return [
        Line(w * 15, (left, top + n * pitch, right if n < len(words) - 1 else left + 800, top + n * pitch + 150), 0.99)
        for n, w in enumerate(words)
    ]


def shuffled(*lines: Line) -> Page:
    """As engines give them: by height."""
    return Page(tuple(sorted(lines, key=lambda line: line.box[1])))


def text_of(page: Page) -> str:
    """The first letter of every line."""
    return "".join(row[0] for row in lay_out(page, 0.8).text.splitlines())


def test_columns_of_running_text_are_read_one_after_the_other() -> None:
    left, right = prose(1000, 4600, "甲乙丙丁戊己庚"), prose(5200, 8800, "子丑寅卯辰巳午")
    assert text_of(shuffled(*left, *right)) == "甲乙丙丁戊己庚子丑寅卯辰巳午"
    title, note = Line("题", (2000, 600, 8000, 750), 0.99), Line("注", (1000, 3000, 8000, 3150), 0.99)
    below = prose(1000, 4600, "一二三四五六", top=3300), prose(5200, 8800, "七八九十百千", top=3300)
    page = shuffled(title, *left, *right, note, *below[0], *below[1])
    assert text_of(page) == "题甲乙丙丁戊己庚子丑寅卯辰巳午注一二三四五六七八九十百千"


def test_signatures_in_the_second_column_follow_the_first() -> None:
    left = prose(1000, 4600, "甲乙丙丁戊己庚辛")
    signs = [Line(w, (7000, 1000 + n * 200, 8800, 1150 + n * 200), 0.99) for n, w in enumerate("长员日记")]
    assert text_of(shuffled(*left, *signs)) == "甲乙丙丁戊己庚辛长员日记"


def test_a_table_stays_in_rows_though_its_cells_fill_their_columns() -> None:
    cells = [
        Line(word, (left, 1000 + n * 200, right, 1150 + n * 200), 0.99)
        for n in range(9)
        for word, left, right in (("日", 1000, 2200), ("机构", 2600, 4000), ("未查询到财产信息", 5600, 8800))
    ]
    assert lay_out(Page(tuple(cells)), 0.8).text == "日\t机构\t未查询到财产信息\n" * 9
    pairs = [
        Line(word, (left, 1000 + n * 200, right, 1150 + n * 200), 0.99)
        for n in range(9)
        for word, left, right in ((f"第{n}项", 1000, 2000 + n * 200), ("结果", 5200, 8800))
    ]
    assert lay_out(Page(tuple(pairs)), 0.8).text.startswith("第0项　结果\n第1项　结果\n")
    asked = prose(1000, 4600, "甲乙丙丁戊己庚辛壬癸")
    told = [Line("是", (6000, 1000 + n * 600, 6200, 1150 + n * 600), 0.99) for n in range(3)]
    assert (
        text_of(shuffled(*asked, *told)) == "甲乙丙丁戊己庚辛壬癸"
        and "是" in lay_out(shuffled(*asked, *told), 0.8).text
    )


@pytest.mark.parametrize("degrees", [-8.0, -3.0, 0.3, 5.0])
def test_a_page_askew_is_set_straight_and_its_boxes_lie_on_the_paper(degrees: float) -> None:
    def corners(left: float, top: float, right: float, bottom: float) -> list[tuple[float, float]]:
        sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
        about = [(x - 500, y - 700) for x, y in ((left, top), (right, top), (right, bottom), (left, bottom))]
        return [(x * cosine - y * sine + 500, x * sine + y * cosine + 700) for x, y in about]

    boxes = [corners(150, 200 + n * 40, 850, 228 + n * 40) for n in range(6)] + [corners(700, 160, 850, 188)]
    skew = engine._skew(boxes)
    assert skew == (0 if abs(degrees) < 0.6 else pytest.approx(degrees, abs=0.01))
    straight = [engine._box(box, 1000, 1400, skew) for box in boxes]
    if skew:
        assert straight[0] == pytest.approx((1500, 1429, 8500, 1629), abs=2)
        assert straight[6][3] < straight[0][1]
    page = Page((Line("一", straight[0], 0.99),), 0, 1000 / 1400, False, skew)
    xs, ys = [x for x, _ in boxes[0]], [y for _, y in boxes[0]]
    paper = min(xs) * 10, min(ys) / 0.14, max(xs) * 10, max(ys) / 0.14
    assert model.on_paper(straight[0], page) == pytest.approx(paper, abs=8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(2023)苏0999执1号:", "（2023）苏0999执1号："),
        ("1,234.50元,下午3:30,", "1,234.50元，下午3:30，"),
        ("法定代表人:张三;", "法定代表人：张三；"),
    ],
)
def test_punctuation_becomes_chinese_and_nothing_else_changes(text: str, expected: str) -> None:
    assert full_width(text) == expected and len(text) == len(expected)


def test_what_is_stored_comes_back() -> None:
    page = Page((Line("存款1元", (1, 2, 3, 4), 0.912, ((2, 0.5),)),), 90, 0.7071, False, -3.25)
    assert model.load(model.dump(page)) == page
    for damaged in (b"", b"[]", b"[1,2,3]", model.dump(page)[:-5], b'{"a":1}'):
        assert model.load(damaged) is None


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_lie_where_the_page_lies(turn: int) -> None:
    box = (1000, 2000, 3000, 2500)
    for _ in range({0: 0, 90: 4, 180: 2, 270: 4}[turn]):
        box = model.lying(box, turn)
    assert box == (1000, 2000, 3000, 2500)


def test_without_the_engine_there_is_a_hint(refuse, monkeypatch) -> None:
    monkeypatch.setattr(engine, "find_spec", lambda name: None)
    assert ".[ocr]" in refuse(PAGE, "a.png").hint
    assert ".[ocr]" in refuse(pdf("0 0 1 rg 10 10 300 300 re f"), "a.pdf").hint


def test_too_many_pixels_are_refused_before_they_are_decoded(refuse) -> None:
    small = dataclasses.replace(DEFAULT_LIMITS, pixels=100_000)
    pytest.importorskip("PIL.Image", reason="没有安装可选组件 ocr")
    assert "像素" in refuse(PAGE, "a.png", limits=small).reason


@rapidocr
@pytest.mark.parametrize(("data", "word"), [(PAGE[:900], "损坏"), (b"\x89PNG\r\n\x1a\n" + bytes(60), "损坏")])
def test_damaged_pictures(refuse, data: bytes, word: str) -> None:
    assert word in refuse(data, "a.png").reason


@rapidocr
def test_a_white_page_is_blank(refuse) -> None:
    white = image().convert("L").point(lambda value: 255)
    assert "空白" in refuse(saved(white, "PNG"), "a.png").reason


def test_columns_of_text_broken_twice_are_columns_too() -> None:
    """Every other line is short: printed lines were set again in a narrower column."""
    lines = [
        Line(w * (16 if n % 2 else 5), (left, 1000 + n * 200, left + (3600 if n % 2 else 1100), 1150 + n * 200), 0.99)
        for left, words in ((1000, "甲乙丙丁戊己庚辛壬癸"), (5200, "子丑寅卯辰巳午未申酉"))
        for n, w in enumerate(words)
    ]
    assert text_of(shuffled(*lines)) == "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"


def test_long_cells_beside_short_ones_stay_in_rows() -> None:
    lines = [
        Line(word, (left, 1000 + n * 200, right, 1150 + n * 200), 0.99)
        for n in range(12)
        for word, left, right in (
            (f"第{n}项财产查询", 1000, 4000),
            ("经查询该机构未发现被执行人有财产登记", 5200, 8800),
        )
    ]
    assert lay_out(Page(tuple(lines)), 0.8).text.startswith("第0项财产查询　经查询该机构")


@pytest.mark.parametrize(
    ("score", "text", "turned"),
    [
        (0.65, "二十二一十年一日", True),  # one line on its head
        (0.88, "日一十三月二十年", True),
        (0.97, "二〇一七年十一月一日", False),
        (0.88, "本院依照法律的规定裁定如下终结本次执行程序" * 3, False),  # many letters that read well enough
    ],
)
def test_a_page_of_one_line_is_turned_too(
    monkeypatch: pytest.MonkeyPatch, score: float, text: str, turned: bool
) -> None:
    box = (1349, 8982, 4268, 9274)
    read = {0: Page((Line(text, box, score),)), 180: Page((Line("二〇一七年十一月二十八日", box, 0.99),), 180)}
    monkeypatch.setattr(engine, "_page", lambda image, turn: read[turn])
    assert engine.recognise(image().convert("L")).turn == (180 if turned else 0)
