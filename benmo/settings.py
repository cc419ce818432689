"""What an office may set, read from one file and the environment.

The one data folder is ``BENMO_HOME`` (default ``~/.benmo``); the one settings file is ``settings.toml`` in it. Every
setting may also come from the environment as ``BENMO_<SECTION>_<KEY>`` (``BENMO_LLM_BASE_URL``), which wins.
Unknown sections and keys are refused: a misspelt setting that is silently ignored is worse than none.

Plain dataclasses and the standard library on purpose: every command loads this, and most must start at once.
"""

from __future__ import annotations

import dataclasses
import os
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, fields
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

from benmo.errors import SettingsError
from nlp.readers.limits import DEFAULT_LIMITS, Limits

T = TypeVar("T")

#: Variables with a name of their own, which are no ``BENMO_<SECTION>_<KEY>``.
SPECIAL = {"BENMO_HOME": "数据目录", "BENMO_MODEL": "本机已有的 GGUF 模型文件（设置后不再下载）"}
#: Settings that may hold a password; never shown.
SECRET = frozenset({"api_key", "url"})


@dataclass(frozen=True, slots=True)
class Office:
    """The office that uses the program; printed in papers."""

    name: str = field(default="", metadata={"zh": "本院全称，用于文书，例如 某某市某某区人民检察院"})


@dataclass(frozen=True, slots=True)
class Llm:
    """The language model. An empty ``backend`` follows from ``base_url`` and ``model_path``; neither: the embedded one.

    Metadata: ``least`` is the smallest allowed number (default: above 0), ``choices`` the allowed words.
    """

    backend: str = field(
        default="",
        metadata={
            "zh": "endpoint（接口）、embedded（内置 llama.cpp）、transformers（本机权重目录）；留空则自动",
            "choices": ("", "endpoint", "embedded", "transformers"),
        },
    )
    base_url: str = field(
        default="", metadata={"zh": "OpenAI 兼容接口地址，例如 http://127.0.0.1:8000/v1；留空用内置模型"}
    )
    model: str = field(default="", metadata={"zh": "接口上的模型名"})
    api_key: str = field(default="", metadata={"zh": "接口密钥；本机接口一般不需要"})
    model_path: str = field(default="", metadata={"zh": "本机模型：.gguf 文件（内置），或者权重目录（transformers）"})
    dtype: str = field(
        default="auto",
        metadata={"zh": "transformers 的计算精度", "choices": ("auto", "float32", "float16", "bfloat16")},
    )
    device: str = field(default="auto", metadata={"zh": "transformers 的设备：auto、cpu、cuda、cuda:0"})
    timeout: float = field(default=120.0, metadata={"zh": "每次改写最多等待的秒数"})
    total_timeout: float = field(default=1800.0, metadata={"zh": "一份文书全部改写最多用的秒数"})
    retries: int = field(default=1, metadata={"zh": "接口繁忙、断开时再试的次数", "least": 0})
    concurrency: int = field(default=0, metadata={"zh": "接口同时处理的项数，0 为自动", "least": 0})
    threads: int = field(default=0, metadata={"zh": "内置模型的线程数，0 为全部处理器", "least": 0})
    temperature: float = field(default=0.0, metadata={"zh": "取样温度，0 为每次相同", "least": 0})
    max_tokens: int = field(default=1024, metadata={"zh": "每次改写最多生成的词元；会先思考的模型应加大"})
    cache: bool = field(default=True, metadata={"zh": "记住模型对相同内容的回答（存于数据目录 cache/llm）"})


@dataclass(frozen=True, slots=True)
class Ocr:
    """Character recognition of scans and pictures, with the optional extra ``ocr``."""

    enabled: bool = field(default=True, metadata={"zh": "扫描件与图片是否做文字识别（需要可选组件 ocr）"})
    dpi: int = field(default=200, metadata={"zh": "识别前把 PDF 页面画成多少 dpi"})
    doubt: float = field(default=0.8, metadata={"zh": "把握低于此值（0 至 1）的字标为存疑"})
    cache_mb: int = field(default=200, metadata={"zh": "已识别页面的缓存上限（MB），在数据目录 cache/ocr 下"})


