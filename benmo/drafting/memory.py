"""Replies that were given before: the same prompt, words and model need not be asked twice.

One small JSON file a reply in ``BENMO_HOME/cache/llm``, readable by its owner only (it holds case text), at most
:data:`MOST` of them, the longest unused going first. ``[llm] cache = false`` switches it off.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from benmo.drafting.model import PLAIN, Ask, Completion, Model
from prompts import Message

MOST = 2000


class Memory:
    """The folder of remembered replies below the data folder *home*. A folder that cannot be written is no error."""

    def __init__(self, home: Path, most: int = MOST) -> None:
        self.folder = home / "cache" / "llm"
        self._most = most

    def find(self, key: str) -> Completion | None:
        """The reply under *key*, marked as replayed and free of cost; None when there is none."""
        path = self._path(key)
        try:
            raw = json.loads(path.read_text("utf-8"))
            found = Completion(str(raw["text"]), finish=str(raw["finish"]), replayed=True)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        with suppress(OSError):
            os.utime(path)
        return found

    def keep(self, key: str, reply: Completion) -> None:
        """Remember *reply*; written whole or not at all."""
        path = self._path(key)
        part = path.with_suffix(f".{os.getpid()}.part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
                json.dump({"text": reply.text, "finish": reply.finish}, out, ensure_ascii=False)
            part.replace(path)
            self._trim()
        except OSError:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def clear(self) -> int:
        """Forget everything; how many replies there were."""
        files = list(self.folder.glob("*.json"))
        for file in files:
            file.unlink(missing_ok=True)
        return len(files)

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json"

    def _trim(self) -> None:
        files = list(self.folder.glob("*.json"))
        if len(files) > self._most:
            files.sort(key=lambda f: f.stat().st_mtime)
            for file in files[: len(files) - self._most]:
                file.unlink(missing_ok=True)


class Remembering:
    """*model* in front of which a :class:`Memory` answers what it knows. Only whole replies are kept."""

    def __init__(self, model: Model, memory: Memory, identity: str) -> None:
        self._model = model
        self._memory = memory
        self._identity = identity
        self.name, self.endpoint, self.concurrency = model.name, model.endpoint, model.concurrency
        self.limit = model.limit

    def complete(self, messages: Sequence[Message], ask: Ask = PLAIN) -> Completion:
        """The remembered reply, else the model's."""
        ask.check()
        key = self.key(messages, ask)
        known = self._memory.find(key)
        if known is not None:
            if ask.on_text:
                ask.on_text(known.text)
            return known
        reply = self._model.complete(messages, ask)
        if reply.text.strip() and reply.finish in ("stop", ""):
            self._memory.keep(key, reply)
        return reply

    def key(self, messages: Sequence[Message], ask: Ask) -> str:
        """sha256 of model, prompt (id, version, hash), reply schema and every message."""
        whole = [self._identity, ask.prompt, ask.schema, [dataclasses.astuple(m) for m in messages]]
        return hashlib.sha256(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
