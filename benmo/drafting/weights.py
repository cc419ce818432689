"""Hugging Face ``transformers`` in this process, as a LangChain chat model: for an office with a folder of weights.

The folder must hold the weights, the tokenizer and a chat template (DeepSeek-R1-Distill-Qwen, Qwen2.5-Instruct …).
Nothing is ever fetched: only local files are read and no code that lies beside the weights is run. What two prompts
have in common at their beginning is computed once: the key-value cache of the last call is cropped and used again.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benmo.drafting.endpoint import quiet
from benmo.drafting.errors import ModelMissing
from benmo.drafting.model_settings import ModelSettings
from benmo.errors import MissingExtra, ModelError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

EXTRA = "transformers"


def installed() -> bool:
    """Whether the optional packages are there."""
    return find_spec("torch") is not None and find_spec("transformers") is not None


def _library(name: str) -> Any:
    """A module of the optional extra, loaded only when a model is."""
    return import_module(name)


def weights_folder(settings: ModelSettings) -> Path:
    """The folder of weights. Raises ModelMissing or MissingExtra with what mends it."""
    if not installed():
        raise MissingExtra("在本机用 transformers 运行模型", EXTRA)
    folder = settings.file
    if folder is None or not (folder / "config.json").is_file():
        raise ModelMissing(
            f"模型目录 {folder} 中没有 config.json。", "model_path 指向含 config.json、权重和分词器的目录"
        )
    return folder


def open_weights(settings: ModelSettings) -> tuple[BaseChatModel, Callable[[], None]]:
    """Load the weights of *settings*; returned with what frees them. Raises ModelError when they cannot be loaded."""
    folder = weights_folder(settings)
    quiet()
    os.environ["HF_HUB_OFFLINE"] = "1"
    torch, transformers = _library("torch"), _library("transformers")
    device = _device(settings.device, torch)
    # On a processor half precision is emulated and slow, whatever the weights were saved in.
    dtype = ("float32" if device == "cpu" else "auto") if settings.dtype == "auto" else settings.dtype
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
        model = transformers.AutoModelForCausalLM.from_pretrained(
            folder, local_files_only=True, dtype=dtype if dtype == "auto" else getattr(torch, dtype)
        )
        model.to(device).eval()
    except Exception as error:  # broken files raise whatever the reader of each kind raises
        raise ModelError(
            f"模型目录 {folder} 无法载入：{type(error).__name__}。",
            "检查文件是否齐全、内存或显存是否足够；可换 dtype、device，或者用内置模型",
        ) from error
    if not tokenizer.chat_template:
        raise ModelError(f"模型目录 {folder} 没有对话模板（chat_template）。", "换成 Instruct、Chat 或者 R1 类模型")
    engine = Engine(model, tokenizer, settings.temperature, settings.max_tokens)
    kind: Any = _chat_class()
    return kind(engine=engine), engine.close


def _device(wanted: str, torch: Any) -> str:
    if wanted == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    if wanted.startswith("cuda") and not torch.cuda.is_available():
        raise ModelError("设置了 device = cuda，但本机没有可用的显卡或驱动。", "device 改为 auto 或 cpu")
    return wanted


class Engine:
    """Weights and tokenizer; one call at a time."""

    def __init__(self, model: Any, tokenizer: Any, temperature: float, max_tokens: int) -> None:
        self._model, self._tokenizer = model, tokenizer
        self._temperature, self._max_tokens = temperature, max_tokens
        self._lock = threading.Lock()
        self._seen: list[int] = []
        self._cache: Any = None

    def close(self) -> None:
        """Let go of the weights."""
        self._model = self._cache = None

    def stream(
        self, turns: list[dict[str, str]], cancel: threading.Event | None, until: float
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        """Pieces of the reply; the last pair has no text and says what it cost: prompt, cached, completion, finish."""
        torch, transformers = _library("torch"), _library("transformers")
        with self._lock:
            text = self._tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True)
            # Templates of thinking models open the thought themselves; without the mark it would read as the reply.
            if text.rstrip().endswith("<think>"):
                yield "<think>", {}
            ids = self._tokenizer(text, add_special_tokens=False, return_tensors="pt")["input_ids"]
            ids = ids.to(self._model.device)
            reused = self._reuse(ids[0].tolist())
            streamer = transformers.TextIteratorStreamer(
                self._tokenizer, skip_prompt=True, skip_special_tokens=True, timeout=1.0
            )
            out: dict[str, Any] = {}
            halt = threading.Event()
            worker = threading.Thread(
                target=self._generate, args=(ids, streamer, _stopper(halt, cancel, until), out), daemon=True
            )
            begun = time.monotonic()
            worker.start()
            try:
                yield from ((piece, {}) for piece in _pieces(streamer, worker) if piece)
            finally:
                halt.set()
                worker.join()
            if "error" in out:
                self._seen, self._cache = [], None
                torch.cuda.empty_cache() if torch.cuda.is_available() else None
                raise out["error"]
            new = out["ids"][0].tolist()[ids.shape[1] :]
            self._seen = out["ids"][0].tolist()
            ended = bool(new) and new[-1] in _ends(self._model)
            yield "", {
                "prompt": int(ids.shape[1]), "cached": reused, "completion": len(new),
                "finish": "stop" if ended else "length", "seconds": time.monotonic() - begun,
            }  # fmt: skip

    def _reuse(self, ids: list[int]) -> int:
        """Crop the last call's cache to what both prompts begin with; how many tokens that saves."""
        common = 0
        for old, new in zip(self._seen, ids[:-1], strict=False):
            if old != new:
                break
            common += 1
        # What the cache holds can be shorter than what was seen: the last token was never fed back.
        held = int(self._cache.get_seq_length()) if self._cache is not None else 0
        common = min(common, held)
        if common:
            if held > common:
                self._cache.crop(common - held)
            return common
        self._cache = _library("transformers").DynamicCache(config=self._model.config)
        return 0

    def _generate(self, ids: Any, streamer: Any, stop: Any, out: dict[str, Any]) -> None:
        torch = _library("torch")
        try:
            options: dict[str, Any] = {"do_sample": False}
            if self._temperature > 0:
                options = {"do_sample": True, "temperature": self._temperature, "top_p": 0.95}
            with torch.inference_mode():
                out["ids"] = self._model.generate(
                    ids, attention_mask=torch.ones_like(ids), past_key_values=self._cache, streamer=streamer,
                    stopping_criteria=[stop], max_new_tokens=self._max_tokens,
                    pad_token_id=_ends(self._model)[0] if _ends(self._model) else 0, **options,
                )  # fmt: skip
        except Exception as error:  # handed to the thread that waits
            out["error"] = error
        finally:
            streamer.end()


