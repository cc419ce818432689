"""Who looks at a page: the desk and the session behind it. Every act asks anew whether the session still holds."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from nicegui import ui

from benmo.desk.model import Actor
from benmo.desk.service import Desk
from benmo.errors import BenmoError, NotLoggedIn

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Visit:
    """One look at one page. ``who`` is the person as the page was opened."""

    desk: Desk
    token: str
    who: Actor

    async def do(self, act: Callable[[Actor], T]) -> T | None:
        """Run *act* off the event loop as the person of the session; what goes wrong is told on the page.

        Returns None where it went wrong.
        """
        try:
            return await asyncio.to_thread(lambda: act(self.desk.session(self.token)))
        except NotLoggedIn:
            ui.navigate.to("/login")
        except BenmoError as error:
            tell(error)
        return None


def tell(error: BenmoError) -> None:
    """Show an error: what happened, and what to do."""
    words = error.message + (f"\n{error.hint}" if error.hint else "")
    ui.notify(words, type="warning", multi_line=True, timeout=8000, close_button="知道了", position="bottom")
