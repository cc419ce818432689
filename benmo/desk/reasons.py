"""Why a finding says what it says: the chain of reasons, read anew from the case's originals."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from benmo.desk import audit
from benmo.desk.model import Actor
from benmo.desk.reading import lay_out
from benmo.desk.rights import case_row
from benmo.errors import NoSuch
from benmo.storage.schema import FILES
from benmo.storage.store import Store
from benmo.workroom import workroom


def explain(store: Store, who: Actor, key: str, checkpoint: str) -> dict[str, Any]:
    """The chain of *checkpoint* in case *key*, as ``benmo why --format json`` gives it. Raises NoSuch."""
    from benmo.cases.intake import gather
    from benmo.review.catalog import catalogue
    from benmo.review.service import explain_all

    with store.write() as cx:
        case = case_row(cx, who, key)
        mine = (FILES.c.case_id == case.id) & (FILES.c.role == "material")
        files = cx.execute(select(FILES.c.path, FILES.c.sha256).where(mine).order_by(FILES.c.id)).all()
        audit.note(store, cx, who.name, "read.why", key, checkpoint=checkpoint)
    if checkpoint not in {c.id for c in catalogue()}:
        raise NoSuch(f"没有 {checkpoint} 这个监督要点。")
    with workroom() as work:
        place = lay_out([(f.path, f.sha256) for f in files], work, store.originals.folder)
        pairs = [pair for m in gather(place) for pair in explain_all(m, checkpoint)]
    if case.part >= len(pairs):
        raise NoSuch("材料中没有读到终本裁定书，没有可说明的结论。")
    review, view = pairs[case.part]
    return {**view, "id": review["id"]}
