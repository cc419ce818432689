from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from benmo.errors import SettingsError
from benmo.settings import Settings, load, unknown_variables


def test_defaults_without_a_file() -> None:
    assert load() == Settings()


def test_file_then_environment(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (own_home / "settings.toml").write_text('[office]\nname = "某市检察院"\n[llm]\ntimeout = 30\n', "utf-8")
    assert load().office.name == "某市检察院"
    assert load().llm.timeout == 30.0
    monkeypatch.setenv("BENMO_LLM_TIMEOUT", "45.5")
    monkeypatch.setenv("BENMO_LIMITS_PAGES", "7")
    assert load().llm.timeout == 45.5
    assert load().limits.pages == 7


def test_a_change_by_hand_is_seen_at_once(own_home: Path) -> None:
    file = own_home / "settings.toml"
    file.write_text("[llm]\ntimeout = 30\n", "utf-8")
    assert load().llm.timeout == 30.0
    file.write_text("[llm]\ntimeout = 600\n", "utf-8")
    assert load().llm.timeout == 600.0
    file.unlink()
    assert load() == Settings()


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ('[offise]\nname = "x"\n', "offise"),
        ('[llm]\nbaseurl = "x"\n', "baseurl"),
        ("[llm]\ntimeout = -1\n", "timeout"),
        ("[llm]\ntimeout = true\n", "timeout"),
        ("[limits]\npages = 1.5\n", "pages"),
        ("[office]\nname = 3\n", "name"),
        ('office = "x"\n', "office"),
        ("[llm\n", "TOML"),
    ],
)
def test_what_is_wrong_is_refused_by_name(own_home: Path, content: str, named: str) -> None:
    (own_home / "settings.toml").write_text(content, "utf-8")
    with pytest.raises(SettingsError, match=named) as caught:
        load()
    assert caught.value.hint


def test_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENMO_LIMITS_PAGES", "many")
    with pytest.raises(SettingsError, match="BENMO_LIMITS_PAGES"):
        load()


def test_unknown_variables_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENMO_LLM_BASEURL", "x")
    monkeypatch.setenv("BENMO_MODEL", "x.gguf")
    assert unknown_variables() == ["BENMO_LLM_BASEURL"]


def test_every_setting_has_a_simple_default() -> None:
    for section in dataclasses.fields(Settings):
        for spec in dataclasses.fields(type(section.default)):  # type: ignore[arg-type]
            assert isinstance(spec.default, str | int | float | bool)
