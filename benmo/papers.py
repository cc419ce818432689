"""From a path and a person's decisions to papers on disk: the job behind ``benmo draft``."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benmo.errors import NothingFirm, Unreadable, UsageError
from benmo.settings import home, load

if TYPE_CHECKING:
    from benmo.drafting.decisions import Decision
    from benmo.drafting.model import Model
    from benmo.drafting.model_settings import ModelSettings

SUGGESTION = "检察建议书"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be drafted: the paper, where to, whose decisions it may rest on."""

    paper: str
    out: Path
    json_out: Path | None = None
    decisions: Sequence[Decision] = ()
    model: Model | None = None
    today: date = field(default_factory=date.today)
    office: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: (paper, file) pairs, the drafts' JSON, and why the asked-for paper is not among them."""

    files: tuple[tuple[str, Path], ...]
    drafts: tuple[dict[str, Any], ...]
    refused: NothingFirm | None = None


def model_settings() -> ModelSettings:
    """How the language model is reached, by the settings in force."""
    from benmo.drafting.model_settings import ModelSettings

    llm, file = load().llm, os.environ.get("BENMO_MODEL")
    return ModelSettings(
        llm.base_url, llm.model, llm.api_key, llm.timeout, file=Path(file).expanduser() if file else None, home=home()
    )


def one_review(path: Path) -> dict[str, Any]:
    """The review of the one case at *path*, with its texts.

    Raises:
        Unreadable: nothing could be read, or there is no ruling to draft about.
        UsageError: there are several cases.
    """
    from benmo.cases.intake import gather
    from benmo.review import review_all

    reviews = [r for material in gather(path) for r in review_all(material, with_text=True)]
    if len(reviews) != 1:
        ids = "、".join(r["id"] for r in reviews[:5])
        raise UsageError(
            f"{path} 中有 {len(reviews)} 案（{ids}），一次只能起草一案。", "把要起草的一份裁定书单独存为文件"
        )
    review = reviews[0]
    if review["status"] == "unreadable":
        raise Unreadable(f"{path} 无法读取，不能起草：{'；'.join(review['warnings'])}", "换成可读取的文件后重试")
    if not review["findings"]:
        raise Unreadable(f"{path} 中没有终结本次执行程序裁定书，不能起草。", "用 benmo read 查看读到的是什么文书")
    return review


def write_papers(review: dict[str, Any], order: Order) -> Written:
    """Draft and write the ordered paper; where nothing firm allows it, the papers that prepare it.

    Raises:
        UsageError: a file cannot be written. Errors of drafting pass through, NothingFirm excepted.
    """
    from benmo.drafting.papers import INSTEAD
    from benmo.drafting.service import draft

    def make(paper: str) -> dict[str, Any]:
        return draft(review, order.decisions, paper, order.model, order.today, order.office).draft

    try:
        wanted = make(order.paper)
    except NothingFirm as refused:
        stem = order.out.stem.removesuffix(order.paper).rstrip("_-") or order.out.stem
        names = [order.out.with_name(f"{stem}_{paper}.docx") for paper in INSTEAD]
        drafts = tuple(make(paper) for paper in INSTEAD)
        for made, name in zip(drafts, names, strict=True):
            _write(made, name)
        return Written(tuple(zip(INSTEAD, names, strict=True)), drafts, refused)
    _write(wanted, order.out)
    files = [(order.paper, order.out)]
    if order.json_out is not None:
        _save(order.json_out, json.dumps(wanted, ensure_ascii=False, indent=1) + "\n")
        files.append(("json", order.json_out))
    return Written(tuple(files), (wanted,))


def _write(draft: dict[str, Any], path: Path) -> None:
    from benmo.drafting.docx import write_docx

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_docx(draft, path)
    except OSError as error:
        words = f"不能写入 {path}：{error.strerror or error}。"
        raise UsageError(words, "如已在 Word 中打开请先关闭，或换一个位置") from error


def _save(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as error:
        raise UsageError(f"不能写入 {path}：{error.strerror or error}。", "换一个有写权限的位置") from error
