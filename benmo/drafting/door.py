"""Opening the door: the configured endpoint, or the embedded server started for as long as it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

from benmo.drafting.model import ChatModel, Model
from benmo.drafting.model_settings import ModelSettings


@contextmanager
def open_model(settings: ModelSettings) -> Iterator[Model]:
    """A model by *settings* for the length of a ``with`` block. Raises ModelError when there is none to be had."""
    if not settings.embedded:
        with closing(ChatModel(settings)) as remote:
            yield remote
        return
    from benmo.drafting.embedded import EmbeddedServer, model_file

    file = model_file(settings)
    with (
        EmbeddedServer(file, settings.threads) as server,
        closing(ChatModel(replace(settings, base_url=server.base_url, model="local"))) as model,
    ):
        model.name = file.stem
        model.endpoint = "embedded"
        yield model
