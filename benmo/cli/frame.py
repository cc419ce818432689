"""click in Chinese, with commands that are imported only when they are called."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

import click

from benmo.render.width import pad, width

HELP = {"help_option_names": ["-h", "--help"]}


class ChineseHelp(click.Command):
    """Help pages in Chinese, laid out for characters of two cells."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        usage = " ".join(self.collect_usage_pieces(ctx))
        formatter.write(f"用法：{ctx.command_path} {usage}\n\n")
        formatter.write(inspect.cleandoc(self.help or "") + "\n")
        if isinstance(self, click.Group):
            _table(formatter, "命令", [(n, self.summary(n)) for n in self.list_commands(ctx)])
        _table(formatter, "选项", [row for p in self.get_params(ctx) if (row := p.get_help_record(ctx))])
        if self.epilog:
            formatter.write("\n" + self.epilog.rstrip() + "\n")

    def summary(self, name: str) -> str:
        """One line about the command *name* of a group."""
        raise NotImplementedError

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本说明"
        return option


def _table(formatter: click.HelpFormatter, title: str, rows: list[tuple[str, str]]) -> None:
    if not rows:
        return
    column = min(34, max(width(left) for left, _ in rows))
    formatter.write(f"\n{title}：\n")
    for left, right in rows:
        lead = f"  {pad(left, column)}  "
        if width(left) > column:
            formatter.write(f"  {left}\n")
            lead = " " * (column + 4)
        formatter.write(f"{lead}{right}\n")


class Command(ChineseHelp):
    """A command of ours."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        kwargs["context_settings"] = HELP | (kwargs.get("context_settings") or {})
        super().__init__(*args, **kwargs)


class LazyGroup(ChineseHelp, click.Group):
    """A group whose commands live in modules that are imported on use.

    ``lazy`` maps a command's name to (``module:object``, one line about it), in the order of the help page.
    """

    def __init__(self, *args: Any, lazy: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        kwargs.setdefault("subcommand_metavar", "命令 …")
        kwargs["context_settings"] = HELP | (kwargs.get("context_settings") or {})
        super().__init__(*args, **kwargs)
        self.lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.lazy:
            return None
        module, _, name = self.lazy[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def summary(self, name: str) -> str:
        return self.lazy[name][1]


def command(name: str, **attributes: Any) -> Callable[[Callable[..., Any]], click.Command]:
    """Decorator: a :class:`Command` called *name*; its docstring is the help text."""
    return click.command(name, cls=Command, **attributes)


def usage_words(error: click.ClickException) -> str:
    """What click has to say about wrong use, in Chinese."""
    match error:
        case click.NoSuchOption():
            near = f"是不是 {'、'.join(error.possibilities)}？" if error.possibilities else ""
            return f"没有 {error.option_name} 这个选项。{near}"
        case click.MissingParameter():
            param = error.param
            what = param.make_metavar(_context(error)) if isinstance(param, click.Argument) else _names(param)
            return f"缺少{'参数' if isinstance(param, click.Argument) else '选项'} {what}。"
        case click.BadParameter():
            return f"{_names(error.param)} 的值不对：{_value_words(error)}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 用得不对：它后面要有一个值。"
        case click.UsageError() if error.message.startswith("No such command"):
            return f"没有这个命令：{error.message.split(chr(39))[1] if chr(39) in error.message else error.message}。"
        case click.UsageError() if error.message.startswith("Got unexpected extra argument"):
            return f"多出的参数：{error.message.partition('(')[2].rstrip(').')}。"
        case click.UsageError() if error.message.startswith("Missing command"):
            return "缺少命令。"
    return error.format_message()


def _context(error: click.UsageError) -> click.Context:
    return error.ctx or click.get_current_context()


def _names(param: click.Parameter | None) -> str:
    return "／".join(param.opts) if param is not None else "参数"


def _value_words(error: click.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return f"只能是 {'、'.join(map(str, kind.choices))}。"
    if isinstance(kind, click.DateTime):
        return "应为存在的日期，写作 2025-03-01 的形式。"
    if isinstance(kind, click.types.IntParamType | click.types.FloatParamType):
        return f"应为数字{_range(kind)}。"
    return error.message


def _range(kind: object) -> str:
    low, high = getattr(kind, "min", None), getattr(kind, "max", None)
    words = [f"不小于 {low}" if low is not None else "", f"不大于 {high}" if high is not None else ""]
    joined = "、".join(w for w in words if w)
    return f"（{joined}）" if joined else ""