@dataclass(frozen=True, slots=True)
class Storage:
    """Where the desk keeps its data. An empty ``url`` means SQLite in the data folder."""

    url: str = field(
        default="",
        metadata={"zh": "数据库地址，例如 postgresql://用户:口令@127.0.0.1:5432/benmo；留空用数据目录中的 SQLite"},
    )


@dataclass(frozen=True, slots=True)
class Web:
    """The desk in the browser."""

    session_minutes: int = field(default=120, metadata={"zh": "登录后多少分钟不操作即须重新登录"})
    session_hours: int = field(default=12, metadata={"zh": "登录后最多多少小时须重新登录"})
    upload_mb: int = field(default=512, metadata={"zh": "一次收件的总大小上限（MB）"})
    upload_files: int = field(default=5000, metadata={"zh": "一次收件的文件数上限"})
    remind_days: int = field(default=15, metadata={"zh": "回复期限届满前多少天起提醒"})

    @property
    def form_files(self) -> int:
        """How many files a form may hold: one more than is allowed, so that too many can be told of."""
        return self.upload_files + 1

    @property
    def form_fields(self) -> int:
        """How many other fields a form may hold: a path for each file, and a few."""
        return self.upload_files + 8


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that may be set, with its default."""

    office: Office = Office()
    llm: Llm = Llm()
    ocr: Ocr = Ocr()
    storage: Storage = Storage()
    web: Web = Web()
    limits: Limits = DEFAULT_LIMITS


def home() -> Path:
    """The one data folder; it need not exist yet."""
    return _home(os.environ.get("BENMO_HOME"), os.environ.get("HOME"))


@lru_cache(maxsize=8)
def _home(given: str | None, _user: str | None) -> Path:
    # What is asked for twice for each file of a batch is reckoned once for each value of the variables.
    return Path(given or Path.home() / ".benmo").expanduser()


def settings_file() -> Path:
    """The one settings file; it need not exist."""
    return home() / "settings.toml"


@lru_cache(maxsize=8)
def _load(file: str, _written: tuple[int, int] | None, environment: tuple[tuple[str, str], ...]) -> Settings:
    path = Path(file)
    raw = _read(path)
    known = {f.name for f in fields(Settings)}
    for name, value in raw.items():
        if name not in known:
            raise SettingsError(f"设置文件 {path} 中有不认识的一节 [{name}]。", f"可用的节：{'、'.join(sorted(known))}")
        if not isinstance(value, dict):
            raise SettingsError(f"设置文件 {path} 中 {name} 应写成一节 [{name}]。", "见 benmo config show 的格式")
    env = dict(environment)
    return Settings(
        office=_section(Office, "office", raw, env, path),
        llm=_section(Llm, "llm", raw, env, path),
        ocr=_section(Ocr, "ocr", raw, env, path),
        storage=_section(Storage, "storage", raw, env, path),
        web=_section(Web, "web", raw, env, path),
        limits=_section(Limits, "limits", raw, env, path),
    )


@contextmanager
def held() -> Iterator[Settings]:
    """The settings in force now, kept for all that is done inside: many small files are read by the same ones.

    Raises:
        SettingsError: as :func:`load`.
    """
    settings = load()
    token = _held.set(settings)
    try:
        yield settings
    finally:
        _held.reset(token)


_held: ContextVar[Settings | None] = ContextVar("held", default=None)


def load() -> Settings:
    """The settings in force now.

    Raises:
        SettingsError: the file or a variable is wrong; the message names the place.
    """
    if kept := _held.get():
        return kept
    given = tuple((name, os.environ[name]) for name in _variables() if name in os.environ) if _any_given() else ()
    return _load(str(settings_file()), _stamp(settings_file()), given)


def _stamp(path: Path) -> tuple[int, int] | None:
    """When the file was last written, and its size; None where there is none. A change by hand is so seen at once."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _any_given() -> bool:
    """Whether any setting may be in the environment: asked for every file of a batch, and a look-up is slow."""
    if os.supports_bytes_environ:
        # All names in one piece: to look for six letters there is far cheaper than to look at forty names.
        named = b"\0".join(os.environb)
        return named.count(b"BENMO_") > named.count(b"BENMO_HOME")
    return any(name.startswith("BENMO_") for name in os.environ)


