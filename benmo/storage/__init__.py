"""Where cases, people, jobs and the audit log are kept: a database (SQLite or PostgreSQL) and originals by hash."""
