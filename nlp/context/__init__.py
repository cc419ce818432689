"""Who says it, and is it done: source and status of what a clause tells, for Chinese legal narrative.

What medspaCy's ConText (Chapman et al. 2001, *A simple algorithm for identifying negated findings*) is for English
clinical notes: cues with a direction, a scope and terminators decide whether a trigger is affirmed, negated, intended,
hypothetical or somebody else's claim. The cues are data (``nlp/lexicons/context.yaml``).
"""

from nlp.context.clauses import Clause, Context, Sentence, lay_out, segment
from nlp.context.cues import CREDITOR_SIGN, DEBTOR_SIGN
from nlp.context.sources import mark_sources, source_at
from nlp.context.status import made_up_for, status_at

__all__ = [
    "CREDITOR_SIGN",
    "DEBTOR_SIGN",
    "Clause",
    "Context",
    "Sentence",
    "lay_out",
    "made_up_for",
    "mark_sources",
    "segment",
    "source_at",
    "status_at",
]
