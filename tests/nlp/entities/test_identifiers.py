"""Plates, identity cards, credit codes, accounts, phones: whole and masked; what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.entities.identifiers import find_identifiers, id_card_valid, may_be_one, uscc_valid


@pytest.mark.parametrize(
    ("text", "kind", "value", "masked", "valid"),
    [
        ("名下湘DLR7**小型轿车", "plate", "湘DLR7**", True, None),
        ("名下湘DLR757小型轿车", "plate", "湘DLR757", False, None),
        ("号牌苏A·12345", "plate", "苏A12345", False, None),
        ("新能源车浙AD12345一辆", "plate", "浙AD12345", False, None),
        ("冀B1234挂半挂车", "plate", "冀B1234挂", False, None),
        ("赣C×××××轻型货车", "plate", "赣C*****", True, None),
        ("公民身份号码11010519491231002X。", "id_card", "11010519491231002X", False, True),
        ("身份证号：110105194912310021，", "id_card", "110105194912310021", False, False),
        ("身份证号码6127××××××××××0021，", "id_card", "6127**********0021", True, None),
        ("身份证XXXXXXXXXXXXXXXXXX。", "id_card", "*" * 18, True, None),
        ("统一社会信用代码91350100M000100Y43。", "uscc", "91350100M000100Y43", False, True),
        ("统一社会信用代码：91350100M000100Y44", "uscc", "91350100M000100Y44", False, False),
        ("账号6222 0212 3456 7890 123", "account", "6222021234567890123", False, None),
        ("卡号6222****0123", "account", "6222****0123", True, None),
        ("尾号0123的账户", "tail", "0123", False, None),
        ("联系电话138****5678", "phone", "138****5678", True, None),
    ],
)
def test_read(text: str, kind: str, value: str, masked: bool, valid: bool | None) -> None:
    [found] = find_identifiers(text)
    assert (found.kind, found.text, found.masked, found.valid) == (kind, value, masked, valid)
    assert 0 <= found.span.start < found.span.end <= len(text)


@pytest.mark.parametrize("text", ["（2021）湘0725执118号", "标的52000元", "第517条", "湘江路8号", "二〇二一年三月五日"])
def test_not_read(text: str) -> None:
    assert find_identifiers(text) == ()


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("湘DLR7**", "湘DLR757", None),
        ("湘DLR7**", "湘DLR657", False),
        ("湘DLR757", "湘DLR757", True),
        ("湘DLR757", "湘DLR7577", False),
    ],
)
def test_holes_leave_it_open(left: str, right: str, expected: bool | None) -> None:
    assert may_be_one(left, right) is expected and may_be_one(right, left) is expected


@given(st.text(alphabet="0123456789", min_size=17, max_size=17))
def test_one_check_sign_fits(body: str) -> None:
    assert sum(id_card_valid(body + sign) for sign in "0123456789X") == 1
    assert sum(uscc_valid("9" + body[1:] + sign) for sign in "0123456789ABCDEFGHJKLMNPQRTUWXY") == 1


@given(st.text(alphabet="湘AD0123×*身份证号码账尾：账号 X挂", max_size=60))
def test_any_text_is_read(text: str) -> None:
    last = 0
    for found in find_identifiers(text):
        assert last <= found.span.start < found.span.end <= len(text)
        last = found.span.end
