"""What the desk hands out: plain values for pages, the API and commands. Texts of documents in them are untrusted."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Role(StrEnum):
    """What a person is in the office."""

    PROSECUTOR = "承办人"
    HEAD = "部门负责人"
    REGISTRY = "案管"
    ADMIN = "管理员"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: every call of the desk that touches a case takes one.

    ``must_change``: the password was given out by somebody else; nothing but changing it is allowed until then.
    """

    id: int
    name: str
    display: str
    office: str
    role: Role
    must_change: bool = False


@dataclass(frozen=True, slots=True)
class Login:
    """A fresh session: ``token`` goes into a cookie (HttpOnly, SameSite=Strict), ``csrf`` into each writing request."""

    token: str
    csrf: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class UserRow:
    """A person as the administrator sees them."""

    id: int
    name: str
    display: str
    office: str
    role: Role
    active: bool
    must_change: bool
    created_at: str


@dataclass(frozen=True, slots=True)
class TokenRow:
    """An API token of a person; the secret itself is shown once, when it is made."""

    id: int
    name: str
    created_at: str
    seen_at: str
    expires_at: str


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list. ``total`` counts the whole list; with ``above`` there are more than that, not counted."""

    rows: tuple[T, ...]
    total: int
    offset: int
    limit: int
    above: bool = False

    @property
    def more(self) -> bool:
        """Whether there is a further page."""
        return self.above or self.offset + len(self.rows) < self.total

    @property
    def counted(self) -> str:
        """How many there are, in words."""
        return f"超过 {self.total} 件" if self.above else f"{self.total} 件"


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases to list. Empty fields do not restrict.

    Args:
        text: words that must stand in a document, a finding, the number, the court or the parties.
        level: grades, any of.
        state: new, decided (something was decided), drafted, sent, answered; any of.
        status: reviewed, unsupported, unreadable.
        checkpoint: cases whose review has this checkpoint at violation or not_shown …
        conclusion: … or only at this one of the two.
        court: part of the court's name.
        since, until: days of the ruling, both included.
        mine: only those assigned to the person who asks.
        gate: open, stopped, passed, overruled; any of.
        order: updated, ruling, score, violations, or one of these with a leading "-" for the largest first.
    """

    text: str = ""
    level: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    status: str = ""
    checkpoint: str = ""
    conclusion: str = ""
    court: str = ""
    since: str = ""
    until: str = ""
    mine: bool = False
    order: str = "-updated"
    gate: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list. ``key`` names it everywhere; ``unread`` counts parts that could not be read.

    ``gate`` is how admission stands: open (something unanswered), stopped, passed, overruled.
    """

    key: str
    name: str
    state: str
    status: str
    case_no: str | None
    court: str | None
    cause: str | None
    ruling_date: str | None
    parties: str
    level: str | None
    score: float | None
    violations: int
    open_points: int
    decided: int
    unread: int
    assignee: str | None
    updated_at: str
    gate: str = "open"


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision that holds. ``changed``: the present review concludes otherwise than the one decided upon."""

    checkpoint: str
    decision: str
    by: str
    on: str
    seen: tuple[str, ...]
    pages: str
    note: str
    effect: str
    conclusion: str
    engine: str
    at: str
    changed: bool


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A finding that a person added by marking ``text[start:end] == quote`` of a document.

    ``checkpoint`` may be empty. ``document`` is None where the document is no longer part of the review.
    """

    id: int
    document: str | None
    start: int
    end: int
    quote: str
    name: str
    checkpoint: str
    note: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class AdmissionAnswer:
    """A person's answer to an item of admission, as of day ``on``; the item ``gate`` is an overruling."""

    item: str
    answer: str
    note: str
    on: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class AdmissionChoice:
    """An answer to an item. ``stop``: why no paper may be made then; ``note``: what has to be written with it."""

    id: str
    name: str
    stop: str
    note: str
    caution: str


@dataclass(frozen=True, slots=True)
class AdmissionItem:
    """One question of admission with the file's own answer and what a person answered.

    ``proposed`` is the choice that the material speaks for, None where it gives none; ``told`` says what it says and
    ``evidence`` where. ``answer`` is None until a person has answered.
    """

    id: str
    name: str
    asks: str
    basis: tuple[str, ...]
    caution: str
    note: str
    choices: tuple[AdmissionChoice, ...]
    proposed: str | None
    told: str
    evidence: tuple[dict[str, Any], ...]
    answer: AdmissionAnswer | None


