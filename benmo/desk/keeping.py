"""Writing a review into the tables: the case's row for lists, its findings, its search index, the body itself."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from sqlalchemy import Connection, delete, insert, update

from benmo import __version__
from benmo.drafting.service import review_sha256
from benmo.storage import search
from benmo.storage.packing import pack
from benmo.storage.schema import CASES, FILES, FINDINGS, REVIEWS
from benmo.storage.times import now

#: How far a case has come; it does not go back.
STATES = ("new", "decided", "drafted", "sent", "answered")
FLAGGED = ("violation", "not_shown")


def clip(value: Any, length: int) -> str | None:
    """*value* as text that both databases take (no NUL, no lone surrogate), cut to *length*; None stays None."""
    if value is None:
        return None
    words = str(value).replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    return words if len(words) <= length else words[: length - 1] + "…"


def new_key() -> str:
    """A name for a case that tells nothing and cannot be guessed."""
    return f"c{secrets.token_hex(8)}"


def add_case(cx: Connection, values: dict[str, Any], review: dict[str, Any], files: list[tuple[str, str]]) -> int:
    """Insert a case with its first review and its originals; returns its number."""
    at = now()
    made = cx.execute(
        insert(CASES).values(**values, **case_columns(review), state="new", decided=0, created_at=at, updated_at=at)
    )
    case_id = int(made.inserted_primary_key[0])  # type: ignore[index]
    for path, sha256 in files:
        add_file(cx, case_id, path, sha256, "material")
    keep_review(cx, case_id, review)
    return case_id


def add_file(cx: Connection, case_id: int, path: str, sha256: str, role: str) -> None:
    """Tie an original to a case."""
    cx.execute(insert(FILES).values(case_id=case_id, path=clip(path, 1000), sha256=sha256, role=role, added_at=now()))


def keep_review(cx: Connection, case_id: int, review: dict[str, Any]) -> None:
    """Make *review* the present one of the case. Earlier ones stay."""
    made = cx.execute(
        insert(REVIEWS).values(
            case_id=case_id, engine=__version__, sha256=_hash(review), body=pack(review), made_at=now()
        )
    )
    number = int(made.inserted_primary_key[0])  # type: ignore[index]
    cx.execute(update(CASES).where(CASES.c.id == case_id).values(**case_columns(review), review_id=number))
    cx.execute(delete(FINDINGS).where(FINDINGS.c.case_id == case_id))
    flagged = [f for f in review["findings"] if f["conclusion"] in FLAGGED]
    if flagged:
        cx.execute(insert(FINDINGS), [_finding(case_id, f) for f in flagged])
    search.drop(cx, case_id)
    for document in review["documents"]:
        search.add(cx, case_id, "doc", clip(document["id"], 1000) or "", document.get("text") or "")
    if flagged:
        search.add(cx, case_id, "finding", "", "\n".join(f["reason"] for f in flagged))
    columns = case_columns(review)
    head = (review["id"], columns["case_no"], columns["court"], columns["cause"], columns["parties"])
    search.add(cx, case_id, "case", "", "\n".join(h for h in head if h))


def _hash(review: dict[str, Any]) -> str:
    try:
        return review_sha256(review)
    except UnicodeEncodeError:  # a text with broken surrogates, which UTF-8 cannot hold
        return hashlib.sha256(pack(review)).hexdigest()


def advance(cx: Connection, case_id: int, state: str) -> None:
    """Move a case on to *state* unless it is further already."""
    earlier = STATES[: STATES.index(state)]
    moved = (CASES.c.id == case_id) & CASES.c.state.in_(earlier)
    cx.execute(update(CASES).where(CASES.c.id == case_id).values(updated_at=now()))
    cx.execute(update(CASES).where(moved).values(state=state))


def _finding(case_id: int, finding: dict[str, Any]) -> dict[str, Any]:
    return {
        "case_id": case_id,
        "checkpoint": clip(finding["checkpoint"], 64),
        "conclusion": finding["conclusion"],
        "weight": clip(finding["weight"], 12),
        "reason": clip(finding["reason"], 1000),
    }


def case_columns(review: dict[str, Any]) -> dict[str, Any]:
    """What a case's row holds of its review, for lists and filters."""
    case, counted = review["case"], [f["conclusion"] for f in review["findings"]]
    parties = [p.get("name") or "" for p in (*case["applicants"], *case["respondents"])]
    unread = sum(len(d["unread"]) for d in review["documents"])
    unread += sum(w.startswith("未能读取 ") for w in review["warnings"])
    return {
        "status": clip(review["status"], 12),
        "case_no": clip(case["case_no"], 128),
        "court": clip(case["court"], 128),
        "cause": clip(case["cause"], 128),
        "ruling_date": clip(case["ruling_date"], 10),
        "parties": clip("、".join(p for p in parties if p), 500) or "",
        "level": clip(review["grade"]["level"], 4),
        "score": review["grade"]["score"],
        "violations": counted.count("violation"),
        "open_points": counted.count("not_shown"),
        "unread": unread + (review["status"] == "unreadable"),
    }
