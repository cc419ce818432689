"""Drafting papers of execution supervision: facts, findings and provisions become a plan, templates write it, a
language model may rewrite single defects, a guard decides whether its wording stands.

Importing this package is cheap; LangChain, python-docx and pydantic are imported only where they are used.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benmo.drafting.decisions import Decision, confirmations, read_decisions
from benmo.drafting.papers import INSTEAD, papers
from benmo.drafting.particulars import Particulars
from benmo.drafting.service import DraftResult, draft, draft_several, review_sha256
from benmo.errors import NothingFirm

__all__ = [
    "INSTEAD",
    "Decision",
    "DraftResult",
    "NothingFirm",
    "Particulars",
    "confirmations",
    "draft",
    "draft_several",
    "papers",
    "read_decisions",
    "review_sha256",
    "write_docx",
]


def write_docx(draft: dict[str, Any], path: Path, *, comments: bool = True) -> None:
    """Write a drafted paper as a Word file. See :func:`benmo.drafting.docx.write_docx`."""
    from benmo.drafting.docx import write_docx as write

    write(draft, path, comments=comments)
