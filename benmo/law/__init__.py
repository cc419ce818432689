"""Law with a sense of time: versions in force, meanings of article numbers, verdicts on citations.

``load()`` gives the index; ``LawIndex.judge`` a verdict on one citation, ``judge_all`` on those of one document,
``norm_at`` and ``cite`` the norm to name in a paper; :mod:`benmo.law.lookup` answers the commands ``law show`` and
``law check``.
"""

from benmo.law.index import CAVEAT, CONCLUSIVE_UNVERIFIED, LawIndex, load
from benmo.law.verdict import BAD, Norm, Status, Verdict

__all__ = ["BAD", "CAVEAT", "CONCLUSIVE_UNVERIFIED", "LawIndex", "Norm", "Status", "Verdict", "load"]
