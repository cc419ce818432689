"""Weights in this process, with a tiny model that the test makes itself; skipped where the extra is missing."""

from __future__ import annotations

import threading
from importlib.util import find_spec
from pathlib import Path

import pytest

from benmo.drafting.door import open_model
from benmo.drafting.errors import ModelCancelled, ModelMissing, ModelTimeout
from benmo.drafting.model import Ask
from benmo.drafting.model_settings import ModelSettings
from benmo.errors import MissingExtra, ModelError
from prompts import Message

have = find_spec("torch") is not None and find_spec("transformers") is not None
needs_extra = pytest.mark.skipif(not have, reason="没有可选组件 transformers")

TEMPLATE = (
    "{% for m in messages %}<|{{ m['role'] }}|>{{ m['content'] }}{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Random weights of a two-layer Qwen2 and a tokenizer of single bytes, saved as a model is."""
    import torch
    from tokenizers.pre_tokenizers import ByteLevel
    from transformers import Qwen2Config, Qwen2ForCausalLM, Qwen2Tokenizer

    special = ["<|end|>", "<|system|>", "<|user|>", "<|assistant|>"]
    vocabulary = {word: n for n, word in enumerate([*special, *sorted(ByteLevel.alphabet())])}
    tokenizer = Qwen2Tokenizer(
        vocab=vocabulary, merges=[], unk_token="<|end|>", eos_token="<|end|>", pad_token="<|end|>",
        additional_special_tokens=special[1:],
    )  # fmt: skip
    tokenizer.chat_template = TEMPLATE
    torch.manual_seed(3)
    config = Qwen2Config(
        vocab_size=len(tokenizer), hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, max_position_embeddings=512, bos_token_id=0, eos_token_id=0, pad_token_id=0,
    )  # fmt: skip
    model = Qwen2ForCausalLM(config)
    home = tmp_path_factory.mktemp("weights")
    model.save_pretrained(home)
    tokenizer.save_pretrained(home)
    return home


def settings(folder: Path, tmp_path: Path, **rest: object) -> ModelSettings:
    return ModelSettings(file=folder, home=tmp_path, backend="transformers", **rest)  # type: ignore[arg-type]


def asked(question: str) -> tuple[Message, ...]:
    return Message("system", "改写"), Message("user", "你院未发出限制消费令" * 3 + question)


@needs_extra
def test_it_loads_templates_streams_and_counts(folder: Path, tmp_path: Path) -> None:
    pieces: list[str] = []
    with open_model(settings(folder, tmp_path, max_tokens=12)) as model:
        reply = model.complete(asked("违反"), Ask(on_text=pieces.append))
    assert (model.endpoint, model.name, model.concurrency) == ("transformers", folder.name, 1)
    assert 0 < reply.completion_tokens <= 12
    assert reply.prompt_tokens > 30
    assert reply.finish in ("stop", "length")
    assert "".join(pieces) == reply.text
    assert not reply.cached_tokens


@needs_extra
def test_a_common_beginning_is_computed_once_and_changes_nothing(folder: Path, tmp_path: Path) -> None:
    with open_model(settings(folder, tmp_path, max_tokens=12, cache=False)) as model:
        model.complete(asked("违反"))
        second = model.complete(asked("规定"))
    with open_model(settings(folder, tmp_path, max_tokens=12, cache=False)) as fresh:
        alone = fresh.complete(asked("规定"))
    assert second.cached_tokens >= 30
    assert not alone.cached_tokens
    assert second.text == alone.text


@needs_extra
def test_it_stops_when_told(folder: Path, tmp_path: Path) -> None:
    cancel = threading.Event()

    def stop(_: str) -> None:
        cancel.set()

    with open_model(settings(folder, tmp_path, max_tokens=400, cache=False)) as model:
        with pytest.raises(ModelCancelled):
            model.complete(asked("规定"), Ask(on_text=stop, cancel=cancel))
        after = model.complete(asked("违反"), Ask())
    assert after.completion_tokens


@needs_extra
def test_it_keeps_to_its_time(folder: Path, tmp_path: Path) -> None:
    with (
        open_model(settings(folder, tmp_path, max_tokens=400, timeout=0.001)) as model,
        pytest.raises(ModelTimeout),
    ):
        model.complete(asked("规定"))


@needs_extra
def test_the_opening_of_a_thought_in_the_template_is_kept(folder: Path, tmp_path: Path) -> None:
    thinking = tmp_path / "thinking"
    thinking.mkdir()
    for file in folder.iterdir():
        (thinking / file.name).write_bytes(file.read_bytes())
    (thinking / "chat_template.jinja").write_text(
        TEMPLATE.replace("<|assistant|>{% endif", "<|assistant|><think>\n{% endif")
    )
    with open_model(settings(thinking, tmp_path, max_tokens=5)) as model:
        assert model.complete(asked("规定")).text.startswith("<think>")


@needs_extra
@pytest.mark.parametrize("broken", ["empty", "weights", "template"])
def test_a_folder_that_is_no_model(folder: Path, tmp_path: Path, broken: str) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    for file in folder.iterdir() if broken != "empty" else ():
        (bad / file.name).write_bytes(file.read_bytes())
    if broken == "weights":
        (bad / "model.safetensors").write_bytes(b"no weights")
    if broken == "template":
        (bad / "chat_template.jinja").unlink()
    with (
        pytest.raises(ModelError, match=r"config\.json|无法载入|对话模板"),
        open_model(settings(bad, tmp_path)) as model,
    ):
        model.complete(asked("规定"))


@needs_extra
def test_a_card_that_is_not_there(folder: Path, tmp_path: Path) -> None:
    import torch

    if torch.cuda.is_available():
        pytest.skip("这台机器有显卡")
    with pytest.raises(ModelError, match="显卡"), open_model(settings(folder, tmp_path, device="cuda")) as model:
        model.complete(asked("规定"))


def test_without_the_extra_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benmo.drafting.weights.find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match="transformers"), open_model(settings(tmp_path, tmp_path)):
        pass


def test_an_empty_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benmo.drafting.weights.find_spec", lambda name: object())
    with pytest.raises(ModelMissing, match=r"config\.json"), open_model(settings(tmp_path, tmp_path)):
        pass
