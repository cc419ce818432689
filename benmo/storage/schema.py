"""The tables as they are now. The numbered files in ``migrations/versions`` build them; a test compares the two.

Times are ISO 8601 in UTC and dates ISO 8601, both as text: they sort, they hash, and both databases keep them alike.
Bodies (reviews with their texts, drafts) are packed JSON, see :mod:`benmo.storage.packing`.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy import UniqueConstraint as Unique


class Points(TypeDecorator[float]):
    """A score: whole as a rule, with half a point where a minor one is not shown; 42 stays 42 and is no 42.0."""

    impl = Float
    cache_ok = True

    def process_result_value(self, value: float | None, dialect: Dialect) -> float | None:
        """As the grade has it."""
        return int(value) if value is not None and value == int(value) else value


METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: Constants of the installation: its id, the day it was made.
INSTALLATION = Table(
    "installation", METADATA, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False)
)

USERS = Table(
    "users",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", String(64), nullable=False, unique=True),
    Column("display", String(64), nullable=False),
    Column("office", String(128), nullable=False),
    Column("role", String(16), nullable=False),
    Column("password", Text, nullable=False),
    Column("must_change", Boolean, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("locked_until", String(32)),
    Column("created_at", String(32), nullable=False),
)

#: Log-ins and API tokens; only the hash of the secret is kept.
KEYS = Table(
    "keys",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("user_id", Integer, ForeignKey("users.id"), nullable=False, index=True),
    Column("kind", String(8), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Column("name", String(64), nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("seen_at", String(32), nullable=False),
    Column("expires_at", String(32), nullable=False),
    Column("revoked", Boolean, nullable=False),
)

ORIGINALS = Table(
    "originals",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("added_at", String(32), nullable=False),
)

CASES = Table(
    "cases",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key", String(20), nullable=False, unique=True),
    Column("office", String(128), nullable=False),
    Column("assignee_id", Integer, ForeignKey("users.id"), index=True),
    Column("name", String(255), nullable=False),
    Column("part", Integer, nullable=False),
    Column("content", String(64), nullable=False),
    Column("state", String(12), nullable=False),
    Column("status", String(12), nullable=False),
    Column("case_no", String(128)),
    Column("court", String(128)),
    Column("cause", String(128)),
    Column("ruling_date", String(10)),
    Column("parties", Text, nullable=False),
    Column("level", String(4)),
    Column("score", Points),
    Column("violations", Integer, nullable=False),
    Column("open_points", Integer, nullable=False),
    Column("decided", Integer, nullable=False),
    Column("unread", Integer, nullable=False),
    Column("gate", String(12), nullable=False, default="open", server_default="open"),
    Column("review_id", Integer),
    Column("created_by", Integer, ForeignKey("users.id"), nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("updated_at", String(32), nullable=False),
    Unique("office", "content", "part"),
    Index("ix_cases_office_updated_at", "office", "updated_at", "id"),
    Index("ix_cases_office_state", "office", "state"),
    Index("ix_cases_office_level", "office", "level"),
    Index("ix_cases_office_ruling_date", "office", "ruling_date"),
    Index("ix_cases_office_court", "office", "court"),
    Index("ix_cases_office_gate", "office", "gate"),
    Index("ix_cases_case_no", "case_no"),
    Index("ix_cases_assignee_id_office", "assignee_id", "office"),
)

#: Which original lies in which case under which name. ``role``: material, sent (our paper) or reply (the court's).
FILES = Table(
    "files",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, ForeignKey("cases.id"), nullable=False, index=True),
    Column("path", Text, nullable=False),
    Column("sha256", String(64), ForeignKey("originals.sha256"), nullable=False, index=True),
    Column("role", String(10), nullable=False),
    Column("added_at", String(32), nullable=False),
)

REVIEWS = Table(
    "reviews",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, ForeignKey("cases.id"), nullable=False, index=True),
    Column("engine", String(32), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("made_at", String(32), nullable=False),
)

#: The findings of each case's present review that ask something of somebody (violation, not_shown).
FINDINGS = Table(
    "findings",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, ForeignKey("cases.id"), nullable=False, index=True),
    Column("checkpoint", String(64), nullable=False),
    Column("conclusion", String(12), nullable=False),
    Column("weight", String(12), nullable=False),
    Column("reason", Text, nullable=False),
    Index("ix_findings_checkpoint_conclusion_case_id", "checkpoint", "conclusion", "case_id"),
)

#: Append-only: the newest of a checkpoint holds; ``withdrawn`` takes the one before back.
DECISIONS = Table(
    "decisions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, ForeignKey("cases.id"), nullable=False, index=True),
    Column("checkpoint", String(64), nullable=False),
    Column("decision", String(20), nullable=False),
    Column("by_id", Integer, ForeignKey("users.id"), nullable=False),
    Column("by_name", String(64), nullable=False),
    Column("on_day", String(10), nullable=False),
    Column("seen", Text, nullable=False),
    Column("pages", String(64), nullable=False),
    Column("note", Text, nullable=False),
    Column("conclusion", String(12), nullable=False),
    Column("engine", String(32), nullable=False),
    Column("at", String(32), nullable=False),
)

#: Findings that a person added by marking text.
MARKS = Table(
    "marks",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, ForeignKey("cases.id"), nullable=False, index=True),
    Column("sha256", String(64), nullable=False),
    Column("document", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("name", String(128), nullable=False),
    Column("checkpoint", String(64), nullable=False),
    Column("note", Text, nullable=False),
    Column("by_id", Integer, ForeignKey("users.id"), nullable=False),
    Column("by_name", String(64), nullable=False),
    Column("at", String(32), nullable=False),
    Column("withdrawn_at", String(32)),
)

#: Answers to the checklist of admission, append-only: the newest of an item holds. The item ``gate`` is its overruling.
ADMISSIONS = Table(
    "admissions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, ForeignKey("cases.id"), nullable=False, index=True),
    Column("item", String(40), nullable=False),
    Column("answer", String(24), nullable=False),
    Column("note", Text, nullable=False),
    Column("on_day", String(10), nullable=False),
    Column("by_id", Integer, ForeignKey("users.id"), nullable=False),
    Column("by_name", String(64), nullable=False),
    Column("at", String(32), nullable=False),
)

DRAFTS = Table(
    "drafts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, ForeignKey("cases.id"), nullable=False, index=True),
    Column("paper", String(64), nullable=False),
    Column("by_name", String(64), nullable=False),
    Column("made_at", String(32), nullable=False),
)

DRAFT_VERSIONS = Table(
    "draft_versions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("draft_id", Integer, ForeignKey("drafts.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("change", String(255), nullable=False),
    Column("by_name", String(64), nullable=False),
    Column("made_at", String(32), nullable=False),
    Unique("draft_id", "number"),
)

#: Papers sent to a court, and the clock of its reply.
PAPERS = Table(
    "papers",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, ForeignKey("cases.id"), nullable=False, index=True),
    Column("draft_id", Integer, ForeignKey("drafts.id")),
    Column("paper", String(64), nullable=False),
    Column("number", String(128), nullable=False),
    Column("court", String(128), nullable=False),
    Column("sent_on", String(10), nullable=False),
    Column("received_on", String(10)),
    Column("extended", Boolean, nullable=False),
    Column("due_on", String(10), index=True),
    Column("replied_on", String(10)),
    Column("outcome", String(16)),
    Column("note", Text, nullable=False),
    Column("by_name", String(64), nullable=False),
    Column("made_at", String(32), nullable=False),
)

JOBS = Table(
    "jobs",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("state", String(10), nullable=False, index=True),
    Column("user_id", Integer, ForeignKey("users.id"), nullable=False, index=True),
    Column("title", String(255), nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("result", LargeBinary),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("message", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("cancel", Boolean, nullable=False),
    Column("runner", String(64)),
    Column("heartbeat", String(32)),
    Column("made_at", String(32), nullable=False),
    Column("ended_at", String(32)),
)

#: What became of each entry of a job; written in the transaction that does the work, so none is done twice.
ITEMS = Table(
    "items",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("job_id", Integer, ForeignKey("jobs.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("part", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("case_id", Integer, ForeignKey("cases.id")),
    Column("message", Text, nullable=False),
    Unique("job_id", "number", "part"),
)

#: Append-only and chained: ``hash`` covers the row and the hash before it.
AUDIT = Table(
    "audit",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("who", String(64), nullable=False, index=True),
    Column("act", String(24), nullable=False),
    Column("object", String(64), nullable=False, index=True),
    Column("detail", Text, nullable=False),
    Column("prev", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

#: What is searched: one row a document (kind doc) or finding; see :mod:`benmo.storage.search` for the index beside it.
SEARCH = Table(
    "search_rows",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, ForeignKey("cases.id"), nullable=False, index=True),
    Column("kind", String(8), nullable=False),
    Column("ref", Text, nullable=False),
    Column("plain", Text, nullable=False),
    Index("ix_search_rows_id_case_id", "id", "case_id"),
)
