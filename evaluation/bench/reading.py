"""What reading a file costs beside the plain call of the library underneath, in turn in one process.

Processor time is counted, so that a busy machine does not decide.

Ours is everything: the file from disk, its digest, its kind, the text with pages, cells and hidden stretches. The
library's side reads the file from disk too and makes the bare text: ``lxml.html.fromstring().text_content()``,
python-docx's paragraphs, pypdfium2's page texts. Files are made from varied copies of one invented ruling, in the
shapes in which rulings come: a page with a style on each paragraph, the same inside a court site's page, a Word
document as LibreOffice and Word write it (python-docx), a PDF of three pages.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.fuzz.files import lines, pdf
from nlp.document import Document
from nlp.readers import read_file

_PARAGRAPHS = 28
_SENTENCE = "本院通过网络执行查控系统查询被执行人名下的银行存款、车辆、不动产、证券、网络资金，未发现可供执行的财产。"
_STYLE = "LINE-HEIGHT: 25pt; TEXT-INDENT: 30pt; MARGIN: 0.5pt 0cm;FONT-FAMILY: 仿宋; FONT-SIZE: 16pt;"


@dataclass(frozen=True, slots=True)
class Row:
    """One format; seconds for each file (medians over the rounds) and the ratio of each round, smallest first."""

    name: str
    ours: float
    theirs: float
    ratios: list[float]
    mean_bytes: float

    @property
    def ratio(self) -> float:
        """The median ratio; at most 2 is wanted."""
        return statistics.median(self.ratios)


def measure(count: int = 40, rounds: int = 7) -> list[Row]:
    """Read *count* files of each shape, *rounds* times in turn."""
    with tempfile.TemporaryDirectory(prefix="benmo-reading-") as folder:
        return [_row(name, Path(folder), make, plain, count, rounds) for name, make, plain in _SHAPES]


def _row(
    name: str, folder: Path, make: Callable[[list[str]], bytes], plain: Callable[[Path], str], count: int, rounds: int
) -> Row:
    paths = []
    for number in range(count):
        path = folder / f"{name}-{number}.{name.partition(' ')[0]}"
        path.write_bytes(make(_paragraphs(number)))
        paths.append(path)
    _same(paths[0], plain)
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(_seconds(paths, read_file) / count)
        theirs.append(_seconds(paths, plain) / count)
    ratios = sorted(a / b for a, b in zip(ours, theirs, strict=True))
    mean = statistics.fmean(path.stat().st_size for path in paths)
    return Row(name, statistics.median(ours), statistics.median(theirs), ratios, mean)


def _same(path: Path, plain: Callable[[Path], str]) -> None:
    """Both sides must have read the ruling, or the comparison is worth nothing."""
    found = read_file(path)
    assert isinstance(found, Document), found
    for text in (found.text.replace("\n", ""), plain(path)):
        assert text.count("未发现可供执行的财产") == _PARAGRAPHS, path


def _seconds(paths: Sequence[Path], read: Callable[[Path], object]) -> float:
    start = time.process_time()
    for path in paths:
        read(path)
    return time.process_time() - start


def _paragraphs(number: int) -> list[str]:
    return ["江北县人民法院", "执行裁定书", f"（2023）苏0999执{number + 100}号"] + [
        f"{n}、2023年{n % 12 + 1}月{number % 28 + 1}日，{_SENTENCE}" for n in range(_PARAGRAPHS)
    ]


def _html(paragraphs: list[str]) -> bytes:
    body = "".join(f"<div style='{_STYLE}'>{text}</div>" for text in paragraphs)
    return f"<html><head><meta charset='utf-8'><title></title></head><body>{body}</body></html>".encode()


def _site(paragraphs: list[str]) -> bytes:
    script = "var caseInfo = {'court': 'x'}; function show(id) { return document.getElementById(id); }\n" * 60
    body = "".join(f"<p class='t'>{text}</p>" for text in paragraphs)
    menu = "".join(f"<li><a href='/list/{n}'>栏目{n}</a></li>" for n in range(12))
    return (
        f"<!DOCTYPE html><html><head><meta charset='gb2312'><title>执行裁定书</title><script>{script}</script></head>"
        f"<body><ul>{menu}</ul><table><tr><td><div id='doc'>{body}</div></td></tr></table></body></html>"
    ).encode("gb18030")


def _docx(paragraphs: list[str]) -> bytes:
    from io import BytesIO

    import docx

    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _pdf(paragraphs: list[str]) -> bytes:
    rows = [text[at : at + 32] for text in paragraphs for at in range(0, len(text), 32)]
    return pdf(*(lines("\n".join(rows[at : at + 30])) for at in range(0, len(rows), 30)))


def _plain_html(path: Path) -> str:
    from lxml import html

    page: Any = html.fromstring(path.read_bytes())
    return str(page.text_content())


def _plain_docx(path: Path) -> str:
    import docx

    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def _plain_pdf(path: Path) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        text: str = "".join(page.get_textpage().get_text_range() for page in document)
        return text.replace("\r\n", "")
    finally:
        document.close()


_SHAPES: tuple[tuple[str, Callable[[list[str]], bytes], Callable[[Path], str]], ...] = (
    ("html 正文", _html, _plain_html),
    ("html 网站页", _site, _plain_html),
    ("docx", _docx, _plain_docx),
    ("pdf", _pdf, _plain_pdf),
)
