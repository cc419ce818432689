"""Drafts: made from a case's review and what was decided, kept in versions, edited by sentence, exported.

A paper to a court rests only on findings that a person adopted; what was rejected, or not yet decided, is left out.
A draft that rests on something rejected or withdrawn since cannot be exported: it has to be made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, insert, select

from benmo.desk import audit, decisions, keeping
from benmo.desk.model import Actor, DraftRow, DraftView, MarkRow, VersionRow
from benmo.desk.rights import case_row, may_decide, require, visible
from benmo.errors import Conflict, NoSuch, NothingFirm, UsageError
from benmo.storage.packing import pack, unpack
from benmo.storage.schema import CASES, DRAFT_VERSIONS, DRAFTS
from benmo.storage.store import Store
from benmo.storage.times import now
from benmo.workroom import workroom

if TYPE_CHECKING:
    from benmo.drafting.decisions import Decision
    from benmo.drafting.model import Ask, Model
    from benmo.drafting.papers import Paper
    from benmo.drafting.particulars import Particulars

NOT_ADOPTED = "尚未经人采纳，未写入"
MAX_SENTENCE = 5000
#: Marked words that are longer are no quotation for a paper.
LONGEST_QUOTE = 300


def compose(
    review: Mapping[str, Any],
    held: Sequence[Row[Any]],
    paper: str,
    particulars: Particulars,
    office: str,
    model: Model | None,
    today: date,
    ask: Ask | None = None,
    marks: Sequence[MarkRow] = (),
) -> dict[str, Any]:
    """The draft of *paper* (draft.schema.json).

    What a person marked in a text goes in with the checkpoint that it was put under, as evidence beside the engine's,
    where that checkpoint was adopted; the rest of the marks is listed with the reason why not.

    Raises:
        NothingFirm: nothing was adopted that the paper could rest on.
    """
    from benmo.drafting.decisions import Decision
    from benmo.drafting.papers import paper as find_paper
    from benmo.drafting.service import draft

    kind = find_paper(paper)
    if kind.several:
        raise UsageError(f"{kind.name}由多案起草，这里一次只写一案。", "选择其他文书")
    made: list[Decision] = [decisions.record(r) for r in held]
    decided = {d.checkpoint for d in made}
    waiting = [f for f in review["findings"] if f["conclusion"] == "violation" and f["checkpoint"] not in decided]
    if kind.firm and review["findings"] and not any(d.decision != "rejected" for d in made):
        raise NothingFirm("还没有采纳任何问题，不能起草检察建议书。", "在案件页逐项确认后再起草")
    if accuses(kind):
        made += [Decision(f["checkpoint"], "rejected", "", today, note=NOT_ADOPTED) for f in waiting]
    marked, out = with_marks(review, made, marks)
    result = draft(marked, made, kind.name, model, today, office, particulars, ask).draft
    if accuses(kind):
        left = [{"text": f["reason"], "reason": NOT_ADOPTED} for f in waiting] + out
        result = result | {"dropped": [*result["dropped"], *left]}
    return result


def accuses(kind: Paper) -> bool:
    """Whether a paper holds faults against a court, so that it may rest on nothing that a person has not adopted."""
    return kind.firm or kind.name in ("跟进监督意见", "提请上级监督报告")


def with_marks(
    review: Mapping[str, Any], made: Sequence[Decision], marks: Sequence[MarkRow]
) -> tuple[Mapping[str, Any], list[dict[str, str]]]:
    """*review* with the marks of adopted checkpoints as their evidence; and the other marks, each with why not."""
    verdicts = {d.checkpoint: d.decision for d in made}
    findings = {f["checkpoint"]: f for f in review["findings"]}
    fresh: dict[str, list[dict[str, Any]]] = {}
    out: list[dict[str, str]] = []
    for m in marks:
        finding = findings.get(m.checkpoint)
        why = _no_way(m, finding, verdicts.get(m.checkpoint, ""))
        if why:
            out.append({"text": f"{m.name}：“{' '.join(m.quote.split())[:60]}”", "reason": why})
        else:
            fresh.setdefault(m.checkpoint, []).append(_evidence(m))
    if not fresh:
        return review, out
    changed = [
        f | {"evidence": [*f["evidence"], *(e for e in fresh.get(f["checkpoint"], ()) if not _there(e, f))]}
        for f in review["findings"]
    ]
    return {**review, "findings": changed}, out


def _no_way(m: MarkRow, finding: Mapping[str, Any] | None, verdict: str) -> str:
    """Why a mark does not go into a paper; empty where it does."""
    if m.document is None:
        return "人工添加，所在文书已不在材料中，未写入"
    if finding is None:
        return "人工添加，没有归入监督要点，未自动写入；需要的，在文稿中增写"
    if finding["conclusion"] not in ("violation", "not_shown"):
        return "人工添加，所归入的监督要点审查结论为合规或者不适用，未写入；需要的，在文稿中增写"
    if verdict not in ("confirmed", "confirmed_absent"):
        return "人工添加，所归入的监督要点尚未采纳，未写入"
    if len(m.quote) > LONGEST_QUOTE:
        return f"人工添加，所选文字超过 {LONGEST_QUOTE} 字，不宜引入文书，未写入"
    return ""


def _evidence(m: MarkRow) -> dict[str, Any]:
    return {"document": m.document, "start": m.start, "end": m.end, "quote": m.quote}


def _there(evidence: Mapping[str, Any], finding: Mapping[str, Any]) -> bool:
    """Whether a finding's own evidence holds the place already."""
    return any(
        e["document"] == evidence["document"] and e["start"] <= evidence["start"] and evidence["end"] <= e["end"]
        for e in finding["evidence"]
    )


