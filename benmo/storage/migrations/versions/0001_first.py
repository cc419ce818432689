"""The first form of the tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make everything."""
    op.create_table(
        "installation",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("display", sa.String(64), nullable=False),
        sa.Column("office", sa.String(128), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("must_change", sa.Boolean, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("locked_until", sa.String(32)),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.UniqueConstraint("name", name="uq_users_name"),
    )
    op.create_table(
        "keys",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("user_id", sa.Integer, sa.ForeignKey("users.id", name="fk_keys_user_id"), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("seen_at", sa.String(32), nullable=False),
        sa.Column("expires_at", sa.String(32), nullable=False),
        sa.Column("revoked", sa.Boolean, nullable=False),
        sa.UniqueConstraint("hash", name="uq_keys_hash"),
    )
    op.create_index("ix_keys_user_id", "keys", ["user_id"])
    op.create_table(
        "originals",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("added_at", sa.String(32), nullable=False),
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(20), nullable=False),
        sa.Column("office", sa.String(128), nullable=False),
        sa.Column("assignee_id", sa.Integer, sa.ForeignKey("users.id", name="fk_cases_assignee_id")),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("content", sa.String(64), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("case_no", sa.String(128)),
        sa.Column("court", sa.String(128)),
        sa.Column("cause", sa.String(128)),
        sa.Column("ruling_date", sa.String(10)),
        sa.Column("parties", sa.Text, nullable=False),
        sa.Column("level", sa.String(4)),
        sa.Column("score", sa.Integer),
        sa.Column("violations", sa.Integer, nullable=False),
        sa.Column("open_points", sa.Integer, nullable=False),
        sa.Column("decided", sa.Integer, nullable=False),
        sa.Column("unread", sa.Integer, nullable=False),
        sa.Column("review_id", sa.Integer),
        sa.Column("created_by", sa.Integer, sa.ForeignKey("users.id", name="fk_cases_created_by"), nullable=False),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("updated_at", sa.String(32), nullable=False),
        sa.UniqueConstraint("key", name="uq_cases_key"),
        sa.UniqueConstraint("office", "content", "part", name="uq_cases_office_content_part"),
    )
    op.create_index("ix_cases_office_updated_at", "cases", ["office", "updated_at", "id"])
    op.create_index("ix_cases_office_state", "cases", ["office", "state"])
    op.create_index("ix_cases_office_level", "cases", ["office", "level"])
    op.create_index("ix_cases_office_ruling_date", "cases", ["office", "ruling_date"])
    op.create_index("ix_cases_office_court", "cases", ["office", "court"])
    op.create_index("ix_cases_case_no", "cases", ["case_no"])
    op.create_index("ix_cases_assignee_id", "cases", ["assignee_id"])
    op.create_table(
        "files",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id", name="fk_files_case_id"), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("originals.sha256"), nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("added_at", sa.String(32), nullable=False),
    )
    op.create_index("ix_files_case_id", "files", ["case_id"])
    op.create_index("ix_files_sha256", "files", ["sha256"])
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id", name="fk_reviews_case_id"), nullable=False),
        sa.Column("engine", sa.String(32), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
    )
    op.create_index("ix_reviews_case_id", "reviews", ["case_id"])
    op.create_table(
        "findings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id", name="fk_findings_case_id"), nullable=False),
        sa.Column("checkpoint", sa.String(64), nullable=False),
        sa.Column("conclusion", sa.String(12), nullable=False),
        sa.Column("weight", sa.String(12), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_index("ix_findings_checkpoint_conclusion_case_id", "findings", ["checkpoint", "conclusion", "case_id"])
    op.create_index("ix_findings_case_id", "findings", ["case_id"])
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id", name="fk_decisions_case_id"), nullable=False),
        sa.Column("checkpoint", sa.String(64), nullable=False),
        sa.Column("decision", sa.String(20), nullable=False),
        sa.Column("by_id", sa.Integer, sa.ForeignKey("users.id", name="fk_decisions_by_id"), nullable=False),
        sa.Column("by_name", sa.String(64), nullable=False),
        sa.Column("on_day", sa.String(10), nullable=False),
        sa.Column("seen", sa.Text, nullable=False),
        sa.Column("pages", sa.String(64), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("conclusion", sa.String(12), nullable=False),
        sa.Column("engine", sa.String(32), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_index("ix_decisions_case_id", "decisions", ["case_id"])
    op.create_table(
        "marks",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id", name="fk_marks_case_id"), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("name", sa.String(128), nullable=False),
        sa.Column("checkpoint", sa.String(64), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("by_id", sa.Integer, sa.ForeignKey("users.id", name="fk_marks_by_id"), nullable=False),
        sa.Column("by_name", sa.String(64), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("withdrawn_at", sa.String(32)),
    )
    op.create_index("ix_marks_case_id", "marks", ["case_id"])
    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id", name="fk_drafts_case_id"), nullable=False),
        sa.Column("paper", sa.String(64), nullable=False),
        sa.Column("by_name", sa.String(64), nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
    )
    op.create_index("ix_drafts_case_id", "drafts", ["case_id"])
    op.create_table(
        "draft_versions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "draft_id", sa.Integer, sa.ForeignKey("drafts.id", name="fk_draft_versions_draft_id"), nullable=False
        ),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("change", sa.String(255), nullable=False),
        sa.Column("by_name", sa.String(64), nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.UniqueConstraint("draft_id", "number", name="uq_draft_versions_draft_id_number"),
    )
    op.create_table(
        "papers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id", name="fk_papers_case_id"), nullable=False),
        sa.Column("draft_id", sa.Integer, sa.ForeignKey("drafts.id", name="fk_papers_draft_id")),
        sa.Column("paper", sa.String(64), nullable=False),
        sa.Column("number", sa.String(128), nullable=False),
        sa.Column("court", sa.String(128), nullable=False),
        sa.Column("sent_on", sa.String(10), nullable=False),
        sa.Column("received_on", sa.String(10)),
        sa.Column("extended", sa.Boolean, nullable=False),
        sa.Column("due_on", sa.String(10)),
        sa.Column("replied_on", sa.String(10)),
        sa.Column("outcome", sa.String(16)),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("by_name", sa.String(64), nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
    )
    op.create_index("ix_papers_case_id", "papers", ["case_id"])
    op.create_index("ix_papers_due_on", "papers", ["due_on"])
    op.create_table(
        "jobs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("user_id", sa.Integer, sa.ForeignKey("users.id", name="fk_jobs_user_id"), nullable=False),
        sa.Column("title", sa.String(255), nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("result", sa.LargeBinary),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("cancel", sa.Boolean, nullable=False),
        sa.Column("runner", sa.String(64)),
        sa.Column("heartbeat", sa.String(32)),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.Column("ended_at", sa.String(32)),
    )
    op.create_index("ix_jobs_state", "jobs", ["state"])
    op.create_index("ix_jobs_user_id", "jobs", ["user_id"])
    op.create_table(
        "items",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("job_id", sa.Integer, sa.ForeignKey("jobs.id", name="fk_items_job_id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id", name="fk_items_case_id")),
        sa.Column("message", sa.Text, nullable=False),
        sa.UniqueConstraint("job_id", "number", "part", name="uq_items_job_id_number_part"),
    )
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("act", sa.String(24), nullable=False),
        sa.Column("object", sa.String(64), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("prev", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_index("ix_audit_who", "audit", ["who"])
    op.create_index("ix_audit_object", "audit", ["object"])
    op.create_table(
        "search_rows",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id", name="fk_search_rows_case_id"), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("ref", sa.Text, nullable=False),
        sa.Column("plain", sa.Text, nullable=False),
    )
    op.create_index("ix_search_rows_case_id", "search_rows", ["case_id"])
    if op.get_bind().dialect.name == "sqlite":
        _sqlite()
    else:
        _postgresql()


def _sqlite() -> None:
    # Contentless: the text lies in search_rows; rows leave through FTS5's own 'delete' command.
    op.execute("CREATE VIRTUAL TABLE search_fts USING fts5(text, content='', tokenize='unicode61')")
    for table in ("audit", "decisions"):
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def _postgresql() -> None:
    # Every character and every pair of neighbours of the text: what trigrams cannot find, a word of two characters.
    op.execute("ALTER TABLE search_rows ADD COLUMN grams text[] NOT NULL DEFAULT '{}'")
    op.execute("CREATE INDEX ix_search_rows_grams ON search_rows USING gin (grams)")
    op.execute(
        "CREATE FUNCTION benmo_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in ("audit", "decisions"):
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION benmo_append_only()"
        )
