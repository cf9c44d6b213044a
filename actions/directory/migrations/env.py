"""Alembic's entry point: runs the revisions on the connection that `migrate` hands over."""

from __future__ import annotations

from alembic import context

from actions.directory.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    version_table="annuaire_version",
)
with context.begin_transaction():
    context.run_migrations()