def keep(
    store: Store, who: Actor, key: str, draft: dict[str, Any], change: str, guard: Callable[[], None] | None = None
) -> int:
    """Keep a new draft as version 1; returns its number."""
    with store.write() as cx:
        case = case_row(cx, who, key)
        require(may_decide(who, case), "在本案中起草文书")
        if guard is not None:
            guard()
        paper = str(draft["paper"])
        made = cx.execute(
            insert(DRAFTS).values(case_id=case.id, paper=paper, by_name=who.display, made_at=now())
        )  # fmt: skip
        number = int(made.inserted_primary_key[0])  # type: ignore[index]
        _version(cx, number, 1, draft, change, who)
        keeping.advance(cx, case.id, "drafted")
        audit.note(store, cx, who.name, "draft", key, draft=number, paper=paper)
    return number


def _version(cx: Connection, draft_id: int, number: int, draft: dict[str, Any], change: str, who: Actor) -> None:
    cx.execute(
        insert(DRAFT_VERSIONS).values(
            draft_id=draft_id, number=number, body=pack(draft), change=keeping.clip(change, 255), by_name=who.display,
            made_at=now(),
        )
    )  # fmt: skip


def of_case(cx: Connection, case: Row[Any], held: Sequence[Row[Any]]) -> tuple[DraftRow, ...]:
    """The drafts of a case, the newest first."""
    rows = cx.execute(select(DRAFTS).where(DRAFTS.c.case_id == case.id).order_by(DRAFTS.c.id.desc())).all()
    out = []
    for row in rows:
        last = _last(cx, row.id)
        out.append(_row(row, case.key, last.number, stale(unpack(last.body), held)))
    return tuple(out)


def _row(row: Row[Any], key: str, versions: int, why: str) -> DraftRow:
    return DraftRow(row.id, key, row.paper, versions, row.by_name, row.made_at, why)


def _last(cx: Connection, draft_id: int) -> Row[Any]:
    mine = DRAFT_VERSIONS.c.draft_id == draft_id
    return cx.execute(select(DRAFT_VERSIONS).where(mine).order_by(DRAFT_VERSIONS.c.number.desc()).limit(1)).one()


