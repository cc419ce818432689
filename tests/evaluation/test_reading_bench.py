"""The reading bench measures what it says; how fast is not a matter for a test."""

from __future__ import annotations

from evaluation.bench.reading import measure


def test_both_sides_read_every_shape() -> None:
    rows = measure(count=2, rounds=3)
    assert [row.name for row in rows] == ["html 正文", "html 网站页", "docx", "pdf"]
    assert all(row.ours > 0 and row.theirs > 0 and len(row.ratios) == 3 for row in rows)
