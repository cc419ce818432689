"""受理: the checklist before any paper."""

from __future__ import annotations

from fastapi import APIRouter

from benmo.api.shapes import NewAnswer, Short, TheDesk, Who
from benmo.desk.model import AdmissionView

router = APIRouter(tags=["admission"])


@router.get("/cases/{key}/admission")
def admission(desk: TheDesk, who: Who, key: Short) -> AdmissionView:
    """The questions, the file's own answers, what people answered, and whether papers may be made."""
    return desk.admission(who, key)


@router.post("/cases/{key}/admission", status_code=201)
def answer(desk: TheDesk, who: Who, key: Short, body: NewAnswer) -> AdmissionView:
    """Answer an item; ``withdrawn`` takes an answer back, the item ``gate`` is ``overruled`` with a reason."""
    return desk.answer_admission(who, key, body.item, body.answer, note=body.note, on=body.on)