@cache
def _variables() -> tuple[str, ...]:
    """Every environment variable that is a setting. Asking for these is much cheaper than walking the environment."""
    kinds: tuple[tuple[str, Any], ...] = (("office", Office), ("llm", Llm), ("ocr", Ocr), ("limits", Limits))
    kinds += (("storage", Storage), ("web", Web))
    return tuple(f"BENMO_{section}_{f.name}".upper() for section, kind in kinds for f in fields(kind))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"设置文件 {path} 无法读取：{error}。", "检查权限，并存为 UTF-8 编码") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"设置文件 {path} 不是有效的 TOML：{error}。", "改正该行；文字要加引号") from error


def _section(kind: type[T], name: str, raw: Mapping[str, Any], env: Mapping[str, str], path: Path) -> T:
    given = raw.get(name, {})
    known = {f.name: f for f in fields(kind)}  # type: ignore[arg-type]
    for key in given:
        if key not in known:
            raise SettingsError(
                f"设置文件 {path} 的 [{name}] 中有不认识的设置 {key}。", f"可用的设置：{'、'.join(sorted(known))}"
            )
    values: dict[str, Any] = {}
    for key, spec in known.items():
        variable = f"BENMO_{name}_{key}".upper()
        if variable in env:
            values[key] = _coerce(spec, env[variable], f"环境变量 {variable}")
        elif key in given:
            values[key] = _coerce(spec, given[key], f"设置文件 {path} 的 [{name}] {key}")
    return kind(**values)


def _coerce(spec: dataclasses.Field[Any], value: object, where: str) -> object:
    """*value* as the type of the setting's default; environment variables arrive as text."""
    kind: type[Any] = type(cast(object, spec.default))
    name = _KINDS.get(kind, kind.__name__)
    name = "不小于 0 的数" if spec.metadata.get("least") == 0 else name
    wrong = SettingsError(f"{where} 的值 {value!r} 不对。", f"应为{name}，例如 {spec.default!r}")
    if kind is bool:
        word = str(value).lower()
        if word not in {"true", "false", "1", "0"}:
            raise wrong
        return word in {"true", "1"}
    if kind is str:
        choices = spec.metadata.get("choices")
        if choices and value not in choices:
            words = "、".join(c or "（留空）" for c in choices)
            raise SettingsError(f"{where} 的值 {value!r} 不对。", f"可用：{words}")
        if not isinstance(value, str):
            raise wrong
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise wrong
    try:
        number = kind(value)
    except ValueError:
        raise wrong from None
    least = spec.metadata.get("least")
    low = number <= 0 if least is None else number < least
    if (
        low
        or number != number
        or number == float("inf")
        or (kind is int and isinstance(value, float) and value != number)
    ):
        raise wrong
    return number


_KINDS: dict[type, str] = {int: "正整数", float: "正数", str: "文字", bool: "true 或 false"}


def unknown_variables() -> list[str]:
    """``BENMO_…`` variables that set nothing; ``benmo doctor`` and ``benmo config show`` tell of them."""
    known = set(SPECIAL)
    for section in fields(Settings):
        known |= {f"BENMO_{section.name}_{f.name}".upper() for f in fields(section.default)}  # type: ignore[arg-type]
    return sorted(k for k in os.environ if k.startswith("BENMO_") and k not in known)
