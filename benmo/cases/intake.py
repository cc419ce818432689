"""From a path to cases: which files belong together, what they are called, what was left aside.

One file is one case, or several where it holds several judgments (``name#0001``, ``name#0002`` …); one folder or one
zip archive, with everything below it, is one case. Nothing is dropped in silence: what cannot be read stands in
:attr:`CaseMaterial.unread`, what is no material (lock files of Word, ``.DS_Store``) in :attr:`CaseMaterial.skipped`.
"""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from benmo.cases.photos import join_photos
from benmo.errors import PathMissing
from benmo.settings import Ocr
from benmo.settings import load as load_settings
from nlp.document import Document, UnreadFile
from nlp.readers import Aids, Limits, Refused, is_archive, load_bytes, members, read_bytes
from nlp.readers.system import system_words
from nlp.split import split

#: Hears (file, pages done, pages to do) while a scan is recognised.
Progress = Callable[[str, int, int], None]

#: Files that programs leave behind; no prosecutor means them.
SYSTEM_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx", "ehthumbs.db"})
SYSTEM_PREFIXES = (".", "~$", "._")


@dataclass(frozen=True, slots=True)
class CaseMaterial:
    """Everything the user gave for one case, as read.

    ``path`` is what the user named; the documents' own paths are relative to it (or to the file's folder).
    """

    id: str
    documents: tuple[Document, ...]
    unread: tuple[UnreadFile, ...] = ()
    is_folder: bool = False
    path: str = ""
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One file or folder that is a case (or, for a file of many judgments, a row of cases)."""

    id: str
    path: Path


def is_system(name: str) -> bool:
    """Whether a file of this *name* is left by a program rather than meant by a person."""
    return name.startswith(SYSTEM_PREFIXES) or name.lower() in SYSTEM_NAMES


def gather(path: Path, case_id: str | None = None, progress: Progress | None = None) -> list[CaseMaterial]:
    """Read the file or folder at *path* into cases; *case_id* overrides the name taken from the path.

    *progress* hears of the pages of scans, which take seconds each.

    Raises:
        PathMissing: nothing is there, or the folder may not be opened. Bad content never raises.
    """
    if _is_plain_file(path):  # nearly all paths: one look instead of four
        return _gather_file(path, case_id or path.stem, progress)
    if path.is_dir():
        return [_gather_folder(path, case_id or folder_id(path), progress)]
    if not path.exists() and not path.is_symlink():
        raise PathMissing(f"找不到 {path}。", "检查路径是否写对；路径中有空格时要加引号")
    if path.exists() and not path.is_file():
        odd = UnreadFile(path.name, ODD, "请把文件本身交给本程序")
        return [CaseMaterial(case_id or path.stem, (), (odd,), path=str(path))]
    return _gather_file(path, case_id or path.stem, progress)


def _is_plain_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False


def gather_entry(entry: Entry, root: Path) -> list[CaseMaterial]:
    """Read one entry of a batch over *root*; a link that leads out of *root* is reported, not followed."""
    path = entry.path
    if path.is_symlink() and (path.is_dir() or not _stays(path, root.resolve())):
        left = UnreadFile(path.name, LINK, "如确属本案材料，请把文件本身放进目录")
        return [CaseMaterial(entry.id, (), (left,), path=str(path))]
    return gather(path, entry.id)


def folder_id(path: Path) -> str:
    """The name of a folder, also of ``.`` and ``卷宗/``; dots in it are part of the name."""
    return path.resolve().name or "case"


def aids_in_force(progress: Progress | None = None) -> Aids:
    """How scans are read by the settings, with the user's store of recognised pages."""
    return _aids(load_settings().ocr, progress)


def _aids(ocr: Ocr, progress: Progress | None) -> Aids:
    from benmo.cases.pages import page_cache

    return Aids(ocr.enabled, ocr.dpi, ocr.doubt, page_cache(ocr.cache_mb), progress)


@dataclass(slots=True)
class _Basket:
    """What is gathered for one case, file by file."""

    limits: Limits
    aids: Aids
    documents: list[Document] = field(default_factory=list)
    unread: list[UnreadFile] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def take(self, data: bytes, name: str) -> None:
        """Read one file; an archive is opened and its files are taken under its name."""
        if is_archive(data):
            self.take_archive(data, name, f"{name}/")
            return
        outcome = read_bytes(data, name, limits=self.limits, aids=self.aids)
        if isinstance(outcome, UnreadFile):
            self.unread.append(outcome)
        else:
            self.documents.extend(split(outcome))

    def take_archive(self, data: bytes, name: str, prefix: str) -> None:
        """Take every file of the archive in *data*, called *prefix* and its path therein."""
        before = len(self.documents) + len(self.unread)
        try:
            for member in members(data, self.limits, prefix):
                if any(is_system(part) for part in member.name.split("/") if part not in (".", "..")):
                    self.skipped.append(member.name)
                elif member.problem:
                    self.unread.append(UnreadFile(member.name, f"{member.problem}：{member.name}", member.hint))
                else:
                    self.take(member.data, member.name)
        except Refused as refused:
            self.unread.append(UnreadFile(name, f"{refused.reason}：{name}", refused.hint))
        if len(self.documents) + len(self.unread) == before:
            self.unread.append(UnreadFile(name, f"压缩包是空的：{name}", "请重新打包或者下载。"))

    def case(self, case_id: str, path: Path) -> CaseMaterial:
        """The case as gathered."""
        if not self.documents and not self.unread:
            self.unread.append(
                UnreadFile(path.name, "目录里没有可读取的文件", "请把文书放进该目录，或者检查目录是否写对")
            )
        documents = tuple(_distinct(join_photos(self.documents)))
        return CaseMaterial(case_id, documents, tuple(self.unread), True, str(path), tuple(self.skipped))


