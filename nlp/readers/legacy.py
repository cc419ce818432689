"""Word and Excel 97–2003 files, old WPS files (all OLE) and RTF: through antiword or LibreOffice where installed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from nlp.readers import convert
from nlp.readers.source import Reading, Refused, Source

_SAVE_AS = "请用 Word 或 WPS 打开，另存为 docx 后重试"
_INSTALL = "或者安装 LibreOffice（apt-get install libreoffice-writer-nogui）后重试。"


def _name(stream: str) -> bytes:
    return stream.encode("utf-16-le")


def read_legacy(source: Source) -> Reading:
    """Read an OLE file.

    Raises:
        Refused: neither Word nor Excel, encrypted, damaged, or no converter installed.
    """
    data = source.data
    if _name("EncryptedPackage") in data:
        raise Refused("文件已加密", "请先用密码打开，另存为不加密的文件后重试。")
    if _name("WordDocument") not in data:
        if _name("Workbook") in data or _name("Book") in data:
            return _by_office(source, "xls", "xlsx", "旧版 Excel 文件（xls）")
        raise Refused("这种旧版办公文档暂不能直接读取", f"{_SAVE_AS}。")
    with TemporaryDirectory(prefix="benmo-") as folder:
        text = convert.antiword(data, Path(folder), source.limits.convert_seconds)
    if text.strip():
        return Reading("doc", text, notes=["旧版 Word 文件，经 antiword 转换读取，页眉页脚与文本框可能缺失。"])
    return _by_office(source, "doc", "docx", "旧版 Word 或 WPS 文件（doc、wps）")


def read_rtf(source: Source) -> Reading:
    """Read a rich text file.

    Raises:
        Refused: LibreOffice is not installed or cannot read it.
    """
    return _by_office(source, "rtf", "docx", "RTF 文件")


def _by_office(source: Source, suffix: str, target: str, what: str) -> Reading:
    """LibreOffice writes docx or xlsx, so that tables and text boxes come through our own readers."""
    if not convert.has_office():
        raise Refused(f"这是{what}，本机没有能读它的软件", f"{_SAVE_AS.replace('docx', target)}，{_INSTALL}")
    with TemporaryDirectory(prefix="benmo-") as folder:
        converted = convert.office(source.data, suffix, target, Path(folder), source.limits.convert_seconds)
    from nlp.readers.package import read_package

    reading = read_package(replace(source, data=converted))
    reading.format = suffix
    reading.notes.append(f"{what}，经 LibreOffice 转换读取。")
    return reading
