"""How good and how fast the program is: scores against labelled cases, a committed baseline, speed beside jieba.

Only ``benmo.cli`` may import this package; it may import everything.
"""
