"""A Word file as PDF, by LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

from benmo.errors import UsageError
from benmo.workroom import workroom

_TEXT = ("word/document.xml", "word/styles.xml")
#: Starting LibreOffice for the first time can take long on an old machine.
_SECONDS = 180
_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)


def converter() -> str | None:
    """The LibreOffice program; None when it is not installed."""
    found = next((where for name in _PROGRAMS if (where := shutil.which(name))), None)
    return found or next((place for place in _PLACES if os.path.exists(place)), None)


def left_aligned(docx: Path, copy: Path) -> None:
    """Write *docx* to *copy* with its justified paragraphs aligned left.

    LibreOffice (7.4 at least) loses a full stop or comma that ends a full line of a justified paragraph: it hangs the
    mark into the margin and does not print it.
    """
    with zipfile.ZipFile(docx) as given, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as made:
        for part in given.infolist():
            data = given.read(part)
            if part.filename in _TEXT:
                data = data.replace(b'<w:jc w:val="both"/>', b'<w:jc w:val="left"/>')
            made.writestr(part, data)


def to_pdf(docx: Path, pdf: Path) -> None:
    """Convert *docx* to *pdf*. A profile of its own, so that an open LibreOffice does not get in the way.

    Raises:
        UsageError: LibreOffice is not installed, or did not do it.
    """
    program = converter()
    if program is None:
        raise UsageError(
            f"没有找到 LibreOffice，不能转为 PDF；Word 文件已写好：{docx}。",
            "安装 LibreOffice 后重试，或者用 Word、WPS 打开后另存为 PDF",
        )
    with workroom() as work:
        profile = (work / "profile").as_uri()
        source = work / "source" / docx.name
        source.parent.mkdir()
        left_aligned(docx, source)
        command = [
            program,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(work),
        ]
        try:
            subprocess.run([*command, str(source)], capture_output=True, timeout=_SECONDS, check=True)
        except (OSError, subprocess.SubprocessError) as error:
            raise UsageError(
                f"LibreOffice 没有转成 PDF；Word 文件已写好：{docx}。", "用 Word、WPS 打开后另存为 PDF"
            ) from error
        made = work / f"{docx.stem}.pdf"
        if not made.is_file():
            raise UsageError(f"LibreOffice 没有转成 PDF；Word 文件已写好：{docx}。", "用 Word、WPS 打开后另存为 PDF")
        shutil.move(str(made), str(pdf))
