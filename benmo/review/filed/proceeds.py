"""案款发放、以物抵债, on the file: what became of the money that came in, and things taken in payment."""

from __future__ import annotations

import re

from benmo.cases.dossier import Dossier, Filed
from benmo.cases.facts import CaseFacts
from benmo.cases.places import Place
from benmo.law import LawIndex
from benmo.review.conclusion import Conclusion, not_shown, ok, violation
from benmo.review.filed.registry import file_side
from benmo.review.words import listed, yuan
from benmo.review.workdays import overdue
from nlp.lexicons import load


def payments(file: Dossier) -> list[Filed]:
    """Payments on record: registers and forms, and the log's pairs of arrival and release."""
    return file.of("payments")


_RIGHTFUL, _EXPLAINED = (re.compile(load("filed")["payments"][k]) for k in ("rightful", "explained"))


def _stranger(facts: CaseFacts, file: Dossier, paid: Filed) -> bool:
    """Whether money went to somebody of neither side, and the record does not say why."""
    payee = paid.record.payee
    if not payee or file.cast.creditor_in(payee) or file.cast.named(payee) or _RIGHTFUL.search(payee):
        return False
    words = facts.readings[paid.reading].text[slice(*paid.record.span)]
    return not _EXPLAINED.search(words)


@file_side("proceeds_release")
def proceeds_release(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """Thirty days from the finance office's notice (执行款物规定 art. 10); to the creditor and to nobody else."""
    limit = law.limit("proceeds_release_days")
    records = payments(file)
    wrong = [p for p in records if p.record.released and _stranger(facts, file, p)]
    if wrong:
        names = listed(dict.fromkeys(p.record.payee for p in wrong))
        return violation(
            f"案款发放记录显示收款人为{names}，与申请执行人不一致，疑似付给案外人。", [p.place for p in wrong]
        )
    late, kept, unclear, fine = [], [], [], []
    for p in records:
        r = p.record
        start = r.noticed
        if r.released and start and overdue(start, r.released, limit) and not r.excused:
            late.append((p, (r.released - start).days))
        elif r.released and not start and r.arrived and (r.released - r.arrived).days > limit and not r.excused:
            unclear.append(p)
        elif (
            not r.released and start and file.latest and overdue(start, file.latest, limit) and r.kept and not r.excused
        ):
            kept.append(p)
        elif not r.released:
            unclear.append(p)
        else:
            fine.append(p)
    if kept:
        return violation(
            f"财务通知到账后逾{limit}日，案款记录载明仍未发放，未见延缓发放的批准。", [p.place for p in kept]
        )
    if late:
        days = max(d for _, d in late)
        found = violation(
            f"财务通知到账后第{days}日才发放案款，超过{limit}日，未见延缓发放的批准。",
            [p.place for p, _ in late],
        )
        return found._replace(weight="ordinary").but("款项已经发放、仅属逾期，按一般问题评价")
    if unclear:
        return not_shown(
            "案款到账后的财务通知日期、发放日期未能核实。", [p.place for p in unclear], ["财务到账通知日期", "发放凭证"]
        )
    if fine:
        return ok("案款在期限内发放给申请执行人。", [p.place for p in fine])
    return _logged_release(facts, file, answer, limit)


def _logged_release(facts: CaseFacts, file: Dossier, answer: Conclusion, limit: int) -> Conclusion:
    """What a log alone shows of arrival and release."""
    arrived, paid = file.said("arrival", "transfer"), file.said("payout")
    noticed = file.said("finance_notice")
    if not arrived and not paid:
        return answer
    if paid:
        stranger = [t for t in paid if _names_stranger(file, t.said.detail)]
        if stranger:
            return violation("执行日志记载案款付给申请执行人以外的人。", stranger)
        start = noticed[0].said.date if noticed else None
        end = paid[0].said.date
        if start and end and overdue(start, end, limit):
            found = violation(
                f"财务通知到账后第{(end - start).days}日才发放案款，超过{limit}日。", [noticed[0], paid[0]]
            )
            return found._replace(weight="ordinary")
        first = arrived[0].said.date if arrived else None
        if not start and first and end and (end - first).days > limit:
            return not_shown(
                f"案款到账至发放{(end - first).days}日，财务到账通知日期未见，期限待核。",
                [arrived[0], paid[0]],
                ["财务到账通知日期"],
            )
        return ok("案卷载明案款已发放。", [*arrived[:1], *paid[:2]])
    if answer.conclusion == "ok":
        return answer
    return not_shown("案卷载有案款到账，未见发放记录。", arrived, ["案款发放情况"])


def _names_stranger(file: Dossier, words: str) -> bool:
    return "案外人" in words and not file.cast.creditor_in(words)


@file_side("debt_offset")
def debt_offset(facts: CaseFacts, file: Dossier, answer: Conclusion, law: LawIndex) -> Conclusion:
    """Price against the last failed round; a ruling on a settlement's offset (和解抵债不得出具抵债裁定)."""
    done = [s for s in file.of("sales") if s.record.offset]
    ruled = file.said("offset_ruling")
    if not done and not ruled:
        return answer
    for sale in done:
        s = sale.record
        last = s.rounds[-1].price if s.rounds else None
        if s.offset_price and last and s.offset_price < last:
            return violation(
                f"抵债价额{yuan(s.offset_price)}低于流拍的起拍价{yuan(last)}。",
                [Place(sale.reading, s.offset), *sale.at(s.rounds[-1].span)],
            )
        if s.offset_price and last and ruled:
            return ok("抵债裁定及价额依据在卷，抵债价不低于流拍保留价。", [Place(sale.reading, s.offset), *ruled])
    return not_shown(
        "有以物抵债，价额、权属、顺位依据待核对。",
        [*(Place(s.reading, s.record.offset) for s in done), *ruled],
        ["价额依据", "优先权审查"],
    )
