"""How the language model is reached: what drafting needs, from the office's settings or the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from benmo.errors import SettingsError


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Where the model is. An empty ``base_url`` means the embedded one; ``file`` then names its GGUF file.

    ``timeout`` and ``max_tokens`` are for one rewritten paragraph; ``threads`` 0 = all processors.
    """

    base_url: str = ""
    model: str = ""
    api_key: str = field(default="", repr=False)
    timeout: float = 120.0
    max_tokens: int = 700
    retries: int = 1
    file: Path | None = None
    home: Path = field(default_factory=lambda: default_home())
    threads: int = 0

    @property
    def embedded(self) -> bool:
        """Whether the in-house started server is used."""
        return not self.base_url


def default_home() -> Path:
    """The one data folder."""
    return Path(os.environ.get("BENMO_HOME") or Path.home() / ".benmo").expanduser()


def from_environment() -> ModelSettings:
    """The settings of the environment alone: BENMO_LLM_BASE_URL, _MODEL, _API_KEY, _TIMEOUT and BENMO_MODEL.

    Raises SettingsError when the timeout is no positive number.
    """
    raw = os.environ.get("BENMO_LLM_TIMEOUT", "")
    try:
        timeout = float(raw) if raw else 120.0
    except ValueError:
        timeout = -1.0
    if timeout <= 0:
        raise SettingsError(f"环境变量 BENMO_LLM_TIMEOUT 的值 {raw!r} 不对。", "应为正数（秒），例如 120")
    file = os.environ.get("BENMO_MODEL", "")
    return ModelSettings(
        base_url=os.environ.get("BENMO_LLM_BASE_URL", "").strip(),
        model=os.environ.get("BENMO_LLM_MODEL", "").strip(),
        api_key=os.environ.get("BENMO_LLM_API_KEY", ""),
        timeout=timeout,
        file=Path(file).expanduser() if file else None,
    )
