"""Every error that a user may meet, drawn once.

::

    BenmoError                 E00  exit 5   something of ours broke
    ├─ UsageError              E10  exit 2   wrong use: arguments, paths, options that contradict each other
    │  ├─ PathMissing          E11           the file or folder does not exist, or may not be read
    │  ├─ SettingsError        E12           the settings file or a BENMO_… variable is wrong
    │  └─ Busy                 E13           another run is writing the same file
    ├─ Unreadable              E20  exit 1   the material could not be read
    ├─ NothingFirm             E30  exit 3   nothing proven and nothing confirmed: no 检察建议书 may be written
    ├─ ModelError              E40  exit 4   the language model, or the door to it, failed
    │  └─ MissingExtra         E41           an optional package is not installed
    ├─ NotLoggedIn             E50  exit 2   who is it? no, or no longer, logged in
    ├─ NotAllowed              E51           not open to this person
    ├─ NoSuch                  E52           no such object, or not for this person to know
    ├─ Conflict                E53           somebody changed it meanwhile, or its state forbids the act
    └─ Cancelled               E54           a person stopped the work

Messages are Chinese: what happened, to which file, and what to do about it. Codes are stable and can be searched for.
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    UNREADABLE = 1
    USAGE = 2
    NOTHING_FIRM = 3
    MODEL = 4
    INTERNAL = 5


#: Exit codes in words, as ``benmo --help`` and the manual give them.
EXIT_WORDS: dict[Exit, str] = {
    Exit.DONE: "完成",
    Exit.UNREADABLE: "有材料无法读取（其余已处理）",
    Exit.USAGE: "用法、路径或设置有误",
    Exit.NOTHING_FIRM: "不具备起草该文书的条件（没有查实或经人确认的问题等）",
    Exit.MODEL: "语言模型或其接口出错",
    Exit.INTERNAL: "程序内部错误（详情见日志）",
}


class BenmoError(Exception):
    """Root of the family.

    Args:
        message: what happened, in Chinese, naming the file.
        hint: what the user can do about it, in Chinese; may be empty.
    """

    code = "E00"
    exit_code = Exit.INTERNAL

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n  办法：{self.hint}" if self.hint else self.message


class UsageError(BenmoError):
    """The command cannot be carried out as given."""

    code = "E10"
    exit_code = Exit.USAGE


class PathMissing(UsageError):
    """A path does not exist or may not be read."""

    code = "E11"


class SettingsError(UsageError):
    """A setting is unknown or has a wrong value."""

    code = "E12"


class Busy(UsageError):
    """Another process holds the file that this command would write."""

    code = "E13"


class Unreadable(BenmoError):
    """The material could not be read."""

    code = "E20"
    exit_code = Exit.UNREADABLE


class NothingFirm(BenmoError):
    """No violation is shown and no point was confirmed by a person: there is nothing to suggest (不出具检察建议书)."""

    code = "E30"
    exit_code = Exit.NOTHING_FIRM


class ModelError(BenmoError):
    """The language model or the door to it failed."""

    code = "E40"
    exit_code = Exit.MODEL


class MissingExtra(ModelError):
    """An optional package is not installed.

    Args:
        what: what cannot be done without it, in Chinese.
        extra: the name of the extra in pyproject.toml that brings the package.
    """

    code = "E41"

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what}需要可选组件“{extra}”，尚未安装。", f'在项目目录运行 pip install -e ".[{extra}]"')
        self.extra = extra


class NotLoggedIn(BenmoError):
    """Nobody is logged in: wrong name or password, a session that ended, an unknown token."""

    code = "E50"
    exit_code = Exit.USAGE


class NotAllowed(BenmoError):
    """The person may see the object but not do this with it, or the act is not open to the role."""

    code = "E51"
    exit_code = Exit.USAGE


class NoSuch(BenmoError):
    """There is no such object, or the person may not know that there is one (the two are not told apart)."""

    code = "E52"
    exit_code = Exit.USAGE


class Conflict(BenmoError):
    """The object has changed since the person last saw it, or its state does not allow the act."""

    code = "E53"
    exit_code = Exit.USAGE


class Cancelled(BenmoError):
    """A person stopped the work."""

    code = "E54"
    exit_code = Exit.USAGE
