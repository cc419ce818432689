"""What an office sets for itself beside the settings: its rules (本院规则), its Word templates, the model's state.

The files are those of the command line: ``office.yaml`` and ``模板/<文书>.docx`` in the data folder. What is replaced
or removed is kept beside it, once, so that a slip can be undone.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from benmo.desk import audit
from benmo.desk.model import Actor
from benmo.errors import BenmoError, NoSuch, UsageError
from benmo.storage.packing import unpack
from benmo.storage.schema import DRAFT_VERSIONS, DRAFTS
from benmo.storage.store import Store
from benmo.workroom import workroom

if TYPE_CHECKING:
    from benmo.drafting.status import Status

#: Larger rules or templates are a mistake.
MOST_RULES, MOST_TEMPLATE = 200_000, 20 * 1024 * 1024
BEFORE = ".before"


@dataclass(frozen=True, slots=True)
class Rules:
    """The office's rules: the text of the file, and in Chinese what it changes."""

    text: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A paper and whether the office has a template of its own for it; ``before``: one that can be brought back."""

    paper: str
    own: bool
    before: bool


@dataclass(frozen=True, slots=True)
class Fields:
    """What a template holds, what it lacks for its paper, what no paper has."""

    fields: tuple[str, ...]
    lacking: tuple[str, ...]
    unknown: tuple[str, ...]


def rules() -> Rules:
    """The rules as they lie in the data folder; a file that is wrong is shown with what is wrong."""
    from benmo.review.office import office_file

    try:
        text = office_file().read_text("utf-8-sig")
    except FileNotFoundError:
        return Rules("", ())
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"本院规则无法读取：{error}。", "检查数据目录的权限") from error
    try:
        return Rules(text, changes(text))
    except BenmoError as error:
        return Rules(text, (f"文件有误，未生效：{error.message}{error.hint}",))


def changes(text: str) -> tuple[str, ...]:
    """What *text* changes, one line each. Raises SettingsError with the entry that is wrong."""
    from benmo.law import load
    from benmo.review.catalog import catalogue
    from benmo.review.office import rules_of

    read, limits = rules_of(text), load().limits
    names = {c.id: c.name for c in catalogue()}
    weights = {"severe": "严重", "ordinary": "一般", "minor": "轻微"}
    told = [f"停用：{names[c]}{f'（{why}）' if why else ''}" for c, why in read.off.items()]
    told += [f"轻重：{names[c]} 改为{weights[w]}" for c, w in read.weights.items()]
    told += [f"提示线：{limits[n]['zh']} 由 {limits[n]['value']} 改为 {v}" for n, v in read.limits.items()]
    told += [f"自定要点：{check.name}（{weights[check.weight]}）" for check in read.own]
    return tuple(told)


def save_rules(store: Store, who: Actor, text: str) -> Rules:
    """Put *text* in force from the next reading on; empty text does away with the rules.

    Raises:
        SettingsError: an entry is wrong; the file stays as it was.
    """
    from benmo.review.office import office_file

    if len(text) > MOST_RULES:
        raise UsageError("本院规则过长。", f"不超过 {MOST_RULES // 1000} 千字")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    told = changes(text)
    file = office_file()
    _keep_before(file)
    if text.strip():
        _write(file, text.encode())
    else:
        file.unlink(missing_ok=True)
    with store.write() as cx:
        audit.note(store, cx, who.name, "rules", "", changes=list(told)[:50])
    return Rules(text, told)


def limits() -> tuple[tuple[str, str, int], ...]:
    """(name, Chinese, value) of the lines that an office may move."""
    from benmo.law import load

    return tuple((n, str(r["zh"]), int(r["value"])) for n, r in load().limits.items() if not r["statutory"])


# Templates


def templates(store: Store) -> tuple[TemplateRow, ...]:
    """All papers with what the office has for each."""
    from benmo.drafting.papers import papers

    return tuple(
        TemplateRow(p.name, (file := _file(store, p.name)).is_file(), _before(file).is_file()) for p in papers()
    )


def check_template(store: Store, paper: str, data: bytes) -> Fields:
    """The fields of a template against what *paper* has to say.

    Raises:
        NoSuch: there is no such paper.
        UsageError: it is no Word file, or too large.
    """
    from benmo.drafting.template import check

    _known(paper)
    if len(data) > MOST_TEMPLATE:
        raise UsageError("模板过大。", f"不超过 {MOST_TEMPLATE // 1024 // 1024} MB")
    with workroom() as work:
        file = work / f"{paper}.docx"
        file.write_bytes(data)
        try:
            found = check(file, _example(store, paper))
        except BenmoError as error:
            raise type(error)(error.message.replace(str(file), "").replace("模板  ", "模板"), error.hint) from error
    return Fields(found.fields, found.lacking, found.unknown)


def save_template(store: Store, who: Actor, paper: str, data: bytes) -> Fields:
    """Use a template for *paper* from now on.

    Raises:
        UsageError: it lacks fields without which sentences would be lost, or asks for some that no paper has.
    """
    found = check_template(store, paper, data)
    if found.lacking or found.unknown:
        words = [f"缺少字段：{'、'.join(found.lacking)}"] if found.lacking else []
        words += [f"不认识的字段：{'、'.join(found.unknown)}"] if found.unknown else []
        raise UsageError(f"模板没有启用，{'；'.join(words)}。", "写法如 {{正文}}；可先下载含全部字段的模板来改")
    _try(store, paper, data)
    file = _file(store, paper)
    _keep_before(file)
    _write(file, data)
    _note(store, who, paper, "use")
    return found


def _try(store: Store, paper: str, data: bytes) -> None:
    """Write a paper with the template once, so that a fault shows now and not when a paper is due."""
    from benmo.drafting.template import write_with

    with workroom() as work:
        file = work / f"{paper}.docx"
        file.write_bytes(data)
        try:
            write_with(file, _example(store, paper), work / "out.docx")
        except BenmoError:
            raise
        except Exception as error:  # docxtpl raises whatever python-docx, lxml or jinja2 raise
            raise UsageError(
                f"模板没有启用，试写时出错（{type(error).__name__}）。", "字段只写名称，如 {{正文}}"
            ) from error


def remove_template(store: Store, who: Actor, paper: str) -> None:
    """Go back to the program's own form. Raises NoSuch."""
    file = _file(store, _known(paper))
    if not file.is_file():
        raise NoSuch(f"没有{paper}的本院模板。")
    _keep_before(file)
    file.unlink()
    _note(store, who, paper, "remove")


