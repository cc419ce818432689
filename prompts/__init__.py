"""Prompts for language models, one file a prompt and version, with front matter.

A released version is never edited: a change is a new file with the next number, because every generated text records
the id, version and content hash of the prompt that made it. Imports nothing of this project.

    point = prompts.load("drafting/jianyi.point", 1)
    point.render(paragraph="…")          # refuses missing and unknown variables by name
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

#: Brackets of data marks, and of the turns of chat templates, with their look-alikes.
_MARKS = str.maketrans("<>＜＞", "〈〉〈〉")
_NAME = re.compile(r"^[a-z0-9_]+(?:/[a-z0-9_.]+)*$")
_SLOT = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
_ROLE = re.compile(r"^# (system|user|assistant)\s*$", re.MULTILINE)
_KEYS = frozenset({"id", "version", "purpose", "inputs", "output", "model_notes"})


#: Values for the slots of a prompt.
Slots = Mapping[str, str]


class PromptError(Exception):
    """A prompt file is missing or wrong, or it was rendered with the wrong variables."""


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the conversation that a prompt asks for."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt: what it is for, what it needs, what it gives back, and its text with ``{{slots}}``.

    ``sha256`` is of the whole file; ``inputs`` maps each variable to its description; ``output`` is a JSON schema.
    """

    id: str
    version: int
    purpose: str
    inputs: Mapping[str, str]
    output: Mapping[str, Any]
    model_notes: str
    sha256: str
    body: str

    def render(self, **variables: str) -> tuple[Message, ...]:
        """The messages with every slot filled. Raises PromptError naming missing or unknown variables.

        Case text belongs in the variables that the prompt puts between data marks; :func:`as_data` keeps it from
        closing them.
        """
        missing = sorted(set(self.inputs) - set(variables))
        unknown = sorted(set(variables) - set(self.inputs))
        if missing or unknown:
            told = [f"缺少变量 {'、'.join(missing)}"] if missing else []
            told += [f"不认识的变量 {'、'.join(unknown)}"] if unknown else []
            raise PromptError(f"提示词 {self.id} v{self.version}：{'；'.join(told)}")
        return tuple(
            Message(role, _SLOT.sub(lambda m: variables[m.group(1)], text)) for role, text in _turns(self.body)
        )


def as_data(text: str) -> str:
    """Case text as it may stand between data marks: the marks' own brackets are replaced by look-alikes."""
    return text.translate(_MARKS)


@cache
def load(prompt_id: str, version: int) -> Prompt:
    """The prompt *prompt_id* in *version*. Raises PromptError when it is missing or its front matter is wrong."""
    if not _NAME.match(prompt_id):
        raise PromptError(f"提示词编号不对：{prompt_id}")
    folder, _, name = prompt_id.rpartition("/")
    file = resources.files(__name__).joinpath(*filter(None, folder.split("/")), f"{name}.v{version}.md")
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise PromptError(f"没有提示词 {prompt_id} 的第 {version} 版") from error
    return parse(raw, prompt_id, version)


def parse(raw: bytes, prompt_id: str, version: int) -> Prompt:
    """A prompt from the bytes of its file, checked against the id and version that it was asked for by."""
    import yaml

    parts = raw.decode("utf-8").split("---\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise PromptError(f"提示词 {prompt_id} 没有 --- 之间的说明部分")
    front = yaml.safe_load(parts[1])
    where = f"提示词 {prompt_id} v{version}"
    if not isinstance(front, dict):
        raise PromptError(f"{where} 的说明部分不是“项: 值”的形式")
    unknown, lacking = sorted(set(front) - _KEYS), sorted(_KEYS - set(front))
    if unknown or lacking:
        raise PromptError(f"{where}：不认识的项 {unknown}，缺少的项 {lacking}")
    if (front["id"], front["version"]) != (prompt_id, version):
        raise PromptError(f"{where} 的说明部分写作 {front['id']} v{front['version']}")
    slots, inputs = set(_SLOT.findall(parts[2])), dict(front["inputs"])
    if slots != set(inputs):
        raise PromptError(f"{where}：正文用到 {sorted(slots)}，说明列出 {sorted(inputs)}")
    if not _turns(parts[2]):
        raise PromptError(f"{where} 的正文没有 # system、# user 段")
    return Prompt(
        prompt_id, version, str(front["purpose"]), inputs, dict(front["output"]), str(front["model_notes"]),
        hashlib.sha256(raw).hexdigest(), parts[2],
    )  # fmt: skip


def _turns(body: str) -> list[tuple[str, str]]:
    marks = list(_ROLE.finditer(body))
    ends = [m.start() for m in marks[1:]] + [len(body)]
    return [(m.group(1), body[m.end() : end].strip()) for m, end in zip(marks, ends, strict=False)]
