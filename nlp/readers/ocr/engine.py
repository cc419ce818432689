"""The engine: PP-OCR models on onnxruntime through rapidocr, loaded once a process, never fetched from anywhere."""

from __future__ import annotations

import logging
import math
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.readers.ocr.model import Box, Line, Page
from nlp.readers.source import Refused

if TYPE_CHECKING:
    from PIL.Image import Image

#: Lines below this score are strokes of a seal or of the paper, no words.
UNREADABLE = 0.5
#: Character scores above this are not worth keeping.
_CERTAIN = 0.95
#: Beyond this many pixels on the longer side, a picture is drawn smaller: the engine gains nothing and needs memory.
_LONGEST = 3_400
#: Lines that run down by less (degrees) are level; a steeper page is no page askew.
_LEVEL, _STEEPEST = 0.6, 20.0
#: Letters; a page of fewer costs next to nothing to read twice.
_FEW = 40
_HINT = '请在项目目录运行 pip install -e ".[ocr]" 安装 OCR 组件后重试，或者提供带文字的版本（docx、带文字层的 pdf）。'


class NoEngine(Refused):
    """Character recognition is not installed or switched off."""


def version() -> str:
    """What a stored page depends on besides the page."""
    try:
        return f"rapidocr-{metadata.version('rapidocr')}"
    except metadata.PackageNotFoundError:
        return "rapidocr-none"


def require(wanted: bool = True) -> None:
    """Make sure that recognition is possible; cheap, loads nothing.

    Raises:
        NoEngine: it is not, with the hint what to install.
    """
    if not wanted:
        raise NoEngine("需要 OCR 识别，但设置中已关闭 OCR", "请在设置中打开 OCR（[ocr] enabled = true）后重试。")
    if find_spec("rapidocr") is None or find_spec("onnxruntime") is None:
        raise NoEngine("需要 OCR 识别，但没有安装 OCR 组件", _HINT)


@cache
def _engine() -> Any:
    """The loaded engine. The models' paths are given, for without them rapidocr would download."""
    require()
    import rapidocr

    folder = Path(rapidocr.__file__).parent / "models"
    found = {task: next(iter(sorted(folder.glob(f"*{task}*.onnx"))), None) for task in ("det", "rec")}
    if not all(found.values()):
        raise NoEngine("OCR 组件不完整（缺模型文件）", _HINT)
    engine = rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,  # it turns lines, not pages; see `recognise`
            "Global.text_score": 0.0,
            "Det.model_path": str(found["det"]),
            "Rec.model_path": str(found["rec"]),
        }
    )
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    return engine


def recognise(image: Image) -> Page:
    """The lines on *image* (RGB or grey). A page that lies on its side or head is turned until it reads well."""
    if _is_blank(image):
        return Page((), blank=True)
    longest = max(image.size)
    if longest > _LONGEST:
        image = image.resize((round(image.width * _LONGEST / longest), round(image.height * _LONGEST / longest)))
    best = _page(image, 0)
    turns = _turns(best)
    # The engine reads upright lines too, but in the wrong order: of quarter turns one must be better.
    bar = 0.0 if 90 in turns else _quality(best) + 0.05
    for turn in turns:
        turned = _page(image.rotate(-turn, expand=True), turn)
        if _quality(turned) > bar:
            best, bar = turned, _quality(turned)
    return best


def _is_blank(image: Image) -> bool:
    """Whether nothing is darker than dust: fewer than one in 20,000 grey values differ from the paper."""
    histogram = image.convert("L").resize((min(image.width, 1000), min(image.height, 1400))).histogram()
    paper = max(range(256), key=histogram.__getitem__)
    near = sum(histogram[max(0, paper - 40) : paper + 41])
    return sum(histogram) - near <= sum(histogram) / 20_000


def _page(image: Image, turn: int) -> Page:
    import numpy as np

    pixels = np.asarray(image.convert("RGB"))[:, :, ::-1]
    found = _engine()(np.ascontiguousarray(pixels), return_word_box=True)
    height, width = pixels.shape[:2]
    if found.txts is None:
        return Page((), turn, width / height)
    words = found.word_results if found.word_results and len(found.word_results) == len(found.txts) else None
    skew = _skew(found.boxes)
    lines = []
    for index, (text, score, corners) in enumerate(zip(found.txts, found.scores, found.boxes, strict=True)):
        doubts = _doubts(text, words[index]) if words else ()
        lines.append(Line(text, _box(corners, width, height, skew), float(score), doubts))
    return Page(tuple(lines), turn, width / height, skew=skew)


def _skew(boxes: Any) -> float:
    """By how many degrees clockwise the lines run down, by the long ones; 0 where they run level or disagree.

    *boxes* are of four corners in pixels, from the upper left one clockwise.
    """
    angles: list[float] = []
    for (x0, y0), (x1, y1), _, (x3, y3) in boxes:
        length, height = math.hypot(x1 - x0, y1 - y0), math.hypot(x3 - x0, y3 - y0)
        if length > 6 * height and x1 > x0:
            angles.append(math.degrees(math.atan2(y1 - y0, x1 - x0)))
    if len(angles) < 3:
        return 0.0
    angles.sort()
    middle = angles[len(angles) // 2]
    agree = sum(abs(angle - middle) < 1.5 for angle in angles)
    return round(middle, 2) if _LEVEL < abs(middle) < _STEEPEST and agree * 2 > len(angles) else 0.0


def _box(corners: Any, width: int, height: int, skew: float) -> Box:
    """The box of *corners* (pixels), set straight about the middle of the page."""
    sine, cosine = math.sin(math.radians(-skew)), math.cos(math.radians(-skew))
    middle = width / 2, height / 2
    xs, ys = [], []
    for corner in corners:
        across, down = float(corner[0]) - middle[0], float(corner[1]) - middle[1]
        xs.append(across * cosine - down * sine + middle[0])
        ys.append(across * sine + down * cosine + middle[1])
    return _part(min(xs), width), _part(min(ys), height), _part(max(xs), width), _part(max(ys), height)


def _part(value: float, whole: int) -> int:
    return min(10_000, max(0, round(value / whole * 10_000)))


def _doubts(text: str, words: Any) -> tuple[tuple[int, float], ...]:
    """The uncertain characters of a line; the engine scores single characters and whole Latin words."""
    found: list[tuple[int, float]] = []
    at = 0
    for word, score, _ in words:
        start = text.find(word, at)
        if start < 0:
            continue
        at = start + len(word)
        if score < _CERTAIN:
            found += [(i, round(float(score), 2)) for i in range(start, at)]
    return tuple(found)


def _turns(page: Page) -> tuple[int, ...]:
    """Which turns are worth a try: quarter turns where most lines stand upright, a half turn where all reads badly."""
    if not page.lines:
        return ()
    upright = sum((line.box[3] - line.box[1]) > 2 * (line.box[2] - line.box[0]) * page.ratio for line in page.lines)
    if upright * 2 > len(page.lines):
        return (90, 270)
    # The last page of a ruling may hold a date alone, and 二〇二一年 upside down still looks like numbers.
    few = sum(len(line.text) for line in page.lines) < _FEW
    return (180,) if _quality(page) < (0.95 if few else 0.8) else ()


def _quality(page: Page) -> float:
    letters = sum(len(line.text) for line in page.lines)
    return sum(line.score * len(line.text) for line in page.lines) / letters if letters else 0.0
