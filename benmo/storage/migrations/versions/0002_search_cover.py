"""Indexes for long lists: rows of the search index beside their cases, cases of a person in other offices."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the indexes."""
    op.create_index("ix_search_rows_id_case_id", "search_rows", ["id", "case_id"])
    op.create_index("ix_cases_assignee_id_office", "cases", ["assignee_id", "office"])
