"""From paths and a person's decisions to papers on disk: the job behind ``benmo draft``."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benmo.drafting.particulars import Particulars
from benmo.errors import NothingFirm, Unreadable, UsageError
from benmo.settings import home, load
from nlp.readers.system import system_words

if TYPE_CHECKING:
    from benmo.drafting.decisions import Decision
    from benmo.drafting.model import Ask, Model
    from benmo.drafting.model_settings import ModelSettings

_NONE = Particulars()
SUGGESTION = "检察建议书"
REPORT = "审查终结报告"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be drafted: the paper, where to, whose decisions it may rest on, in which form."""

    paper: str
    out: Path
    json_out: Path | None = None
    decisions: Sequence[Decision] = ()
    model: Model | None = None
    today: date = field(default_factory=date.today)
    office: str = ""
    particulars: Particulars = _NONE
    comments: bool = True
    template: Path | None = None
    revise: Path | None = None
    pdf: bool = False
    ask: Ask | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: (paper, file) pairs, the drafts' JSON, and why the asked-for paper is not among them.

    ``kept`` and ``changed`` count a revision: sentences that a person holds, changes that are tracked.
    """

    files: tuple[tuple[str, Path], ...]
    drafts: tuple[dict[str, Any], ...]
    refused: NothingFirm | None = None
    kept: int | None = None
    changed: int = 0


def model_settings() -> ModelSettings:
    """How the language model is reached, by the settings in force."""
    from benmo.drafting.model_settings import from_settings

    return from_settings(load().llm, home(), os.environ.get("BENMO_MODEL", ""))


def one_review(path: Path, *, papers_only: bool = False) -> dict[str, Any]:
    """The review of the one case at *path*, with its texts.

    Args:
        path: a file or folder.
        papers_only: a 检察建议书 or a court's reply without the ruling will do.

    Raises:
        Unreadable: nothing could be read, or there is nothing to draft about.
        UsageError: there are several cases.
    """
    reviews = _reviews(path)
    if len(reviews) != 1:
        ids = "、".join(r["id"] for r in reviews[:5])
        raise UsageError(
            f"{path} 中有 {len(reviews)} 案（{ids}），一次只能起草一案。", "把要起草的一份裁定书单独存为文件"
        )
    return _fit(reviews[0], path, papers_only=papers_only)


def several_reviews(paths: Iterable[Path], *, papers_only: bool = False) -> list[dict[str, Any]]:
    """The reviews of all cases at *paths*. Raises Unreadable for the first that cannot be drafted about."""
    return [_fit(r, path, papers_only=papers_only) for path in paths for r in _reviews(path)]


def _reviews(path: Path) -> list[dict[str, Any]]:
    from benmo.cases.intake import gather
    from benmo.review import review_all

    return [r for material in gather(path) for r in review_all(material, with_text=True)]


def _fit(review: dict[str, Any], path: Path, *, papers_only: bool) -> dict[str, Any]:
    if review["status"] == "unreadable":
        raise Unreadable(f"{path} 无法读取，不能起草：{'；'.join(review['warnings'])}", "换成可读取的文件后重试")
    if not review["findings"] and not (papers_only and (review.get("suggestion") or review.get("reply"))):
        raise Unreadable(f"{path} 中没有终结本次执行程序裁定书，不能起草。", "用 benmo read 查看读到的是什么文书")
    return review


def write_papers(reviews: Sequence[dict[str, Any]], order: Order) -> Written:
    """Draft and write the ordered paper; where nothing firm allows a suggestion, the papers that prepare it.

    The 审查终结报告 is written beside a suggestion: it comes first, and both rest on the same plan.

    Raises:
        UsageError: a file cannot be written. Errors of drafting pass through, NothingFirm of a suggestion excepted.
    """
    from benmo.drafting.papers import INSTEAD
    from benmo.drafting.papers import paper as find_paper
    from benmo.drafting.service import draft, draft_several

    kind = find_paper(order.paper)

    def make(paper: str) -> dict[str, Any]:
        asked = order.particulars
        return draft(reviews[0], order.decisions, paper, order.model, order.today, order.office, asked, order.ask).draft

    try:
        if kind.several or len(reviews) > 1:
            wanted = draft_several(
                reviews, order.decisions, order.paper, order.today, order.office, order.particulars
            ).draft
        else:
            wanted = make(order.paper)
    except NothingFirm as refused:
        open_ = any(f["conclusion"] == "not_shown" for f in reviews[0]["findings"])
        instead = INSTEAD if kind.name == SUGGESTION and open_ else ()
        names = [_beside(order, paper) for paper in instead]
        drafts = tuple(make(paper) for paper in instead)
        for made, name in zip(drafts, names, strict=True):
            _write(made, name, comments=order.comments)
        return Written(tuple(zip(instead, names, strict=True)), drafts, refused)
    files: list[tuple[str, Path]] = []
    if kind.name == SUGGESTION and order.revise is None:
        files.append((REPORT, _beside(order, REPORT)))
        _write(make(REPORT), files[0][1], comments=order.comments)
    wanted, kept, changed = _main(wanted, order)
    files.append((order.paper, order.out))
    if order.json_out is not None:
        save(order.json_out, json.dumps(wanted, ensure_ascii=False, indent=1) + "\n")
        files.append(("json", order.json_out))
    if order.pdf:
        from benmo.drafting.pdf import to_pdf

        to_pdf(order.out, order.out.with_suffix(".pdf"))
        files.append(("pdf", order.out.with_suffix(".pdf")))
    return Written(tuple(files), (wanted,), kept=kept, changed=changed)


def _beside(order: Order, paper: str) -> Path:
    stem = order.out.stem.removesuffix(order.paper).rstrip("_-") or order.out.stem
    return order.out.with_name(f"{stem}_{paper}.docx")


def _main(wanted: dict[str, Any], order: Order) -> tuple[dict[str, Any], int | None, int]:
    """Write the asked-for paper: over an old draft, into a template, or in our own form."""
    from benmo.drafting.template import own_template

    template = order.template or own_template(home(), wanted["paper"])
    if order.revise is not None:
        from benmo.drafting.revise import revise

        with _writing(order.out):
            done = revise(wanted, order.revise, order.out, comments=order.comments)
        return done.draft, done.kept, done.changed
    if template is not None:
        from benmo.drafting.template import write_with

        with _writing(order.out):
            write_with(template, wanted, order.out, comments=order.comments)
        return wanted, None, 0
    _write(wanted, order.out, comments=order.comments)
    return wanted, None, 0


class _writing:
    """Makes the folder of a file, and a Chinese UsageError of a failure to write it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._error(error) from error

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, OSError):
            raise self._error(error) from error

    def _error(self, error: OSError) -> UsageError:
        words = f"不能写入 {self._path}：{system_words(error)}。"
        return UsageError(words, "如已在 Word 中打开请先关闭，或换一个位置")


def _write(draft: dict[str, Any], path: Path, *, comments: bool) -> None:
    from benmo.drafting.docx import write_docx

    with _writing(path):
        write_docx(draft, path, comments=comments)


def save(path: Path, text: str) -> None:
    """Write a text file, whole or not at all. Raises UsageError."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, "utf-8")
        part.replace(path)
    except OSError as error:
        raise UsageError(f"不能写入 {path}：{system_words(error)}。", "换一个有写权限的位置") from error
