"""The statute tables keep their shape, and keep step with each other and with the citation reader's lexicon."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import jsonschema
import pytest

import corpora
from corpora.statutes import read_json, read_rows
from nlp.statutes import worded_subjects
from nlp.statutes.titles import lexicon, look_up

TABLES = ("provisions", "renumbering", "laws")


@pytest.mark.parametrize("name", TABLES)
def test_rows_follow_the_schema(name: str) -> None:
    schema = read_json("schema")
    validator = jsonschema.Draft202012Validator({"$defs": schema["$defs"], "$ref": f"#/$defs/{name}"})
    errors = [f"{i}: {e.message}" for i, row in enumerate(read_rows(name)) for e in validator.iter_errors(row)]
    assert errors == []


def test_all_provisions_are_there_once() -> None:
    ids = [row["id"] for row in read_rows("provisions")]
    assert len(ids) == len(set(ids)) == 525


def test_references_lead_somewhere() -> None:
    rows = read_rows("provisions")
    ids = {row["id"] for row in rows}
    laws = {row["key"] for row in read_rows("laws")}
    assert {i for row in rows for i in [*row.get("supersedes", ()), *row.get("superseded_by", ())]} <= ids
    assert {row["law"] for row in rows} <= laws
    assert {row["law"] for row in read_rows("renumbering")} <= laws
    assert {row["succeeded_by"] for row in read_rows("laws") if "succeeded_by" in row} <= laws


def test_versions_follow_each_other_without_gap_or_overlap() -> None:
    for law in read_rows("laws"):
        for earlier, later in pairwise(law["versions"]):
            end, start = earlier["effective_to"], later["effective_from"]
            assert date.fromisoformat(end) + timedelta(days=1) == date.fromisoformat(start), law["key"]


def test_renumbering_speaks_of_versions_that_exist_and_of_numbers_within_them() -> None:
    versions = {law["key"]: {v["key"]: v["articles"] for v in law["versions"]} for law in read_rows("laws")}
    for row in read_rows("renumbering"):
        for version, number in row["numbers"].items():
            assert version in versions[row["law"]], row
            last = versions[row["law"]][version]
            highest = max(number) if isinstance(number, list) else number
            assert last is None or highest is None or highest <= last, row


def test_provisions_stay_within_their_laws_count() -> None:
    versions = {law["key"]: law["versions"] for law in read_rows("laws")}
    for row in read_rows("provisions"):
        at = [v for v in versions[row["law"]] if v["effective_from"] <= row["effective_from"]]
        assert at, row["id"]
        last = at[-1]["articles"]
        assert last is None or row["article"] is None or row["article"] <= last, row["id"]


def test_an_unverified_provision_says_why() -> None:
    assert [r["id"] for r in read_rows("provisions") if not r["verified"] and not r.get("verification_note")] == []


def test_no_address_is_carried() -> None:
    text = "".join(corpora.read_text("statutes", f"{name}.jsonl") for name in TABLES)
    assert re.findall(r"https?:|www\.|[a-z0-9-]+\.(?:com|cn|net|org|gov)\b", text) == []


def test_the_lexicon_knows_every_law_under_every_name() -> None:
    for law in read_rows("laws"):
        for name in (law["title"], law["short"], *law["aliases"]):
            found = look_up(name)
            assert found is not None and found.law == law["title"], name


def test_laws_of_the_index_have_one_title_each() -> None:
    titles = [law["title"] for law in read_rows("laws")]
    assert len(titles) == len(set(titles))
    assert set(titles) <= {t.law for t in lexicon().values()}


def test_the_sentence_words_belong_to_subjects_of_the_table() -> None:
    assert worded_subjects() <= {row["concept"] for row in read_rows("renumbering")}


def test_questions_and_kinds_name_subjects_of_the_table() -> None:
    subjects = {(row["law"], row["concept"]) for row in read_rows("renumbering")}
    names = {concept for _, concept in subjects}
    for row in read_json("norms")["quick"]:
        assert (row["law"], row["concept"]) in subjects
    for kind in read_json("basis").values():
        assert {tuple(b) for b in kind["basis"]} <= subjects
        assert {*kind["foreign"], *kind["companions"]} <= names


def test_every_set_states_its_terms() -> None:
    assert {s.name for s in corpora.sets()} >= {"statutes", "citations", "samples", "gold"}
    assert all(s.origin and s.licence and isinstance(s.may_ship, bool) for s in corpora.sets())
