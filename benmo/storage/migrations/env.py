"""Run the numbered changes on the connection that :mod:`benmo.storage.migrate` hands over, in its transaction."""

from alembic import context

from benmo.storage.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    # SQLite can take a CREATE TABLE back, so a change that is cut short leaves nothing behind.
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
