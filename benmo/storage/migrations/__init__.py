"""Alembic's environment; :func:`benmo.storage.migrate.upgrade` runs it at every start."""
