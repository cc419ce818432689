"""The store of recognised pages."""

from __future__ import annotations

import os
from pathlib import Path

from benmo.cases.intake import aids_in_force
from benmo.cases.pages import PageCache


def test_what_is_put_comes_back_and_damage_is_nothing(tmp_path: Path) -> None:
    store = PageCache(tmp_path / "ocr", 1_000_000)
    assert store.get("a") is None
    store.put("a", b"page")
    assert store.get("a") == b"page"
    (file,) = (tmp_path / "ocr").glob("*/*")
    assert file.stat().st_mode & 0o077 == 0
    file.write_bytes(b"rubbish")
    assert store.get("a") is None


def test_the_longest_unused_goes_first(tmp_path: Path) -> None:
    store = PageCache(tmp_path, 6_000)
    store.SWEEP = 1  # type: ignore[misc]
    for n in range(10):
        store.put(str(n), os.urandom(1_000))
        for age, key in enumerate(range(n + 1)):
            file = store._file(str(key))
            if file.exists():
                os.utime(file, (1_000_000 + age, 1_000_000 + age))
    left = [n for n in range(10) if store.get(str(n)) is not None]
    assert left and left == list(range(10 - len(left), 10))
    assert sum(f.stat().st_size for f in tmp_path.glob("*/*")) <= 6_000


def test_a_disk_that_takes_nothing_hurts_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    PageCache(tmp_path / "file" / "ocr", 1_000).put("a", b"x")


def test_the_settings_are_in_force(own_home: Path) -> None:
    (own_home / "settings.toml").write_text("[ocr]\nenabled = false\ndpi = 300\n", "utf-8")
    aids = aids_in_force()
    assert (aids.ocr, aids.dpi) == (False, 300)
    assert aids.store is not None and str(own_home) in str(aids.store.folder)  # type: ignore[attr-defined]
