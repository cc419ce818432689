"""The facts of a case: what its documents assert, merged, with who says so (``benmo.review`` judges them)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from benmo.cases.once import once
from benmo.cases.places import Place, Told, told_from
from benmo.law import Verdict
from nlp.entities import Head
from nlp.events.model import ALL, SOME, UNSAID, Assertion, Asset
from nlp.lexicons import load
from nlp.pipeline import Reading
from nlp.statutes import CitationMention

if TYPE_CHECKING:
    from benmo.cases.dossier import Dossier

CORE_CATEGORIES = ("deposit", "vehicle", "real_estate", "securities")
_FORMS = load("organisations")
_COMPANY, _BRANCH = re.compile(_FORMS["company"]), re.compile(_FORMS["branch"])
EXTENDED_CATEGORIES = ("online_funds", "provident_fund", "insurance", "equity")


class Coverage(NamedTuple):
    """Which respondents an act reached: ``reached`` and ``left_out`` are names, ``told`` the assertions."""

    told: tuple[Told, ...]
    reached: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interview:
    """The talk with the applicant before the end (终本约谈): held, when, what was told and what was answered.

    ``held`` is None where the material is silent. ``objects`` counts the subjects told: progress, measures, assets,
    grounds,    consequences (执行情况、调查措施、财产情况、依据、后果).
    """

    held: bool | None
    date: date | None
    objects: int
    consent: bool
    written: bool
    heard: bool
    objection: bool
    answered: bool
    places: tuple[Place, ...]


@dataclass(frozen=True)
class CaseFacts:
    """Everything the checkpoints may ask. ``readings[0]`` is the termination ruling; the rest is the file."""

    readings: tuple[Reading, ...]
    verdicts: tuple[tuple[CitationMention, Verdict], ...]
    #: Whether the material is more than the ruling itself.
    dossier: bool
    #: The papers beside the ruling, read; None for a lone ruling.
    file: Dossier | None = None

    @once
    def ruling(self) -> Reading:
        """The termination ruling (终本裁定书)."""
        return self.readings[0]

    @once
    def head(self) -> Head:
        """Parties, dates, amounts and signature of the ruling."""
        return self.ruling.head

    @once
    def respondents(self) -> tuple[str, ...]:
        """Names of the respondents (被执行人), in order, once each."""
        return tuple(dict.fromkeys(p.name for p in self.head.respondents))

    @once
    def companies(self) -> tuple[str, ...]:
        """Respondents that are 企业法人, by the ending of their names."""
        return tuple(n for n in self.respondents if _COMPANY.search(n) and not _BRANCH.search(n))

    @once
    def ruling_date(self) -> date | None:
        """The signature date."""
        return self.head.ruling_date.value if self.head.ruling_date else None

    @once
    def filing_date(self) -> date | None:
        """The date of 立案执行; where the ruling is silent, the day that the file's log gives."""
        if self.head.filing_date:
            return self.head.filing_date.value
        logged = self.filing_told
        return logged.said.date if logged else None

    @once
    def filing_told(self) -> Told | None:
        """The log's entry of 立案, if there is a file with one."""
        return next((t for t in self.file.said("filing") if t.said.date), None) if self.file else None

    def amount(self, name: str) -> Decimal | None:
        """``claimed``, ``recovered`` or ``outstanding`` in yuan."""
        value = getattr(self.head.amounts, name)
        return value.value if value else None

    @once
    def told(self) -> tuple[Told, ...]:
        """All assertions of the ruling, and what the papers of its file record up to its day."""
        if self.file:
            ruling = self.ruling
            own = tuple(Told(0, a) for a in (*ruling.narrative.assertions, *ruling.rights))
            return (*own, *self.file.before)
        readings = enumerate(self.readings)
        return tuple(
            [told_from((i, a)) for i, r in readings for part in (r.narrative.assertions, r.rights) for a in part]
        )

    @property
    def alone(self) -> CaseFacts:
        """The facts of the ruling without its file: what the paper itself says."""
        # Kept in itself, a lone ruling would live on until the garbage collector finds it.
        return self._alone if self.dossier else self

    @once
    def _alone(self) -> CaseFacts:
        return CaseFacts((self.ruling,), self.verdicts, False)

    @once
    def _by_act(self) -> dict[str, list[Told]]:
        acts: dict[str, list[Told]] = {}
        for told in self.told:
            act = told.said.act
            if act in acts:
                acts[act].append(told)
            else:
                acts[act] = [told]
        return acts

    @once
    def _done(self) -> dict[str, list[Told]]:
        """Act → what was done; an act of which nothing was done is not here."""
        found: dict[str, list[Told]] = {}
        for told in self.told:
            act, status, source = told.said[:3]
            if status == "done" and (source == "court" or (source == "creditor" and act in _PARTY_ACTS)):
                if act in found:
                    found[act].append(told)
                else:
                    found[act] = [told]
        return found

    def said(self, act: str, detail: str | None = None) -> list[Told]:
        """Every assertion of *act* whatever its status, optionally with a *detail* that begins so."""
        return [t for t in self._by_act.get(act, ()) if detail is None or t.said.detail.startswith(detail)]

    def done(self, act: str, detail: str | None = None) -> list[Told]:
        """Assertions that *act* was done by this court in this case; to be read, not changed."""
        found = self._done.get(act)
        if found is None:
            return []
        return found if detail is None else [t for t in found if t.said.detail.startswith(detail)]

    @once
    def acts_done(self) -> Set[str]:
        """The acts of which :meth:`done` has something to tell."""
        return self._done.keys()

    def denied(self, act: str) -> list[Told]:
        """Assertions by the court that *act* was not done."""
        told = self._by_act.get(act, ())
        return [t for t in told if t.said.status == "not_done" and t.said.source == "court"] if told else []

    def coverage(self, act: str) -> Coverage:
        """Whom *act* reached. A mention without a target reaches everyone unless others name only some."""
        told = self.done(act)
        return self._covered(told)

    def _covered(self, told: Iterable[Told]) -> Coverage:
        told = tuple(told)
        everyone = self.respondents
        scopes = [t.said.scope for t in told]
        if ALL in scopes:
            return Coverage(told, everyone, ())
        named = {n for t in told if t.said.scope == SOME for n in t.said.targets}
        if not named and UNSAID in scopes:
            return Coverage(told, everyone, ())
        reached = tuple(n for n in everyone if n in named)
        return Coverage(told, reached, tuple(n for n in everyone if n not in named))

    @once
    def inquiries(self) -> dict[str, list[Told]]:
        """Category → the assertions that it was looked up."""
        found: dict[str, list[Told]] = {}
        for told in self.done("inquire"):
            found.setdefault(told.said.detail.partition(":")[0], []).append(told)
        for i, asset in self.assets:
            # A frozen account may be all that was known; a balance told without a measure came from looking it up.
            taken = bool(_TAKEN & set(asset.states))
            if asset.category == "deposit":
                taken = set(asset.states) <= {"frozen"} and asset.amount is not None
            if asset.category in _IMPLIED and taken and asset.category not in found:
                said = Assertion("inquire", "done", "court", asset.span, asset.span, detail=f"{asset.category}:found")
                found[asset.category] = [Told(i, said)]
        return found

    def left_out(self, told: Iterable[Told]) -> tuple[str, ...]:
        """The respondents whom none of *told* reaches."""
        return self._covered(told).left_out

    def inquiry_coverage(self) -> Coverage:
        """Which respondents were looked into at all."""
        return self._covered([*self.done("inquire"), *self.done("system_inquiry"), *self.done("looked_into")])

    @once
    def assets(self) -> tuple[tuple[int, Asset], ...]:
        """Assets that the ruling tells of, with the document; those of the file are in :attr:`file`."""
        readings = self.readings[:1] if self.file else self.readings
        return tuple((i, a) for i, r in enumerate(readings) for a in r.narrative.assets)

    def assets_of(self, *categories: str) -> list[tuple[int, Asset]]:
        """Assets of the given categories."""
        return [(i, a) for i, a in self.assets if a.category in categories]

    @once
    def interview(self) -> Interview:
        """What the material tells about telling and hearing the applicant."""
        return _recorded(_interview(self.alone), self.file) if self.file else _interview(self)


