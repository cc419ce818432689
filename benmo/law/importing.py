"""From a file to an imported law: read it, take it apart, tell which law and version it is, store it."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from benmo.errors import PathMissing, Unreadable, UsageError
from benmo.law import office
from benmo.law.index import LawIndex, load, reload
from benmo.law.matching import Doubt, bear_out
from benmo.law.tables import Law, Provision, Version
from benmo.settings import load as load_settings
from nlp.document import UnreadFile
from nlp.legislation import Statute, parse_statute
from nlp.readers import read_file

#: A day read from an amendment may lie this long before the version came into force.
_WAIT_DAYS = 400


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did. ``state`` is new, same or replaced; ``notes`` are Chinese sentences for the user.

    ``freed`` are those of ``borne`` that carried 条号待核 until now.
    """

    entry: office.Imported
    state: str
    borne: tuple[str, ...]
    freed: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    notes: tuple[str, ...]


def import_file(
    path: Path, *, title: str | None = None, doc_no: str | None = None, effective: date | None = None
) -> Outcome:
    """Import the law in the file at *path*; what the text does not say may be given.

    Raises:
        PathMissing: there is no such file.
        Unreadable: it cannot be read, or holds no law.
        UsageError: title or day are neither in the text nor given.
    """
    if not path.is_file():
        raise PathMissing(f"找不到文件 {path}。", "给出一个 docx、txt、pdf 或 html 文件")
    document = read_file(path, limits=load_settings().limits)
    if isinstance(document, UnreadFile):
        raise Unreadable(document.reason + "。", document.hint)
    statute = parse_statute(_visible(document.text, [(h.start, h.end) for h in document.hidden]))
    if not statute.articles:
        raise Unreadable(
            f"{path} 中没有找到法律条文（{'；'.join(statute.problems)}）。",
            "确认文件是法律、司法解释或者规范性文件的全文；扫描件先做文字识别",
        )
    return _store(statute, path.name, document.sha256, title, doc_no, effective, [u.reason for u in document.unread])


def _visible(text: str, hidden: list[tuple[int, int]]) -> str:
    for start, end in sorted(hidden, reverse=True):
        text = text[:start] + text[end:]
    return text


def _store(
    statute: Statute, source: str, sha256: str, title: str | None, doc_no: str | None, effective: date | None,
    unread: list[str],
) -> Outcome:  # fmt: skip
    name = title or statute.title
    if not name:
        raise UsageError(f"{source} 中没有读出法律名称。", "用 --title 给出，例如 --title 最高人民法院关于……的规定")
    number = doc_no or statute.doc_no
    index = load()
    law = index.law(name) or (index.law(number) if number else None)
    notes = [f"未能读取：{reason}" for reason in unread] + list(statute.problems)
    start, version = _day(law, statute, number, effective, notes, source)
    official = law.title if law else name.strip("《》")
    if law is None:
        notes.append("本地法律库没有收录该文件：可以查看原文、核对条号是否存在，不用于监督要点")
    texts = _texts(statute)
    borne, doubts = bear_out(_of_version(index, law, version), texts) if law and version else ([], [])
    last = max(texts) if len(texts) == max(texts) else None
    entry = office.Imported(
        f"{law.key if law else 'x' + hashlib.sha256(official.encode()).hexdigest()[:8]}-{start.isoformat()}",
        law.key if law else None, official, number, start.isoformat(), len(statute.articles),
        last if statute.numbered == "条" else None, {b.provision: b.article for b in borne},
        tuple(d.provision for d in doubts), source, sha256, datetime.now(UTC).isoformat(timespec="seconds"),
    )  # fmt: skip
    state = _state(entry, _text(statute))
    if state != "same":
        office.put(entry, _text(statute))
        reload()
    names = tuple(b.provision for b in borne)
    freed = tuple(n for n in names if not index.provisions[n].verified)
    return Outcome(entry, state, names, freed, tuple(doubts), tuple(notes))


def _texts(statute: Statute) -> dict[int, str]:
    texts: dict[int, str] = {}
    for article in statute.articles:
        texts[article.number] = "\n".join(filter(None, (texts.get(article.number), article.text)))
    return texts


def _text(statute: Statute) -> dict[str, object]:
    articles = [
        {
            "number": a.number,
            "suffix": a.suffix,
            "path": [h.label for h in a.path],
            "paragraphs": [{"text": p.text, "items": [list(i) for i in p.items]} for p in a.paragraphs],
        }
        for a in statute.articles
    ]
    return {
        "preamble": statute.preamble,
        "numbered": statute.numbered,
        "problems": list(statute.problems),
        "articles": articles,
    }


def _state(entry: office.Imported, text: dict[str, object]) -> str:
    old = next((e for e in office.imported() if e.id == entry.id), None)
    if old is None:
        return "new"
    unchanged = {k: v for k, v in asdict(old).items() if k not in ("imported", "source", "sha256")}
    wanted = {k: v for k, v in asdict(entry).items() if k not in ("imported", "source", "sha256")}
    try:
        return "same" if unchanged == wanted and office.text_of(old) == text else "replaced"
    except UsageError:
        return "replaced"


def _of_version(index: LawIndex, law: Law, version: Version) -> list[Provision]:
    """The provisions of that version: those whose time overlaps it."""
    end = version.end or date.max
    return [
        p
        for p in index.provisions.values()
        if p.law == law.key and p.start <= end and version.start <= (p.end or date.max)
    ]


def _day(
    law: Law | None, statute: Statute, number: str, given: date | None, notes: list[str], source: str
) -> tuple[date, Version | None]:
    """The day from which the text applies, and the version of our tables that it is; None for one they do not have."""
    named = given or statute.effective
    if law is None:
        if named is None:
            raise UsageError(f"{source} 中没有读出施行日期。", "用 --effective 给出，例如 --effective 2022-04-10")
        return named, None
    version = next((v for v in law.versions if v.start == named), None)
    if version is not None:
        return version.start, version
    version = None if given else _by_head(law, statute, number)
    if version is not None:
        how = "文号" if version.doc_no and version.doc_no == number else "通过或者修正日期"
        said = f"文中施行日期为{named}，与本地法律库不一致" if named else "文中没有写明施行日期"
        notes.append(f"{said}，按{how}认定为{version.title}（{version.start}起施行）")
        return version.start, version
    if named is None:
        raise UsageError(
            f"{source} 中没有读出施行日期，不能确定是《{law.title}》的哪个版本。",
            f"用 --effective 给出；本地法律库有：{'、'.join(f'{v.title}（{v.start}）' for v in law.versions)}",
        )
    notes.append(f"本地法律库没有《{law.title}》自{named}起施行的版本：只作原文查看和条号核对，不影响监督要点")
    return named, None


def _by_head(law: Law, statute: Statute, number: str) -> Version | None:
    """The version that number, amendment or adoption point to; many copies give the day of adoption for the other."""
    if statute.amended is not None:
        return _soon_after(law, statute.amended)
    same = [v for v in law.versions if v.doc_no and v.doc_no == number]
    if len(same) == 1:
        return same[0]
    return _soon_after(law, statute.adopted) if statute.adopted else None


def _soon_after(law: Law, day: date) -> Version | None:
    return next((v for v in law.versions if 0 <= (v.start - day).days <= _WAIT_DAYS), None)
