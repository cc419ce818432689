"""The documents tell the truth: every command and option that they name exists."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest

import benmo
from benmo.cli.app import root
from benmo.errors import EXIT_WORDS

ROOT = Path(__file__).resolve().parent.parent
DOCS = ("README.md", "docs/手册.md", "CONTRIBUTING.md", "CHANGELOG.md")


def commands(group: click.Group, prefix: str = "benmo") -> dict[str, click.Command]:
    """Every command of the command line by its full name."""
    context = click.Context(group)
    found: dict[str, click.Command] = {}
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        found[f"{prefix} {name}"] = command
        if isinstance(command, click.Group):
            found |= commands(command, f"{prefix} {name}")
    return found


ALL = commands(root)


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("name", DOCS)
def test_commands_in_documents_exist(name: str) -> None:
    for first, second in re.findall(r"(?m)(?:`|^    |、)benmo ([a-z]+)(?: ([a-z]+)(?![a-z./]))?", text(name)):
        assert f"benmo {first}" in ALL
        if second and isinstance(ALL[f"benmo {first}"], click.Group):
            assert f"benmo {first} {second}" in ALL


@pytest.mark.parametrize("name", DOCS)
def test_options_in_documents_exist(name: str) -> None:
    known = {option for command in ALL.values() for p in command.params for option in p.opts} | {"--help", "--version"}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text(name))) <= known


def test_manual_names_every_option() -> None:
    manual = text("docs/手册.md")
    missing = [
        f"{name} {option}"
        for name, command in ALL.items()
        for p in command.params
        if isinstance(p, click.Option)
        for option in p.opts
        if option.startswith("--") and option not in manual
    ]
    assert not missing


def test_manual_names_every_exit_code() -> None:
    assert all(f"| {int(code)} | {words}" in text("docs/手册.md") for code, words in EXIT_WORDS.items())


def test_readme_commands_are_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.M))
    named = re.findall(r"\bmake ([a-z]+)", text("README.md"))
    assert {"demo", "test"} <= set(named) <= targets
    assert "make test" in text(".ci/run")


def test_version_is_one() -> None:
    assert tomllib.loads(text("pyproject.toml"))["project"]["version"] == benmo.__version__


def test_constraints_are_plain_pins() -> None:
    lines = [line for line in text("constraints.txt").splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9-]+==[\w.+]+", line) for line in lines)


def test_every_requirement_is_pinned() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *(r for extra in project["optional-dependencies"].values() for r in extra)]
    pinned = {line.split("==")[0] for line in text("constraints.txt").splitlines()}
    names = {re.match(r"[\w-]+", line)[0].lower() for line in wanted}  # type: ignore[index]
    assert names <= pinned
