"""The components say what the plain functions say, on any tokenizer, and their documents can be stored."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

spacy = pytest.importorskip("spacy")

from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc  # noqa: E402

from nlp.classify import classify  # noqa: E402
from nlp.document import CleanText, Document  # noqa: E402
from nlp.entities import read_head  # noqa: E402
from nlp.pipeline import read_clean  # noqa: E402
from nlp.sections import find_sections  # noqa: E402
from nlp.spacy_components import COMPONENTS, EXTENSIONS, blank  # noqa: E402
from nlp.spacy_components.tokenizer import lexicon_words, segmenter  # noqa: E402
from nlp.statutes import read_citations  # noqa: E402

RULING = """江北县人民法院
执行裁定书
（2023）苏0999执1234号
申请执行人：赵立群，男，1970年1月1日出生，住江北县。
被执行人：孙大勇，男，1975年2月2日出生，住江北县。
申请执行人赵立群与被执行人孙大勇买卖合同纠纷一案，本院（2022）苏0999民初567号民事判决书已发生法律效力，申请标的人民币52000元。本院于2023年3月1日立案执行。
本院于2023年3月3日送达执行通知书，未将被执行人纳入失信被执行人名单。经网络执行查控系统查询，未发现被执行人有银行存款、车辆。
依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十七条规定，裁定如下：
终结本次执行程序。
审判长　吴一平
二〇二三年九月十八日
"""


@pytest.fixture(scope="module")
def pipeline() -> Language:
    """All components on our tokenizer."""
    return blank()


@pytest.fixture(scope="module")
def doc(pipeline: Language) -> Doc:
    """The ruling above, read."""
    return pipeline(RULING)


def gold() -> list[Any]:
    """Some shipped rulings."""
    folder = Path(str(files("corpora"))) / "gold" / "input"
    return [pytest.param(p, id=p.stem) for p in sorted(folder.glob("*.txt"))[:6]]


TEXT = st.text(
    st.one_of(
        st.sampled_from(" \t\n\r\u3000。，（）《》0１a本院查封冻结被执行人终𠮷\ufeff\u200b"),
        st.characters(exclude_categories=["Cs"]),
    )
)


@given(TEXT)
@settings(deadline=None)
def test_no_character_is_lost_or_added(text: str) -> None:
    doc = PLAIN.make_doc(text)
    assert doc.text == text
    assert [token.idx for token in doc] == [sum(map(len, [t.text for t in doc][:i])) for i in range(len(doc))]


PLAIN = blank("benmo_sections")


def test_the_tokenizer_knows_our_words() -> None:
    text = "裁定终结本次执行程序，轮候查封被执行人的房屋，限制高消费。"
    tokens = [token.text for token in PLAIN.make_doc(text)]
    assert {"终结本次执行程序", "轮候查封", "被执行人", "限制高消费"} <= set(tokens)


def test_the_word_list_is_clean() -> None:
    words = [line.split()[0] for line in lexicon_words()]
    assert len(words) == len(set(words)) > 60
    assert all(segmenter().lcut(word) == [word] for word in words)


def test_our_words_stay_out_of_the_shared_jieba() -> None:
    import jieba

    segmenter()
    assert segmenter() is not jieba.dt


@pytest.mark.parametrize("path", gold())
def test_the_same_as_the_plain_functions(path: Path, pipeline: Language) -> None:
    text = path.read_text("utf-8", errors="replace")
    doc = pipeline(text)
    sections = find_sections(text)
    reading = read_clean(Document("", "", "", "txt", text), CleanText(text))
    assert doc.text == text
    assert doc._.benmo_sections == sections
    assert doc._.benmo_type == classify(text, sections)
    assert doc._.benmo_head == read_head(text, sections)
    assert doc._.benmo_citations == read_citations(text)
    assert doc._.benmo_assertions == (*reading.narrative.assertions, *reading.rights)


@pytest.mark.parametrize(
    ("label", "text", "value"),
    [
        ("COURT", "江北县人民法院", "江北县人民法院"),
        ("APPLICANT", "赵立群", "赵立群"),
        ("RESPONDENT", "孙大勇", "孙大勇"),
        ("CASE_NO", "（2023）苏0999执1234号", "（2023）苏0999执1234号"),
        ("CASE_NO", "（2022）苏0999民初567号", "（2022）苏0999民初567号"),
        ("DATE", "2023年3月1日", "2023-03-01"),
        ("MONEY", "52000元", "52000"),
    ],
)
def test_entities(doc: Doc, label: str, text: str, value: str) -> None:
    assert any(s.label_ == label and text in s.text and s.id_ == value for s in doc.spans["benmo_entities"])


def test_assertions_carry_status_and_source(doc: Doc) -> None:
    read = {(s.label_, s.id_) for s in doc.spans["benmo_assertions"]}
    assert ("execution_notice", "done/court") in read
    assert ("dishonesty_list", "not_done/court") in read


def test_spans_and_objects_stand_in_the_same_order(doc: Doc) -> None:
    pairs = [
        (doc.spans["benmo_assertions"], doc._.benmo_assertions),
        (doc.spans["benmo_statutes"], doc._.benmo_citations),
        (doc.spans["benmo_sections"], doc._.benmo_sections.parts),
    ]
    for spans, objects in pairs:
        assert len(spans) == len(objects) > 0
        for token_span, found in zip(spans, objects, strict=True):
            # Words may reach beyond what was found, never fall short of it.
            assert token_span.start_char <= found.span.start and found.span.end <= token_span.end_char


@pytest.mark.parametrize("name", COMPONENTS)
def test_each_component_stands_alone_on_spacys_own_tokenizer(name: str) -> None:
    chinese = spacy.blank("zh")
    chinese.add_pipe(name)
    doc = chinese(RULING)
    assert doc.text == RULING
    assert len(doc.spans[name]) > 0
    assert all((getattr(doc._, e) is not None) == (component == name) for e, (component, _) in EXTENSIONS.items())


def test_the_order_of_components_does_not_matter(doc: Doc) -> None:
    backwards = blank(*reversed(COMPONENTS))(RULING)
    assert backwards._.benmo_assertions == doc._.benmo_assertions
    assert [s.text for s in backwards.spans["benmo_entities"]] == [s.text for s in doc.spans["benmo_entities"]]


def test_another_key_for_the_spans() -> None:
    chinese = spacy.blank("zh")
    chinese.add_pipe("benmo_statutes", name="laws", config={"spans_key": "laws"})
    doc = chinese(RULING)
    assert [s.id_ for s in doc.spans["laws"]] == [c.key or "" for c in doc._.benmo_citations]
    assert "benmo_statutes" not in doc.spans


def test_a_document_survives_bytes(pipeline: Language, doc: Doc) -> None:
    again = Doc(pipeline.vocab).from_bytes(doc.to_bytes())
    assert again.text == RULING
    for extension in EXTENSIONS:
        assert getattr(again._, extension) == getattr(doc._, extension)
    for name in COMPONENTS:
        assert [(s.start_char, s.label_, s.id_) for s in again.spans[name]] == [
            (s.start_char, s.label_, s.id_) for s in doc.spans[name]
        ]


def test_a_document_survives_pickle_and_disk(doc: Doc, tmp_path: Path) -> None:
    assert pickle.loads(pickle.dumps(doc))._.benmo_citations == doc._.benmo_citations
    doc.to_disk(tmp_path / "doc")
    assert Doc(doc.vocab).from_disk(tmp_path / "doc")._.benmo_head == doc._.benmo_head


def test_without_stored_user_data_nothing_is_claimed(doc: Doc) -> None:
    bare = Doc(doc.vocab).from_bytes(doc.to_bytes(exclude=["user_data"]))
    assert bare._.benmo_assertions is None


def test_a_pipeline_survives_the_disk(pipeline: Language, doc: Doc, tmp_path: Path) -> None:
    pipeline.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.pipe_names == list(COMPONENTS)
    assert [t.text for t in again(RULING)] == [t.text for t in doc]


def test_components_can_be_sent_to_another_process(pipeline: Language) -> None:
    for _, component in pipeline.pipeline:
        again = pickle.loads(pickle.dumps(component))
        assert len(again(pipeline.make_doc(RULING)).spans[again.spans_key]) > 0


@pytest.mark.parametrize("text", ["", " ", "\n\n", "。", "天气很好", "\u3000" * 5, "裁定如下：", "《》第条"])
def test_odd_texts(pipeline: Language, text: str) -> None:
    doc = pipeline(text)
    assert doc.text == text
    assert doc._.benmo_assertions == () or all(a.span.end <= len(text) for a in doc._.benmo_assertions)


def test_nothing_but_the_installed_package_is_needed(tmp_path: Path) -> None:
    code = (
        "import spacy; p = spacy.blank('zh'); p.add_pipe('benmo_assertions'); "
        f"print(len(p({RULING!r})._.benmo_assertions))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert int(done.stdout) > 3


def test_only_this_package_imports_spacy() -> None:
    root = Path(__file__).resolve().parents[3]
    sources = [
        p for package in ("nlp", "prompts", "corpora", "evaluation", "benmo") for p in (root / package).rglob("*.py")
    ]
    importing = [p for p in sources if re.search(r"^\s*(?:import|from) spacy\b", p.read_text("utf-8"), re.MULTILINE)]
    assert {p.parent.name for p in importing} == {"spacy_components"}
    assert not [
        p for p in sources if "nlp.spacy_components" in p.read_text("utf-8") and p.parent.name != "spacy_components"
    ]


@pytest.mark.parametrize(
    ("words", "status", "source"),
    [
        ("送达执行通知书", "done", "court"),
        ("纳入失信被执行人名单", "not_done", "court"),
        ("买卖合同纠纷", "done", "court"),
    ],
)
def test_any_span_answers_for_its_status_and_source(words: str, status: str, source: str) -> None:
    doc = blank("benmo_context")(RULING)
    start = RULING.index(words)
    span = doc.char_span(start, start + len(words), alignment_mode="expand")
    assert (span._.benmo_status, span._.benmo_source) == (status, source)


def test_a_span_has_no_status_before_the_component_has_run() -> None:
    doc = blank("benmo_sections")(RULING)
    assert doc[0:2]._.benmo_status is None
    assert doc._.benmo_clauses is None


def test_the_clauses_cover_what_a_party_says() -> None:
    text = RULING.replace("经网络执行查控系统查询", "申请执行人赵立群称，法院从未联系。经网络执行查控系统查询")
    doc = blank("benmo_context")(text)
    said = [s for s in doc.spans["benmo_context"] if "从未联系" in s.text]
    assert [s.label_ for s in said] == ["creditor"]
