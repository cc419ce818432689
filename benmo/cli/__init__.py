"""The command line: one file a command group, holding arguments and printing only."""

from __future__ import annotations


def main() -> None:
    """Entry point of the console script ``benmo``."""
    from benmo.cli.app import run

    raise SystemExit(run())