#: Assets that were taken were looked up, whatever words tell of them.
_IMPLIED = ("movable", "ip", "deposit", "real_estate", "vehicle")
_TAKEN = {"seized_waiting", "seized", "held", "sold", "transferred", "failed_auction"}
_PARTY_ACTS = {"clue", "opinion", "measure_request", "report", "payout", "add_party_request"}


def _interview(facts: CaseFacts) -> Interview:
    told = facts.done("interview")
    opinions = facts.done("opinion")
    denied = facts.denied("interview")
    consent = [o for o in opinions if o.said.detail.startswith("consent")]
    mild = [o for o in opinions if o.said.detail.startswith("no_objection")]
    against = [o for o in opinions if o.said.detail.startswith("objection")]
    objects = max((int(t.said.detail or 0) for t in told), default=0)
    # Whoever signs to have nothing against the ending has confirmed it by signature (签字确认).
    written = any(o.said.detail.endswith(":written") for o in (*consent, *mild))
    heard = bool(consent or mild or against)
    # Told by any means with the subjects, or told and heard, or consent recorded: annotation rule for interview_held.
    held: bool | None = None
    # 对终结本次执行没有意见: whoever says so of the ending itself was asked about it.
    ending = [o for o in mild if o.said.detail.endswith((":written", ":ending"))]
    if (told and (heard or objects >= 3)) or consent or ending:
        held = True
    elif denied:
        held = False
    best = sorted(told, key=lambda t: (-int(t.said.detail or 0), t.said.span))
    when = next((t.said.date for t in best if t.said.date), None)
    if when is None:
        when = next((o.said.date for o in [*consent, *mild, *against] if o.said.date), None) if held else None
    places = tuple(
        dict.fromkeys(
            t.place for t in [*(best[:2] or []), *consent[:1], *mild[:1], *against[:1], *(denied if not held else [])]
        )
    )
    answered = all(o.said.detail.endswith("answered") for o in against) if against else False
    return Interview(
        held, when if held else None, objects, bool(consent), written, heard, bool(against), answered, places
    )


def _recorded(told: Interview, file: Dossier) -> Interview:
    """The ruling's word about the talk, completed by the file's own record of it."""
    talks = [t for t in file.talks if t.record.with_whom in ("creditor", "agent", "unknown")]
    if not talks:
        return told
    talk = talks[0]
    record = talk.record
    heard = bool(record.consent or record.mild or record.objection)
    held = told.held or (True if heard or len(record.objects) >= 4 else None)
    return replace(
        told,
        held=held if held is not None else told.held,
        date=told.date or record.date,
        places=(*told.places, talk.place),
    )
