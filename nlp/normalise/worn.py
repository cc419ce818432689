"""Whether a narrative has lost its signs: without full stops or commas nobody can tell what a 未 reaches."""

from __future__ import annotations

#: A line shorter than this is a heading, a cell or a signature and needs no sign.
_PROSE = 40
#: Code points of prose per full stop and per sign of any kind. Of 160 rulings as published none has more than 130 per
#: full stop and 33 per sign; where only the last stop of each paragraph is lost the line end serves, and none has
#: more than 400.
_PER_STOP, _PER_SIGN = 400, 40
_LEAST = 150


def worn(text: str) -> bool:
    """Whether the prose of *text* (clean) holds so few signs that they must have been lost on the way."""
    prose = [line for line in text.split("\n") if len(line) >= _PROSE]
    length = sum(map(len, prose))
    if length < _LEAST:
        return False
    stops = sum(line.count("。") for line in prose)
    others = sum(line.count("，") + line.count("；") for line in prose)
    return stops * _PER_STOP < length or (stops + others) * _PER_SIGN < length
