"""What read_citations finds, where, and in what role. Judged citation strings stand in corpora/citations."""

from __future__ import annotations

import cProfile

import pytest

from nlp.statutes import CitationMention, read_citations, resolve

INTERPRETATION = "最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释"
TERMINATION = "最高人民法院关于严格规范终结本次执行程序的规定（试行）"


def one(text: str) -> CitationMention:
    (mention,) = read_citations(text)
    return mention


def test_span_title_and_detail() -> None:
    text = f"依照《{INTERPRETATION}》第五百一十九条第一款的规定，裁定如下：\n终结本次执行程序。"
    mention = one(text)
    assert text[mention.span.start : mention.span.end] == f"《{INTERPRETATION}》第五百一十九条第一款"
    assert mention.title_span is not None
    assert text[mention.title_span.start : mention.title_span.end] == f"《{INTERPRETATION}》"
    assert (mention.law, mention.article, mention.paragraph, mention.item) == (INTERPRETATION, 519, 1, None)
    assert (mention.key, mention.role, mention.own) == (f"{INTERPRETATION}#519", "basis", True)


def test_a_text_without_citations_gives_nothing() -> None:
    assert read_citations("") == ()
    assert read_citations("本院查明，被执行人无财产，条件具备，出具借条一张，线索三条均不属实。") == ()


def test_eaten_title_is_read_and_says_so() -> None:
    mention = one("依照《最高人民法院关于适用的解释》第五百一十七条规定")
    assert mention.law == INTERPRETATION
    assert "缺失" in mention.reason


@pytest.mark.parametrize(
    "text",
    [
        "依照该解释第五百一十七条的规定",
        "依照第五百一十七条的规定",
        f"《{INTERPRETATION}》第五百一百七条",
        f"《{INTERPRETATION}》第××条",
    ],
)
def test_what_cannot_be_read_is_reported(text: str) -> None:
    mention = one(text)
    assert mention.unread
    assert mention.reason


def test_a_rule_cited_above_is_the_one_of_its_kind() -> None:
    text = (
        f"《{TERMINATION}》第五条规定应当约谈。《{INTERPRETATION}》第五百一十七条规定应当合议。"
        "不符合上引规定第一条第四项。"
    )
    last = read_citations(text)[-1]
    assert (last.law, last.article) == (TERMINATION, 1)
    other = "最高人民法院关于民事执行中财产调查若干问题的规定"
    last = read_citations(text.replace("不符合", f"《{other}》第二条规定应当核实。不符合"))[-1]
    assert last.unread and "所指不明" in last.reason


def test_a_range_gives_every_article() -> None:
    mentions = read_citations(f"根据《{TERMINATION}》第三条至第五条的规定")
    assert sorted(m.article or 0 for m in mentions) == [3, 4, 5]


def test_roles() -> None:
    text = (
        f"异议人甲称，原裁定违反《{TERMINATION}》第四条。\n"
        f"本院认为，《{TERMINATION}》第五条规定，应当听取意见。"
        f"依照《{INTERPRETATION}》第五百一十七条的规定，裁定如下：\n终结本次执行程序。\n"
        f"书记员 乙\n附：\n《{INTERPRETATION}》第五百一十六条"
    )
    party, quoted, basis, appendix = read_citations(text)
    assert (party.article, party.by_party, party.own) == (4, True, False)
    assert (quoted.article, quoted.role, quoted.own) == (5, "quoted", True)
    assert (basis.article, basis.role, basis.own) == (517, "basis", True)
    assert (appendix.article, appendix.in_appendix, appendix.own) == (516, True, False)


def test_a_basis_clause_behind_a_partys_words_is_the_courts() -> None:
    mention = one(f"申请执行人称无财产线索，依照《{INTERPRETATION}》第五百一十七条的规定，裁定如下：终结本次执行程序。")
    assert mention.own


def test_contracts_are_no_law_and_break_the_chain() -> None:
    mentions = read_citations("依照《中华人民共和国民法典》第二百零二条。双方在合同第三条约定，第五条约定违约金。")
    assert [m.article for m in mentions] == [202]


def test_every_span_lies_in_the_text_and_in_order() -> None:
    text = (f"依照《{TERMINATION}》第一条、第三、五条，该规定第九条第二款，民诉法解释517条；" * 20) + "第××条。"
    mentions = read_citations(text)
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in mentions)
    assert [m.span.start for m in mentions] == sorted(m.span.start for m in mentions)


def test_cost_grows_with_length_only() -> None:
    unit = (
        f"经查，被执行人名下有存款。依照《{INTERPRETATION}》第五百一十七条的规定处理，其余条件另行说明，"
        + "无" * 300
        + "。"
    )

    def steps(text: str) -> int:
        """How many calls reading *text* takes: what a busy machine cannot change."""
        profile = cProfile.Profile()
        profile.runcall(read_citations, text)
        return sum(entry.callcount for entry in profile.getstats())

    steps(unit)
    assert steps(unit * 80) < 16 * 1.1 * steps(unit * 5)


@pytest.mark.parametrize(
    "left",
    [
        "",
        "的",
        "，，",
        "《解释》",
        "《解释》的",
        "《解释》 ， 之中 ",
        "法〔2016〕373号文件的",
        "法〔2016〕373号文  ",
        "a号文件，：中的\u3000",
    ],
)
def test_end_of_title_is_found_from_behind(left: str) -> None:
    whole, quick = resolve._TAIL.search(left), resolve._TAIL.search(left, resolve._tail_from(left))
    assert whole is not None
    assert quick is not None
    assert whole.span() == quick.span()
