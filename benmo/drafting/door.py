"""Opening the door: an endpoint, the embedded server started for as long as it is needed, or weights in this process.

Whichever it is, calls are repeated when a failure may pass (:mod:`.patience`) and replies are remembered
(:mod:`.memory`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

from benmo.drafting.chat import ChatModel
from benmo.drafting.memory import Memory, Remembering
from benmo.drafting.model import Model
from benmo.drafting.model_settings import ModelSettings
from benmo.drafting.patience import Patient


@contextmanager
def open_model(settings: ModelSettings) -> Iterator[Model]:
    """A model by *settings* for the length of a ``with`` block. Raises ModelError when there is none to be had."""
    with _back_end(settings) as chat:
        model: Model = Patient(chat, settings.retries)
        if settings.cache:
            model = Remembering(model, Memory(settings.home), chat.identity)
        yield model


@contextmanager
def _back_end(settings: ModelSettings) -> Iterator[ChatModel]:
    if settings.kind == "transformers":
        with closing(_transformers(settings)) as local:
            yield local
    elif settings.kind == "endpoint":
        with closing(_endpoint(settings, settings.model or "local", settings.base_url)) as remote:
            yield remote
    else:
        from benmo.drafting.embedded import EmbeddedServer, model_file

        file = model_file(settings)
        with EmbeddedServer(file, settings.threads) as server:
            inside = replace(settings, base_url=server.base_url, model="local")
            with closing(_endpoint(inside, file.stem, "embedded", str(file.stat().st_size))) as chat:
                yield chat


def _endpoint(settings: ModelSettings, name: str, endpoint: str, weights: str = "") -> ChatModel:
    from benmo.drafting.endpoint import open_endpoint

    return ChatModel(
        lambda: open_endpoint(settings),
        name,
        endpoint,
        timeout=settings.timeout,
        limit=settings.total_timeout,
        concurrency=settings.side_by_side,
        identity=f"{endpoint} {name} {weights} {settings.temperature} {settings.max_tokens}",
    )


def _transformers(settings: ModelSettings) -> ChatModel:
    from benmo.drafting.weights import open_weights, weights_folder

    folder = weights_folder(settings)
    return ChatModel(
        lambda: open_weights(settings),
        folder.name,
        "transformers",
        timeout=settings.timeout,
        limit=settings.total_timeout,
        in_process=True,
        identity=f"transformers {folder.resolve()} {settings.dtype} {settings.temperature} {settings.max_tokens}",
    )
