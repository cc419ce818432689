"""The prosecutor's desk without its pages: what web pages, the REST API and the commands all call.

:class:`benmo.desk.service.Desk` is the whole of it; it knows no widget and no HTTP. What it hands out are the frozen
dataclasses of :mod:`benmo.desk.model`.
"""
