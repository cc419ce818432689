"""How the language model is reached: what drafting needs, from the office's settings.

Three back ends: an endpoint (``base_url``), the embedded llama.cpp server (a GGUF file), or transformers in this
process (a folder of weights). Settings that contradict each other are refused by name: guessing which one was meant
would send case text to a model that nobody chose.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from benmo.errors import SettingsError

Kind = Literal["endpoint", "embedded", "transformers"]

KINDS = ("endpoint", "embedded", "transformers")
DTYPES = ("auto", "float32", "float16", "bfloat16")
_DEVICE = re.compile(r"auto|cpu|mps|cuda(?::\d+)?|npu(?::\d+)?")


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Where the model is and how it is asked.

    ``backend`` empty: an endpoint where ``base_url`` is set, transformers where ``file`` is a folder, else the
    embedded server. ``file``: GGUF file or folder of weights. ``timeout`` is for one call, ``total_timeout`` for all
    calls of one paper, both in seconds; ``retries`` counts repetitions; ``threads`` 0 = all processors;
    ``concurrency`` 0 = four for an endpoint, one otherwise.
    """

    base_url: str = ""
    model: str = ""
    api_key: str = field(default="", repr=False)
    timeout: float = 120.0
    max_tokens: int = 1024
    retries: int = 1
    file: Path | None = None
    home: Path = field(default_factory=lambda: default_home())
    threads: int = 0
    backend: str = ""
    dtype: str = "auto"
    device: str = "auto"
    temperature: float = 0.0
    concurrency: int = 0
    total_timeout: float = 1800.0
    cache: bool = True

    @property
    def kind(self) -> Kind:
        """The back end in force."""
        for kind in KINDS:
            if self.backend == kind:
                return kind  # type: ignore[return-value]
        if self.base_url:
            return "endpoint"
        return "transformers" if self.file is not None and self.file.is_dir() else "embedded"

    @property
    def embedded(self) -> bool:
        """Whether the in-house started server is used."""
        return self.kind == "embedded"

    @property
    def side_by_side(self) -> int:
        """How many calls may run at once; the back ends on this machine take one after the other."""
        return (self.concurrency or 4) if self.kind == "endpoint" else 1


def default_home() -> Path:
    """The one data folder."""
    return Path(os.environ.get("BENMO_HOME") or Path.home() / ".benmo").expanduser()


def from_settings(llm: Any, home: Path, gguf: str = "") -> ModelSettings:
    """The settings of section ``[llm]`` (:class:`benmo.settings.Llm`); *gguf* is BENMO_MODEL.

    Raises:
        SettingsError: two of them contradict each other, or one has an impossible value.
    """
    path = llm.model_path or ("" if llm.base_url or llm.backend in ("endpoint", "transformers") else gguf)
    settings = ModelSettings(
        base_url=llm.base_url.strip(), model=llm.model.strip(), api_key=llm.api_key, timeout=llm.timeout,
        max_tokens=llm.max_tokens, retries=llm.retries, file=Path(path).expanduser() if path else None, home=home,
        threads=llm.threads, backend=llm.backend, dtype=llm.dtype, device=llm.device, temperature=llm.temperature,
        concurrency=llm.concurrency, total_timeout=llm.total_timeout, cache=llm.cache,
    )  # fmt: skip
    for wrong, words, hint in _contradictions(settings, bool(llm.model_path)):
        if wrong:
            raise SettingsError(f"语言模型设置 [llm] 有误：{words}。", hint)
    return settings


def _contradictions(s: ModelSettings, path_set: bool) -> list[tuple[bool, str, str]]:
    """(whether it is so, what is wrong, what to do) for everything that cannot be meant."""
    kind, folder = s.kind, s.file is not None and s.file.is_dir()
    gguf = s.file is not None and s.file.suffix.lower() == ".gguf"
    address = urlsplit(s.base_url)
    return [
        (bool(s.base_url) and (address.scheme not in ("http", "https") or not address.hostname),
         f"base_url 不是网址：{s.base_url}", "写成 http://127.0.0.1:8000/v1 的形式"),
        (s.backend == "endpoint" and not s.base_url, "backend 为 endpoint，却没有 base_url", "写明接口地址"),
        (s.backend in ("embedded", "transformers") and bool(s.base_url),
         f"backend 为 {s.backend}，又设了 base_url", "去掉 base_url，或者把 backend 改为 endpoint"),
        (bool(s.base_url) and path_set, "同时设了 base_url 和 model_path",
         "用接口就去掉 model_path，用本机模型就去掉 base_url"),
        (s.backend == "transformers" and s.file is None, "backend 为 transformers，却没有 model_path",
         "model_path 写权重目录，例如 /models/DeepSeek-R1-Distill-Qwen-7B"),
        (s.backend == "transformers" and gguf, "backend 为 transformers，model_path 却是 GGUF 文件",
         "改为 backend = \"embedded\"，或者改为权重目录"),
        (s.backend == "embedded" and folder, "backend 为 embedded，model_path 却是目录",
         "内置模型用 .gguf 文件；权重目录用 backend = \"transformers\""),
        (kind != "transformers" and (s.dtype, s.device) != ("auto", "auto"),
         "dtype、device 只用于 transformers", "去掉这两项，或者设 backend = \"transformers\" 和 model_path"),
        (not _DEVICE.fullmatch(s.device), f"device 的值 {s.device!r} 不对", "可用 auto、cpu、cuda、cuda:0"),
        (s.device == "cpu" and s.dtype == "float16", "float16 不宜在 cpu 上计算",
         "dtype 改为 auto、float32 或 bfloat16"),
        (kind != "endpoint" and s.concurrency > 1, "本机模型一次只能处理一项，concurrency 不能大于 1",
         "去掉 concurrency"),
        (kind != "endpoint" and bool(s.api_key), "api_key 只用于接口", "去掉 api_key，或者设 base_url"),
        (s.total_timeout < s.timeout, "total_timeout 小于 timeout",
         "total_timeout 是一份文书的总时限，应不小于单次时限"),
    ]  # fmt: skip
