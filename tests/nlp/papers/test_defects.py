"""Which checkpoint a sentence of a supervision paper raises, and which sentences raise nothing."""

from __future__ import annotations

import pytest

from nlp.document import Span
from nlp.lexicons import load
from nlp.papers import find_raised, topics_of

RAISES = [
    ("经阅卷，卷内没有向被执行人送达执行通知书的材料。", "execution_notice"),
    ("执行通知书至今未发出。", "execution_notice"),
    ("你院立案后未责令吕某申报财产。", "asset_report_order"),
    ("案卷中缺少报告财产令。", "asset_report_order"),
    ("二被执行人拒不报告财产，你院未依法予以罚款、拘留。", "asset_report_followup"),
    ("被执行人填写的财产申报表没有任何核查痕迹。", "asset_report_followup"),
    ("立案后四十日才首次发起网络查询。", "online_inquiry_timing"),
    ("仅查询了陈某的银行存款和车辆。", "online_inquiry_core"),
    ("不动产登记信息未予查询。", "online_inquiry_core"),
    ("查控反馈表显示，没有对证券、房产进行查询。", "online_inquiry_core"),
    ("对住房公积金、保险权益均未调查。", "extended_assets"),
    ("被执行人的支付宝、微信账户没有查询。", "extended_assets"),
    ("对申请人5月7日提交的租金线索，你院一直未核实、未答复。", "creditor_clues"),
    ("未在七日内核实申请执行人提供的财产线索。", "creditor_clues"),
    ("未到被执行人住所地走访。", "onsite_investigation"),
    ("没有进行实地调查。", "onsite_investigation"),
    ("申请执行人书面申请审计，你院逾期未作决定，没有答复。", "search_audit_reward"),
    ("只对被执行人王某进行了财产调查，对另一被执行人李某未查询。", "all_respondents"),
    ("裁定称其下落不明，但卷内没有任何查找记录，未依法查找被执行人。", "locate_respondent"),
    ("该厂房自2021年3月查封后一直未启动评估、拍卖。", "assets_left_undisposed"),
    ("已查明有可供执行财产而裁定终结本次执行程序，属带财终本。", "assets_left_undisposed"),
    ("对该小型轿车只办理档案查封，没有实际扣押，也未协查布控。", "vehicle_not_seized"),
    ("房产流拍后未征询申请执行人是否接受以物抵债。", "failed_auction_followup"),
    ("对轮候查封的房屋，未向首封法院发函了解处置情况。", "waiting_seizure"),
    ("已冻结存款12万元，未予扣划。", "frozen_funds_not_transferred"),
    ("拍卖公告期少于法定期限，公告不足十五日。", "auction_appraisal"),
    ("查封财产价值明显超出执行标的，属超标的查封。", "over_seizure"),
    ("案款到账后八个月未发放申请执行人。", "proceeds_release"),
    ("抵债裁定价格明显过低，损害其他债权人利益。", "debt_offset"),
    ("未对该公司法定代表人采取限制消费措施。", "consumption_restriction"),
    ("限制消费令没有发出。", "consumption_restriction"),
    ("未将符合条件的被执行人纳入失信被执行人名单。", "dishonesty_list"),
    ("错误地将未成年人李某纳入失信名单。", "dishonesty_list"),
    ("对其转移财产的行为未采取罚款、拘留等强制措施。", "coercive_measures"),
    ("涉嫌拒执犯罪的线索没有移送公安机关。", "refusal_crime_referral"),
    ("自立案至裁定仅五十二日，不满三个月。", "three_months"),
    ("终本前未约谈申请执行人，亦未听取其意见。", "interview"),
    ("卷内未见告知申请执行人的任何记录。", "interview"),
    ("约谈流于形式，笔录仅有“知道了”三字。", "interview_substance"),
    ("申请执行人明确表示异议，你院未予回应。", "interview_substance"),
    ("卷宗无合议庭评议笔录，也无院长审批手续。", "panel_review"),
    ("评议笔录形成日期晚于裁定日。", "panel_review"),
    ("裁定书未载明已执行到位和未执行到位的数额。", "ruling_contents"),
    ("裁定书没有告知当事人有申请恢复执行的权利。", "rights_notice"),
    ("引用已失效的法律条文，适用法律错误。", "legal_citation"),
    ("裁定书所载标的额与到位金额、未到位金额不符。", "amount_consistency"),
    ("裁定日期早于立案日期，时间倒置，日期有误。", "date_consistency"),
    ("裁定书将被执行人姓名错误地写为他人，当事人姓名不一致。", "party_consistency"),
    ("裁定书未加盖院印。", "signature_format"),
    ("终本裁定未送达申请执行人。", "service_publication"),
    ("裁定书未依法上网公开。", "service_publication"),
    ("本案系腾退房屋的行为执行，却裁定终结本次执行程序，不属于终本的适用情形。", "suitable_for_termination"),
    ("裁定书记载的约谈情况与案卷不符。", "ruling_contradicts_file"),
    ("终本后两年未进行过一次网络查询，没有按照每六个月一次的要求查询。", "six_month_requery"),
    ("查询结果未告知申请执行人。", "requery_notice"),
    ("收到恢复执行申请后未予答复，也未恢复执行。", "resume_execution"),
    ("查封期限届满前未办理续封，致使脱封。", "seizure_renewal"),
    ("轮候查封已转为首封，你院长期未处置。", "queue_to_first"),
    ("未征询当事人是否同意移送破产审查。", "bankruptcy_referral"),
    ("申请追加股东为被执行人，你院逾期未作出裁定。", "add_party"),
    ("该公司履行完毕后未在三个工作日内屏蔽失信信息，影响企业生产经营。", "enterprise_protection"),
]

