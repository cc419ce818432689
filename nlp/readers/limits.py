"""What a reader is willing to open. A file beyond a limit is refused with a reason; it never exhausts the machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


def _limit(default: int, words: str) -> Any:
    """A limit with its meaning for whoever sets it."""
    return field(default=default, metadata={"zh": words})


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one file. Sizes are bytes, lengths are code points, times are seconds."""

    file_bytes: int = _limit(128 * 1024 * 1024, "单个文件的字节数")
    unzipped_bytes: int = _limit(512 * 1024 * 1024, "一个压缩包（含其中的压缩包）解压后的总字节数")
    member_bytes: int = _limit(64 * 1024 * 1024, "docx、xlsx 内单个部件解压后的字节数")
    zip_ratio: int = _limit(200, "压缩比，超过的视为压缩炸弹")
    zip_members: int = _limit(5_000, "一个压缩包里的文件数")
    zip_depth: int = _limit(3, "压缩包套压缩包的层数")
    #: A tree takes about ten times the size of the mark-up.
    markup_bytes: int = _limit(32 * 1024 * 1024, "单个网页或 docx 正文的字节数")
    text_chars: int = _limit(40_000_000, "单个文件的字数（多份文书的汇编）")
    #: One document longer than this is no ruling: unless the file is a collection of many, it is refused.
    document_chars: int = _limit(1_000_000, "一份文书的字数")
    pages: int = _limit(2_000, "PDF 的页数")
    ocr_pages: int = _limit(1_000, "一个文件中做文字识别的页数（每页约需二至五秒）")
    #: An A3 page at 600 dpi has 70 million pixels; beyond this a picture is a decompression bomb.
    pixels: int = _limit(100_000_000, "一幅图片的像素数")
    pictures: int = _limit(200, "docx 中做文字识别的图片数")
    cells: int = _limit(500_000, "一个表格文件的单元格数")
    sheets: int = _limit(200, "一个表格文件的工作表数")
    depth: int = _limit(200, "docx 的嵌套层数")
    convert_seconds: int = _limit(60, "旧版文档转换最多等待的秒数")


DEFAULT_LIMITS = Limits()


def size_words(count: int) -> str:
    """A number of bytes as a person reads it: 128 MB, 300 KB."""
    return f"{count / 1024 / 1024:.0f} MB" if count >= 1024 * 1024 else f"{max(1, round(count / 1024))} KB"
