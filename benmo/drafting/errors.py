"""The errors that only drafting raises; the family they belong to is drawn in :mod:`benmo.errors`.

UsageError
├── WrongDecisions     the decisions file, or the text of --confirm, cannot be used
└── UnknownPaper       no such paper
BenmoError
└── MissingParts       a finished paper lacks what every such paper must say (a fault of ours, not of the user)
ModelError
├── ModelMissing       the extra or the model file is not there
└── FetchFailed        a model file could not be fetched, or is not the pinned one
"""

from __future__ import annotations

from benmo.errors import BenmoError, ModelError, UsageError


class WrongDecisions(UsageError):
    """The decisions file, or the text of ``--confirm``, cannot be used."""


class UnknownPaper(UsageError):
    """The asked-for paper is not one that can be drafted."""


class MissingParts(BenmoError):
    """A drafted paper lacks an obligatory part."""


class ModelMissing(ModelError):
    """An optional package or the model file is missing; the hint names the command that mends it."""


class FetchFailed(ModelError):
    """A model file could not be fetched or is not the expected one."""
