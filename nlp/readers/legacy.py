"""Word 97–2003 files and old WPS files (both OLE): through antiword or LibreOffice where one is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from nlp.readers.source import Reading, Refused, Source

_SAVE_AS = "请用 Word 或 WPS 打开，另存为 docx 后重试"


def _name(stream: str) -> bytes:
    return stream.encode("utf-16-le")


def read_legacy(source: Source) -> Reading:
    """Read an OLE file.

    Raises:
        Refused: no Word document, encrypted, or no converter installed.
    """
    data = source.data
    if _name("EncryptedPackage") in data:
        raise Refused("文件已加密", "请先用密码打开，另存为不加密的文件后重试。")
    if _name("WordDocument") not in data:
        if _name("Workbook") in data or _name("Book") in data:
            raise Refused("这是旧版 Excel 文件（xls），暂不能直接读取", "请用 Excel 或 WPS 打开，另存为 xlsx 后重试。")
        raise Refused("这种旧版办公文档暂不能直接读取", f"{_SAVE_AS}。")
    antiword, office = shutil.which("antiword"), shutil.which("soffice") or shutil.which("libreoffice")
    if not antiword and not office:
        raise Refused(
            "这是旧版 Word 或 WPS 文件（doc、wps），暂不能直接读取", f"{_SAVE_AS}，或者安装 antiword 后重试。"
        )
    for command, convert in ((antiword, _by_antiword), (office, _by_office)):
        if command:
            try:
                reading = convert(command, source)
            except (OSError, subprocess.SubprocessError):
                continue
            if reading.text.strip():
                return reading
    raise Refused("旧版 Word 或 WPS 文件转换失败", f"{_SAVE_AS}。")


def _run(command: list[str], source: Source, folder: str) -> bytes:
    """Run a converter in its own folder, under the time limit; only file names of ours are on its command line."""
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": os.environ.get("HOME", folder), "LANG": "C.UTF-8"}
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=source.limits.convert_seconds,
        check=True,
    )
    return done.stdout


def _by_antiword(command: str, source: Source) -> Reading:
    with TemporaryDirectory() as folder:
        copy = Path(folder, "in.doc")
        copy.write_bytes(source.data)
        output = _run([command, "-m", "UTF-8.txt", "-w", "0", str(copy)], source, folder)
    text = output.decode("utf-8", "replace").replace("\r\n", "\n")
    return Reading("doc", text, notes=["旧版 Word 文件，经 antiword 转换读取。"])


def _by_office(command: str, source: Source) -> Reading:
    """LibreOffice writes docx, so that tables and text boxes come through our own reader."""
    with TemporaryDirectory() as folder:
        copy = Path(folder, "in.doc")
        copy.write_bytes(source.data)
        profile = Path(folder, "profile").as_uri()
        _run(
            [command, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx", str(copy)],
            source,
            folder,
        )
        converted = Path(folder, "in.docx").read_bytes()
    from nlp.readers.package import read_package

    reading = read_package(Source(source.path, source.name, converted, source.limits))
    reading.format = "doc"
    reading.notes.append("旧版 Word 或 WPS 文件，经 LibreOffice 转换读取。")
    return reading
