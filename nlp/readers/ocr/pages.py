"""Pages through the engine and the store, into a reading with its marks, doubts and what stayed unread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from nlp.document import Mark, Unread
from nlp.readers.ocr import model
from nlp.readers.ocr.engine import recognise, require, version
from nlp.readers.ocr.layout import Laid, lay_out
from nlp.readers.source import Reading, Refused, Source

if TYPE_CHECKING:
    from PIL.Image import Image

_NOTHING = "本页是图片，没有识别出文字"
_FAILED = "本页图像无法识别"


class Recogniser:
    """Recognises the pages of one file; *total* is how many there will be, for whoever watches."""

    def __init__(self, source: Source, total: int) -> None:
        require(source.aids.ocr)
        self.source = source
        self.total = total
        self.done = 0
        self._tell()

    def _tell(self) -> None:
        if self.source.aids.progress and self.total > 1:
            self.source.aids.progress(self.source.name, self.done, self.total)

    def page(self, digest: str, part: str, draw: Callable[[], Image]) -> Laid | str:
        """The text of one page, or why it could not be read (Chinese).

        Args:
            digest: sha256 of the bytes that the page is part of.
            part: which part of them, such as ``p12``; with the digest, the engine and the resolution it names the page
                in the store.
            draw: makes the page's image; called only where the store does not know the page.
        """
        aids = self.source.aids
        key = f"{digest}-{part}-{version()}-{aids.dpi}-{model.FORM}"
        stored = aids.store.get(key) if aids.store else None
        page = model.load(stored) if stored else None
        if page is None:
            try:
                page = recognise(draw())
            except Refused as refused:
                return refused.reason
            except MemoryError:
                return f"{_FAILED}（图像过大）"
            except Exception as error:  # the engine and image libraries raise anything; one page must not end a file
                return f"{_FAILED}（{type(error).__name__}）"
            if aids.store:
                aids.store.put(key, model.dump(page))
        self.done += 1
        self._tell()
        laid = lay_out(page, aids.doubt)
        return laid if laid.text or page.blank else _NOTHING


class Scroll:
    """The text of a file that grows page by page."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.parts: list[str] = []
        self.length = 0
        self.scanned: list[int] = []
        self.letters = self.doubtful = 0

    def write(self, text: str) -> None:
        """Append *text*."""
        self.parts.append(text)
        self.length += len(text)

    def recognised(self, found: Laid | str, where: str, number: int) -> None:
        """Append a recognised page, or note why it stayed unread. *where* names it in Chinese."""
        if isinstance(found, str):
            self.reading.unread.append(Unread(where, found, number))
            return
        shift = self.length
        self.reading.marks += [Mark(m.kind, m.start + shift, m.end + shift, m.label) for m in found.marks]
        if found.dropped:
            self.reading.unread.append(
                Unread(where, f"本页有 {found.dropped} 处字迹无法辨认（如印章、手写），未收入正文", number)
            )
        self.scanned.append(number)
        self.letters += found.letters
        self.doubtful += found.doubtful
        self.write(found.text)

    def close(self, unit: str = "页") -> Reading:
        """The reading, with a note on what was recognised."""
        self.reading.text = "".join(self.parts)
        if self.scanned:
            self.reading.notes.append(
                f"{ranges(self.scanned, unit)}为扫描图像，经 OCR 识别，共 {self.letters} 字，"
                + (f"其中 {self.doubtful} 字把握不足，已标出；" if self.doubtful else "")
                + "引用前请核对原件。"
            )
        return self.reading


def ranges(numbers: list[int], unit: str = "页") -> str:
    """第1至3页、第5页 for 1, 2, 3, 5."""
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return "、".join(f"第{a}{unit}" if a == b else f"第{a}至{b}{unit}" for a, b in found)
