"""``benmo config``: the settings in force."""

from __future__ import annotations

import json
import os
from dataclasses import fields

import click

from benmo.cli.frame import LazyGroup, command


@click.group("config", cls=LazyGroup, lazy={"show": ("benmo.cli.config:show", "显示生效的设置，可直接存为设置文件")})
def config() -> None:
    """设置。"""


@command("show")
def show() -> None:
    """显示生效的设置、来自哪里；输出是有效的 TOML，可存为设置文件再改。

    设置文件只有一个：BENMO_HOME 目录下的 settings.toml；环境变量 BENMO_节_项 优先于文件。
    """
    from benmo.settings import SECRET, SPECIAL, Settings, home, load, settings_file, unknown_variables

    settings, file = load(), settings_file()
    click.echo(f"# 数据目录 {home()}\n# 设置文件 {file}{'' if file.exists() else '（还没有，用的是默认值）'}")
    for name, meaning in SPECIAL.items():
        click.echo(f"# {name}（{meaning}）= {os.environ.get(name, '未设置')}")
    for name in unknown_variables():
        click.echo(f"# 注意：环境变量 {name} 不是本程序的设置，没有作用")
    for section in fields(Settings):
        click.echo(f"\n[{section.name}]")
        values = getattr(settings, section.name)
        for spec in fields(values):
            if note := spec.metadata.get("zh"):
                click.echo(f"# {note}")
            value = getattr(values, spec.name)
            if spec.name in SECRET and value:
                click.echo(f"# {spec.name} 已设置，不显示")
                continue
            click.echo(f"{spec.name} = {_toml(value)}")


def _toml(value: object) -> str:
    # Strings, numbers and booleans are written alike in JSON and TOML.
    return json.dumps(value, ensure_ascii=False)
