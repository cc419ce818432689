"""Case numbers: bracket styles, sub-numbers, old numbering, papers, and look-alikes that are none."""

from __future__ import annotations

import pytest

from nlp.entities import find_case_numbers, normalise_case_number


@pytest.mark.parametrize(
    ("text", "expected", "kind"),
    [
        ("（2024）浙0602执1234号", "（2024）浙0602执1234号", "execution"),
        ("(2020)粤0606执18844号", "（2020）粤0606执18844号", "execution"),
        ("(2018）鄂01执恢7号之一", "（2018）鄂01执恢7号之一", "execution"),
        ("（2022)苏05执异3号", "（2022）苏05执异3号", "execution"),
        ("〔2021〕京0101执12号", "（2021）京0101执12号", "execution"),
        ("（2015）依法执字第213号", "（2015）依法执字第213号", "execution"),
        ("（2014）梨执字第285号", "（2014）梨执字第285号", "execution"),
        ("（2013）琼高法执字第66-6号", "（2013）琼高法执字第66-6号", "execution"),
        ("（2016）川执48-1号", "（2016）川执48-1号", "execution"),
        ("（2016）鲁0681执660-2号", "（2016）鲁0681执660-2号", "execution"),
        ("（2015）甬慈执民字第12号", "（2015）甬慈执民字第12号", "execution"),
        ("（2019）黑0281执456号之八十一", "（2019）黑0281执456号之八十一", "execution"),
        ("（２０２１）皖０３２１执３６８８号", "（2021）皖0321执3688号", "execution"),
        ("（2020） 鲁0704执 1129号 之一", "（2020）鲁0704执1129号之一", "execution"),
        ("（2020）鲁0704执1129号-2", "（2020）鲁0704执1129号-2", "execution"),
        ("（2017）18云826民终5号", "（2017）18云826民终5号", "trial"),
        ("（2019）内2221行审57号", "（2019）内2221行审57号", "trial"),
        ("（2018）西证执字第123号", "（2018）西证执字第123号", "notary"),
        ("（2021）穗仲案字第123号", "（2021）穗仲案字第123号", "arbitration"),
        ("渝劳人仲案字〔2021〕第12号", "渝劳人仲案字〔2021〕第12号", "arbitration"),
        ("衡石检民执监〔2026〕2号", "衡石检民执监〔2026〕2号", "procuratorate"),
    ],
)
def test_normal_form(text: str, expected: str, kind: str) -> None:
    (found,) = find_case_numbers(f"依据{text}民事判决书")
    assert (found.text, found.kind) == (expected, kind)


@pytest.mark.parametrize(
    "text",
    [
        "法〔2016〕373号",
        "豫（2016）洛阳市不动产权第0041号",
        "（2021）年度报告",
        "法释〔2015〕5号",
        "（试行）第一条",
        "（1200）元",
    ],
)
def test_no_case_number(text: str) -> None:
    assert find_case_numbers(text) == ()


def test_main_number() -> None:
    numbers = find_case_numbers("（2019）黑0281执456号之二、（2013）琼高法执字第66-6号、（2020）鲁执5号")
    assert [n.main for n in numbers] == ["（2019）黑0281执456号", "（2013）琼高法执字第66号", "（2020）鲁执5号"]


def test_span_is_exact() -> None:
    text = "本院（2021）皖0321民初2906号民事判决书"
    (found,) = find_case_numbers(text)
    assert text[found.span.start : found.span.end] == "（2021）皖0321民初2906号"


def test_normaliser() -> None:
    assert normalise_case_number("(2022) 晋1002执2718号") == "（2022）晋1002执2718号"
