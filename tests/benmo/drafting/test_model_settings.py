"""Which back end is meant, and settings that cannot be meant together."""

from __future__ import annotations

from pathlib import Path

import pytest

from benmo.drafting.model_settings import ModelSettings, from_settings
from benmo.errors import SettingsError
from benmo.papers import model_settings
from benmo.settings import Llm

URL = "http://127.0.0.1:8000/v1"


@pytest.mark.parametrize(
    ("llm", "gguf", "kind", "at_once"),
    [
        (Llm(), "", "embedded", 1),
        (Llm(), "/m/a.gguf", "embedded", 1),
        (Llm(base_url=URL), "", "endpoint", 4),
        (Llm(base_url=URL), "/m/a.gguf", "endpoint", 4),
        (Llm(backend="endpoint", base_url=URL, concurrency=2), "", "endpoint", 2),
        (Llm(backend="transformers", model_path="/m/w", device="cuda:0", dtype="bfloat16"), "", "transformers", 1),
        (Llm(model_path="/m/a.gguf"), "/m/b.gguf", "embedded", 1),
    ],
)
def test_which_back_end(llm: Llm, gguf: str, kind: str, at_once: int, tmp_path: Path) -> None:
    settings = from_settings(llm, tmp_path, gguf)
    assert (settings.kind, settings.side_by_side) == (kind, at_once)
    if llm.model_path:
        assert str(settings.file) == llm.model_path


def test_a_folder_of_weights_means_transformers(tmp_path: Path) -> None:
    assert from_settings(Llm(model_path=str(tmp_path), device="cpu"), tmp_path).kind == "transformers"


@pytest.mark.parametrize(
    ("llm", "told"),
    [
        (Llm(backend="endpoint"), "没有 base_url"),
        (Llm(base_url="127.0.0.1:8000"), "不是网址"),
        (Llm(backend="embedded", base_url=URL), "又设了 base_url"),
        (Llm(backend="transformers", base_url=URL, model_path="/m/w"), "又设了 base_url"),
        (Llm(base_url=URL, model_path="/m/w"), "同时设了"),
        (Llm(backend="transformers"), "没有 model_path"),
        (Llm(backend="transformers", model_path="/m/a.gguf"), "GGUF"),
        (Llm(backend="embedded", model_path="."), "却是目录"),
        (Llm(dtype="float32"), "只用于 transformers"),
        (Llm(base_url=URL, device="cuda"), "只用于 transformers"),
        (Llm(backend="transformers", model_path="/m/w", device="gpu"), "device"),
        (Llm(backend="transformers", model_path="/m/w", device="cpu", dtype="float16"), "float16"),
        (Llm(concurrency=3), "concurrency"),
        (Llm(api_key="k"), "api_key"),
        (Llm(timeout=100, total_timeout=50), "total_timeout"),
    ],
)
def test_contradictions_are_refused(llm: Llm, told: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=told):
        from_settings(llm, tmp_path)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("BACKEND", "vllm", "可用：（留空）、endpoint"),
        ("DTYPE", "int4", "float32"),
        ("TIMEOUT", "0", "正数"),
        ("TIMEOUT", "nan", "正数"),
        ("RETRIES", "-1", "不小于 0"),
        ("TEMPERATURE", "-0.5", "不小于 0"),
        ("MAX_TOKENS", "0", "正整数"),
        ("CACHE", "maybe", "true"),
    ],
)
def test_values_are_checked(name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"BENMO_LLM_{name}", value)
    with pytest.raises(SettingsError, match=told):
        model_settings()


def test_settings_of_the_environment(monkeypatch: pytest.MonkeyPatch, own_home: Path) -> None:
    monkeypatch.setenv("BENMO_LLM_BASE_URL", URL)
    monkeypatch.setenv("BENMO_LLM_RETRIES", "0")
    monkeypatch.setenv("BENMO_LLM_CACHE", "false")
    settings = model_settings()
    assert (settings.kind, settings.retries, settings.cache, settings.home) == ("endpoint", 0, False, own_home)
    assert "secret" not in repr(ModelSettings(api_key="secret-key"))
