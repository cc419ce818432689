"""Facts of a case: what its documents assert, merged, with who says so."""

from __future__ import annotations

from decimal import Decimal

import pytest

from benmo.cases.facts import CaseFacts, Place
from nlp.document import Document
from nlp.pipeline import read_document

TWO = ("孙大勇", "江北县恒通建材有限公司")
FOUR = (
    "本院将案件执行情况、采取的财产调查措施、被执行人的财产情况、终结本次执行程序的依据及法律后果等信息告知申请执行人"
)


def facts_of(story: str, debtors: tuple[str, ...] = TWO, *others: str) -> CaseFacts:
    """Facts of a ruling that tells *story*, with other documents of the file behind it."""
    lines = [
        "江北县人民法院",
        "执行裁定书",
        "（2023）苏0999执1234号",
        "申请执行人：赵立群，男，1970年1月1日出生，住江北县。",
    ]
    lines += [
        f"被执行人：{n}，" + ("住所地江北县。" if n.endswith("公司") else "男，1975年2月2日出生，住江北县。")
        for n in debtors
    ]
    lines += [
        f"申请执行人赵立群与被执行人{'、'.join(debtors)}买卖合同纠纷一案，本院（2022）苏0999民初567号民事判决书已发生法律效力。"
        "本院于2023年3月1日立案执行，申请执行标的52000元。",
        story,
    ]
    lines += [
        "依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十七条规定，裁定如下：",
        "终结本次执行程序。",
        "审判长　吴一平",
        "二〇二三年九月十八日",
        "书记员　冯四新",
    ]
    texts = ["\n".join(lines), *others]
    readings = tuple(read_document(Document(str(n), f"{n}.txt", "0" * 64, "txt", t)) for n, t in enumerate(texts))
    return CaseFacts(readings, (), len(texts) > 1)


def test_the_head_of_the_ruling() -> None:
    facts = facts_of("")
    assert facts.respondents == TWO
    assert facts.companies == ("江北县恒通建材有限公司",)
    assert str(facts.ruling_date) == "2023-09-18" and str(facts.filing_date) == "2023-03-01"
    assert facts.amount("claimed") == Decimal(52000)
    assert facts.amount("recovered") is None


def test_a_branch_is_no_company() -> None:
    assert facts_of("", ("江北县恒通建材有限公司城西分公司", "江北县兴农种植专业合作社")).companies == ()


@pytest.mark.parametrize(
    ("story", "reached", "left_out"),
    [
        ("本院向二被执行人发出执行通知书。", TWO, ()),
        ("本院发出执行通知书。", TWO, ()),
        ("本院向孙大勇发出执行通知书。", TWO[:1], TWO[1:]),
        ("本院向孙大勇发出执行通知书。本院向江北县恒通建材有限公司发出执行通知书。", TWO, ()),
        ("本院未发出执行通知书。", (), TWO),
        ("本院应当发出执行通知书。", (), TWO),
        ("申请执行人称本院已发出执行通知书。", (), TWO),
        ("", (), TWO),
    ],
)
def test_coverage(story: str, reached: tuple[str, ...], left_out: tuple[str, ...]) -> None:
    coverage = facts_of(story).coverage("execution_notice")
    assert (coverage.reached, coverage.left_out) == (reached, left_out)


def test_done_and_denied_are_the_courts_own_words() -> None:
    facts = facts_of("本院未进行搜查。被执行人称法院没有拘留。申请执行人称法院已罚款5000元。")
    assert [t.said.act for t in facts.denied("search")] == ["search"]
    assert facts.denied("detention") == [] == facts.done("fine")
    assert facts.done("search") == []


def test_details_are_found_by_their_beginning() -> None:
    facts = facts_of("申请执行人书面同意终结本次执行程序。")
    assert facts.done("opinion", "consent") and not facts.done("opinion", "objection")
    assert facts.done("opinion", "consent") == facts.done("opinion", "consent")


def test_inquiries_by_category() -> None:
    facts = facts_of("经网络执行查控系统查询，未发现二被执行人有存款、车辆。")
    assert set(facts.inquiries) == {"deposit", "vehicle"}
    assert facts.inquiry_coverage().left_out == ()


def test_an_inquiry_into_one_leaves_the_other_out() -> None:
    assert facts_of("经网络执行查控系统查询，未发现孙大勇有存款、车辆。").inquiry_coverage().left_out == TWO[1:]


def test_assets_by_category() -> None:
    facts = facts_of("查明孙大勇名下有轿车一辆，本院已查封。")
    assert [(i, a.holder) for i, a in facts.assets_of("vehicle")] == [(0, "孙大勇")]
    assert facts.assets_of("securities") == []


@pytest.mark.parametrize(
    ("story", "held", "consent", "heard", "objection"),
    [
        (f"{FOUR}，申请执行人书面同意终结本次执行程序。", True, True, True, False),
        (f"{FOUR}，申请执行人无异议。", True, False, True, False),
        (f"{FOUR}。", True, False, False, False),
        (f"{FOUR}，申请执行人不同意终结本次执行程序。", True, False, True, True),
        ("申请执行人书面同意终结本次执行程序。", True, True, True, False),
        ("本院未约谈申请执行人。", False, False, False, False),
        ("申请执行人未能提供财产线索。", None, False, False, False),
        ("本院应当约谈申请执行人。", None, False, False, False),
        ("", None, False, False, False),
    ],
)
def test_interview(story: str, held: bool | None, consent: bool, heard: bool, objection: bool) -> None:
    talk = facts_of(story).interview
    assert (talk.held, talk.consent, talk.heard, talk.objection) == (held, consent, heard, objection)
    assert bool(talk.places) == (held is not None)


def test_the_date_of_the_interview() -> None:
    talk = facts_of(f"2023年9月4日，{FOUR}，申请执行人表示同意终结本次执行程序。").interview
    assert talk.date is not None and talk.date.isoformat() == "2023-09-04"
    assert talk.objects == 5


def test_the_file_speaks_too_and_says_where() -> None:
    facts = facts_of("", TWO, "搜查笔录\n2023年5月6日，本院对孙大勇住所进行搜查。")
    assert facts.dossier
    told = facts.done("search")
    assert told and {t.reading for t in told} == {1}
    place = told[0].place
    assert place == Place(1, told[0].said.clause)
    assert "搜查" in facts.readings[1].text[place.span.start : place.span.end]