def bring_back(store: Store, who: Actor, paper: str) -> None:
    """Use the template again that was replaced or removed last. Raises NoSuch."""
    file = _file(store, _known(paper))
    before = _before(file)
    if not before.is_file():
        raise NoSuch(f"没有可以恢复的{paper}模板。")
    data = before.read_bytes()
    _keep_before(file)
    _write(file, data)
    _note(store, who, paper, "bring back")


def template_file(store: Store, paper: str) -> bytes:
    """The office's template for *paper*, or one with every field to start from. Raises NoSuch."""
    from benmo.drafting.template import blank_template

    file = _file(store, _known(paper))
    if file.is_file():
        return file.read_bytes()
    with workroom() as work:
        blank = work / "blank.docx"
        blank_template(blank)
        return blank.read_bytes()


def _known(paper: str) -> str:
    from benmo.drafting.papers import papers

    if paper not in {p.name for p in papers()}:
        raise NoSuch(f"没有“{paper}”这种文书。")
    return paper


def _file(store: Store, paper: str) -> Path:
    from benmo.drafting.template import FOLDER

    return store.home / FOLDER / f"{paper}.docx"


def _before(file: Path) -> Path:
    return file.with_name(file.name + BEFORE)


def _note(store: Store, who: Actor, paper: str, what: str) -> None:
    with store.write() as cx:
        audit.note(store, cx, who.name, "template", paper, what=what)


def _example(store: Store, paper: str) -> dict[str, Any]:
    """A draft of *paper* to measure a template by: the newest of the desk, else one on a shipped sample."""
    query = (
        select(DRAFT_VERSIONS.c.body)
        .join(DRAFTS, DRAFTS.c.id == DRAFT_VERSIONS.c.draft_id)
        .where(DRAFTS.c.paper == paper)
        .order_by(DRAFT_VERSIONS.c.id.desc())
        .limit(1)
    )
    with store.read() as cx:
        body = cx.execute(query).scalar()
    if body is None:
        return _sample(paper)
    found: dict[str, Any] = unpack(body)
    return found


@cache
def _sample(paper: str) -> dict[str, Any]:
    """A draft on a shipped sample; where the paper does not fit it, one of the paper that every case allows."""
    from datetime import date

    import corpora
    from benmo.cases.intake import gather
    from benmo.drafting.service import draft
    from benmo.review import review_all

    folder = Path(corpora.__file__).parent / "samples"
    place = next(p for p in sorted(folder.iterdir()) if p.is_dir() and p.name.startswith("15"))
    review = review_all(gather(place)[0], with_text=True)[0]
    try:
        return draft(review, (), paper, None, date.today()).draft
    except BenmoError:
        return draft(review, (), "调卷函", None, date.today()).draft


# Files


def _keep_before(file: Path) -> None:
    if file.is_file():
        _write(_before(file), file.read_bytes())


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    spare = file.with_name(f".{file.name}.tmp")
    with open(os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    spare.replace(file)


def model_status() -> Status:
    """How the language model is reached and whether it answers. Raises SettingsError for settings that contradict."""
    from benmo.drafting.status import status
    from benmo.papers import model_settings

    return status(model_settings())