def _basket(progress: Progress | None) -> _Basket:
    settings = load_settings()
    return _Basket(settings.limits, _aids(settings.ocr, progress))


def _gather_file(path: Path, case_id: str, progress: Progress | None) -> list[CaseMaterial]:
    basket = _basket(progress)
    try:
        data = load_bytes(path, basket.limits)
    except Refused as refused:
        unread = UnreadFile(path.name, f"{refused.reason}：{path.name}", refused.hint)
        return [CaseMaterial(case_id, (), (unread,), path=str(path))]
    if is_archive(data):
        basket.take_archive(data, path.name, "")
        return [basket.case(case_id, path)]
    basket.take(data, path.name)
    parts = tuple(basket.documents)
    if len(parts) < 2:
        return [CaseMaterial(case_id, parts, tuple(basket.unread), path=str(path))]
    return [CaseMaterial(f"{case_id}#{n:04d}", (part,), path=str(path)) for n, part in enumerate(parts, 1)]


def _gather_folder(root: Path, case_id: str, progress: Progress | None) -> CaseMaterial:
    basket = _basket(progress)
    for path, reason in walk(root):
        name = path.relative_to(root).as_posix()
        if reason == SYSTEM:
            basket.skipped.append(name)
        elif reason:
            basket.unread.append(UnreadFile(name, reason, "如确属本案材料，请把文件本身放进卷宗目录"))
        else:
            try:
                basket.take(load_bytes(path, basket.limits), name)
            except Refused as refused:
                basket.unread.append(UnreadFile(name, f"{refused.reason}：{name}", refused.hint))
    return basket.case(case_id, root)


def _distinct(documents: Iterable[Document]) -> Iterator[Document]:
    """The same documents with ids made distinct: evidence names its document by id alone."""
    seen: Counter[str] = Counter()
    for document in documents:
        seen[document.id] += 1
        again = seen[document.id]
        yield document if again == 1 else replace(document, id=f"{document.id}~{again}")


SYSTEM = "系统文件"
ODD = "不是普通文件（管道、设备等），未读取"
LINK = "是指向目录之外、指向另一目录或已失效的链接，未读取"


def walk(root: Path) -> Iterator[tuple[Path, str]]:
    """Every file below *root* in a fixed order, with the reason why it must not be read, or "".

    Links are followed neither out of *root* nor into a folder: a loop cannot be entered and nothing outside is read.
    """
    inside = root.resolve()
    try:
        names = sorted(os.listdir(root))
    except OSError as error:
        raise PathMissing(f"目录 {root} 打不开：{system_words(error)}。", "检查目录权限") from error
    yield from _walk(root, names, inside)


def _walk(folder: Path, names: list[str], inside: Path) -> Iterator[tuple[Path, str]]:
    for name in names:
        path = folder / name
        if is_system(name):
            yield path, SYSTEM
        elif path.is_symlink() and not _stays(path, inside):
            yield path, LINK
        elif path.is_dir():
            if path.is_symlink():
                yield path, LINK
                continue
            try:
                below = sorted(os.listdir(path))
            except OSError as error:
                yield path, f"目录打不开：{system_words(error)}"
                continue
            yield from _walk(path, below, inside)
        elif path.is_file() or not path.exists():
            yield path, ""
        else:
            yield path, ODD


def _stays(path: Path, inside: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(inside)
    except (OSError, RuntimeError):
        return False


def list_entries(folder: Path, leave_out: Iterable[Path] = ()) -> tuple[list[Entry], list[str]]:
    """The cases of a batch over *folder*, in a fixed order, and the names that were left aside.

    An id is the name without extension; where two would be equal the plainer file keeps it (a folder first, then a
    text file, then the rest by extension) and the other is called by its full name: ``a.txt`` → ``a``,
    ``a.docx`` → ``a.docx``.
    """
    ours = {p.resolve() for p in leave_out}
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        raise PathMissing(f"目录 {folder} 打不开：{system_words(error)}。", "检查路径与权限") from error
    skipped = [n for n in names if is_system(n)]
    paths = [folder / n for n in names if not is_system(n)]
    paths = [p for p in paths if p.resolve() not in ours]
    stems = {p.stem for p in paths}
    taken: set[str] = set()
    entries = []
    for path in sorted(paths, key=_precedence):
        entries.append(Entry(_free_id(path, taken, stems), path))
        taken.add(entries[-1].id)
    return sorted(entries, key=lambda e: e.path.name), skipped


def _precedence(path: Path) -> tuple[int, str]:
    if path.is_dir() or not path.suffix:
        return (0, path.name)
    return (1 if path.suffix.lower() == ".txt" else 2, path.name)


def _free_id(path: Path, taken: set[str], stems: set[str]) -> str:
    name = folder_id(path) if path.is_dir() and not path.is_symlink() else path.name
    plain = name if path.is_dir() else path.stem
    for candidate in (plain, name, *(f"{name}~{n}" for n in range(2, len(taken) + 3))):
        # `a#0001.txt` beside a file `a.txt` of many judgments: only its full name is surely free.
        head, mark, number = candidate.rpartition("#")
        if candidate not in taken and not (mark and number.isdigit() and head in stems):
            return candidate
    raise AssertionError("more names than entries")
