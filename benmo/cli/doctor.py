"""``benmo doctor``: is everything there?"""

from __future__ import annotations

import click

from benmo.cli.frame import command
from benmo.errors import Exit


@command("doctor")
def doctor() -> int:
    """检查安装：装了什么、缺什么、用哪条命令补。可选组件没装不算错。"""
    from benmo.health import all_checks
    from benmo.render.checks import show_checks

    checks = all_checks()
    click.echo(show_checks(checks), nl=False)
    broken = [c for c in checks if c.state == "bad"]
    click.echo("\n" + (f"有 {len(broken)} 处需要修复。" if broken else "可以使用。"))
    return Exit.INTERNAL if broken else Exit.DONE