@dataclass(frozen=True, slots=True)
class AdmissionView:
    """The checklist of admission of a case. ``state`` as in :class:`CaseRow`; ``missing`` and ``stops`` in words.

    ``open`` names the papers that a stop leaves open; ``history`` is everything that was ever answered.
    """

    row: CaseRow
    state: str
    items: tuple[AdmissionItem, ...]
    missing: tuple[str, ...]
    stops: tuple[str, ...]
    open: tuple[str, ...]
    overruled: AdmissionAnswer | None
    history: tuple[AdmissionAnswer, ...]
    may_answer: bool
    may_overrule: bool


@dataclass(frozen=True, slots=True)
class FileRow:
    """An original of a case. ``also`` names other cases (visible to the person) that hold the same bytes."""

    id: int
    path: str
    sha256: str
    size: int
    role: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A drafted paper. ``stale``: says why it no longer fits what was decided; empty where it does."""

    id: int
    case: str
    paper: str
    versions: int
    by: str
    made_at: str
    stale: str = ""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of a draft: what was changed, by whom, when."""

    number: int
    change: str
    by: str
    made_at: str


@dataclass(frozen=True, slots=True)
class DraftView:
    """A version of a draft with its content (draft.schema.json) and the list of all versions."""

    row: DraftRow
    number: int
    draft: dict[str, Any]
    versions: tuple[VersionRow, ...]


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper sent to a court and the clock of its reply.

    Args:
        state: sent (receipt unknown, no clock), waiting, near, overdue, answered.
        due_on: the last day of the reply period; None while the receipt is unknown.
        due_note: what the reckoning rests on, in Chinese; says where the holiday calendar of a year is unknown.
        days_left: days until ``due_on``, negative when past; None without a clock or when answered.
        outcome: adopted, partly_adopted, rejected, unclear; None without a reply.
    """

    id: int
    case: str
    case_no: str | None
    paper: str
    number: str
    court: str
    sent_on: str
    received_on: str | None
    extended: bool
    due_on: str | None
    due_note: str
    days_left: int | None
    state: str
    replied_on: str | None
    outcome: str | None
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with everything around it.

    Args:
        review: review.schema.json with the documents' ``text``, ``views`` as ``benmo review --format json`` gives
            them, and at each decided finding its ``decision``.
        engine: version of the program that made the review; ``outdated`` when another is running now.
    """

    row: CaseRow
    review: dict[str, Any]
    engine: str
    outdated: bool
    decisions: tuple[DecisionRow, ...]
    marks: tuple[MarkRow, ...]
    files: tuple[FileRow, ...]
    drafts: tuple[DraftRow, ...]
    papers: tuple[PaperRow, ...]
    may_decide: bool
    may_register: bool


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came in. ``path`` is as the person's machine named it, folders included: 卷宗甲/裁定书.docx."""

    path: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """What became of one case of an intake: done, duplicate, failed. ``case``: its key, or that of the twin."""

    name: str
    state: str
    case: str | None
    message: str


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job: queued, running, done, failed, cancelled. ``total`` is 0 while it is unknown."""

    id: int
    kind: str
    title: str
    state: str
    done: int
    total: int
    message: str
    made_at: str
    ended_at: str | None
    result: dict[str, Any] | None = None

    @property
    def over(self) -> bool:
        """Whether it will not change any more."""
        return self.state in ("done", "failed", "cancelled")


@dataclass(frozen=True, slots=True)
class SearchHit:
    """Where words were found: a document or finding, with a passage and the words' places within it."""

    case: str
    case_no: str | None
    name: str
    kind: str
    ref: str
    passage: str
    spans: tuple[tuple[int, int], ...]
    start: int


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A setting: ``locked`` where an environment variable wins over the file; secrets come without their value."""

    section: str
    key: str
    value: str
    words: str
    kind: str
    locked: bool
    secret: bool


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A line of the audit log."""

    seq: int
    at: str
    who: str
    act: str
    object: str
    detail: dict[str, Any]
