"""The directory's tables, on SQLite and on PostgreSQL."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, String, Text
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class CaisseRow(Base):
    """A social-security fund."""

    __tablename__ = "annuaire_caisses"

    code = Column(String(60), primary_key=True)
    nom = Column(Text, nullable=False)
    type = Column(String(20), nullable=False)


class DepartementRow(Base):
    """A département and the two caisses that serve it."""

    __tablename__ = "annuaire_departements"

    code = Column(String(3), primary_key=True)
    nom = Column(Text, nullable=False)
    caisse_service_social = Column(ForeignKey(CaisseRow.code), nullable=False)
    caisse_retraite = Column(ForeignKey(CaisseRow.code), nullable=False)
    confiance = Column(String(20), nullable=False)
    note = Column(Text, nullable=False)


class ContactRow(Base):
    """Somebody to turn to; ``rang`` is the place in the file, from 0."""

    __tablename__ = "annuaire_contacts"
    __table_args__ = (CheckConstraint("source <> ''", name="annuaire_contacts_source"),)

    code = Column(String(60), primary_key=True)
    rang = Column(Integer, nullable=False, unique=True)
    nom = Column(Text, nullable=False)
    telephone = Column(String(30))
    courriel = Column(Text)
    url = Column(Text)
    departement = Column(ForeignKey(DepartementRow.code), index=True)
    usage = Column(Text, nullable=False)
    source = Column(Text, nullable=False)
    certitude = Column(String(1), nullable=False)


class SeedRow(Base):
    """The one row that says which files the tables were filled from."""

    __tablename__ = "annuaire_etat"
    __table_args__ = (CheckConstraint("id = 1", name="annuaire_etat_unique"),)

    id = Column(Integer, primary_key=True, autoincrement=False)
    empreinte = Column(String(64), nullable=False)
