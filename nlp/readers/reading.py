"""The one door: a path in, a document or the reason why not."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path

from nlp.document import Document, UnreadFile
from nlp.readers.aids import NO_AIDS, Aids
from nlp.readers.detect import detect
from nlp.readers.limits import DEFAULT_LIMITS, Limits, size_words
from nlp.readers.source import Reading, Refused, Source, finish
from nlp.readers.system import system_words
from nlp.readers.text import read_text

#: Kind → (module, function). Imported when first needed, so that reading a txt loads no XML, PDF or sheet library.
_READERS = {
    "html": ("nlp.readers.html", "read_html"),
    "json": ("nlp.readers.records", "read_json"),
    "csv": ("nlp.readers.table", "read_csv"),
    "pdf": ("nlp.readers.pdf", "read_pdf"),
    "zip": ("nlp.readers.package", "read_package"),
    "ole": ("nlp.readers.legacy", "read_legacy"),
    "rtf": ("nlp.readers.legacy", "read_rtf"),
    "image": ("nlp.readers.image", "read_image"),
}
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_ARCHIVES = {b"Ra": "RAR", b"7z": "7z", b"\x1f\x8b": "gz"}
_REFUSED = {
    "program": ("这是程序或多媒体文件，不是文书", "请换成文书的 docx、pdf、html 或 txt 文件。"),
    "xml": ("这是 XML 文件，暂不能直接读取", "请用 Word 或 WPS 打开，另存为 docx 后重试。"),
}


def read_file(
    path: Path, *, root: Path | None = None, limits: Limits = DEFAULT_LIMITS, aids: Aids = NO_AIDS
) -> Document | UnreadFile:
    """Read the file at *path*; never raises for what it holds.

    ``Document.text`` is the text before any repair, with ``\\n`` line ends. Its id is the path relative to *root* in
    posix form, or the bare file name.
    """
    name = _name(path, root)
    try:
        data = load_bytes(path, limits)
    except Refused as refused:
        return UnreadFile(name, f"{refused.reason}：{name}", refused.hint)
    return read_bytes(data, name, limits=limits, aids=aids)


def read_bytes(
    data: bytes, name: str, *, limits: Limits = DEFAULT_LIMITS, aids: Aids = NO_AIDS
) -> Document | UnreadFile:
    """As :func:`read_file`, for the *data* of a file called *name*, such as a member of an archive."""
    source = Source(name, data, limits, aids)
    try:
        if not data:
            raise Refused("文件是空的", "请重新导出或者下载该文件。")
        document = finish(source, _read(source))
        _check_length(document, limits)
        return document
    except Refused as refused:
        return UnreadFile(name, f"{refused.reason}：{name}", refused.hint, source.digest())
    except (MemoryError, RecursionError):
        reason = f"文件内容过于庞大或嵌套过深，已停止读取：{name}"
        return UnreadFile(name, reason, "请拆分后重试。", source.digest())
    except Exception as error:  # a reader's library may raise anything on a mutilated file; it must not end a batch
        return UnreadFile(
            name,
            f"文件已损坏或格式不完整，未能读取（{type(error).__name__}）：{name}",
            "请用原来的软件打开检查，另存后重试。",
            source.digest(),
        )


def _name(path: Path, root: Path | None) -> str:
    if root is None:
        return path.name
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.name


def load_bytes(path: Path, limits: Limits) -> bytes:
    """The bytes of *path* as they lay on disk at one moment, never more than the limit.

    Raises:
        Refused: not to be opened, too large, no regular file, or written to while it was read (twice in a row).
    """
    try:
        for _ in range(2):
            # Without waiting: opening a pipe would otherwise hang until somebody writes into it.
            descriptor = os.open(path, os.O_RDONLY | _NO_WAIT)
            try:
                before = os.fstat(descriptor)
                if not stat.S_ISREG(before.st_mode):
                    raise Refused("不是普通文件（文件夹、管道、设备等），未读取", "请把文件本身交给本程序。")
                if before.st_size > limits.file_bytes:
                    raise _too_large(limits)
                data = os.read(descriptor, before.st_size)
                while len(data) < before.st_size and (more := os.read(descriptor, before.st_size - len(data))):
                    data += more
                after = os.fstat(descriptor)
            finally:
                os.close(descriptor)
            if len(data) == before.st_size == after.st_size and before.st_mtime_ns == after.st_mtime_ns:
                return data
    except FileNotFoundError:
        raise Refused("找不到文件", "请检查路径是否写对。") from None
    except IsADirectoryError:
        raise Refused("这是文件夹，不是文件", "请把文件夹作为一个案件交给本程序，或者指定其中的文件。") from None
    except PermissionError:
        raise Refused("没有读取权限", "请检查文件权限，或者复制到自己的目录后重试。") from None
    except OSError as error:
        raise Refused(f"系统无法打开文件（{system_words(error)}）", "请检查磁盘或网络位置后重试。") from None
    raise Refused("文件在读取过程中被改动", "请等文件写完（如下载、同步、另存结束）后重试。")


def _too_large(limits: Limits) -> Refused:
    return Refused(
        f"文件超过 {size_words(limits.file_bytes)} 的上限",
        "请拆分后重试，或者在设置中调高上限（[limits] file_bytes）。",
    )


def _read(source: Source) -> Reading:
    kind = detect(source.data, source.suffix)
    if kind == "txt":
        return read_text(source)
    if kind in _REFUSED:
        raise Refused(*_REFUSED[kind])
    if kind == "archive":
        raise Refused(
            f"这是 {_ARCHIVES[source.data[:2]]} 压缩包，不能直接读取",
            "请先解压，再把解压出的文件夹交给本程序；或者改用 zip 打包。",
        )
    try:
        reader = _reader(kind)
    except ImportError as error:
        raise Refused(f"缺少读取该格式的组件（{error.name}）", "请重新安装本程序后重试。") from None
    return reader(source)


@cache
def _reader(kind: str) -> Callable[[Source], Reading]:
    module, function = _READERS[kind]
    reader: Callable[[Source], Reading] = getattr(import_module(module), function)
    return reader


def _check_length(document: Document, limits: Limits) -> None:
    text = document.text
    if not text.strip() and not document.unread and not document.notes:
        raise Refused("文件里没有文字", "请确认文件内容；如为扫描件，请先做文字识别。")
    if len(text) <= limits.document_chars:
        return
    from nlp.split import starts

    if len(text) > limits.text_chars or len(starts(text)) < 2:
        raise Refused(
            f"全文 {len(text):,} 字，远超一份文书的篇幅，也不像多份文书的汇编",
            "请确认是否选错文件；确为文书的，请拆分后重试。",
        )
