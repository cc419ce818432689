"""The checkpoints (监督要点), one YAML and one module for each stage of enforcement.

A decision is a pure function of facts and law: it sees no text and holds no text pattern. If it needs a word of the
text, an assertion is missing in ``nlp.events``.
"""
