"""One case's material in, its review out, as the contract's JSON (``review.schema.json``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from benmo import law
from benmo.cases.facts import CaseFacts
from benmo.review import office
from benmo.review.caseview import case_view
from benmo.review.catalog import Checkpoint, catalogue, decisions
from benmo.review.citations import judged
from benmo.review.conclusion import NOT_SHOWN, VIOLATION, Conclusion, switched_off
from benmo.review.evidence import Evidencer
from benmo.review.grading import Graded, grade
from benmo.review.office import OfficeRules
from benmo.review.papers import REPLY, SUGGESTION, paper_views
from benmo.review.timeline import timeline
from nlp.document import Repair, from_fields
from nlp.files.reference import for_reference
from nlp.normalise.worn import worn
from nlp.pipeline import Reading, read_document, read_documents

if TYPE_CHECKING:
    from benmo.cases.dossier import Dossier
    from benmo.cases.intake import CaseMaterial
    from benmo.review.catalog import Decision

SCHEMA_VERSION = 1
RULING = "termination_ruling"
#: The conclusions that ask something of somebody.
FLAGGED = frozenset((VIOLATION, NOT_SHOWN))
_graded_of = from_fields(Graded)
#: What a lone citation of 终结执行 (257(6), 264(6), 268(6)) is measured against.
SUBJECT = "终结本次执行程序"


def review(material: CaseMaterial, *, with_text: bool = False) -> dict[str, Any]:
    """The review of one case; where a folder holds several termination rulings, that of the first."""
    return review_all(material, with_text=with_text)[0]


def review_all(material: CaseMaterial, *, with_text: bool = False) -> list[dict[str, Any]]:
    """One review for each termination ruling of *material* (ids ``id#0001`` … where there are several), else one.

    Never raises for odd content: what could not be read is in ``warnings`` and in the documents' ``unread``.
    """
    return review_each([material], with_text=with_text)[0]


def review_each(materials: Sequence[CaseMaterial], *, with_text: bool = False) -> list[list[dict[str, Any]]]:
    """As :func:`review_all` for each of several cases, but stage by stage: all are read, then all judged, and so on.

    For a dozen rulings this is faster than one by one (see :func:`nlp.pipeline.read_documents`).
    """
    readings = iter(read_documents([d for m in materials for d in m.documents]))
    cases: list[_Case] = []
    out: list[list[dict[str, Any]]] = []
    owners: list[int] = []
    for number, material in enumerate(materials):
        own = [next(readings) for _ in material.documents]
        rulings, rest = _rulings(own)
        out.append([] if rulings else [_without_ruling(material, own, with_text)])
        for n, ruling in enumerate(rulings, 1):
            owners.append(number)
            case_id = f"{material.id}#{n:04d}" if len(rulings) > 1 else material.id
            cases.append(_Case(material, case_id, (ruling, *rest)))
    for number, review in zip(owners, _reviewed(cases, with_text), strict=True):
        out[number].append(review)
    return out


def _rulings(readings: Sequence[Reading]) -> tuple[list[Reading], list[Reading]]:
    """The termination rulings of the material, and its other papers.

    Another case's ruling that lies in the file for reference (他案裁定，附卷参考) is one of the other papers, where
    there is a ruling that the file is about.
    """
    rulings = [r for r in readings if r.type.type == RULING]
    if len(rulings) > 1:
        about = [r for r in rulings if not for_reference(r)]
        rulings = about or rulings
    own = {id(r) for r in rulings}
    return rulings, [r for r in readings if id(r) not in own]


class _Case(NamedTuple):
    """What one review is made of; the termination ruling is the first reading."""

    material: CaseMaterial
    id: str
    readings: tuple[Reading, ...]


def explain_all(material: CaseMaterial, checkpoint: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """For each termination ruling of *material*: its review (with text) and the chain of *checkpoint*."""
    from benmo.review.explain import why_view

    readings = [read_document(d) for d in material.documents]
    rulings, rest = _rulings(readings)
    reviews = review_all(material, with_text=True) if rulings else []
    return [
        (review, why_view(gather_facts((ruling, *rest)), checkpoint))
        for review, ruling in zip(reviews, rulings, strict=True)
    ]


def _reviewed(cases: Sequence[_Case], with_text: bool) -> list[dict[str, Any]]:
    """The reviews of *cases*, stage by stage."""
    rules = office.load()
    facts = [gather_facts(case.readings) for case in cases]
    concluded = conclude_each(facts, rules)
    shows = [Evidencer(case.readings) for case in cases]
    views = [case_view(one, show) for one, show in zip(facts, shows, strict=True)]
    findings = [_findings(one, answers, show) for one, answers, show in zip(facts, concluded, shows, strict=True)]
    grades = [_graded(one, answers) for one, answers in zip(facts, concluded, strict=True)]
    parts = zip(cases, facts, shows, views, findings, grades, strict=True)
    return [_whole(*part, rules=rules, with_text=with_text) for part in parts]


def _findings(
    facts: CaseFacts, concluded: list[tuple[Checkpoint, Conclusion]], show: Evidencer
) -> list[dict[str, Any]]:
    stable, index = facts.ruling.document.sha256[:12], law.load()
    return [_finding(c, answer, facts, show, stable, index) for c, answer in concluded]


def _graded(facts: CaseFacts, concluded: list[tuple[Checkpoint, Conclusion]]) -> dict[str, Any]:
    flagged = [
        _graded_of((c.id, c.name, c.stage, answer.conclusion, answer.weight or c.weight))
        for c, answer in concluded
        if answer.conclusion in FLAGGED
    ]
    return grade(flagged, _cannot_stand(facts))


def _whole(
    made: _Case,
    facts: CaseFacts,
    show: Evidencer,
    view: dict[str, Any],
    findings: list[dict[str, Any]],
    graded: dict[str, Any],
    *,
    rules: OfficeRules,
    with_text: bool,
) -> dict[str, Any]:
    """One review from its parts."""
    readings = made.readings
    review = {
        "schema_version": SCHEMA_VERSION,
        "id": made.id,
        "status": "reviewed",
        "documents": _documents(readings, with_text),
        "case": view,
        "findings": findings,
        "grade": graded,
        "warnings": [*_warnings(made.material, readings), *_foreign(facts)],
        "timeline": timeline(facts, show),
    }
    review |= _unread(made.material)
    if any(r.type.type in (SUGGESTION, REPLY) for r in readings):
        review |= paper_views(readings, findings)
    if facts.file is not None:
        review |= _file_views(facts, facts.file, findings, show)
    if rules.own:
        review["office_findings"] = _own_findings(facts, rules, show)
    return review


def _file_views(facts: CaseFacts, file: Dossier, findings: list[dict[str, Any]], show: Evidencer) -> dict[str, Any]:
    """What only a case file has: the asset matrix, and the answers to an applicant's grounds."""
    from benmo.review.grounds import grounds
    from benmo.review.matrix import matrix

    views: dict[str, Any] = {"matrix": matrix(facts, file, show)}
    answered = grounds(file, findings, show)
    return views | {"grounds": answered} if answered else views


def _foreign(facts: CaseFacts) -> list[str]:
    """Papers of another case in the folder: reported, and their facts left out."""
    return [
        f"{facts.readings[i].document.path} 是另一案件（{paper.own_number}）的材料，其内容未作为本案事实"
        for i, paper in (facts.file.foreign if facts.file else ())
    ]


def gather_facts(readings: tuple[Reading, ...]) -> CaseFacts:
    """Merge the readings of one case; the termination ruling comes first."""
    ruling = readings[0]
    on = ruling.head.ruling_date.value if ruling.head.ruling_date else None
    file = None
    if len(readings) > 1:
        from benmo.cases.dossier import open_dossier

        file = open_dossier(readings)
    return CaseFacts(readings, judged(ruling, on, SUBJECT), len(readings) > 1, file)


def conclude(facts: CaseFacts, rules: OfficeRules = office.NONE) -> list[tuple[Checkpoint, Conclusion]]:
    """All checkpoints, in the contract's order, under the office's *rules*."""
    return conclude_each([facts], rules)[0]


def conclude_each(
    cases: Sequence[CaseFacts], rules: OfficeRules = office.NONE
) -> list[list[tuple[Checkpoint, Conclusion]]]:
    """As :func:`conclude` for each of several cases, checkpoint by checkpoint."""
    index, decide = law.load().under(rules.limits), decisions()
    answers: list[list[tuple[Checkpoint, Conclusion]]] = [[] for _ in cases]
    pairs = list(zip(cases, answers, strict=True))
    for c in catalogue():
        decision = decide[c.id]
        ruled, weight = switched_off(c.id, rules), rules.weights.get(c.id)
        if ruled is not None and weight is not None and ruled.weight is None:
            ruled = ruled._replace(weight=weight)
        for facts, found in pairs:
            if ruled is not None:
                found.append((c, ruled))
                continue
            if facts.file is None:
                answer = decision(facts, index)
                if answer.conclusion == VIOLATION:
                    answer = _legible(c, _held(c, answer, index), facts)
            else:
                answer = _filed(c, decision, facts, index)
                if answer.conclusion == VIOLATION and all(place.reading == 0 for place in answer.places):
                    answer = _legible(c, answer, facts)
            if weight is not None and answer.weight is None:
                answer = answer._replace(weight=weight)
            found.append((c, answer))
    return answers


def _filed(c: Checkpoint, decide: Decision, facts: CaseFacts, index: law.LawIndex) -> Conclusion:
    from benmo.review.filed import conclude_filed

    return conclude_filed(c.id, decide, facts, index)


def _held(c: Checkpoint, answer: Conclusion, index: law.LawIndex) -> Conclusion:
    """A violation must rest on a rule whose text is checked; on others there is only a hint (待核实)."""
    if answer.conclusion != VIOLATION or index.supports(c.basis):
        return answer
    return _lowered(answer, "依据条文未核对原文，仅作线索")


#: Days, numbers of articles and the like are read as well without commas.
_WITHOUT_SIGNS = frozenset(("three_months", "legal_citation"))


def _legible(c: Checkpoint, answer: Conclusion, facts: CaseFacts) -> Conclusion:
    """Of a text that has lost its commas or full stops no sentence accuses: nobody can tell what its 未 belongs to."""
    if answer.conclusion != VIOLATION or c.id in _WITHOUT_SIGNS or not worn(facts.ruling.text):
        return answer
    return _lowered(answer, "本件标点缺失较多，断句未必可靠，须先核对原件")


def _lowered(answer: Conclusion, why: str) -> Conclusion:
    """*answer*, a violation, as something to verify, with the reason *why*."""
    items = tuple(i._replace(conclusion=NOT_SHOWN) if i.conclusion == VIOLATION else i for i in answer.items)
    reason = f"{answer.reason.rstrip('。')}（{why}）。"
    return answer._replace(conclusion=NOT_SHOWN, reason=reason, items=items)


def _own_findings(facts: CaseFacts, rules: OfficeRules, show: Evidencer) -> list[dict[str, Any]]:
    """The office's own checks, apart from the contract's: not graded, and never a violation."""
    from benmo.review.office_model import decide

    found = []
    for check in rules.own:
        answer = decide(check, facts)
        finding = {
            "id": f"office.{check.id}-{facts.ruling.document.sha256[:12]}",
            "checkpoint": f"office.{check.id}",
            "name": check.name,
            "conclusion": answer.conclusion,
            "weight": check.weight,
            "reason": answer.reason,
            "evidence": show.list(answer.places),
            "basis": [],
            "caveats": [f"本院自定要点，不是法定要求{f'（{check.source}）' if check.source else ''}，不计入评级"],
        }
        if answer.conclusion == "not_shown":
            finding |= {"next_step": check.next_step, "missing": list(answer.missing)}
        found.append(finding)
    return found


def _finding(
    c: Checkpoint, answer: Conclusion, facts: CaseFacts, show: Evidencer, stable: str, index: law.LawIndex
) -> dict[str, Any]:
    conclusion, reason, places, missing, items, own_caveats, weight, next_step = answer
    name = c.id
    finding: dict[str, Any] = {
        "id": f"{name}-{stable}",
        "checkpoint": name,
        "conclusion": conclusion,
        "weight": weight or c.weight,
        "reason": reason,
        "evidence": show.list(places) if places else [],
        "basis": [*c.basis],
    }
    if missing:
        finding["missing"] = list(missing)
    flagged = conclusion in FLAGGED
    if flagged:
        finding["next_step"] = next_step or c.next_step
    if items:
        finding["items"] = [
            {
                "id": f"{c.id}-{stable}/{i.id}",
                "respondent": i.respondent,
                "asset": i.asset,
                "conclusion": i.conclusion,
                "reason": i.reason,
                "evidence": show.list(i.places),
            }
            for i in items
        ]
    if flagged:
        own_caveats = (*own_caveats, *_caveats(c, answer, facts, index))
    if show.doubtful and (doubt := _doubt(finding["evidence"])):
        own_caveats = (*own_caveats, doubt)
    if own_caveats:
        finding["caveats"] = list(own_caveats)
    return finding


def _caveats(c: Checkpoint, answer: Conclusion, facts: CaseFacts, index: law.LawIndex) -> list[str]:
    """What weakens a finding: repaired words beneath it, a basis whose text is not verified."""
    out = []
    readings = facts.readings
    repairs = [r for p in answer.places if (clean := readings[p.reading].clean).repairs for r in clean.repaired(p.span)]
    if repairs:
        first = repairs[0]
        out.append(f"所依据的文字经过修复或存疑（{_repaired(first)}），须核对原件")
    if answer.conclusion in (VIOLATION, NOT_SHOWN):
        out += index.caveats(c.basis)
    return out


def _repaired(repair: Repair) -> str:
    if repair.after == "\n":
        return "此处原文连排，分段系补上"
    return f"如“{repair.before}”{'存疑' if repair.doubt else f'读作“{repair.after}”'}"


def _doubt(found: list[dict[str, Any]]) -> str:
    """What to say where recognised text beneath a conclusion is not certain, or an empty string."""
    sure = min(((e["confidence"], e["place"]) for e in found if "confidence" in e), default=None)
    if sure is None:
        return ""
    return f"所依据的文字由扫描件识别而来，其中有把握不足之处（{sure[1]}，把握 {sure[0]:.0%}），须核对原件"


def _cannot_stand(facts: CaseFacts) -> list[str]:
    why = []
    if facts.head.case_no is None and facts.head.title is not None:
        why.append("no_case_number")
    if facts.ruling.sections.first("operative") is None:
        why.append("no_operative_part")
    if not any(m.own for m in facts.ruling.citations):
        why.append("no_basis")
    return why


def _documents(readings: Sequence[Reading], with_text: bool) -> list[dict[str, Any]]:
    return [_document(r, with_text) for r in readings]


def _document(reading: Reading, with_text: bool) -> dict[str, Any]:
    d = reading.document
    out: dict[str, Any] = {
        "id": d.id,
        "path": d.path,
        "sha256": d.sha256,
        "type": reading.type.type,
        "chars": len(d.text),
        "unread": [{"page": u.page, "part": u.part, "reason": u.reason} for u in d.unread],
        "hidden": [{"start": h.start, "end": h.end, "reason": h.reason} for h in d.hidden],
        "type_reason": reading.type.reason,
    }
    if with_text:
        out["text"] = d.text
    return out


def _unread(material: CaseMaterial) -> dict[str, Any]:
    """The files of the case that could not be read at all; no field where all were."""
    if not material.unread:
        return {}
    return {"unread": [{"path": u.path, "reason": u.reason, "hint": u.hint} for u in material.unread]}


def _warnings(material: CaseMaterial, readings: Sequence[Reading]) -> list[str]:
    out = [f"未能读取 {u.path}：{u.reason}{'（' + u.hint + '）' if u.hint else ''}" for u in material.unread]
    out += [f"未作为材料读取：{name}" for name in material.skipped]
    for reading in readings:
        out += [f"{reading.document.path} 的{u.part}未能读取：{u.reason}" for u in reading.document.unread]
        out += [f"{reading.document.path}：{note}" for note in reading.document.notes]
        if reading.document.hidden:
            out.append(f"{reading.document.path} 含有{len(reading.document.hidden)}处隐藏文字，未作为裁定内容")
    return out


def _without_ruling(material: CaseMaterial, readings: list[Reading], with_text: bool) -> dict[str, Any]:
    status = (
        "unreadable" if not readings else "unsupported" if all(r.type.type == "other" for r in readings) else "reviewed"
    )
    warnings = _warnings(material, readings)
    if readings:
        kinds = "；".join(dict.fromkeys(f"{r.document.path}：{r.type.reason}" for r in readings[:5]))
        warnings.append(f"材料中没有终本裁定书，未作监督要点审查（{kinds}）")
    facts = CaseFacts(tuple(readings), (), len(readings) > 1) if readings else None
    out = {
        "schema_version": SCHEMA_VERSION,
        "id": material.id,
        "status": status,
        "documents": _documents(readings, with_text),
        "case": _outline(facts, readings) if facts else _empty_case(),
        "findings": [],
        "grade": {"level": None, "score": None, "deductions": []},
        "warnings": warnings,
    }
    return out | _unread(material) | paper_views(readings)


def _outline(facts: CaseFacts, readings: list[Reading]) -> dict[str, Any]:
    """What the head of another document says; its narrative judges nothing, so no acts are taken from it."""
    if len(readings) != 1 or readings[0].type.type in ("procuratorial_suggestion", "court_reply"):
        return _empty_case()
    case = case_view(
        CaseFacts(facts.readings, judged(readings[0], facts.ruling_date, None), False), Evidencer(facts.readings)
    )
    return case | {k: v for k, v in _empty_case().items() if k in ("assets", "inquiries", "measures", "interview")}


def _empty_case() -> dict[str, Any]:
    return {
        "court": None,
        "case_no": None,
        "ruling_date": None,
        "filing_date": None,
        "cause": None,
        "basis": [],
        "applicants": [],
        "respondents": [],
        "amounts": {"claimed": None, "recovered": None, "outstanding": None},
        "assets": [],
        "inquiries": [],
        "measures": [],
        "interview": {"held": None, "date": None, "consent": None, "evidence": []},
        "citations": [],
        "citations_unread": [],
        "panel": {"presiding": None, "judges": [], "clerk": None},
        "tags": [],
        "evidence": {},
    }
