"""Words of Chinese legal text as spaCy tokens: jieba's dictionary and ours, no character lost or added."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

if TYPE_CHECKING:
    from jieba import Tokenizer
    from spacy.language import Language

TOKENIZER = "benmo.JiebaTokenizer.v1"


class JiebaTokenizer(DummyTokenizer):
    """Cuts text with jieba; ``doc.text`` equals the text given, whitespace and all.

    White space is a token like any other (no token has trailing space), so offsets of the text and of the ``Doc`` are
    the same. Nothing is stored with a pipeline: the words come with the package.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The tokens of *text*.

        Raises:
            UnicodeEncodeError: *text* holds half a surrogate pair, which spaCy cannot store.
        """
        words = segmenter().lcut(text)
        return Doc(self.vocab, words=words, spaces=[False] * len(words))


def make_tokenizer() -> Callable[[Language], JiebaTokenizer]:
    """The tokenizer's entry in a spaCy config: ``[nlp.tokenizer] @tokenizers = "benmo.JiebaTokenizer.v1"``."""

    def create(pipeline: Language) -> JiebaTokenizer:
        return JiebaTokenizer(pipeline.vocab)

    return create


registry.tokenizers.register(TOKENIZER, func=make_tokenizer)


@cache
def segmenter() -> Tokenizer:
    """One jieba segmenter with our words, apart from jieba's global one, which other programs may have fed."""
    # Imported here: jieba reads its dictionary for half a second, and only who makes a Doc needs it.
    import jieba

    jieba.setLogLevel(logging.WARNING)
    ours = jieba.Tokenizer()
    for line in lexicon_words():
        word, *more = line.split()
        ours.add_word(word, int(more[0]) if more else None, more[1] if len(more) > 1 else None)
    return ours


def lexicon_words() -> list[str]:
    """The lines of ``nlp/lexicons/words.txt`` without comments."""
    lines = (files("nlp.lexicons") / "words.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]
