"""Chat endpoints with OpenAI's protocol (vLLM, SGLang, Ollama, llama.cpp), through LangChain.

Only the configured address is ever contacted: no tracing, no token counting that would download tables, no proxy for
loopback.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from benmo.drafting.model_settings import ModelSettings
from benmo.errors import MissingExtra

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
#: LangChain takes these from the environment at any call; a tracer would send case text elsewhere.
_TRACING = ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2")


def quiet() -> None:
    """Switch off LangChain's tracing for this process."""
    for variable in _TRACING:
        os.environ[variable] = "false"


def open_endpoint(settings: ModelSettings) -> tuple[ChatOpenAI, Callable[[], None]]:
    """The client of the endpoint in *settings*, and what closes its connection."""
    quiet()
    try:
        import httpx
        from pydantic import SecretStr

        kind = _with_timings()
    except ImportError as error:
        raise MissingExtra("使用语言模型", "model") from error
    loopback = urlsplit(settings.base_url).hostname in _LOOPBACK
    connection = httpx.Client(trust_env=not loopback, timeout=settings.timeout)
    chat = kind(
        base_url=settings.base_url,
        api_key=SecretStr(settings.api_key or "none"),
        model=settings.model or "local",
        temperature=settings.temperature,
        max_tokens=settings.max_tokens,
        timeout=settings.timeout,
        # Asking again is our own business: it has to keep to the total time and stop when the user does.
        max_retries=0,
        stream_usage=True,
        http_client=connection,
        openai_proxy="",
    )  # type: ignore[call-arg]
    return chat, connection.close


@cache
def _with_timings() -> type[ChatOpenAI]:
    """ChatOpenAI that keeps what llama.cpp says about its own time, and tells of a reply that was only thought."""
    from langchain_openai import ChatOpenAI

    class Timed(ChatOpenAI):
        def _convert_chunk_to_generation_chunk(
            self, chunk: dict[str, Any], default_chunk_class: type, base_generation_info: dict[str, Any] | None
        ) -> Any:
            made = super()._convert_chunk_to_generation_chunk(chunk, default_chunk_class, base_generation_info)
            if made is not None and chunk.get("timings"):
                made.message.response_metadata["timings"] = dict(chunk["timings"])
            return made

    return Timed
