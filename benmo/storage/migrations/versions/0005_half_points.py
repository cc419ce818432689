"""On PostgreSQL: a score may have half points (a minor one not shown takes 1.5); SQLite keeps them as they come."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Widen the column."""
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("cases", "score", type_=sa.Float())
