"""A court's reply, read by itself."""

from __future__ import annotations

from typing import Any

from benmo.desk.model import Upload
from benmo.desk.reading import safe_parts
from benmo.errors import Unreadable
from benmo.workroom import workroom


def read_reply(file: Upload) -> dict[str, Any]:
    """The ``reply`` view (benmo/review/papers.py) of a court's reply.

    Raises:
        Unreadable: the file cannot be read, or holds no reply of a court; the message says what it is.
    """
    from benmo.cases.intake import gather
    from benmo.review import review_all

    with workroom() as work:
        place = work / safe_parts(file.path)[-1]
        place.write_bytes(file.data)
        review = review_all(gather(place)[0], with_text=True)[0]
    if "reply" not in review:
        why = "；".join(review["warnings"][:3]) or "没有读到法院的回复"
        raise Unreadable(f"{file.path} 不是可以读取的法院回复：{why}", "核对文件；也可以手工登记回复日期和结果")
    view: dict[str, Any] = review["reply"]
    return view
