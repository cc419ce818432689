"""The embedded model: a llama.cpp server that we start ourselves, in a child process, on loopback only.

    with EmbeddedServer(file) as server:
        model = ChatModel(replace(settings, base_url=server.base_url))

The server comes from the optional package xllamacpp; the weights are a GGUF file (BENMO_MODEL, or fetched into the data
folder). The child dies with us: SIGTERM at exit, and it watches for our death itself.
"""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType

from benmo.drafting.errors import ModelMissing
from benmo.drafting.fetch import models_folder, sources
from benmo.drafting.model_settings import ModelSettings
from benmo.errors import MissingExtra, ModelError

CONTEXT = 8192
_READY_WITHIN = 120.0


def model_file(settings: ModelSettings) -> Path:
    """The GGUF file to serve: the one that was set, else the first of the known ones in the data folder.

    Raises ModelMissing with the command that mends it.
    """
    if settings.file is not None:
        if not settings.file.is_file():
            raise ModelMissing(f"BENMO_MODEL 所指的模型文件不存在：{settings.file}", "改正路径，或取消该设置。")
        return settings.file
    folder = models_folder(settings.home)
    for source in sources():
        if (folder / source.file).is_file():
            return folder / source.file
    raise ModelMissing(
        f"没有内置模型文件（{folder}）。", "运行 benmo llm fetch 下载，或用 BENMO_MODEL=文件.gguf 指定已有的模型。"
    )


def installed() -> bool:
    """Whether the optional package of the server is there."""
    return find_spec("xllamacpp") is not None


class EmbeddedServer:
    """A running server; a context manager. ``base_url`` is its OpenAI-compatible address."""

    def __init__(self, file: Path, threads: int = 0) -> None:
        if not installed():
            raise MissingExtra("内置语言模型", "model")
        self.file = file
        self._port = _free_port()
        self.base_url = f"http://127.0.0.1:{self._port}/v1"
        command = [sys.executable, "-m", "benmo.drafting.embedded_child", str(file), str(self._port)]
        command += [str(threads or os.cpu_count() or 1), str(CONTEXT), str(os.getpid())]
        # A session of its own: Ctrl-C at the terminal is for us, who end the child in good order.
        self._child = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        atexit.register(self.close)
        self._wait()

    def __enter__(self) -> EmbeddedServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child process: SIGTERM, and after five seconds the hard way. Harmless when it has ended."""
        atexit.unregister(self.close)
        if self._child.poll() is None:
            self._child.terminate()
            try:
                self._child.wait(5)
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.wait()

    def _wait(self) -> None:
        until = time.monotonic() + _READY_WITHIN
        while time.monotonic() < until:
            if self._child.poll() is not None:
                raise ModelError(
                    f"内置模型启动失败（{self.file.name}，退出码 {self._child.returncode}）。",
                    "检查文件是否完整（benmo llm fetch 会校验）、内存是否足够。",
                )
            if healthy(f"http://127.0.0.1:{self._port}/health"):
                return
            time.sleep(0.1)
        self.close()
        raise ModelError(f"内置模型 {self.file.name} 在 {_READY_WITHIN:.0f} 秒内没有就绪。", "关闭其他程序后重试。")


def healthy(address: str) -> bool:
    """Whether *address* answers with success, asked without any proxy."""
    return ask(address) is not None


def ask(address: str, timeout: float = 2.0, api_key: str = "") -> object | None:
    """The JSON that *address* answers with, None when it does not answer well; never through a proxy."""
    request = urllib.request.Request(address, headers={"Authorization": f"Bearer {api_key}"} if api_key else {})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=timeout) as reply:
            found: object = json.loads(reply.read() or b"{}")
            return found
    except (OSError, ValueError, urllib.error.URLError):
        return None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
