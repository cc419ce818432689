"""The one door to a language model: LangChain to any OpenAI-compatible endpoint.

Everything behind the door is a :class:`Model`: messages in, a :class:`Completion` out. Only the configured address is
ever contacted: no tracing, no token counting that would download tables, no proxy for loopback.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from benmo.drafting.model_settings import ModelSettings
from benmo.errors import MissingExtra, ModelError
from prompts import Message

if TYPE_CHECKING:
    import httpx
    from langchain_openai import ChatOpenAI

Stream = Callable[[str], None]

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Completion:
    """One reply with what it cost; ``cached_tokens`` of the prompt were reused from an earlier call."""

    text: str
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0
    seconds: float = 0.0


class Model(Protocol):
    """Anything that answers messages. ``name`` and ``endpoint`` go into the record of a draft."""

    @property
    def name(self) -> str:
        """The model's name."""

    @property
    def endpoint(self) -> str:
        """Its address, or a word for one without."""

    def complete(self, messages: Sequence[Message], on_text: Stream | None = None) -> Completion:
        """Answer *messages*; *on_text* gets the pieces as they come. Raises ModelError."""


@dataclass(slots=True)
class QueueModel:
    """A model for tests: replies from a list, errors too, in order; keeps what it was asked."""

    replies: list[str | ModelError]
    asked: list[tuple[Message, ...]] = field(default_factory=list)
    name: str = "queue"
    endpoint: str = "memory"

    def complete(self, messages: Sequence[Message], on_text: Stream | None = None) -> Completion:
        """The next reply; ModelError when the list is empty or holds one."""
        self.asked.append(tuple(messages))
        if not self.replies:
            raise ModelError("模型没有返回。")
        reply = self.replies.pop(0)
        if isinstance(reply, ModelError):
            raise reply
        if on_text:
            on_text(reply)
        return Completion(reply, prompt_tokens=10, completion_tokens=len(reply))


class ChatModel:
    """A chat endpoint with OpenAI's protocol (vLLM, SGLang, Ollama, llama.cpp), through LangChain."""

    def __init__(self, settings: ModelSettings) -> None:
        if not settings.base_url:
            raise ModelError("没有设置语言模型接口。", "设置 BENMO_LLM_BASE_URL，或者使用内置模型。")
        self._settings = settings
        self._chat: ChatOpenAI | None = None
        self._connection: httpx.Client | None = None
        self.name = settings.model or "local"
        self.endpoint = settings.base_url

    def complete(self, messages: Sequence[Message], on_text: Stream | None = None) -> Completion:
        """Ask the endpoint; a network failure or a refusal of the server becomes a ModelError with its address."""
        chat = self._door()
        turns = [(m.role, m.content) for m in messages]
        begun = time.monotonic()
        try:
            reply = self._stream(chat, turns, on_text) if on_text else chat.invoke(turns)
        except Exception as error:  # the client libraries share no base class
            raise ModelError(
                f"语言模型接口 {self.endpoint} 没有正常返回：{type(error).__name__}。",
                "运行 benmo llm status 查看接口是否可用；或者不用模型起草（--no-llm）。",
            ) from error
        return _completion(reply, time.monotonic() - begun)

    def _stream(self, chat: ChatOpenAI, turns: list[tuple[str, str]], on_text: Stream) -> Any:
        whole: Any = None
        for piece in chat.stream(turns):
            on_text(str(piece.content))
            whole = piece if whole is None else whole + piece
        return whole

    def _door(self) -> ChatOpenAI:
        if self._chat is None:
            self._chat, self._connection = _chat(self._settings)
        return self._chat

    def close(self) -> None:
        """Close the connection; the model may be used again and opens a new one."""
        if self._connection is not None:
            self._connection.close()
        self._chat = self._connection = None


def _chat(settings: ModelSettings) -> tuple[ChatOpenAI, httpx.Client]:
    # LangChain takes these from the environment at any call; a tracer would send case text elsewhere.
    for variable in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2"):
        os.environ[variable] = "false"
    try:
        import httpx
        from langchain_openai import ChatOpenAI
        from pydantic import SecretStr
    except ImportError as error:
        raise MissingExtra("使用语言模型", "model") from error
    loopback = urlsplit(settings.base_url).hostname in _LOOPBACK
    connection = httpx.Client(trust_env=not loopback, timeout=settings.timeout)
    chat = ChatOpenAI(
        base_url=settings.base_url,
        api_key=SecretStr(settings.api_key or "none"),
        model=settings.model or "local",
        temperature=0,
        max_tokens=settings.max_tokens,
        timeout=settings.timeout,
        max_retries=settings.retries,
        stream_usage=True,
        http_client=connection,
        openai_proxy="",
    )  # type: ignore[call-arg]
    return chat, connection


def _completion(reply: Any, seconds: float) -> Completion:
    usage = getattr(reply, "usage_metadata", None) or {}
    details = usage.get("input_token_details") or {}
    return Completion(
        str(reply.content) if reply is not None else "",
        int(usage.get("input_tokens", 0)),
        int(usage.get("output_tokens", 0)),
        int(details.get("cache_read", 0) or 0),
        seconds,
    )
