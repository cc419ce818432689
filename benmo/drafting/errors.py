"""The errors that only drafting raises; the family they belong to is drawn in :mod:`benmo.errors`.

UsageError
├── WrongDecisions     the decisions file, or the text of --confirm, cannot be used
├── UnknownPaper       no such paper
└── WrongOld           the old draft of a revision, or an office's template, cannot be used
NothingFirm
└── Unfit              the case does not meet the paper's precondition; names the papers that fit instead
BenmoError
└── MissingParts       a finished paper lacks what every such paper must say (a fault of ours, not of the user)
ModelError
├── ModelMissing       the extra or the model file is not there
├── ModelBusy          the endpoint cannot be reached or answers with a fault of its own; asking again may help
├── ModelTimeout       the model did not answer within the set time
├── ModelCancelled     the user stopped it
└── FetchFailed        a model file could not be fetched, or is not the pinned one
"""

from __future__ import annotations

from benmo.errors import BenmoError, ModelError, NothingFirm, UsageError


class WrongDecisions(UsageError):
    """The decisions file, or the text of ``--confirm``, cannot be used."""


class UnknownPaper(UsageError):
    """The asked-for paper is not one that can be drafted."""


class WrongOld(UsageError):
    """A Word file that a draft should build on (an old draft, a template) cannot be used."""


class Unfit(NothingFirm):
    """The case does not meet the precondition of the asked-for paper.

    Args:
        message: why not, in Chinese.
        hint: what to do, in Chinese.
        instead: the names of the papers that fit the case.
    """

    code = "E31"

    def __init__(self, message: str, hint: str = "", instead: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint)
        self.instead = instead


class MissingParts(BenmoError):
    """A drafted paper lacks an obligatory part."""


class ModelMissing(ModelError):
    """An optional package or the model file is missing; the hint names the command that mends it."""


class ModelBusy(ModelError):
    """The endpoint cannot be reached, or is overloaded or broken for now."""


class ModelTimeout(ModelError):
    """The model did not answer within the time of one call or of the whole paper."""


class ModelCancelled(ModelError):
    """The user stopped the call."""


class FetchFailed(ModelError):
    """A model file could not be fetched or is not the expected one."""
