"""Zip packages: docx, xlsx and what else hides in one; opened under limits against decompression bombs."""

from __future__ import annotations

import lzma
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from nlp.readers.limits import Limits
from nlp.readers.source import Reading, Refused, Source

_DAMAGED = ("文件已损坏或没有下载完整", "请用 Word 或 WPS 打开检查并另存，或者重新下载后重试。")
#: What zipfile and its decompressors raise on mutilated files.
_ZIP_ERRORS = (BadZipFile, EOFError, OSError, UnicodeDecodeError, struct.error, zlib.error, lzma.LZMAError)


class Package:
    """The members of a zip file, each read at most up to the limit, whatever its header claims."""

    def __init__(self, archive: ZipFile, limits: Limits) -> None:
        self.archive = archive
        self.limits = limits
        self.names = set(archive.namelist())

    def read(self, name: str) -> bytes | None:
        """The bytes of member *name*, or None where there is none.

        Raises:
            Refused: the member is larger than the limit or damaged.
        """
        if name not in self.names:
            return None
        limit = min(self.limits.member_bytes, self.limits.markup_bytes if name.endswith(".xml") else 1 << 62)
        try:
            with self.archive.open(name) as member:
                data = member.read(limit + 1)
        except ValueError as error:  # a damaged directory points before the beginning of the file
            raise BadZipFile(str(error)) from error
        if len(data) > limit:
            raise Refused(
                "文件解压后过大，疑似异常压缩文件，已停止读取", "请确认文件来源；如属正常文件，请拆分后重试。"
            )
        return data


@contextmanager
def open_package(source: Source) -> Iterator[Package]:
    """The package in *source*.

    Raises:
        Refused: no zip file, damaged, encrypted, or beyond the limits.
    """
    try:
        with ZipFile(BytesIO(source.data)) as archive:
            _check(archive, source.limits)
            yield Package(archive, source.limits)
    except RecursionError:
        raise
    except RuntimeError as error:
        if "password" in str(error) or "encrypted" in str(error):
            raise Refused("文件已加密", "请先用密码打开，另存为不加密的文件后重试。") from None
        if isinstance(error, NotImplementedError):
            raise Refused(*_DAMAGED) from None
        raise
    except _ZIP_ERRORS as error:
        raise Refused(*_DAMAGED) from error


def _check(archive: ZipFile, limits: Limits) -> None:
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    large = any(member.file_size > limits.member_bytes for member in members)
    if large or len(members) > limits.zip_members or total > limits.unzipped_bytes:
        raise Refused("文件解压后过大，疑似异常压缩文件，已停止读取", "请确认文件来源；如属正常文件，请拆分后重试。")
    # Small packages compress well by chance; only a large one with such a ratio is a bomb.
    if total > 4 * 1024 * 1024 and total > packed * limits.zip_ratio:
        raise Refused("文件压缩比异常，疑似压缩炸弹，已停止读取", "请确认文件来源，用原软件打开并另存后重试。")


def read_package(source: Source) -> Reading:
    """Read the docx or xlsx in *source*; anything else in a zip file is refused by name."""
    with open_package(source) as package:
        names = package.names
        if "word/document.xml" in names:
            from nlp.readers.docx import read_docx

            return read_docx(package, source)
        if "xl/workbook.xml" in names:
            from nlp.readers.sheet import read_xlsx

            return read_xlsx(source)
        if "OFD.xml" in names:
            raise Refused("这是 OFD 文件，暂不能直接读取", "请用阅读器另存或打印为 pdf 后重试。")
        if "content.xml" in names or "ppt/presentation.xml" in names or "xl/workbook.bin" in names:
            raise Refused("这种办公文档暂不能直接读取", "请用 Word 或 WPS 打开，另存为 docx、xlsx 或 pdf 后重试。")
    raise Refused("这是压缩包，未读取其中的文件", "请先解压，再把解压出的文件夹交给本程序。")
