"""The desk: one object behind the pages, the API and the commands.

Every method that touches a case takes who acts; what that person may not see is answered with NoSuch, what they may
see but not do with NotAllowed. All errors are of :mod:`benmo.errors`, with Chinese words for the person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, select, true

from benmo import __version__, settings
from benmo.desk import (
    admission,
    audit,
    cases,
    decisions,
    drafts,
    house,
    intake,
    jobs,
    keeping,
    options,
    people,
    pictures,
    supervision,
)
from benmo.desk import rights as may
from benmo.desk.model import (
    Actor,
    AdmissionView,
    AuditRow,
    CaseFilter,
    CaseRow,
    CaseView,
    DecisionRow,
    DraftView,
    ItemRow,
    JobRow,
    Login,
    MarkRow,
    Page,
    PaperRow,
    Role,
    SearchHit,
    SettingRow,
    TokenRow,
    Upload,
    UserRow,
)
from benmo.desk.runner import Runner
from benmo.drafting.particulars import Particulars
from benmo.errors import Conflict, UsageError
from benmo.storage.migrate import upgrade
from benmo.storage.schema import AUDIT, PAPERS, REVIEWS, USERS
from benmo.storage.store import Store
from benmo.workroom import sweep

if TYPE_CHECKING:
    from benmo.drafting.model import Ask, Model
    from benmo.drafting.status import Status

_NONE = Particulars()
DEFAULT_OFFICE = "本院"
#: What a draft's first version says where a person stopped the model.
STOPPED = "起草（语言模型改写被停止，没有改完的保留程序写成的文字）"


class Desk:
    """An open desk. Use :meth:`open`; close it, or use it as a context manager.

    ``first_password``: the one-time password of ``admin`` where this start made that administrator.
    """

    def __init__(self, store: Store, first_password: str | None = None, *, apart: bool = True) -> None:
        self.store = store
        self.first_password = first_password
        self.runner = Runner(self, apart=apart)

    @classmethod
    def open(cls, home: Path | None = None, url: str | None = None, *, apart: bool = True) -> Desk:
        """Open the data folder: tables are brought up to date, an administrator is made where there is nobody.

        Args:
            home: the data folder; None = the one in force.
            url: the database; None = by the settings.
            apart: read files in a process of its own (see Runner).
        """
        sweep()
        given = settings.load()
        store = Store(home or settings.home(), given.storage.url if url is None else url)
        upgrade(store)
        password = people.first_administrator(store, given.office.name or DEFAULT_OFFICE)
        return cls(store, password, apart=apart)

    def close(self) -> None:
        """Stop working and give back the database."""
        self.runner.stop()
        audit.anchor(self.store)
        self.store.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # People

    def login(self, name: str, password: str) -> Login:
        """Open a session. Raises NotLoggedIn."""
        web = settings.load().web
        return people.login(self.store, name, password, web.session_minutes, web.session_hours)

    def session(self, token: str, *, used: bool = True) -> Actor:
        """Who is behind a session; only a look that is *used* counts against its idle time. Raises NotLoggedIn."""
        return people.who_is(self.store, token, people.SESSION, settings.load().web.session_minutes, used=used)

    def bearer(self, secret: str, *, used: bool = True) -> Actor:
        """Who is behind an API token. Raises NotLoggedIn."""
        return people.who_is(self.store, secret, people.TOKEN, 0, used=used)

    def csrf(self, token: str) -> str:
        """The word that a writing request of the session must repeat."""
        return people.csrf_of(token)

    def logout(self, token: str) -> None:
        """End a session."""
        people.logout(self.store, token)

    def change_password(self, who: Actor, old: str, new: str, keep: str = "") -> Actor:
        """Set one's own password; the session *keep* goes on, all others end."""
        return people.change_password(self.store, who, old, new, keep)

    def users(self, who: Actor | None) -> tuple[UserRow, ...]:
        """The people: all for an administrator, else those of one's office."""
        return people.users(self.store, who)

    def add_user(self, who: Actor | None, name: str, display: str, role: Role, office: str = "") -> str:
        """Make a person; returns the one-time password. For administrators."""
        may.administrator(who)
        home = office or (who.office if who else settings.load().office.name or DEFAULT_OFFICE)
        return people.add_user(self.store, who, name, display, role, home)

    def reset_password(self, who: Actor | None, name: str) -> str:
        """Give a person a new one-time password. For administrators."""
        may.administrator(who)
        return people.reset_password(self.store, who, name)

    def change_user(
        self,
        who: Actor,
        name: str,
        *,
        role: Role | None = None,
        active: bool | None = None,
        display: str | None = None,
        office: str | None = None,
    ) -> None:
        """Change what is given. For administrators."""
        may.administrator(who)
        people.change_user(self.store, who, name, role, active, display, office)

    def tokens(self, who: Actor) -> tuple[TokenRow, ...]:
        """One's own API tokens."""
        return people.tokens(self.store, who)

    def make_token(self, who: Actor, name: str, days: int = 365) -> tuple[TokenRow, str]:
        """A token for another program, and its secret (shown once)."""
        may.require_current(who)
        return people.make_token(self.store, who, name, days)

    def revoke_token(self, who: Actor, number: int) -> None:
        """Take a token back."""
        people.revoke_token(self.store, who, number)

    # Intake and jobs

    def intake(self, who: Actor, uploads: Sequence[Upload], *, each: bool = False) -> JobRow:
        """Keep files and queue their reading. ``each``: what lies directly in a folder are the cases."""
        may.require_current(who)
        web = settings.load().web
        number = intake.accept(
            self.store, who, uploads, each=each, max_bytes=web.upload_mb * 1024 * 1024, max_files=web.upload_files
        )
        self.runner.wake()
        return jobs.get(self.store, who, number)

    def add_material(self, who: Actor, key: str, uploads: Sequence[Upload]) -> JobRow:
        """Add files to the material of a case, which is then read anew."""
        return self._add(who, key, [(u.path, u.data, "material") for u in uploads])

    def reread(self, who: Actor, keys: Sequence[str]) -> JobRow:
        """Read cases anew with the program as it is now; decisions stay."""
        may.require_current(who)
        with self.store.write() as cx:
            numbers = cases.outdated(cx, who, keys)
            job = jobs.add(cx, who, "review", f"重新审查 {len(numbers)} 案", {"cases": numbers}, len(numbers))
            audit.note(self.store, cx, who.name, "review.queue", f"job:{job}", cases=len(numbers))
        self.runner.wake()
        return jobs.get(self.store, who, job)

    def _add(self, who: Actor, key: str, files: Sequence[tuple[str, bytes, str]]) -> JobRow:
        may.require_current(who)
        web = settings.load().web
        if not files or sum(len(data) for _, data, _ in files) > web.upload_mb * 1024 * 1024:
            raise UsageError("没有文件，或者文件过大。", f"一次不超过 {web.upload_mb} MB")
        kept = [(path, self.store.originals.put(data), len(data), role) for path, data, role in files]
        with self.store.write() as cx:
            case = may.case_row(cx, who, key)
            may.require(may.may_register(who, case), "向本案添加材料")
            for path, sha256, size, role in kept:
                intake.keep_original(cx, sha256, size)
                keeping.add_file(cx, case.id, path, sha256, role)
                audit.note(self.store, cx, who.name, "file.add", key, file=path[:200], role=role)
            job = jobs.add(cx, who, "review", f"重新审查 {case.name}", {"cases": [case.id]}, 1)
        self.runner.wake()
        return jobs.get(self.store, who, job)

    def job(self, who: Actor, number: int) -> JobRow:
        """One's own job."""
        may.require_current(who)
        return jobs.get(self.store, who, number)

    def jobs(self, who: Actor) -> tuple[JobRow, ...]:
        """One's own jobs, the newest first."""
        may.require_current(who)
        return jobs.recent(self.store, who)

    def items(self, who: Actor, number: int) -> tuple[ItemRow, ...]:
        """What became of each case of a job."""
        may.require_current(who)
        return jobs.items(self.store, who, number)

    def cancel(self, who: Actor, number: int) -> None:
        """Ask a job to stop."""
        may.require_current(who)
        jobs.cancel(self.store, who, number)

    # Cases

    def cases(
        self, who: Actor, wanted: CaseFilter = CaseFilter(), offset: int = 0, limit: int = 50  # noqa: B008
    ) -> Page[CaseRow]:  # fmt: skip
        """The visible cases that *wanted* asks for."""
        may.require_current(who)
        return cases.listed(self.store, who, wanted, offset, limit)

    def rows(self, who: Actor, keys: Iterable[str]) -> tuple[CaseRow, ...]:
        """The rows of some visible cases, as in a list."""
        may.require_current(who)
        return cases.rows(self.store, who, keys)

    def case(self, who: Actor, key: str) -> CaseView:
        """One case with everything around it; the look is entered in the audit log."""
        from benmo.review.decided import with_decisions
        from benmo.review.views import views

        may.require_current(who)
        web = settings.load().web
        with self.store.write() as cx:
            case = may.case_row(cx, who, key)
            audit.note(self.store, cx, who.name, "read.case", key)
        with self.store.read() as cx:
            review, held = decisions.present_review(cx, case), decisions.holding(cx, case.id)
            engine = cx.execute(select(REVIEWS.c.engine).where(REVIEWS.c.id == case.review_id)).scalar_one()
            by_checkpoint = {f["checkpoint"]: f for f in review["findings"]}
            row, files = cases.one_row(cx, case.id), cases.files(cx, who, case.id)
            marks, made = decisions.marks(cx, case.id, review["documents"]), drafts.of_case(cx, case, held)
        today = date.today()
        papers = supervision.papers(self.store, who, today, web.remind_days, key=key)
        decided = with_decisions(review, [decisions.record(r) for r in held])
        return CaseView(
            row=row,
            review=decided | {"views": views(review, today)},
            engine=engine,
            outdated=engine != __version__,
            decisions=tuple(decisions.decision_row(r, by_checkpoint) for r in held),
            marks=marks,
            files=files,
            drafts=made,
            papers=papers,
            may_decide=may.may_decide(who, case),
            may_register=may.may_register(who, case),
        )

    def why(self, who: Actor, key: str, checkpoint: str) -> dict[str, Any]:
        """The chain of reasons of one checkpoint, as ``benmo why --format json`` gives it."""
        from benmo.desk.reasons import explain

        may.require_current(who)
        return explain(self.store, who, key, checkpoint)

    def original(self, who: Actor, key: str, number: int) -> tuple[str, bytes]:
        """Path and bytes of an original."""
        may.require_current(who)
        return cases.original(self.store, who, key, number)

    def pages(
        self, who: Actor, key: str, document: int, evidence: Sequence[Mapping[str, Any]] = ()
    ) -> list[pictures.PageRow]:  # fmt: skip
        """The pages of a document (its place in the review) with those of *evidence* that lie on them."""
        may.require_current(who)
        return pictures.pages(self.store, who, key, document, evidence)

    def page_picture(self, who: Actor, key: str, document: int, number: int) -> bytes:
        """A page of a document as a JPEG. Raises Unreadable where it cannot be drawn."""
        may.require_current(who)
        return pictures.picture(self.store, who, key, document, number)

    def assign(self, who: Actor, key: str, name: str) -> None:
        """Give a case to a person."""
        may.require_current(who)
        cases.assign(self.store, who, key, name)

    def search(
        self, who: Actor, query: str, limit: int = 50, *, within: Sequence[str] | None = None
    ) -> tuple[SearchHit, ...]:
        """Documents and findings that hold all words of *query*; *within* restricts to the cases of those keys."""
        may.require_current(who)
        return cases.found(self.store, who, query, limit, within)

    # Decisions

    def decide(
        self,
        who: Actor,
        key: str,
        checkpoint: str,
        decision: str,
        *,
        on: date | None = None,
        seen: tuple[str, ...] = (),
        pages: str = "",
        note: str = "",
    ) -> DecisionRow | None:
        """Record a decision: confirmed, rejected (reason in *note*), confirmed_absent, withdrawn (returns None)."""
        may.require_current(who)
        return decisions.decide(
            self.store, who, key, checkpoint, decision, on=on, seen=seen, pages=pages, note=note
        )  # fmt: skip

    def decision_history(self, who: Actor, key: str) -> tuple[DecisionRow, ...]:
        """Every decision ever made on a case."""
        may.require_current(who)
        return decisions.history(self.store, who, key)

    def add_mark(
        self,
        who: Actor,
        key: str,
        document: str,
        start: int,
        end: int,
        *,
        name: str,
        checkpoint: str = "",
        note: str = "",
    ) -> MarkRow:
        """Add a finding on marked text (code points of the document's ``text``)."""
        may.require_current(who)
        return decisions.add_mark(
            self.store, who, key, document, start, end, name=name, checkpoint=checkpoint, note=note
        )

    def withdraw_mark(self, who: Actor, key: str, number: int) -> None:
        """Take back a finding that a person added."""
        may.require_current(who)
        decisions.withdraw_mark(self.store, who, key, number)

    # 受理

    def admission(self, who: Actor, key: str) -> AdmissionView:
        """The checklist of admission: questions, the file's own answers, people's, and what they come to."""
        may.require_current(who)
        return admission.view(self.store, who, key)

    def answer_admission(
        self, who: Actor, key: str, item: str, answer: str, *, note: str = "", on: date | None = None
    ) -> AdmissionView:
        """Answer an item as of day *on*; ``withdrawn`` takes back; item ``gate`` is ``overruled`` with a reason."""
        may.require_current(who)
        return admission.answer(self.store, who, key, item, answer, note=note, on=on)

    # Drafts

    def paper_kinds(self) -> tuple[tuple[str, str, str], ...]:
        """The papers on one case that can be drafted: name, what it is, what it needs."""
        from benmo.drafting.papers import papers

        return tuple((p.name, p.about, p.needs) for p in papers() if not p.several)

    def draft(self, who: Actor, key: str, paper: str, particulars: Particulars = _NONE) -> DraftView:
        """Draft with template sentences, at once."""
        number = self._draft(who, key, paper, particulars, None, lambda: "起草")
        return drafts.view(self.store, who, number)

    def draft_with_model(self, who: Actor, key: str, paper: str, particulars: Particulars = _NONE) -> JobRow:
        """Queue a draft that a language model may reword; ``message`` of the job holds its words as they come.

        The finished job's result is ``{"draft": number, "stopped": bool}``. A job that a person stops keeps the draft
        too: what the model had not finished stands in the template's words.
        """
        may.require_current(who)
        asked = {"source": particulars.source, "ground": particulars.ground}
        asked["served"] = particulars.served.isoformat() if particulars.served else ""
        with self.store.write() as cx:
            case = may.case_row(cx, who, key)
            may.require(may.may_decide(who, case), "在本案中起草文书")
            admission.require_open(cx, case, decisions.present_review(cx, case), paper)
            payload = {"case": key, "paper": paper, "particulars": asked}
            job = jobs.add(cx, who, "draft", f"起草 {paper}：{case.name}", payload, 0)
        self.runner.wake()
        return jobs.get(self.store, who, job)

    def run_draft(self, job: Row[Any], payload: dict[str, Any], pause: Callable[[], None]) -> dict[str, Any]:
        """The runner's part of :meth:`draft_with_model`."""
        from benmo.desk.telling import Telling
        from benmo.drafting.door import open_model
        from benmo.drafting.model import Ask
        from benmo.papers import model_settings

        with self.store.read() as cx:
            who = people.actor_of(cx.execute(select(USERS).where(USERS.c.id == job.user_id)).one())
        asked = payload["particulars"]
        day = date.fromisoformat(asked["served"]) if asked["served"] else None
        particulars = Particulars(asked["source"], asked["ground"], day)
        with Telling(self.store, job.id, pause) as telling, open_model(model_settings()) as model:
            ask = Ask(on_step=telling.hear, cancel=telling.cancel)

            def change() -> str:
                telling.settle()
                return STOPPED if telling.stopped else "起草（语言模型改写）"

            number = self._draft(who, payload["case"], payload["paper"], particulars, model, change, ask)
        return {"draft": number, "stopped": telling.stopped}

    def _draft(
        self,
        who: Actor,
        key: str,
        paper: str,
        particulars: Particulars,
        model: Model | None,
        change: Callable[[], str],
        ask: Ask | None = None,
        follows: int = 0,
    ) -> int:
        may.require_current(who)
        with self.store.read() as cx:
            case = may.case_row(cx, who, key)
            may.require(may.may_decide(who, case), "在本案中起草文书")
            review, held = decisions.present_review(cx, case), decisions.holding(cx, case.id)
            overruled = admission.require_open(cx, case, review, paper)
            particulars = replace(particulars, source=particulars.source or admission.source_words(cx, case, review))
            mine = (PAPERS.c.case_id == case.id) & (PAPERS.c.id == follows if follows else true())
            sent = cx.execute(select(PAPERS).where(mine).order_by(PAPERS.c.id.desc()).limit(1)).first()
            raised = drafts.raised_by(cx, sent.draft_id) if sent else []
            marks = decisions.marks(cx, case.id, review["documents"])
        review, particulars = drafts.with_register(review, sent, raised), drafts.served(particulars, sent)
        if follows and sent is not None and review.get("reply") and not (sent.replied_on or sent.outcome):
            raise Conflict("材料中已有法院回复，而这份文书登记为没有回复。", "先在“登记结果”中登记回复，再起草")
        office = settings.load().office.name or admission.office_of(case)
        made = drafts.compose(review, held, paper, particulars, office, model, date.today(), ask, marks)
        words = "；".join(filter(None, (change(), overruled)))
        return drafts.keep(self.store, who, key, made, words)

    def draft_view(self, who: Actor, number: int, version: int | None = None) -> DraftView:
        """A version of a draft, the newest by default."""
        may.require_current(who)
        return drafts.view(self.store, who, number, version)

    def edit_sentence(self, who: Actor, number: int, base: int, place: int, words: str) -> DraftView:
        """Replace a sentence of the newest version *base*; empty *words* strike it out. Raises Conflict."""
        may.require_current(who)
        return drafts.view(self.store, who, number, drafts.edit(self.store, who, number, base, place, words))

    def insert_sentence(
        self, who: Actor, number: int, base: int, after: int, words: str, *, paragraph: bool = False
    ) -> DraftView:
        """Add a sentence after sentence *after* of the newest version *base*, or a paragraph. Raises Conflict."""
        may.require_current(who)
        made = drafts.insert_sentence(self.store, who, number, base, after, words, paragraph=paragraph)
        return drafts.view(self.store, who, number, made)

    def regenerate_sentence(self, who: Actor, number: int, base: int, place: int) -> DraftView:
        """Write a sentence anew by the present review and decisions. Raises Conflict."""
        may.require_current(who)
        office = settings.load().office.name
        made = drafts.regenerate(self.store, who, number, base, place, office, None)
        return drafts.view(self.store, who, number, made)

    def restore_version(self, who: Actor, number: int, base: int, version: int) -> DraftView:
        """Make an older version the newest again. Raises Conflict."""
        may.require_current(who)
        return drafts.view(self.store, who, number, drafts.restore(self.store, who, number, base, version))

    def export_draft(
        self, who: Actor, number: int, version: int | None = None, form: str = "docx", *, comments: bool = True
    ) -> tuple[str, bytes]:
        """File name and bytes of a version as docx, pdf or json. Raises Conflict where it is stale."""
        may.require_current(who)
        return drafts.export(self.store, who, number, version, form, comments)

    # 督办

    def register_sent(
        self,
        who: Actor,
        key: str,
        *,
        paper: str,
        court: str,
        sent_on: date,
        number: str = "",
        received_on: date | None = None,
        draft_id: int | None = None,
        note: str = "",
        file: Upload | None = None,
    ) -> PaperRow:
        """Register a paper as sent; *file* is the paper as it left the house, kept with the case."""
        may.require_current(who)
        made = supervision.register(
            self.store, who, key, paper=paper, number=number, court=court, sent_on=sent_on, received_on=received_on,
            draft_id=draft_id, note=note,
        )  # fmt: skip
        if file is not None:
            self._add(who, key, [(f"发文{made}_{file.path}", file.data, supervision.SENT)])
        return self.paper(who, made)

    def paper(self, who: Actor, number: int) -> PaperRow:
        """One registered paper."""
        may.require_current(who)
        with self.store.read() as cx:
            _, case = supervision.paper_row(cx, who, number)
        return next(p for p in self.papers(who, key=case.key) if p.id == number)

    def papers(self, who: Actor, *, state: tuple[str, ...] = (), key: str = "") -> tuple[PaperRow, ...]:
        """Registered papers of the visible cases, the most pressing first; states: sent, waiting, near, overdue,
        answered."""
        may.require_current(who)
        remind = settings.load().web.remind_days
        return supervision.papers(self.store, who, date.today(), remind, state, key)

    def follow_ups(self, who: Actor, number: int) -> tuple[tuple[str, str], ...]:
        """The papers that a registered paper may be followed up by now, each with what it is for."""
        return supervision.follow_ups(self.paper(who, number))

    def follow_up(self, who: Actor, number: int, paper: str, ground: str = "") -> DraftView:
        """Draft *paper* on what came of a registered one: overdue, evading, adopted.

        Raises:
            Conflict: it is not one that follows from how the registered paper stands.
        """
        row = self.paper(who, number)
        if paper not in {name for name, _ in supervision.follow_ups(row)}:
            raise Conflict(f"现在不能对这份文书起草{paper}。", "逾期未回复或者登记处理结果之后再起草")
        made = self._draft(who, row.case, paper, Particulars(ground=ground), None, lambda: "起草", follows=number)
        return drafts.view(self.store, who, made)

    def change_paper(
        self,
        who: Actor,
        number: int,
        *,
        received_on: date | None = None,
        extended: bool | None = None,
        replied_on: date | None = None,
        outcome: str | None = None,
        note: str | None = None,
    ) -> PaperRow:
        """Set the receipt (starts the clock), the extension, the reply and its outcome as a person read it."""
        may.require_current(who)
        supervision.change(
            self.store, who, number, received_on=received_on, extended=extended, replied_on=replied_on,
            outcome=outcome, note=note,
        )  # fmt: skip
        return self.paper(who, number)

    def read_reply(self, who: Actor, number: int, file: Upload) -> tuple[PaperRow, dict[str, Any]]:
        """Keep the court's reply and read it; returns the paper with day and outcome as read, and the reply's view.

        Both are to be checked by a person (:meth:`change_paper`).

        Raises:
            Unreadable: no reply can be read.
            Conflict: it names another court or the number of another paper.
        """
        from benmo.desk.replies import foreign, read_reply

        may.require_current(who)
        with self.store.read() as cx:
            _, case = supervision.paper_row(cx, who, number)
            may.require(may.may_register(who, case), "登记本案文书")
        view, row = read_reply(file), self.paper(who, number)
        if other := foreign(view, row.number, row.court):
            raise Conflict(
                f"这份回复看来不是对这份文书的：{other}。", "核对文件；确系本案回复的，在“登记结果”中手工登记"
            )
        day = date.fromisoformat(view["date"]) if view["date"] else date.today()
        name = supervision.reply_name(number, file)
        self._add(who, case.key, [(name, file.data, supervision.REPLY)])
        supervision.change(self.store, who, number, replied_on=day, outcome=view["outcome"])
        return self.paper(who, number), view

    # Settings and the log

    def settings(self, who: Actor) -> tuple[SettingRow, ...]:
        """The settings in force."""
        may.require_current(who)
        return options.listed()

    def change_setting(self, who: Actor, section: str, key: str, value: str) -> None:
        """Set one setting; an empty value brings the default back. For administrators."""
        may.administrator(who)
        options.change(section, key, value)
        with self.store.write() as cx:
            if (section, key) == ("office", "name") and value.strip():
                people.name_office(cx, DEFAULT_OFFICE, value.strip())
            audit.note(self.store, cx, who.name, "setting", f"{section}.{key}")

    def rules(self, who: Actor) -> house.Rules:
        """The office's rules (本院规则) and what they change. For administrators."""
        may.administrator(who)
        return house.rules()

    def check_rules(self, who: Actor, text: str) -> tuple[str, ...]:
        """What the rules in *text* would change. Raises SettingsError. For administrators."""
        may.administrator(who)
        return house.changes(text)

    def save_rules(self, who: Actor, text: str) -> house.Rules:
        """Put rules in force from the next reading on. Raises SettingsError. For administrators."""
        may.administrator(who)
        return house.save_rules(self.store, who, text)

    def templates(self, who: Actor) -> tuple[house.TemplateRow, ...]:
        """The papers and the office's own templates. For administrators."""
        may.administrator(who)
        return house.templates(self.store)

    def check_template(self, who: Actor, paper: str, data: bytes) -> house.Fields:
        """What a Word template lacks for *paper*. For administrators."""
        may.administrator(who)
        return house.check_template(self.store, paper, data)

    def save_template(self, who: Actor, paper: str, data: bytes) -> house.Fields:
        """Use a Word template for *paper*. Raises UsageError where it lacks fields. For administrators."""
        may.administrator(who)
        return house.save_template(self.store, who, paper, data)

    def remove_template(self, who: Actor, paper: str) -> None:
        """Go back to the program's own form of *paper*. For administrators."""
        may.administrator(who)
        house.remove_template(self.store, who, paper)

    def bring_back_template(self, who: Actor, paper: str) -> None:
        """Use the template again that was replaced or removed last. For administrators."""
        may.administrator(who)
        house.bring_back(self.store, who, paper)

    def template_file(self, who: Actor, paper: str) -> bytes:
        """The office's template for *paper*, or one with all fields to start from. For administrators."""
        may.administrator(who)
        return house.template_file(self.store, paper)

    def model_status(self, who: Actor) -> Status:
        """How the language model is reached and whether it answers. For administrators."""
        may.administrator(who)
        return house.model_status()

    def audit_log(self, who: Actor | None, offset: int = 0, limit: int = 100) -> Page[AuditRow]:
        """The audit log, the newest first. For administrators."""
        import json

        may.administrator(who)
        limit, offset = max(1, min(limit, cases.MAX_PAGE)), max(0, offset)
        with self.store.read() as cx:
            last = cx.execute(select(AUDIT.c.seq).order_by(AUDIT.c.seq.desc()).limit(1)).scalar() or 0
            rows = cx.execute(select(AUDIT).order_by(AUDIT.c.seq.desc()).limit(limit).offset(offset)).all()
        found = tuple(AuditRow(r.seq, r.at, r.who, r.act, r.object, json.loads(r.detail)) for r in rows)
        return Page(found, last, offset, limit)

    def verify_audit(self, who: Actor | None) -> tuple[int, list[str]]:
        """How many rows the log has, and what is wrong with it. For administrators."""
        may.administrator(who)
        return audit.verify(self.store)
