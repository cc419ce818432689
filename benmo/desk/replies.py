"""A court's reply, read by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from benmo.desk.model import Upload
from benmo.desk.reading import safe_parts
from benmo.errors import Unreadable
from benmo.workroom import workroom
from nlp.entities.text import squeeze


def foreign(view: Mapping[str, Any], number: str, court: str) -> str:
    """Why a reply read as *view* seems to answer another paper than *number* sent to *court*; empty where it does not.

    What is not told is not held against it. A court may be named with or without its province and city.
    """
    answered, ours = squeeze(str(view.get("suggestion_number") or "")), squeeze(number)
    if answered and _SERIAL.search(ours) and _tail(answered) != _tail(ours):
        return f"回复答的是{answered}，这份文书是{ours}"
    by, to = squeeze(str(view.get("court") or "")), squeeze(court)
    if by and to and not (by.endswith(to) or to.endswith(by)):
        return f"作出回复的是{by}，这份文书发往{to}"
    return ""


_SERIAL = re.compile("[0-9]+号?$")


def _tail(number: str) -> str:
    """Year and serial number, by which a number is the same however its brackets and letters are written."""
    return "-".join(n.lstrip("0") for n in re.findall("[0-9]+", number)[-2:])


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
