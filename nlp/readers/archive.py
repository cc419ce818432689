"""Zip archives as folders: their members one by one in memory, under limits; nothing is ever written to disk.

rar and 7z have no reader here that is both maintained and free; they are refused with a hint (see ``reading``).
"""

from __future__ import annotations

import re
import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from nlp.readers.limits import Limits, size_words
from nlp.readers.source import Refused

_OFFICE = frozenset(
    {"[Content_Types].xml", "word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "OFD.xml", "content.xml"}
)
_UTF8 = 0x800
_ENCRYPTED = 0x1
_UNICODE_PATH = 0x7075
_CONTROLS = re.compile("[\x00-\x1f\x7f]")
_BOMB = (
    "压缩包解压后过大，疑似压缩炸弹，未读取",
    "请确认文件来源；如属正常材料，请解压后分批交给本程序，或者调高上限。",
)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive; ``problem`` and ``hint`` (Chinese) say why its data could not be had."""

    name: str
    data: bytes = b""
    problem: str = ""
    hint: str = ""


@dataclass(slots=True)
class _Budget:
    """Bytes that all members of all nested archives may still take."""

    left: int


def is_archive(data: bytes) -> bool:
    """Whether *data* is a zip archive of files rather than an Office document, which is a zip too."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    try:
        with ZipFile(BytesIO(data)) as archive:
            return not _OFFICE & set(archive.namelist())
    except Exception:  # damaged: it is an archive unless its raw bytes name the parts of an Office document
        return b"[Content_Types].xml" not in data and b"OFD.xml" not in data


def members(data: bytes, limits: Limits, name: str = "") -> Iterator[Member]:
    """The files of the archive in *data*, those of archives within it too (``inner.zip/file``), in a fixed order.

    Raises:
        Refused: damaged, or beyond the limits as a whole. Single members that cannot be had are yielded with a problem.
    """
    yield from _members(data, limits, name, 1, _Budget(limits.unzipped_bytes))


def _members(data: bytes, limits: Limits, prefix: str, depth: int, budget: _Budget) -> Iterator[Member]:
    try:
        archive = ZipFile(BytesIO(data))
        infos = archive.infolist()
    except Exception:  # zipfile raises far more than BadZipFile on mutilated archives
        raise Refused("压缩包已损坏或没有下载完整", "请重新下载或者重新打包后重试。") from None
    with archive:
        files = [(file_name(info), info) for info in infos if not info.filename.endswith("/")]
        total = sum(info.file_size for _, info in files)
        if len(files) > limits.zip_members:
            raise Refused(f"压缩包里有 {len(files):,} 个文件，超过上限", "请解压后分批交给本程序。")
        if total > budget.left or total > max(4 * 1024 * 1024, len(data) * limits.zip_ratio):
            raise Refused(*_BOMB)
        for name, info in sorted(files, key=lambda item: item[0]):
            yield from _member(archive, info, f"{prefix}{name}", name, limits, depth, budget)


def _member(
    archive: ZipFile, info: ZipInfo, path: str, name: str, limits: Limits, depth: int, budget: _Budget
) -> Iterator[Member]:
    problem = _problem(info, name)
    if problem:
        yield Member(path, b"", *problem)
        return
    try:
        data = _read(archive, info, limits, budget)
    except Refused as refused:
        yield Member(path, b"", refused.reason, refused.hint)
        return
    if not is_archive(data):
        yield Member(path, data)
        return
    if depth >= limits.zip_depth:
        yield Member(path, b"", f"压缩包套压缩包超过 {limits.zip_depth} 层，未读取", "请先解压再交给本程序。")
        return
    try:
        yield from _members(data, limits, f"{path}/", depth + 1, budget)
    except Refused as refused:
        yield Member(path, b"", refused.reason, refused.hint)


def _problem(info: ZipInfo, name: str) -> tuple[str, str] | None:
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or re.match("[A-Za-z]:", name):
        return "压缩包内的路径异常（指向压缩包之外），未读取", "请确认压缩包来源。"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "压缩包内的链接，未读取", "请把文件本身放进压缩包。"
    if info.flag_bits & _ENCRYPTED:
        return "压缩包内的文件已加密，未读取", "请先用密码解压，再把解压出的文件夹交给本程序。"
    return None


def _read(archive: ZipFile, info: ZipInfo, limits: Limits, budget: _Budget) -> bytes:
    if info.file_size > limits.file_bytes:
        raise Refused(f"文件超过 {size_words(limits.file_bytes)} 的上限，未读取", "请拆分后重试。")
    try:
        with archive.open(info) as stream:
            # What the directory claims is not believed: the stream itself is counted.
            data = stream.read(min(info.file_size, budget.left) + 1)
    except NotImplementedError:
        raise Refused("压缩方式不受支持，未读取", "请用普通 zip 方式重新打包，或者解压后重试。") from None
    except (BadZipFile, LargeZipFile, EOFError, OSError, RuntimeError, ValueError, zlib.error, MemoryError):
        raise Refused("压缩包内的这个文件已损坏，未读取", "请重新打包后重试。") from None
    except Exception:  # lzma and bz2 have errors of their own
        raise Refused("压缩包内的这个文件已损坏，未读取", "请重新打包后重试。") from None
    if len(data) > budget.left:
        raise Refused(*_BOMB)
    budget.left -= len(data)
    return data


def file_name(info: ZipInfo) -> str:
    """The member's path with forward slashes. Windows tools write GBK without saying so; Python takes it for cp437."""
    name = info.filename
    if not info.flag_bits & _UTF8:
        name = _unicode_path(info.extra) or _guess(info.orig_filename)
    return _CONTROLS.sub("_", name.replace("\\", "/")) or "（无名文件）"


def _guess(name: str) -> str:
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def _unicode_path(extra: bytes) -> str:
    """Info-ZIP's extra field with the name in UTF-8 (APPNOTE 4.6.9), or an empty string."""
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        if kind == _UNICODE_PATH and size > 5:
            return extra[9 : 4 + size].decode("utf-8", "replace")
        extra = extra[4 + size :]
    return ""
