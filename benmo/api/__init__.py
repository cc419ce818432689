"""The REST API under ``/api/v1``: the desk for the office's other systems. See ``docs`` in ``/api/v1/openapi.json``."""