def _pieces(streamer: Any, worker: threading.Thread) -> Iterator[str]:
    """The streamer's pieces, with an empty one each second in which nothing came, so that the caller may stop."""
    import queue

    while True:
        try:
            yield next(streamer)
        except StopIteration:
            return
        except queue.Empty:
            if not worker.is_alive():
                return
            yield ""


def _stopper(halt: threading.Event, cancel: threading.Event | None, until: float) -> Any:
    torch = _library("torch")

    def stop(ids: Any, scores: Any, **_: Any) -> Any:
        over = halt.is_set() or (cancel is not None and cancel.is_set()) or time.monotonic() > until
        return torch.full((ids.shape[0],), over, dtype=torch.bool, device=ids.device)

    return stop


def _ends(model: Any) -> list[int]:
    found = model.generation_config.eos_token_id
    return [] if found is None else [found] if isinstance(found, int) else list(found)


@cache
def _chat_class() -> type[BaseChatModel]:
    """The LangChain class over an :class:`Engine`; made on demand, since importing LangChain takes its time."""
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
    from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

    roles = {"human": "user", "ai": "assistant", "system": "system"}

    class WeightsChat(BaseChatModel):
        engine: Any

        @property
        def _llm_type(self) -> str:
            return "benmo-weights"

        def _stream(
            self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **kwargs: Any
        ) -> Iterator[ChatGenerationChunk]:
            turns = [{"role": roles[m.type], "content": str(m.content)} for m in messages]
            until = kwargs.get("until", float("inf"))
            for text, cost in self.engine.stream(turns, kwargs.get("cancel"), until):
                chunk = AIMessageChunk(content=text)
                if cost:
                    chunk.usage_metadata = {
                        "input_tokens": cost["prompt"],
                        "output_tokens": cost["completion"],
                        "total_tokens": cost["prompt"] + cost["completion"],
                        "input_token_details": {"cache_read": cost["cached"]},
                    }
                    chunk.response_metadata = {
                        "finish_reason": cost["finish"],
                        "timings": {"prompt_ms": 0.0, "predicted_ms": cost["seconds"] * 1000},
                    }
                yield ChatGenerationChunk(message=chunk)

        def _generate(
            self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **kwargs: Any
        ) -> ChatResult:
            whole: Any = AIMessageChunk(content="")
            for piece in self._stream(messages, stop, run_manager, **kwargs):
                whole = whole + piece.message
            message = AIMessage(
                content=whole.content,
                usage_metadata=whole.usage_metadata,
                response_metadata=whole.response_metadata,
            )
            return ChatResult(generations=[ChatGeneration(message=message)])

    return WeightsChat
