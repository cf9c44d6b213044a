"""What the directory hands out: plain values, free of any database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Branche = Literal["service_social", "retraite"]


@dataclass(frozen=True)
class Caisse:
    """A social-security fund; ``type`` is carsat, cramif, cnav, cgss or cssm."""

    code: str
    nom: str
    type: str


@dataclass(frozen=True)
class Departement:
    """A département (code "01" to "95", "2A", "2B", "971" to "976") and the codes of its caisses.

    ``confiance`` says how sure these are (haute or bonne), ``note`` why, or "".
    """

    code: str
    nom: str
    caisse_service_social: str
    caisse_retraite: str
    confiance: str
    note: str


@dataclass(frozen=True)
class Contact:
    """Somebody to turn to, everything but the name written as shown to people.

    ``telephone``, ``courriel`` and ``url`` are None when none is known for certain.
    ``departement`` is a code when the contact serves only that one. ``certitude``: D (leaflet),
    A (official source), B (secondary source), C (dated), X (not found).
    """

    code: str
    nom: str
    telephone: str | None
    courriel: str | None
    url: str | None
    departement: str | None
    usage: str
    source: str
    certitude: str
