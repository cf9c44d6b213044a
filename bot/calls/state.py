"""Where a call is, between two events: kept beside the conversation, so that a killed server goes on."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, Mapping, Optional

#: Where the call is as a whole.
ANNONCE, CONVERSATION, FINIE = "annonce", "conversation", "finie"
#: What the call itself just asked; the dialogue's own questions are in `question`.
RELECTURE, CORRECTION, CONTACTS, ETAPES = "relecture", "correction", "contacts", "etapes"
AVIS, PERSONNE, SUITE, DEPARTEMENT = "avis", "personne", "suite", "departement"


@dataclass(frozen=True)
class CallState:
    """What is remembered of a call.

    Attributes:
        etape: ANNONCE, CONVERSATION or FINIE.
        attente: what the call itself asked (RELECTURE…), None when it is the dialogue's turn.
        question: payload of the dialogue's pending question: fait, format, choix.
        orientation: payload of the last orientation, to be read out.
        entendue: whether an orientation was said in this call.
        relectures: how many times facts were read back since one was said.
        doute: whether something was accepted that was heard with little confidence.
        manques: silences and unheard words in a row.
        echecs: transfers that failed.
        lent: whether to speak slowly.
        dit: the last things said, to be repeated.
        a_lire: pages that were not read out yet; `apres`: what is asked once they are.
        connus: facts known so far, in words, to tell what is new.
        expliquee: whether how to answer by yes or no was said.
        avis_demande: whether it was asked if the orientation helped.
    """

    etape: str = CONVERSATION
    attente: Optional[str] = None
    question: Optional[Mapping[str, Any]] = None
    orientation: Optional[Mapping[str, Any]] = None
    entendue: bool = False
    relectures: int = 0
    doute: bool = False
    manques: int = 0
    echecs: int = 0
    lent: bool = False
    dit: tuple[str, ...] = ()
    a_lire: tuple[tuple[str, ...], ...] = ()
    apres: Optional[str] = None
    connus: tuple[str, ...] = ()
    expliquee: bool = False
    avis_demande: bool = False

    def with_(self, **changes: Any) -> "CallState":
        """A copy with some attributes changed."""
        return replace(self, **changes)

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready form."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "CallState":
        """The inverse of `to_dict`; what a newer or older server kept besides is ignored."""
        known = {k: v for k, v in data.items() if k in cls.__dataclass_fields__}
        known["dit"] = tuple(known.get("dit", ()))
        known["connus"] = tuple(known.get("connus", ()))
        known["a_lire"] = tuple(tuple(page) for page in known.get("a_lire", ()))
        return cls(**known)
