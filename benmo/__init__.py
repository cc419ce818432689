"""本末 benmo: reviews 终本 rulings (终结本次执行程序, an enforcement closed for now) for prosecutors, offline.

The application: what a user runs. Text becomes facts in :mod:`nlp`; here facts are judged (``benmo.review``), papers
are drafted (``benmo.drafting``) and results shown (``benmo.cli``, ``benmo.render``).
"""

from __future__ import annotations

#: The same number as in pyproject.toml; a test compares them (reading package metadata would cost start-up time).
__version__ = "0.1.0"
