"""What requests carry and answers hold, where the desk's own dataclasses do not say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from benmo.api.gate import Still
from benmo.desk.model import Actor, AuditRow, CaseRow, Role
from benmo.desk.service import Desk

#: SQLite's and PostgreSQL's integers.
Number = Annotated[int, Field(ge=0, le=2**31 - 1)]
Words = Annotated[str, Field(max_length=2000)]
Short = Annotated[str, Field(max_length=200)]
#: Something has to stand there.
Named = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]


async def the_desk(request: Request) -> Desk:
    """The desk of the application."""
    desk: Desk = request.app.state.desk
    return desk


async def who_acts(request: Request) -> Actor:
    """Who the gate let in."""
    actor: Actor = request.state.actor
    return actor


async def who_still(request: Request) -> Still:
    """How a long answer finds out whether its reader may still read."""
    still: Still = request.state.still
    return still


TheDesk = Annotated[Desk, Depends(the_desk)]
Who = Annotated[Actor, Depends(who_acts)]
Stays = Annotated[Still, Depends(who_still)]


class Body(BaseModel):
    """A request's body: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid")


class Credentials(Body):
    """Name and password."""

    name: Short
    password: Short


class NewPassword(Body):
    """The old password and the new one."""

    old: Short
    new: Annotated[str, Field(min_length=8, max_length=200)]


class NewToken(Body):
    """A token's name and how long it holds."""

    name: Named
    days: Annotated[int, Field(ge=1, le=3650)] = 365


class NewUser(Body):
    """A person to be made."""

    name: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^\S+$")]
    display: Annotated[str, Field(max_length=64)] = ""
    role: Role
    office: Annotated[str, Field(max_length=128)] = ""


class NewDecision(Body):
    """A decision; the same fields as an entry of ``benmo draft --decisions`` (``by`` is who sends it)."""

    checkpoint: Short
    decision: Literal["confirmed", "rejected", "confirmed_absent", "withdrawn"]
    on: date | None = None
    seen: Annotated[list[Short], Field(max_length=50)] = []
    pages: Short = ""
    note: Words = ""


class NewMark(Body):
    """A finding on ``text[start:end]`` of a document."""

    document: Annotated[str, Field(max_length=1000)]
    start: Number
    end: Number
    name: Named
    checkpoint: Short = ""
    note: Words = ""


class NewAnswer(Body):
    """An answer to an item of admission, as of day ``on`` (today by default)."""

    item: Short
    answer: Short
    note: Words = ""
    on: date | None = None


class NewDraft(Body):
    """What is to be drafted; with ``model`` in a job of its own."""

    paper: Short = "检察建议书"
    source: Words = ""
    ground: Words = ""
    served: date | None = None
    model: bool = False


class NewSentence(Body):
    """Words for a sentence of version ``base``; empty words strike it out."""

    base: Number
    text: Annotated[str, Field(max_length=5000)]


class AddedSentence(Body):
    """Words to be added to version ``base``; with ``paragraph`` as a paragraph of their own."""

    base: Number
    text: Annotated[str, Field(min_length=1, max_length=5000, pattern=r"\S")]
    paragraph: bool = False


class NewPaper(Body):
    """A paper that left the house."""

    paper: Named
    court: Named
    sent_on: date
    number: Short = ""
    received_on: date | None = None
    draft_id: Number | None = None
    note: Words = ""


class PaperChange(Body):
    """What became known of a paper."""

    received_on: date | None = None
    extended: bool | None = None
    replied_on: date | None = None
    outcome: Literal["adopted", "partly_adopted", "rejected", "unclear"] | None = None
    note: Words | None = None


class Assignment(Body):
    """The name of the person who gets a case."""

    name: Named


@dataclass(frozen=True, slots=True)
class CasePage:
    """A page of cases; with ``above`` there are more than ``total``, which were not counted."""

    rows: tuple[CaseRow, ...]
    total: int
    offset: int
    limit: int
    above: bool = False


@dataclass(frozen=True, slots=True)
class AuditPage:
    """A page of the log."""

    rows: tuple[AuditRow, ...]
    total: int
    offset: int
    limit: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A session: its cookie is set, ``csrf`` goes into ``X-CSRF-Token`` of each writing request."""

    csrf: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret that is shown this once."""

    name: str
    secret: str


Review = dict[str, Any]
