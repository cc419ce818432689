"""The head of a ruling: tables of odd wordings for each field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from nlp.entities import Head, read_head
from nlp.sections import find_sections

_HEADER = "江南省云溪县人民法院\n执行裁定书\n（2021）江0302执118号\n"
_PARTIES = (
    "申请执行人：卜明远，男，1970年5月1日出生，汉族，住云溪县。\n被执行人：云溪县禾丰商贸有限公司，住所地云溪县。\n"
    "法定代表人：计小川，经理。\n"
)
_STORY = "卜明远与云溪县禾丰商贸有限公司买卖合同纠纷一案，本院（2020）江0302民初77号民事判决书已发生法律效力。"
_END = (
    "依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解"
    "释》第五百一十九条的规定，裁定如下：\n终结本次执行程序。\n"
    "本裁定送达后即发生法律效力。\n审判长 房木\n审判员 车前子\n人民陪审员 "
    "斯琴·高娃\n二〇二一年九月二日\n法官助理 未央\n书记员 阿南"
)


def head(story: str = "", parties: str = _PARTIES, header: str = _HEADER, end: str = _END) -> Head:
    text = f"{header}{parties}{_STORY}{story}\n{end}"
    return read_head(text, find_sections(text))


def ruling(text: str) -> Head:
    return read_head(text, find_sections(text))


@pytest.mark.parametrize(
    ("header", "court", "number"),
    [
        (_HEADER, "江南省云溪县人民法院", "（2021）江0302执118号"),
        ("云溪县人民法院\n（2021）江0302执118号\n执 行 裁 定 书\n", "云溪县人民法院", "（2021）江0302执118号"),
        (
            "江 南 省 云 溪 县 人 民 法 院\n执　行　裁　定　书\n(2021)江0302执118号之一\n",
            "江南省云溪县人民法院",
            "（2021）江0302执118号之一",
        ),
        ("云溪县人民法院执行裁定书（2021）江0302执118号\n", "云溪县人民法院", "（2021）江0302执118号"),
        (
            "发布日期：2022-01-03 浏览：100次\n江南省云溪县人民法院\n执行裁定书\n（2021）江0302执118号\n",
            "江南省云溪县人民法院",
            "（2021）江0302执118号",
        ),
        ("执行裁定书\n", None, None),
        ("（2021）江0302执118号\n", None, "（2021）江0302执118号"),
        ("江海市海事法院\n执行裁定书\n（2021）江72执9号\n", "江海市海事法院", "（2021）江72执9号"),
    ],
)
def test_court_and_number(header: str, court: str | None, number: str | None) -> None:
    found = head(header=header)
    assert (found.court and found.court.value, found.case_no and found.case_no.value) == (court, number)


@pytest.mark.parametrize(
    ("block", "applicants", "respondents"),
    [
        ("申请执行人：甲小明，男，1980年1月1日出生。\n被执行人：乙大伟，男。\n", ["甲小明"], ["乙大伟"]),
        ("申请执行人甲小明，男，1980年1月1日出生。\n被执行人乙大伟，男，汉族。\n", ["甲小明"], ["乙大伟"]),
        ("申请执行人:甲小明。\n被执行人:乙大伟。\n", ["甲小明"], ["乙大伟"]),
        ("申请人：甲小明，住云溪县。\n被申请人：乙大伟，住六安市，\n", ["甲小明"], ["乙大伟"]),
        ("申请执行人：甲小明；被执行人：乙大伟。\n", ["甲小明"], ["乙大伟"]),
        (
            "申请执行人：甲小明、卜小红。\n被执行人：乙大伟;丙二娘;丁三郎。\n",
            ["甲小明", "卜小红"],
            ["乙大伟", "丙二娘", "丁三郎"],
        ),
        ("异议人（申请执行人）：甲小明，女。\n被执行人：乙大伟，男。\n", ["甲小明"], ["乙大伟"]),
        (
            "申请执行人：云溪县市场监督管理局。\n法定代表人：齐山，局长。\n被申请执行人：乙大伟，男。\n",
            ["云溪县市场监督管理局"],
            ["乙大伟"],
        ),
        ("被执行人：乙大伟，男，现羁押于云溪监狱。\n", [], ["乙大伟"]),
        ("申请执行人：甲某某。\n被执行人：王某1，男，职业，文化程度，。\n。\n", ["甲某某"], ["王某1"]),
        ("申请执行人：甲小明，男。\n被的行人：乙大伟，男。\n", ["甲小明"], ["乙大伟"]),
        (
            "申请执行人：云溪兴旺（集团）有限公司（以下简称兴旺公司）。\n被执行人：乙大伟（曾用名乙二伟），男。\n",
            ["云溪兴旺（集团）有限公司"],
            ["乙大伟"],
        ),
        (
            "申请执行人：甲小明，男，1980年1月1日出生。\n委托诉讼代理人：戊律师，"
            "江南某律师事务所律师。\n被执行人：阿依古丽·买买提，女，维吾尔族。\n",
            ["甲小明"],
            ["阿依古丽·买买提"],
        ),
    ],
)
def test_parties(block: str, applicants: list[str], respondents: list[str]) -> None:
    found = head(parties=block)
    assert ([p.name for p in found.applicants], [p.name for p in found.respondents]) == (applicants, respondents)


def test_one_line_text() -> None:
    found = ruling((_HEADER + _PARTIES + _STORY + _END).replace("\n", ""))
    assert found.court and found.court.value == "江南省云溪县人民法院"
    assert found.case_no and found.case_no.value == "（2021）江0302执118号"
    assert [p.name for p in found.parties] == ["卜明远", "云溪县禾丰商贸有限公司"]
    assert found.ruling_date and found.ruling_date.value == date(2021, 9, 2)
    assert [j.value for j in found.panel.judges] == ["房木", "车前子", "斯琴·高娃"]
    assert found.panel.clerk and found.panel.clerk.value == "阿南"


def test_party_details() -> None:
    block = (
        "申请执行人：卜小满，女，2010年6月11日出生，学生。\n法定代理人：佟氏，系卜小满之母。\n"
        "被执行人：云溪县关家粮油经销部，经营场所云溪县。\n经营者：关二。\n"
    )
    child, shop = head(parties=block).parties
    assert (child.kind, child.minor, child.guardian and child.guardian.value) == ("person", True, "佟氏")
    assert (shop.kind, shop.representative and shop.representative.value) == ("organisation", "关二")


def test_aliases() -> None:
    found = head("卜明远与云溪县禾丰商贸有限公司（以下简称禾丰公司）、", end="查明……" + _END)
    assert found.aliases == {"禾丰公司": "云溪县禾丰商贸有限公司"}
    assert [a.value for a in found.respondents[0].aliases] == ["禾丰公司"]


@pytest.mark.parametrize(
    ("story", "cause"),
    [
        ("卜明远与云溪县禾丰商贸有限公司买卖合同纠纷一案，", "买卖合同纠纷"),
        ("申请执行人卜明远与被执行人云溪县禾丰商贸有限公司（简称禾丰公司）追索劳动报酬纠纷一案，", "追索劳动报酬纠纷"),
        ("本院在执行卜明远申请执行云溪县禾丰商贸有限公司机动车交通事故责任纠纷一案中，", "机动车交通事故责任纠纷"),
        ("卜明远申请强制执行云溪县禾丰商贸有限公司行政处罚一案，", "行政处罚"),
        ("卜明远与云溪县禾丰商贸有限公司等民间借贷纠纷执行一案，", "民间借贷纠纷"),
        ("本院在执行承揽合同纠纷一案过程中，", "承揽合同纠纷"),
        # The name in the text differs by one character from the heading.
        ("卜明远与禾峰商贸公司李四民间借贷纠纷一案，", "民间借贷纠纷"),
        ("关于卜明远与云溪县禾丰商贸有限公司之间的生命权、健康权、身体权纠纷一案，", "生命权、健康权、身体权纠纷"),
        ("被执行人犯诈骗罪罚金一案，", "罚金"),
    ],
)
def test_cause(story: str, cause: str) -> None:
    found = ruling(f"{_HEADER}{_PARTIES}{story}本院立案。\n{_END}")
    assert found.cause and found.cause.value == cause


@pytest.mark.parametrize(
    ("story", "filed", "applied"),
    [
        ("本院于2021年3月10日立案执行。", "2021-03-10", None),
        ("2021年3月10日，本院根据卜明远的申请立案执行，", "2021-03-10", None),
        ("本院根据卜明远的申请于2021年3月3日立案执行，标的5元。", "2021-03-03", None),
        ("2021年7月20日立案，7月21日发出执行通知书。", "2021-07-20", None),
        ("本院立案执行的日期为2021年11月6日。", "2021-11-06", None),
        ("2021年1月7日本院受理执行。", "2021-01-07", None),
        ("卜明远于2021年7月16日向本院申请执行，本院于2021年7月18日立案。", "2021-07-18", "2021-07-16"),
        ("卜明远于2021年7月16日向本院申请执行，本院依法立案执行。", None, "2021-07-16"),
        ("卜明远2021年7月16日申请执行，本院于同日立案。", "2021-07-16", "2021-07-16"),
        ("卜明远于2021年7月16日向本院申请强制执行。", None, "2021-07-16"),
        ("2021年5月2日公安机关立案侦查。", None, None),
        ("本院于2021年5月2日立案审查其异议。", None, None),
        ("本院依法受理。", None, None),
    ],
)
def test_filing(story: str, filed: str | None, applied: str | None) -> None:
    found = head(story)
    assert (found.filing_date and found.filing_date.value.isoformat()) == filed
    assert (found.application_date and found.application_date.value.isoformat()) == applied


@pytest.mark.parametrize(
    ("story", "claimed", "recovered", "outstanding"),
    [
        ("本案申请执行标的18600元，执行到位1206元，未执行到位17394元。", "18600", "1206", "17394"),
        ("申请执行借款520000元、案件受理费9000元，共计529000元，本院立案。", "529000", None, None),
        ("判令被执行人给付货款9600元。执行中已给付1000元。", "9600", "1000", None),
        (
            "执行标的为货款372900元、案件受理费3447元，计376347元。以上共执行到位50872.10元，尚余325474.90元未执行。",
            "376347",
            "50872.10",
            "325474.90",
        ),
        ("判决应当偿还借款本金150000元及利息。", "150000", None, None),
        ("至今分文未执行到位。", None, "0", None),
        ("本案执行到位0元，余款157,330元未执行到位。", None, "0", "157330"),
        ("尚有73，218.60元没有执行到位。", None, None, "73218.60"),
        ("另案执行到位500元。", None, None, None),
        # Parts without a total stay open.
        ("申请执行本金100000元、利息20000元。", None, None, None),
        ("申请执行本金100000元、利息20000元。执行到位5000元，未执行到位115000元。", "120000", "5000", "115000"),
        ("扣划存款8316.40元。", None, None, None),
        ("申请执行标的为人民币3万元，已执行到位1万元，尚未执行到位2万元。", "30000", "10000", "20000"),
    ],
)
def test_amounts(story: str, claimed: str | None, recovered: str | None, outstanding: str | None) -> None:
    amounts = head(story).amounts
    found = [value and value.value for value in (amounts.claimed, amounts.recovered, amounts.outstanding)]
    assert found == [Decimal(n) if n else None for n in (claimed, recovered, outstanding)]


@pytest.mark.parametrize(
    ("story", "numbers"),
    [
        ("", ["（2020）江0302民初77号"]),
        ("首先查封案号为（2021）江01执9号。", ["（2020）江0302民初77号"]),
        ("另案（2019）江0302民初5号民事判决书确定的债权。", ["（2020）江0302民初77号"]),
    ],
)
def test_basis(story: str, numbers: list[str]) -> None:
    found = head(story).basis
    assert [b.number for b in found] == numbers
    assert (found[0].kind, found[0].issuer and found[0].issuer.value) == ("民事判决书", "江南省云溪县人民法院")


@pytest.mark.parametrize(
    ("end", "judges", "clerk", "day"),
    [
        (
            "审判长　　房 木\n审 判 员  车前子\n二Ｏ一五年十一月十九日\n书 记 员 阿 南",
            ["房木", "车前子"],
            "阿南",
            "2015-11-19",
        ),
        ("审判员房木\n二〇二〇年一月三日\n书记员阿南", ["房木"], "阿南", "2020-01-03"),
        ("代理审判员 房木\n二〇二〇年一月三日\n代书记员 阿南", ["房木"], "阿南", "2020-01-03"),
        (
            "执行长 房木\n执行员 车前子\n执行员 乌云其木格\n二〇二〇年一月三日",
            ["房木", "车前子", "乌云其木格"],
            None,
            "2020-01-03",
        ),
        ("二〇二〇年一月三日\n审判员 房木", ["房木"], None, "2020-01-03"),
        ("审判员 某**\n二〇二〇年一月三日\n法官助理 未央\n书记员 阿南", ["某**"], "阿南", "2020-01-03"),
        ("审判员 房木\n2020年1月3日\n书记员 阿南（代）", ["房木"], "阿南", "2020-01-03"),
        (
            "审判员 房木\n二〇二〇年一月三日\n书记员 阿南\n附：相关法律条文\n第一条 审判员 不是人名\n2015年5月5日",
            ["房木"],
            "阿南",
            "2020-01-03",
        ),
        ("审判员 房木\n书记员 阿南", ["房木"], "阿南", None),
    ],
)
def test_signature(end: str, judges: list[str], clerk: str | None, day: str | None) -> None:
    found = head(end=f"依照有关规定，裁定如下：\n终结本次执行程序。\n本裁定立即生效。\n{end}")
    assert [j.value for j in found.panel.judges] == judges
    assert (found.panel.clerk and found.panel.clerk.value) == clerk
    assert (found.ruling_date and found.ruling_date.value.isoformat()) == day


@pytest.mark.parametrize(
    ("applicant", "respondent", "cause", "tags"),
    [
        ("卜明远，男", "云溪县禾丰商贸有限公司", "买卖合同纠纷", ["enterprise"]),
        ("云溪县农村商业银行股份有限公司", "乙大伟，男", "金融借款合同纠纷", ["financial_creditor"]),
        (
            "云溪县农村商业银行股份有限公司",
            "云溪县禾丰商贸有限公司",
            "金融借款合同纠纷",
            ["enterprise", "financial_creditor"],
        ),
        ("云溪县某小额贷款有限公司", "乙大伟，男", "小额借款合同纠纷", ["financial_creditor"]),
        ("卜明远，男", "乙大伟，男", "追索劳动报酬纠纷", ["livelihood"]),
        ("卜明远，男", "乙大伟，男", "离婚后财产纠纷", []),
        ("云溪县市场监督管理局", "乙大伟，男", "行政处罚", ["administrative"]),
        ("云溪县某某镇人民政府", "乙大伟，男", "租赁合同纠纷", []),
    ],
)
def test_tags(applicant: str, respondent: str, cause: str, tags: list[str]) -> None:
    block = f"申请执行人：{applicant}，住云溪县。\n被执行人：{respondent}，住云溪县。\n"
    names = [party.partition("，")[0] for party in (applicant, respondent)]
    text = f"{_HEADER}{block}{names[0]}与{names[1]}{cause}一案，本院立案执行。\n{_END}"
    assert [tag.value for tag in ruling(text).tags] == tags


def test_criminal_fine_has_no_creditor() -> None:
    text = (
        f"{_HEADER}被执行人：乙大伟，男。\n"
        f"本院作出的（2020）江0302刑初9号刑事判决书已发生法律效力，判处乙大伟罚金20000元，移送执行。\n{_END}"
    )
    found = ruling(text)
    assert found.applicants == ()
    assert [b.number for b in found.basis] == ["（2020）江0302刑初9号"]
    assert [t.value for t in found.tags] == ["criminal_property"]


def test_every_span_lies_in_the_text() -> None:
    text = _HEADER + _PARTIES + _STORY + "本院于2021年3月10日立案执行，标的5万元。\n" + _END
    found = ruling(text)
    for value in (found.court, found.case_no, found.cause, *found.panel.judges):
        assert value and text[value.span.start : value.span.end].replace(" ", "") == value.value
    for party in found.parties:
        assert text[party.span.start : party.span.end] == party.name
