"""Who says it, and is it done: a clause, the act it speaks of, the status and the source that a lawyer reads in it.

``-`` stands for "no act of this court": the act may be read in whatever mood, but not as done by the court. ``*`` for a
source that does not matter.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nlp.pipeline import Reading

PLAIN = [
    ("本院于2023年3月3日向被执行人送达执行通知书。", "execution_notice", "done", "court"),
    ("本院依法发出执行通知书、报告财产令。", "asset_report_order", "done", "court"),
    ("责令被执行人报告当前以及收到执行通知之日前一年的财产情况。", "asset_report_order", "done", "court"),
    ("本院对被执行人孙大勇采取了限制消费措施。", "consumption_restriction", "done", "court"),
    ("本院依法将被执行人孙大勇纳入失信被执行人名单。", "dishonesty_list", "done", "court"),
    ("本院决定对被执行人孙大勇罚款10000元。", "fine", "done", "court"),
    ("本院决定对被执行人孙大勇司法拘留十五日。", "detention", "done", "court"),
    ("本院对被执行人限制出境。", "exit_ban", "done", "court"),
    ("本院到孙大勇家中进行搜查。", "search", "done", "court"),
    ("执行人员前往被执行人住所地调查。", "onsite", "done", "court"),
    ("本院委托会计师事务所进行司法审计。", "audit", "done", "court"),
    ("本院发布悬赏公告。", "reward", "done", "court"),
    ("本院依法传唤被执行人到庭。", "subpoena", "done", "court"),
    ("本院轮候查封了被执行人名下房屋一套。", "seizure", "done", "court"),
    ("本院冻结了被执行人的银行存款。", "freeze", "done", "court"),
    ("本院启动网络司法拍卖程序。", "auction", "done", "court"),
    ("本院将孙大勇涉嫌犯罪的线索移送公安机关侦查。", "crime_referral", "done", "court"),
    ("经合议庭评议，本案符合终结本次执行程序的条件。", "panel_review", "done", "court"),
    ("经征询申请执行人是否同意移送破产审查，其不同意。", "bankruptcy_inquiry", "done", "court"),
]
NEGATED = [
    ("本院未向被执行人发出执行通知书。", "execution_notice", "not_done", "court"),
    ("执行通知书未能送达。", "execution_notice", "not_done", "court"),
    ("报告财产令未予发出。", "asset_report_order", "not_done", "court"),
    ("本院没有对被执行人采取限制消费措施。", "consumption_restriction", "not_done", "court"),
    ("本院未将被执行人纳入失信被执行人名单。", "dishonesty_list", "not_done", "court"),
    ("本院尚未将其列入失信被执行人名单。", "dishonesty_list", "not_done", "court"),
    ("本院未对被执行人的住所进行搜查。", "search", "not_done", "court"),
    ("本院尚未启动拍卖程序。", "auction", "not_done", "court"),
    ("本院从未传唤被执行人。", "subpoena", "not_done", "court"),
    ("本院没有实施拘留。", "detention", "not_done", "court"),
    ("本院决定不予拘留。", "detention", "not_done", "court"),
    ("本院暂不对其采取拘留措施。", "detention", "not_done", "court"),
    ("本院不宜对其罚款。", "fine", "not_done", "court"),
    ("本院未到被执行人住所地实地调查。", "onsite", "not_done", "court"),
    ("本院无法对该车辆予以扣押。", "seizure", "not_done", "court"),
    ("该房屋无法拍卖。", "auction", "not_done", "court"),
    ("该商铺的评估、拍卖工作尚未启动。", "auction", "not_done", "court"),
    ("对该房屋的拍卖程序至今没有进行。", "auction", "not_done", "court"),
    ("该房屋无其他法院查封。", "seizure", "-", "court"),
    ("本院对该商铺予以首先查封。", "seizure", "done", "court"),
    ("本案未经合议庭评议。", "panel_review", "not_done", "court"),
    ("本院不曾发布悬赏公告。", "reward", "not_done", "court"),
    ("本院既未罚款，也未拘留。", "fine", "not_done", "court"),
    ("本院既未罚款，也未拘留。", "detention", "not_done", "court"),
    ("本院未发布限制消费令，也未将其纳入失信被执行人名单。", "dishonesty_list", "not_done", "court"),
    ("本院未采取限制消费、纳入失信名单、罚款、拘留、搜查等强制措施。", "search", "not_done", "court"),
    ("对被执行人，本院并未采取限制出境措施。", "exit_ban", "not_done", "court"),
    ("本院未依法将案件移送公安机关追究刑事责任。", "crime_referral", "not_done", "court"),
    ("限制消费令至今没有制作。", "consumption_restriction", "not_done", "court"),
]
OUT_OF_REACH = [
    ("因未发现被执行人下落，本院发布悬赏公告。", "reward", "done", "court"),
    ("被执行人未履行义务，本院将其纳入失信被执行人名单。", "dishonesty_list", "done", "court"),
    ("以被执行人未报告财产为由对其罚款5000元。", "fine", "done", "court"),
    ("被执行人拒不报告财产而被本院拘留十五日。", "detention", "done", "court"),
    ("因未能查到被执行人下落遂发布悬赏公告。", "reward", "done", "court"),
    ("本院未发现其他财产并查封了该房屋。", "seizure", "done", "court"),
    ("被执行人未在指定期间履行，本院对其采取限制消费措施。", "consumption_restriction", "done", "court"),
    ("被执行人拒绝签收执行通知书。", "execution_notice", "done", "court"),
    ("对未履行义务的被执行人孙大勇，本院决定拘留十日。", "detention", "done", "court"),
    ("在被执行人不履行义务的情况下本院对其采取了限制消费措施。", "consumption_restriction", "done", "court"),
    ("本院并非未发出执行通知书。", "execution_notice", "done", "court"),
    ("本院并非没有采取限制消费措施。", "consumption_restriction", "done", "court"),
    ("并非本院未传唤被执行人。", "subpoena", "done", "court"),
    ("本院不得不对其予以拘留。", "detention", "done", "court"),
]
INTENDED = [
    ("本院拟对被执行人采取限制消费措施。", "consumption_restriction", "intended", "court"),
    ("本院准备将其纳入失信被执行人名单。", "dishonesty_list", "intended", "court"),
    ("下一步对被执行人住所进行搜查。", "search", "intended", "court"),
    ("本院将依法启动拍卖程序。", "auction", "intended", "court"),
    ("本院将视情对其采取拘留措施。", "detention", "intended", "court"),
    ("待查明下落后再行拘留。", "detention", "intended", "court"),
    ("是否移送公安机关侦查由承办人研究。", "crime_referral", "intended", "court"),
    ("本院计划到其住所地走访。", "onsite", "intended", "court"),
    ("本院打算委托会计师事务所进行审计。", "audit", "intended", "court"),
    ("本院拟约谈被执行人，传唤其到庭。", "subpoena", "intended", "court"),
    ("本院将于近期对该房屋进行拍卖。", "auction", "intended", "court"),
    ("承办人建议对被执行人罚款。", "fine", "-", "court"),
    ("本院决定将被执行人纳入失信被执行人名单。", "dishonesty_list", "done", "court"),
    ("本院将被执行人名下房屋予以查封。", "seizure", "done", "court"),
    ("本院依法将其存款冻结。", "freeze", "done", "court"),
]
REQUIRED = [
    ("本院应当发出执行通知书。", "execution_notice", "required", "court"),
    ("对该房屋必须依法拍卖。", "auction", "required", "court"),
    ("依法应将其纳入失信被执行人名单。", "dishonesty_list", "required", "court"),
    ("本应对被执行人罚款。", "fine", "-", "court"),
    ("理应传唤被执行人。", "subpoena", "-", "court"),
    ("有必要对其住所进行搜查。", "search", "-", "court"),
]
HYPOTHETICAL = [
    ("如被执行人继续拒不履行，本院将对其拘留。", "detention", "hypothetical", "court"),
    ("若逾期不报告财产，予以罚款。", "fine", "hypothetical", "court"),
    ("一旦发现其下落，立即拘留。", "detention", "hypothetical", "court"),
    ("逾期不履行的，依法限制消费。", "consumption_restriction", "hypothetical", "court"),
    ("告知其如继续怠于履行，将纳入失信被执行人名单。", "dishonesty_list", "hypothetical", "court"),
    ("本院警告被执行人拒不履行将予拘留。", "detention", "hypothetical", "court"),
    ("责令其三日内履行，否则拘留。", "detention", "hypothetical", "court"),
    ("倘若被执行人转移财产，可以罚款。", "fine", "-", "court"),
    ("除非被执行人提供担保，否则予以拘留。", "detention", "-", "court"),
    ("若不履行义务，本院将搜查其住所，将其纳入失信被执行人名单。", "dishonesty_list", "hypothetical", "court"),
    ("本院如期发出执行通知书。", "execution_notice", "done", "court"),
    ("如上所述，本院已对被执行人限制消费。", "consumption_restriction", "done", "court"),
    ("如前所述，本院对被执行人采取了拘留措施。", "detention", "done", "court"),
]
SAID = [
    ("申请执行人称本院已对被执行人拘留。", "detention", "done", "creditor"),
    ("被执行人辩称法院从未送达执行通知书。", "execution_notice", "not_done", "debtor"),
    ("申请执行人认为应当对被执行人罚款。", "fine", "required", "creditor"),
    ("案外人主张该房屋已被查封。", "seizure", "done", "third_party"),
    ("被执行人自称已被拘留过。", "detention", "*", "debtor"),
    ("赵立群表示法院没有搜查。", "search", "not_done", "creditor"),
    ("孙大勇述称其未收到执行通知书。", "execution_notice", "*", "debtor"),
    ("村委会工作人员反映该房屋已被查封。", "seizure", "done", "third_party"),
    ("申请执行人请求对被执行人进行搜查。", "search", "-", "court"),
    ("申请执行人要求拘留被执行人，本院不予准许。", "detention", "-", "court"),
    ("申请执行人申请悬赏。", "reward", "-", "court"),
    ("其妻称孙大勇已被公安机关拘留。", "detention", "-", "court"),
    ("案外人提出异议，认为法院不应拍卖该房屋。", "auction", "-", "court"),
    ("申请执行人请求搜查，本院遂对其住所进行了搜查。", "search", "done", "court"),
    ("申请执行人称：“法院没有发出通知。”经查，本院已发出执行通知书。", "execution_notice", "done", "court"),
    ("申请执行人表示认可。本院已对被执行人限制消费。", "consumption_restriction", "done", "court"),
    ("被执行人称无力履行，但本院仍对其采取了限制消费措施。", "consumption_restriction", "done", "court"),
    ("经申请执行人申请，本院发布悬赏公告。", "reward", "done", "court"),
    ("根据申请执行人的申请，本院对被执行人的住所进行搜查。", "search", "done", "court"),
]
ELSEWHERE = [
    ("另案中，本院已对被执行人采取限制消费措施。", "consumption_restriction", "done", "other_case"),
    ("被执行人在（2022）苏0999执888号案中已被纳入失信被执行人名单。", "dishonesty_list", "done", "other_case"),
    ("被执行人在其他法院的案件中被拘留。", "detention", "done", "other_case"),
    ("该案中已对其罚款。", "fine", "done", "other_case"),
    ("该房屋已由他案查封，本院轮候查封。", "seizure", "done", "court"),
    ("被执行人在另案中被限制消费，本案亦对其限制消费。", "consumption_restriction", "done", "court"),
    ("（2023）苏0999执1234号案中，本院冻结了其存款。", "freeze", "done", "court"),
    ("因涉嫌诈骗，被执行人已被公安机关拘留。", "detention", "-", "court"),
]
LAW = [
    (
        "根据《最高人民法院关于民事执行中财产调查若干问题的规定》第三条规定，本院责令被执行人报告财产。",
        "asset_report_order",
        "done",
        "court",
    ),
    (
        "《最高人民法院关于限制被执行人高消费及有关消费的若干规定》第一条规定，人民法院可以对被执行人限制消费。",
        "consumption_restriction",
        "required",
        "statute",
    ),
    ("依照《中华人民共和国民事诉讼法》第一百一十四条的规定，本院决定对被执行人罚款3000元。", "fine", "done", "court"),
    ("法律规定人民法院应当向被执行人发出执行通知书。", "execution_notice", "required", "statute"),
    ("人民法院可以对被执行人予以拘留。", "detention", "required", "statute"),
    (
        "符合《最高人民法院关于公布失信被执行人名单信息的若干规定》第一条规定，本院将其纳入失信被执行人名单。",
        "dishonesty_list",
        "done",
        "court",
    ),
    ("按照规定，本院发布限制消费令。", "consumption_restriction", "done", "court"),
    ("其行为违反《中华人民共和国民事诉讼法》第二百五十二条规定，本院对其拘留。", "detention", "done", "court"),
    ("依照《中华人民共和国民事诉讼法》第二百五十五条，限制孙大勇出境。", "exit_ban", "done", "court"),
]
TABLE = [*PLAIN, *NEGATED, *OUT_OF_REACH, *INTENDED, *REQUIRED, *HYPOTHETICAL, *SAID, *ELSEWHERE, *LAW]


def _rows() -> list[object]:
    rows = []
    for number, (text, act, status, source) in enumerate(TABLE):
        rows.append(pytest.param(text, act, status, source, id=f"{number}-{act}"))
    return rows


def test_the_table_is_large_and_has_no_row_twice() -> None:
    assert len(TABLE) >= 80
    assert len({row[:2] for row in TABLE}) == len(TABLE)


@pytest.mark.parametrize(("text", "act", "status", "source"), _rows())
def test_status(tell: Callable[..., Reading], text: str, act: str, status: str, source: str) -> None:
    read = {(a.status, a.source) for a in tell(text).narrative.of(act)}
    if status == "-":
        assert ("done", "court") not in read
    elif status == "*":
        assert read and {s for _, s in read} == {source}
    else:
        assert (status, source) in read
        # A clause that denies or merely plans an act must not assert it as well.
        assert status == "done" or ("done", "court") not in read
