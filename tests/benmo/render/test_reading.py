"""What ``benmo read`` prints of the values that it understood."""

import pytest

from benmo.cases.values import values
from benmo.render.reading import render
from nlp.document import Document
from nlp.pipeline import read_document


def shown(text: str) -> str:
    reading = read_document(Document("a.txt", "a.txt", "", "txt", text))
    document = {
        "id": "a.txt", "path": "a.txt", "format": "txt", "pages": 0, "chars": len(text), "type": str(reading.type.type),
        "reason": reading.type.reason, "sections": [], "repairs": [], "values": values(reading), "hidden": [],
        "doubts": [], "unread": [], "notes": [],
    }  # fmt: skip
    return render({"id": "a", "documents": [document], "unread": [], "skipped": []}, 120)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023年1月8日送达，次日约谈。", "“次日”→2023-01-09（由前文的日期推算）"),
        ("2023年1月8日送达，2月3日约谈。", "“2月3日”→2023-02-03（年份、月份取自前文）"),
        ("执行标的70万元。", "“70万元”→700,000元"),
        ("执行标的1,200.50元，查封湘DLR7**号车辆。", "“湘DLR7**”（已遮盖）"),
        ("于2023年2月30日立案。", "（日历上没有这一天）"),
    ],
)
def test_what_is_understood_otherwise_than_written_is_shown(text: str, words: str) -> None:
    assert words in shown(text)


@pytest.mark.parametrize("text", ["执行标的1200元。", "于2023年1月8日立案执行。", "（2023）苏0999执1号", "本院认为。"])
def test_what_says_itself_what_it_is_is_not_repeated(text: str) -> None:
    assert "换算" not in shown(text)
