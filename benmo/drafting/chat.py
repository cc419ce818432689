"""The one door: any LangChain chat model, asked with streaming, limits, a way to stop and errors in Chinese.

Replies are always streamed from the back end, whether or not the caller wants the pieces: only so a call can be
stopped midway and held to its time when a server keeps dripping tokens.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from benmo.drafting.errors import ModelBusy, ModelTimeout
from benmo.drafting.model import PLAIN, Ask, Completion
from benmo.drafting.pump import pumped
from benmo.errors import ModelError
from prompts import Message

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_LOOK = "运行 benmo llm status 查看模型是否可用；或者不用模型起草（--no-llm）"


class ChatModel:
    """A LangChain chat model behind our :class:`~benmo.drafting.model.Model`.

    Args:
        open_chat: makes the chat model and what closes it, at the first call.
        name, endpoint: for the record of a draft.
        timeout: seconds that one call may last.
        concurrency: how many calls may run side by side.
        limit: seconds that all calls of one paper may take; 0 = no limit.
        in_process: the back end takes ``ask`` itself and stops between two tokens.
    """

    def __init__(
        self,
        open_chat: Callable[[], tuple[BaseChatModel, Callable[[], None]]],
        name: str,
        endpoint: str,
        *,
        timeout: float,
        concurrency: int = 1,
        in_process: bool = False,
        identity: str = "",
        limit: float = 0.0,
    ) -> None:
        self._open = open_chat
        self._opened: tuple[BaseChatModel, Callable[[], None]] | None = None
        self._timeout = timeout
        self._in_process = in_process
        self._schemas = True
        self._lock = threading.Lock()
        self.name = name
        self.endpoint = endpoint
        self.concurrency = concurrency
        self.limit = limit
        #: Everything that decides what the same words are answered with; part of the key of remembered replies.
        self.identity = identity or f"{endpoint} {name}"

    def complete(self, messages: Sequence[Message], ask: Ask = PLAIN) -> Completion:
        """Ask the back end; whatever goes wrong becomes a ModelError that names it.

        A server that refuses a reply format is asked again without one, and no more for one: the caller checks the
        reply against the schema in any case.
        """
        ask.check()
        # In the body as it is: as an argument, the client parses the stream itself and trips over many servers' chunks.
        if ask.schema is not None and self._schemas and not self._in_process:
            try:
                return self._ask(messages, ask, {"extra_body": {"response_format": _format(ask.schema)}})
            except ModelError as error:
                if not _is(error.__cause__, "BadRequestError", "UnprocessableEntityError"):
                    raise
                self._schemas = False
        return self._ask(messages, ask, {})

    def close(self) -> None:
        """Close the connection; the model may be used again and opens a new one."""
        if self._opened is not None:
            self._opened[1]()
        self._opened = None

    def _ask(self, messages: Sequence[Message], ask: Ask, options: dict[str, Any]) -> Completion:
        begun = time.monotonic()
        until = ask.within(self._timeout)
        try:
            reply = self._stream(messages, ask, until, options)
        except ModelError:
            raise
        except Exception as error:  # the client libraries share no base class
            raise self._told(error) from error
        return _completion(reply, time.monotonic() - begun)

    def _stream(self, messages: Sequence[Message], ask: Ask, until: float, options: dict[str, Any]) -> Any:
        with self._lock:
            if self._opened is None:
                self._opened = self._open()
            chat = self._opened[0]
        if self._in_process:
            options = {**options, "cancel": ask.cancel, "until": until}
        stream = chat.stream([(m.role, m.content) for m in messages], **options)
        # The in-process back end hears the cancel itself, even while it works on the prompt.
        pieces: Iterator[Any] = stream if self._in_process else pumped(stream)
        whole: Any = None
        try:
            for piece in pieces:
                ask.check()
                if time.monotonic() > until:
                    how = "应答" if whole is None else "写完"
                    raise ModelTimeout(
                        f"语言模型 {self.name} 在 {self._timeout:g} 秒内没有{how}。",
                        "加大 [llm] timeout，或者换较快的模型",
                    )
                if piece is None:
                    continue
                if ask.on_text and piece.content:
                    ask.on_text(str(piece.content))
                whole = piece if whole is None else whole + piece
        finally:
            close = getattr(pieces, "close", None)
            if close is not None:
                close()
        return whole

    def _told(self, error: Exception) -> ModelError:
        where = f"语言模型接口 {self.endpoint}"
        if _is(error, "APITimeoutError", "ReadTimeout", "ConnectTimeout"):
            return ModelTimeout(f"{where} 在 {self._timeout:.0f} 秒内没有应答。", "加大 [llm] timeout，或者稍后再试")
        if _is(error, "APIConnectionError", "ConnectError", "RemoteProtocolError", "ReadError"):
            return ModelBusy(f"{where} 连接不上，或者中途断开。", _LOOK)
        if _is(error, "RateLimitError", "InternalServerError"):
            status = getattr(error, "status_code", "")
            return ModelBusy(f"{where} 出错或者繁忙（HTTP {status}）。", _LOOK)
        if _is(error, "AuthenticationError", "PermissionDeniedError"):
            return ModelError(f"{where} 拒绝访问。", "核对 [llm] api_key")
        if _is(error, "NotFoundError"):
            return ModelError(f"{where} 上没有这个地址或者模型 {self.name}。", "核对 [llm] base_url 和 model")
        if _is(error, "APIStatusError"):
            return ModelError(f"{where} 不接受请求（HTTP {getattr(error, 'status_code', '')}）。", _LOOK)
        return ModelError(f"{where} 返回的内容不合约定，无法读取（{type(error).__name__}）。", _LOOK)


def _format(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "json_schema", "json_schema": {"name": "reply", "schema": dict(schema), "strict": True}}


def _is(error: BaseException | None, *names: str) -> bool:
    """Whether *error* is of one of the classes, by name: the client library need not be imported to ask."""
    return error is not None and bool({c.__name__ for c in type(error).__mro__} & set(names))


def _completion(reply: Any, seconds: float) -> Completion:
    usage = getattr(reply, "usage_metadata", None) or {}
    details = usage.get("input_token_details") or {}
    about = getattr(reply, "response_metadata", None) or {}
    timings = about.get("timings") or {}
    return Completion(
        str(reply.content) if reply is not None else "",
        int(usage.get("input_tokens", 0)),
        int(usage.get("output_tokens", 0)),
        int(details.get("cache_read", 0) or 0),
        seconds,
        (float(timings.get("prompt_ms", 0.0)) + float(timings.get("predicted_ms", 0.0))) / 1000,
        str(about.get("finish_reason") or ""),
    )
