"""The door to an endpoint, against a server on loopback that answers well, badly or not at all."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from benmo.drafting.door import open_model
from benmo.drafting.errors import ModelBusy, ModelCancelled, ModelTimeout
from benmo.drafting.model import PLAIN, Ask, Completion
from benmo.drafting.model_settings import ModelSettings
from benmo.errors import ModelError
from prompts import Message

WORDS = ["你院", "未发出", "限制消费令。"]
ASKED = (Message("system", "改写"), Message("user", "你院未发出限制消费令。"))
SCHEMA = {"type": "object", "properties": {"answer": {"type": "string"}}}


@dataclass
class Server:
    """What it was asked, and how it answers: a function of the handler and the request."""

    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    answer: Callable[[BaseHTTPRequestHandler, dict[str, Any]], None] = lambda handler, request: None


def event(**rest: Any) -> bytes:
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [], **rest}
    return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode()


def delta(text: str, finish: str | None = None) -> bytes:
    return event(choices=[{"index": 0, "delta": {"content": text}, "finish_reason": finish}])


USAGE = {
    "prompt_tokens": 30,
    "completion_tokens": 6,
    "total_tokens": 36,
    "prompt_tokens_details": {"cached_tokens": 20},
}


def well(handler: BaseHTTPRequestHandler, request: dict[str, Any]) -> None:
    """Stream the words as llama.cpp does, with usage and timings at the end."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.end_headers()
    for word in WORDS:
        handler.wfile.write(delta(word))
    handler.wfile.write(delta("", "stop"))
    handler.wfile.write(event(usage=USAGE, timings={"prompt_ms": 1500.0, "predicted_ms": 500.0}))
    handler.wfile.write(b"data: [DONE]\n\n")


