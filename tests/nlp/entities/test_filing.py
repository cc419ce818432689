"""The day of filing: this case's own, never an earlier case's and never an application's."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.document import Span
from nlp.entities import find_dates
from nlp.entities.case_numbers import find_case_numbers
from nlp.entities.filing import find_filing_date

RESUMED = "（2023）湘0121执恢52号"
PLAIN = "（2023）湘0121执1880号"


@pytest.mark.parametrize(
    ("own", "text", "expected"),
    [
        (
            RESUMED,
            "2021年3月2日本院以（2021）湘0121执611号立案执行，后终结本次执行程序。2023年4月6日，本院立案恢复执行。",
            "2023-04-06",
        ),
        (RESUMED, "（2021）湘0121执611号案件于2021年3月2日立案执行。本院于2023年4月6日恢复执行立案。", "2023-04-06"),
        (RESUMED, "本院于2021年3月2日立案执行。因发现新线索，本院于2023年4月6日恢复立案执行。", "2023-04-06"),
        (RESUMED, "本院于2023年4月6日对（2021）湘0121执611号案件立案恢复执行。", "2023-04-06"),
        (RESUMED, "本院于2023年4月6日立案执行。", "2023-04-06"),
        (RESUMED, "本院于2021年3月2日立案执行，次年终结本次执行程序。", None),
        (RESUMED, "申请执行人于2023年4月3日申请恢复执行，本院于2023年4月6日立案。", "2023-04-06"),
        (
            PLAIN,
            "依据（2022）湘0121民初90号民事判决书，本院于2023年7月4日立案执行，案号为（2023）湘0121执1880号。",
            "2023-07-04",
        ),
        (
            PLAIN,
            "在（2021）湘0121执611号案件中，本院于2021年3月2日立案并查封其房屋。本案于2023年7月4日立案执行。",
            "2023-07-04",
        ),
        (PLAIN, "本院于2023年6月30日收到申请，2023年7月4日立案执行。", "2023-07-04"),
        (None, "本院于2023年7月4日立案执行。", "2023-07-04"),
    ],
)
def test_own_filing(own: str | None, text: str, expected: str | None) -> None:
    found = find_filing_date(text, find_dates(text), Span(0, len(text)), own, find_case_numbers(text))
    assert (found.value if found else None) == (date.fromisoformat(expected) if expected else None)
    assert found is None or text[found.span.start : found.span.end].startswith(str(found.value.year))
