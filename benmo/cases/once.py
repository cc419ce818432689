"""A value that is worked out once for each object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from functools import cached_property as once
else:

    class once:
        """``functools.cached_property`` without its lock, which before Python 3.12 costs more than many a value."""

        def __init__(self, work: Any) -> None:
            self.work = work
            self.name = work.__name__
            self.__doc__ = work.__doc__

        def __get__(self, holder: Any, owner: Any = None) -> Any:
            if holder is None:
                return self
            value = holder.__dict__[self.name] = self.work(holder)
            return value


__all__ = ["once"]
