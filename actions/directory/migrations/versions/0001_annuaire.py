"""The directory's first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create caisses, départements, contacts and the state of the seeding."""
    op.create_table(
        "annuaire_caisses",
        sa.Column("code", sa.String(60), primary_key=True),
        sa.Column("nom", sa.Text, nullable=False),
        sa.Column("type", sa.String(20), nullable=False),
    )
    op.create_table(
        "annuaire_departements",
        sa.Column("code", sa.String(3), primary_key=True),
        sa.Column("nom", sa.Text, nullable=False),
        _caisse("caisse_service_social"),
        _caisse("caisse_retraite"),
        sa.Column("confiance", sa.String(20), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
    )
    op.create_table(
        "annuaire_contacts",
        sa.Column("code", sa.String(60), primary_key=True),
        sa.Column("rang", sa.Integer, nullable=False, unique=True),
        sa.Column("nom", sa.Text, nullable=False),
        sa.Column("telephone", sa.String(30)),
        sa.Column("courriel", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column(
            "departement",
            sa.String(3),
            sa.ForeignKey("annuaire_departements.code"),
            index=True,
        ),
        sa.Column("usage", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("certitude", sa.String(1), nullable=False),
        sa.CheckConstraint("source <> ''", name="annuaire_contacts_source"),
    )
    op.create_table(
        "annuaire_etat",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("empreinte", sa.String(64), nullable=False),
        sa.CheckConstraint("id = 1", name="annuaire_etat_unique"),
    )


def downgrade() -> None:
    """Drop them, the referring ones first."""
    for table in ("etat", "contacts", "departements", "caisses"):
        op.drop_table(f"annuaire_{table}")


def _caisse(name: str) -> sa.Column:
    return sa.Column(name, sa.String(60), sa.ForeignKey("annuaire_caisses.code"), nullable=False)
