"""The desk in the browser: pages over :class:`benmo.desk.service.Desk`. A page is a function of a view model."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from benmo.desk.service import Desk


def attach(app: FastAPI, desk: Desk) -> None:
    """Put the pages of *desk* on *app*; to be called last, for the pages take every path that is left."""
    from benmo.web.app import mount

    mount(app, desk)