NOTHING = [
    "你院向被执行人送达了执行通知书、报告财产令。",
    "经网络查询，未发现被执行人有可供执行的财产。",
    "被执行人未履行生效法律文书确定的义务。",
    "《终本规定》第五条规定，终结本次执行程序前，应当告知申请执行人并听取其意见。",
    "申请人认为法院未约谈、未查询不动产，向本院申请监督。",
    "申请人称法院从未采取限制消费措施。",
    "关于未约谈的主张，经查卷内有约谈笔录，该项理由不能成立。",
    "被执行人无房产、车辆、证券登记。",
    "法院于2023年5月6日将张某纳入失信被执行人名单。",
    "查封期限自2022年3月1日至2025年2月28日。",
]


@pytest.mark.parametrize(("sentence", "defect"), RAISES)
def test_raised(sentence: str, defect: str) -> None:
    assert [r.defect for r in find_raised(sentence, Span(0, len(sentence)))] == [defect]


@pytest.mark.parametrize("sentence", NOTHING)
def test_nothing_is_raised(sentence: str) -> None:
    assert [r.defect for r in find_raised(sentence, Span(0, len(sentence)))] == []


def test_the_words_are_what_was_found() -> None:
    text = "经查，卷内没有执行通知书。你院未约谈申请执行人。"
    found = find_raised(text, Span(0, len(text)))
    assert [r.defect for r in found] == ["execution_notice", "interview"]
    assert "执行通知书" in text[found[0].span.start : found[0].span.end]


def test_every_defect_has_an_example_and_a_topic() -> None:
    names = {d["id"] for d in load("defects")["defects"]}
    assert names == {defect for _, defect in RAISES}
    for sentence, defect in RAISES:
        assert names >= set(topics_of(sentence))
        assert defect in names


def test_a_case_told_as_an_example_raises_nothing_further() -> None:
    text = "有9件没有约谈申请执行人。其中（2024）湘0407执1号案件裁定书记载与案卷不符。"
    assert [r.defect for r in find_raised(text, Span(0, len(text)))] == ["interview"]