def stale(draft: Mapping[str, Any], held: Sequence[Row[Any]]) -> str:
    """Why *draft* does not fit the decisions that hold; empty where it does."""
    from benmo.drafting.papers import paper as find_paper

    if not accuses(find_paper(str(draft["paper"]))):
        return ""
    verdicts = {r.checkpoint: r.decision for r in held}
    # A checkpoint's id has no hyphen, a finding's is "<checkpoint>-<hash>[/<item>]".
    rests_on = {str(i).rpartition("-")[0] for s in draft["sentences"] for i in s["finding_ids"]}
    gone = [c for c in sorted(rests_on) if verdicts.get(c, "") in ("", "rejected")]
    if not gone:
        return ""
    from benmo.review.catalog import catalogue

    names = {c.id: c.name for c in catalogue()}
    return f"所依据的问题已不采纳或者撤回：{'、'.join(names.get(c, c) for c in gone)}，请重新起草"


def _found(cx: Connection, who: Actor, number: int) -> tuple[Row[Any], Row[Any]]:
    """A draft and its case. Raises NoSuch where the case is not visible."""
    row = cx.execute(select(DRAFTS).where(DRAFTS.c.id == number)).first()
    case = row and cx.execute(select(CASES).where(CASES.c.id == row.case_id, visible(who))).first()
    if row is None or case is None:
        raise NoSuch("没有这份文稿，或者无权查看。")
    return row, case


def view(store: Store, who: Actor, number: int, version: int | None = None) -> DraftView:
    """A version of a draft, the newest by default. Raises NoSuch."""
    with store.write() as cx:
        row, case = _found(cx, who, number)
        mine = select(DRAFT_VERSIONS).where(DRAFT_VERSIONS.c.draft_id == number).order_by(DRAFT_VERSIONS.c.number)
        rows = cx.execute(mine).all()
        chosen = rows[-1] if version is None else next((r for r in rows if r.number == version), None)
        if chosen is None:
            raise NoSuch("文稿没有这一版。")
        held = decisions.holding(cx, case.id)
        audit.note(store, cx, who.name, "read.draft", case.key, draft=number, version=chosen.number)
    draft = unpack(chosen.body)
    versions = tuple(VersionRow(r.number, r.change, r.by_name, r.made_at) for r in rows)
    return DraftView(_row(row, case.key, len(rows), stale(draft, held)), chosen.number, draft, versions)


def edit(store: Store, who: Actor, number: int, base: int, place: int, words: str) -> int:
    """Replace sentence *place* of version *base* by *words* of a person; empty words strike it out.

    Returns the new version's number.

    Raises:
        Conflict: somebody made a newer version meanwhile.
    """
    words = _one_line(words)
    if len(words) > MAX_SENTENCE:
        raise UsageError(f"一句不超过 {MAX_SENTENCE} 字。", "分成几句")

    def change(sentences: list[dict[str, Any]]) -> str:
        old = _sentence(sentences, place)
        end = "\n" if old["text"].endswith("\n") else ""
        if not words:
            if end and place and not sentences[place - 1]["text"].endswith("\n"):
                sentences[place - 1] = sentences[place - 1] | {"text": sentences[place - 1]["text"] + end}
            del sentences[place]
            return f"删去第 {place + 1} 句"
        kept = {k: v for k, v in old.items() if k not in ("guard", "remark")}
        sentences[place] = kept | {"text": words + end, "author": "person"}
        return f"修改第 {place + 1} 句"

    return _changed(store, who, number, base, change)


def _one_line(words: str) -> str:
    """*words* without blanks around them. Raises UsageError where they hold a line break: a sentence has none."""
    words = words.strip()
    if "\n" in words or "\r" in words:
        raise UsageError("一句之内不能换行。", "另起一段的，用“增写”并选“另起一段”")
    return "".join(words.splitlines())  # other line breaks come unseen from where the words were copied


