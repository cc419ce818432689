"""The learned layer: small linear models over character n-grams, shipped as weights and trained on shipped passages.

They read what people word freely (which fault a paper finds, how a court answers) beside the rules, never facts of a
case. ``evaluation/training.py`` makes the weights; each file of weights names the passages that it was made from.
"""

from nlp.learned.linear import Linear, load, prepare

__all__ = ["Linear", "load", "prepare"]
