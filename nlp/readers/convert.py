"""Converters of other makers, run as child processes with a time limit, a profile of their own and no way out."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

from nlp.readers.source import Refused

#: No macros, nothing fetched that a document links to.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"
 oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link"
 oor:op="fuse"><value>1</value></prop></item>
</oor:items>
"""
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
_NOWHERE = "http://127.0.0.1:9"
_SLOW = "转换超时，已停止读取"
_RETRY = "请用 Word 或 WPS 打开，另存为 docx 或 xlsx 后重试。"


def antiword(data: bytes, folder: Path, seconds: int) -> str:
    """The text of a Word file by antiword, or an empty string where antiword is missing or cannot read it."""
    if shutil.which("antiword") is None:
        return ""
    path = folder / "in.doc"
    path.write_bytes(data)
    code, output = _run(["antiword", "-m", "UTF-8.txt", "-w", "0", str(path)], folder, seconds)
    if code or not output.strip():
        return ""
    return output.decode("utf-8", "replace").replace("\r\n", "\n").strip("\n") + "\n"


def has_office() -> bool:
    """Whether LibreOffice is installed."""
    return _program() is not None


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def office(data: bytes, suffix: str, target: str, folder: Path, seconds: int) -> bytes:
    """*data*, a file of the kind *suffix*, as *target* (docx, xlsx) by LibreOffice; *folder* is an empty one of ours.

    Raises:
        Refused: LibreOffice is not installed, could not read the file or took too long.
    """
    program = _program()
    if program is None:
        raise Refused("需要 LibreOffice 转换，但没有安装", _RETRY)
    path = folder / f"in.{suffix}"
    path.write_bytes(data)
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    command = [
        program, "--headless", "--norestore", "--nolockcheck", "--nologo", f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to", _FILTERS[target], "--outdir", str(out), str(path),
    ]  # fmt: skip
    _run(command, folder, seconds)
    found = out / f"{path.stem}.{target}"
    if not found.is_file():
        raise Refused("文件已损坏，LibreOffice 也未能打开", _RETRY)
    return found.read_bytes()


def _run(command: list[str], folder: Path, seconds: int) -> tuple[int, bytes]:
    """Run *command* in a process group of its own, so that a time-out ends its children too."""
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    environment |= {"LC_ALL": "C.UTF-8", "http_proxy": _NOWHERE, "https_proxy": _NOWHERE, "SAL_USE_VCLPLUGIN": "svp"}
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return 1, b""
    with process:
        try:
            output, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise Refused(_SLOW, _RETRY) from None
    return process.returncode, output
