"""On PostgreSQL: long values lie beside the rows of the search index, so that a common word's cases are few pages."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Set where long values of new rows go."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE search_rows SET (toast_tuple_target = 128)")