def status(code: int) -> Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]:
    def answer(handler: BaseHTTPRequestHandler, request: dict[str, Any]) -> None:
        body = b'{"error": {"message": "no"}}'
        handler.send_response(code)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def garbage(body: bytes, kind: str = "text/event-stream") -> Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]:
    def answer(handler: BaseHTTPRequestHandler, request: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def dripping(handler: BaseHTTPRequestHandler, request: dict[str, Any]) -> None:
    """A word every fiftieth of a second, without end; the client has to stop it."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.end_headers()
    for _ in range(500):
        try:
            handler.wfile.write(delta("嗯"))
            handler.wfile.flush()
        except OSError:
            return
        time.sleep(0.02)


@contextmanager
def serving(answer: Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]) -> Iterator[Server]:
    server = Server(answer=answer)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.asked.append(request)
            server.answer(self, request)

        def log_message(self, *_: Any) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.url = f"http://127.0.0.1:{http.server_port}/v1"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benmo.drafting.patience.FIRST_WAIT", 0.01)


def ask(server: Server, home: Path, options: Ask = PLAIN, **rest: Any) -> Completion:
    with open_model(ModelSettings(base_url=server.url, model="m", home=home, **{"cache": False, **rest})) as model:
        return model.complete(ASKED, options)


def test_a_reply_with_its_cost(tmp_path: Path) -> None:
    pieces: list[str] = []
    with serving(well) as server:
        reply = ask(server, tmp_path, Ask(on_text=pieces.append), temperature=0.3, max_tokens=99)
    assert reply.text == "".join(WORDS) == "".join(pieces)
    assert len(pieces) == len(WORDS)
    assert (reply.prompt_tokens, reply.completion_tokens, reply.cached_tokens) == (30, 6, 20)
    assert (reply.server_seconds, reply.finish) == (2.0, "stop")
    request = server.asked[0]
    assert [m["content"] for m in request["messages"]] == [m.content for m in ASKED]
    assert (request["model"], request["temperature"]) == ("m", 0.3)
    assert 99 in (request.get("max_tokens"), request.get("max_completion_tokens"))


@pytest.mark.parametrize(
    ("answer", "kind", "told", "times"),
    [
        (status(500), ModelBusy, "HTTP 500", 3),
        (status(503), ModelBusy, "HTTP 503", 3),
        (status(429), ModelBusy, "HTTP 429", 3),
        (status(401), ModelError, "拒绝访问", 1),
        (status(404), ModelError, "没有这个地址或者模型", 1),
        (status(400), ModelError, "不接受请求", 1),
        (garbage(b"data: {half a json\n\n"), ModelError, "不合约定", 1),
        (garbage(b"<html>hello</html>", "text/html"), ModelError, "不合约定", 1),
        (garbage(b"\x00\xff\xfe" * 50), ModelError, "不合约定", 1),
    ],
)
def test_failures_are_told_and_repeated_only_where_it_may_help(
    answer: Any, kind: type[ModelError], told: str, times: int, tmp_path: Path
) -> None:
    with serving(answer) as server:
        with pytest.raises(ModelError, match=told) as caught:
            ask(server, tmp_path, retries=2)
        assert type(caught.value) is kind
        assert server.url in caught.value.message
        assert len(server.asked) == times


def test_a_failure_that_passes(tmp_path: Path) -> None:
    with serving(status(503)) as server:

        def second(handler: BaseHTTPRequestHandler, request: dict[str, Any]) -> None:
            (status(503) if len(server.asked) < 2 else well)(handler, request)

        server.answer = second
        assert ask(server, tmp_path, retries=2).text == "".join(WORDS)
        assert len(server.asked) == 2


def test_nobody_listens(tmp_path: Path) -> None:
    with serving(well) as server:
        pass
    with pytest.raises(ModelBusy, match="连接不上"):
        ask(server, tmp_path, retries=1)


def test_one_call_keeps_to_its_time(tmp_path: Path) -> None:
    with serving(dripping) as server, pytest.raises(ModelTimeout, match=r"没有(写完|应答)"):
        ask(server, tmp_path, timeout=0.2, retries=3)
    assert len(server.asked) == 1


def test_silence_is_a_time_out(tmp_path: Path) -> None:
    free = threading.Event()
    with serving(lambda handler, request: bool(free.wait(5)) and None) as server:
        with pytest.raises(ModelTimeout, match="没有应答"):
            ask(server, tmp_path, timeout=0.2)
        free.set()


def test_the_total_time_is_kept_too(tmp_path: Path) -> None:
    with serving(well) as server, pytest.raises(ModelTimeout, match="总时限"):
        ask(server, tmp_path, Ask(deadline=time.monotonic() - 1))
    assert not server.asked


def test_it_can_be_stopped_midway(tmp_path: Path) -> None:
    cancel = threading.Event()
    with serving(dripping) as server, pytest.raises(ModelCancelled):
        ask(server, tmp_path, Ask(on_text=lambda _: cancel.set(), cancel=cancel))


def test_a_schema_is_sent_and_given_up_where_the_server_has_none(tmp_path: Path) -> None:
    with serving(well) as server:

        def picky(handler: BaseHTTPRequestHandler, request: dict[str, Any]) -> None:
            (status(400) if "response_format" in request else well)(handler, request)

        settings = ModelSettings(base_url=server.url, model="m", home=tmp_path, cache=False)
        with open_model(settings) as model:
            model.complete(ASKED, Ask(schema=SCHEMA))
            assert server.asked[-1]["response_format"]["json_schema"]["schema"] == SCHEMA
            server.answer = picky
            server.asked.clear()
            assert model.complete(ASKED, Ask(schema=SCHEMA)).text
            assert ["response_format" in r for r in server.asked] == [True, False]
            model.complete(ASKED, Ask(schema=SCHEMA))
            assert "response_format" not in server.asked[-1]


def test_a_reply_is_remembered(tmp_path: Path) -> None:
    with serving(well) as server:
        first = ask(server, tmp_path, cache=True)
        second = ask(server, tmp_path, cache=True)
        assert (first.text, first.replayed) == (second.text, False)
        assert (second.replayed, second.prompt_tokens) == (True, 0)
        ask(server, tmp_path, Ask(prompt="another v2"), cache=True)
        ask(server, tmp_path, cache=True, temperature=0.9)
        ask(server, tmp_path, cache=False)
        assert len(server.asked) == 4
    files = list((tmp_path / "cache" / "llm").iterdir())
    assert len(files) == 3
    assert all(f.stat().st_mode & 0o077 == 0 for f in files)


def test_a_cancel_is_heard_while_the_server_is_silent(tmp_path: Path) -> None:
    asked, answer, over = threading.Event(), threading.Event(), threading.Event()

    def silent(handler: BaseHTTPRequestHandler, request: dict[str, Any]) -> None:
        asked.set()
        answer.wait(30)

    failed: list[ModelError] = []

    def call(cancel: threading.Event) -> None:
        try:
            ask(server, tmp_path, Ask(cancel=cancel), timeout=60.0)
        except ModelError as error:
            failed.append(error)
        over.set()

    with serving(silent) as server:
        cancel = threading.Event()
        threading.Thread(target=call, args=(cancel,), daemon=True).start()
        assert asked.wait(30)
        cancel.set()
        heard = over.wait(20)
        answer.set()
    assert heard
    assert isinstance(failed[0], ModelCancelled)