def insert_sentence(
    store: Store, who: Actor, number: int, base: int, after: int, words: str, *, paragraph: bool = False
) -> int:
    """A sentence of a person after sentence *after*, in the same paragraph; with *paragraph* as one behind it.

    Returns the new version's number.
    """
    words = _one_line(words)
    if not words or len(words) > MAX_SENTENCE:
        raise UsageError(f"一句为 1 至 {MAX_SENTENCE} 字。", "重新填写")

    def change(sentences: list[dict[str, Any]]) -> str:
        before = _sentence(sentences, after)
        ends = (i for i in range(after, len(sentences)) if sentences[i]["text"].endswith("\n"))
        at = next(ends, len(sentences) - 1) if paragraph else after
        last = sentences[at]["text"]
        end = "\n" if last.endswith("\n") else ""
        sentences[at] = sentences[at] | {"text": last.removesuffix("\n") + ("\n" if paragraph else "")}
        fresh: dict[str, Any] = {"text": words + end, "kind": before["kind"], "author": "person", "evidence": []}
        fresh |= {"facts": [], "norms": [], "finding_ids": [], "style": before.get("style", "body")}
        sentences.insert(at + 1, fresh)
        return f"在第 {after + 1} 句{'所在段' if paragraph else ''}后增写一{'段' if paragraph else '句'}"

    return _changed(store, who, number, base, change)


def restore(store: Store, who: Actor, number: int, base: int, version: int) -> int:
    """Make an older version the newest again. Returns the new version's number."""
    old = view(store, who, number, version)

    def change(sentences: list[dict[str, Any]]) -> str:
        sentences[:] = old.draft["sentences"]
        return f"恢复第 {version} 版"

    return _changed(store, who, number, base, change)


def regenerate(store: Store, who: Actor, number: int, base: int, place: int, office: str, model: Model | None) -> int:
    """Write sentence *place* anew from the present review and decisions. Returns the new version's number.

    Raises:
        Conflict: the paper would not hold such a sentence today.
    """
    from benmo.drafting.particulars import Particulars

    with store.read() as cx:
        row, case = _found(cx, who, number)
        require(may_decide(who, case), "修改本案文书")
        review, held = decisions.present_review(cx, case), decisions.holding(cx, case.id)
        marks = decisions.marks(cx, case.id, review["documents"])
        sentence = _sentence(unpack(_last(cx, number).body)["sentences"], place)
    fresh = compose(review, held, row.paper, Particulars(), office, model, date.today(), marks=marks)
    same = [s for s in fresh["sentences"] if _kin(s) == _kin(sentence)]
    if not same:
        raise Conflict("按现在的审查结果和决定，文书中没有这一句。", "重新起草整份文书")
    best = max(same, key=lambda s: _likeness(s["text"], sentence["text"]))

    def change(sentences: list[dict[str, Any]]) -> str:
        end = "\n" if sentences[place]["text"].endswith("\n") else ""
        sentences[place] = best | {"text": best["text"].removesuffix("\n") + end}
        return f"重新生成第 {place + 1} 句"

    return _changed(store, who, number, base, change)


def _kin(sentence: Mapping[str, Any]) -> tuple[Any, ...]:
    return (sentence["kind"], sentence.get("style"), tuple(sentence["finding_ids"]))


def _likeness(one: str, other: str) -> float:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _sentence(sentences: list[dict[str, Any]], place: int) -> dict[str, Any]:
    if not 0 <= place < len(sentences):
        raise NoSuch("文稿中没有这一句。")
    return sentences[place]


def _changed(
    store: Store, who: Actor, number: int, base: int, change: Callable[[list[dict[str, Any]]], str]
) -> int:  # fmt: skip
    with store.write() as cx:
        _, case = _found(cx, who, number)
        require(may_decide(who, case), "修改本案文书")
        last = _last(cx, number)
        if last.number != base:
            raise Conflict("文稿已有更新的一版，未保存本次修改。", "打开最新一版再改")
        draft = unpack(last.body)
        words = change(draft["sentences"])
        _version(cx, number, last.number + 1, draft, words, who)
        keeping.advance(cx, case.id, "drafted")
        audit.note(store, cx, who.name, "draft.edit", case.key, draft=number, version=last.number + 1, change=words)
        return int(last.number) + 1


