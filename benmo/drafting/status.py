"""What ``benmo llm status`` and ``benmo doctor`` tell of the language model: found, answering, or how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec

from benmo.drafting.embedded import ask, installed, model_file
from benmo.drafting.errors import ModelMissing
from benmo.drafting.model_settings import ModelSettings
from benmo.errors import ModelError


@dataclass(frozen=True, slots=True)
class Status:
    """One answer. ``lines`` are for people; ``usable`` says whether drafting with a model would work now."""

    usable: bool
    endpoint: str
    model: str
    embedded: bool
    lines: tuple[str, ...]
    mend: tuple[str, ...] = ()


def status(settings: ModelSettings) -> Status:
    """The state of the configured model. Contacts nothing but the configured address; never raises for its state."""
    if settings.kind == "transformers":
        return _weights(settings)
    return _embedded(settings) if settings.embedded else _endpoint(settings)


def _weights(settings: ModelSettings) -> Status:
    from benmo.drafting.weights import weights_folder

    lines, folder = [f"方式：本机 transformers（dtype {settings.dtype}，device {settings.device}）"], settings.file
    try:
        folder = weights_folder(settings)
    except ModelError as error:
        return Status(False, "transformers", "", False, (*lines, error.message), (error.hint,))
    return Status(True, "transformers", folder.name, False, (*lines, f"模型目录：{folder}"))


def _endpoint(settings: ModelSettings) -> Status:
    reply = ask(settings.base_url.rstrip("/") + "/models", min(5.0, settings.timeout), settings.api_key)
    offered = _names(reply)
    lines = [f"接口：{settings.base_url}", f"设置的模型：{settings.model or '（未设置）'}"]
    if reply is None:
        mend = ("启动接口服务，或改正 BENMO_LLM_BASE_URL；清空该设置则使用内置模型",)
        return Status(False, settings.base_url, settings.model, False, (*lines, "状态：没有应答"), mend)
    lines.append(f"状态：有应答，提供的模型：{'、'.join(offered) or '（未列出）'}")
    wrong = bool(offered and settings.model and settings.model not in offered)
    right = [f"接口上没有 {settings.model}，把 BENMO_LLM_MODEL 改为：{'、'.join(offered)}"] if wrong else []
    name = settings.model or next(iter(offered), "")
    return Status(not wrong, settings.base_url, name, False, tuple(lines), tuple(right))


def _names(reply: object) -> list[str]:
    data = reply.get("data") if isinstance(reply, dict) else None
    return (
        [str(entry["id"]) for entry in data if isinstance(entry, dict) and "id" in entry]
        if isinstance(data, list)
        else []
    )


def _embedded(settings: ModelSettings) -> Status:
    mend, lines, name = [], ["接口：未设置，使用内置模型"], ""
    if not installed():
        mend.append('pip install -e ".[model]"')
        lines.append("内置服务：缺少可选组件 model")
    else:
        lines.append("内置服务：已安装")
    if find_spec("langchain_openai") is None:
        mend.append("pip install .")
        lines.append("LangChain：缺少")
    try:
        file = model_file(settings)
        name = file.name
        lines.append(f"模型文件：{file}（{file.stat().st_size / 1e9:.2f} GB）")
    except ModelMissing as error:
        lines.append(f"模型文件：{error.message}")
        mend.append(error.hint)
    return Status(not mend, "", name, True, tuple(lines), tuple(mend))
