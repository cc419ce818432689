"""The root command, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TextIO

import click

from benmo import __version__
from benmo.cli.frame import LazyGroup, usage_words
from benmo.errors import EXIT_WORDS, BenmoError, Exit

COMMANDS = {
    "review": ("benmo.cli.review:review", "审查一份裁定书或一个卷宗目录，列出问题、证据与评级"),
    "batch": ("benmo.cli.batch:batch", "批量审查一个目录，每个文件或子目录是一案；可续跑"),
    "why": ("benmo.cli.why:why", "说明一项结论的来由：读到什么、没采信什么、按哪条规则"),
    "draft": ("benmo.cli.draft:draft", "起草检察建议书、调卷函、调查核实方案"),
    "read": ("benmo.cli.read:read", "只看读到了什么：文书、类型、修复、未读部分"),
    "law": ("benmo.cli.law:law", "查条文在某日的含义，核对文书引用的条文"),
    "llm": ("benmo.cli.llm:llm", "语言模型：状态、准备"),
    "eval": ("benmo.cli.evaluate:evaluate", "对照标注集打分，测速"),
    "serve": ("benmo.cli.serve:serve", "启动办案台（浏览器与接口）"),
    "user": ("benmo.cli.desk:user", "办案台的用户：增加、重设口令、列出"),
    "backup": ("benmo.cli.desk:backup", "备份办案台的全部数据"),
    "restore": ("benmo.cli.desk:restore", "从备份恢复"),
    "export": ("benmo.cli.desk:export", "导出案件、问题与决定（xlsx、csv、jsonl）"),
    "audit": ("benmo.cli.desk:audit", "核对审计日志与原件"),
    "config": ("benmo.cli.config:config", "查看生效的设置"),
    "doctor": ("benmo.cli.doctor:doctor", "检查安装：装了什么、缺什么、怎样补"),
}
EXIT_TABLE = "退出码：\n" + "\n".join(f"  {int(code)}  {words}" for code, words in EXIT_WORDS.items())
#: Shells report a process ended by a signal as 128 + its number.
INTERRUPTED, PIPE_CLOSED = 130, 141


@click.group(
    cls=LazyGroup,
    lazy=COMMANDS,
    epilog=EXIT_TABLE,
    invoke_without_command=True,
)
@click.version_option(__version__, "--version", message="benmo %(version)s", help="显示版本")
@click.pass_context
def root(ctx: click.Context) -> None:
    """本末 benmo：离线审查“终结本次执行程序”裁定，供检察人员参考。

    材料没有写的，只列“待核实”，不作违法认定；每项结论都指明原文位置。
    全部处理在本机完成，不向外发送任何材料。
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code. Never raises, never prints a traceback."""
    _speak_utf8(sys.stdout)
    _speak_utf8(sys.stderr)
    try:
        code = _invoke(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # The reader (head, less) has gone; whatever is still buffered must not raise again at shutdown.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED


def _invoke(arguments: Sequence[str] | None) -> int:
    try:
        given = None if arguments is None else list(arguments)
        result = root.main(args=given, prog_name="benmo", standalone_mode=False)
        return int(result) if isinstance(result, int) else Exit.DONE
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        _say(usage_words(error))
        context = getattr(error, "ctx", None)
        _say(f"  办法：{context.command_path if context else 'benmo'} --help 查看用法")
        return Exit.USAGE
    except BenmoError as error:
        _say(f"{error}（{error.code}）" if not error.hint else f"{error.message}（{error.code}）\n  办法：{error.hint}")
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        _say("\n已中断。")
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:
        from benmo.journal import note_failure

        log = note_failure("benmo " + " ".join(sys.argv[1:2]), error)
        _say(f"程序内部错误：{type(error).__name__}。")
        _say(f"  办法：把日志 {log} 交给维护人员" if log else "  办法：联系维护人员（日志无法写入）")
        return Exit.INTERNAL


def _say(message: str) -> None:
    click.echo(message, err=True)


def _speak_utf8(stream: TextIO) -> None:
    """UTF-8 whatever LANG says, except on a terminal that is set to a Chinese encoding of its own."""
    chinese = (stream.encoding or "").lower() in {"gb18030", "gbk", "gb2312", "cp936"} and stream.isatty()
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding=stream.encoding if chinese else "utf-8", errors="backslashreplace")
