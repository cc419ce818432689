"""Answers to the checklist of admission, and in each case's row how it stands."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table and the column."""
    op.create_table(
        "admissions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id", name="fk_admissions_case_id"), nullable=False),
        sa.Column("item", sa.String(40), nullable=False),
        sa.Column("answer", sa.String(24), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("on_day", sa.String(10), nullable=False),
        sa.Column("by_id", sa.Integer, sa.ForeignKey("users.id", name="fk_admissions_by_id"), nullable=False),
        sa.Column("by_name", sa.String(64), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_index("ix_admissions_case_id", "admissions", ["case_id"])
    op.add_column("cases", sa.Column("gate", sa.String(12), nullable=False, server_default="open"))
    op.create_index("ix_cases_office_gate", "cases", ["office", "gate"])