def export(store: Store, who: Actor, number: int, version: int | None, form: str, comments: bool) -> tuple[str, bytes]:
    """Name and bytes of a version as docx, pdf or json.

    Raises:
        Conflict: it rests on findings that were rejected or withdrawn since.
        UsageError: the form is unknown, or there is no LibreOffice for a PDF.
    """
    if form not in ("docx", "pdf", "json"):
        raise UsageError(f"不能导出为 {form}。", "可用 docx、pdf、json")
    with store.write() as cx:
        row, case = _found(cx, who, number)
        mine = (DRAFT_VERSIONS.c.draft_id == number) & (
            DRAFT_VERSIONS.c.number == (version if version is not None else _last(cx, number).number)
        )
        chosen = cx.execute(select(DRAFT_VERSIONS).where(mine)).first()
        if chosen is None:
            raise NoSuch("文稿没有这一版。")
        draft = unpack(chosen.body)
        why = stale(draft, decisions.holding(cx, case.id))
        if why:
            raise Conflict(f"不能导出：{why}。", "重新起草后再导出")
        audit.note(store, cx, who.name, "export", case.key, draft=number, version=chosen.number, form=form)
    name = f"{case.name}_{row.paper}.{form}"
    return name, _bytes(store.home, draft, form, comments=comments)


def _bytes(home: Path, draft: dict[str, Any], form: str, *, comments: bool) -> bytes:
    import json

    if form == "json":
        return (json.dumps(draft, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
    from benmo.drafting.docx import write_docx
    from benmo.drafting.template import own_template, write_with

    with workroom() as work:
        docx = work / "draft.docx"
        template = own_template(home, draft["paper"])
        if template is not None:
            write_with(template, draft, docx, comments=comments)
        else:
            write_docx(draft, docx, comments=comments)
        if form == "docx":
            return docx.read_bytes()
        from benmo.drafting.pdf import to_pdf

        pdf = docx.with_suffix(".pdf")
        to_pdf(docx, pdf)
        return pdf.read_bytes()


def with_register(
    review: dict[str, Any], paper: Row[Any] | None, raised: Sequence[str] = ()
) -> dict[str, Any]:  # fmt: skip
    """*review* with what the register knows of the paper that was sent, for the papers that follow it up.

    *raised*: the checkpoints that the registered draft rests on, where the paper itself is not in the material.
    """
    if paper is None:
        return review
    known = {k: v for k, v in (("number", paper.number), ("date", paper.sent_on)) if v}
    made = {"raised": list(raised), "requests": [], "citations": [], "reply_months": None}
    told = review | {"suggestion": made | (review.get("suggestion") or {}) | known}
    reply = review.get("reply")
    if paper.replied_on or paper.outcome:
        # The register is what a person has checked; what was read of the reply fills it in.
        empty = {"court": paper.court, "suggestion_number": paper.number, "measures": [], "items": []}
        checked = {k: v for k, v in (("date", paper.replied_on), ("outcome", paper.outcome)) if v}
        told["reply"] = {"outcome": "unclear", "date": None} | empty | (reply or {}) | checked
    elif reply and _other_number(paper.number, reply.get("suggestion_number")):
        told.pop("reply")
    return told


def _other_number(one: str | None, other: str | None) -> bool:
    """Whether two numbers of papers are both known and differ, whatever their brackets."""
    plain = str.maketrans("", "", "（）()〔〕[]【】 　")
    return bool(one and other) and str(one).translate(plain) != str(other).translate(plain)


def raised_by(cx: Connection, draft_id: int | None) -> list[str]:
    """The checkpoints that the newest version of a draft rests on."""
    if draft_id is None:
        return []
    found = (str(i) for s in unpack(_last(cx, draft_id).body)["sentences"] for i in s["finding_ids"])
    # A checkpoint's id has no hyphen, a finding's is "<checkpoint>-<hash>[/<item>]".
    return list(dict.fromkeys(i.rpartition("-")[0] for i in found))


def served(particulars: Particulars, paper: Row[Any] | None) -> Particulars:
    """*particulars* with the day of receipt and the extension from the register where they were not given."""
    if particulars.served is None and paper is not None and paper.received_on:
        return replace(particulars, served=date.fromisoformat(paper.received_on), extended=bool(paper.extended))
    return particulars
