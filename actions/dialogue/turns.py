"""The assistant: everything the dialogue needs, loaded once, and what every act of it shares.

The acts themselves are in modules of their own; nothing here knows Rasa or SQL.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional, Protocol, Sequence

from actions.answers.compose import Contacts
from actions.answers.speech import Speech
from actions.answers.wording import Wording
from actions.dialogue.conversation import Conversation
from actions.dialogue.opinions import OpinionStore
from actions.dialogue.remarks import Remarks
from actions.dialogue.sheets import Sheets
from actions.directory.records import Caisse, Contact, Departement
from actions.knowledge import Finder, Knowledge
from actions.policy.engine import Decision, State, decide
from actions.policy.model import Policy
from actions.policy.questions import Chances
from bot.catalogue import Fait
from bot.situation import Situation


class Annuaire(Protocol):
    """What the dialogue asks of the directory (actions/directory gives it from a database)."""

    def contacts(self, codes: Sequence[str]) -> list[Contact]:
        """Contacts by code, in that order."""

    def local_contacts(self, departement: str) -> list[Contact]:
        """E-mails of the service social of a département."""

    def caisse(self, departement: str, branche: str) -> Optional[Caisse]:
        """The fund of a département."""

    def departement(self, code: str) -> Optional[Departement]:
        """A département."""


@dataclass(frozen=True)
class Assistant:
    """Everything the dialogue needs, loaded once."""

    catalogue: Mapping[str, Fait]
    policy: Policy
    chances: Chances
    wording: Wording
    directory: Annuaire
    remarks: Remarks
    sheets: Sheets
    opinions: OpinionStore
    knowledge: Knowledge
    finder: Finder

    def speech(self, conversation: Conversation) -> Speech:
        """How to talk to whoever is in `conversation`, without repeating what was just said."""
        dit = frozenset(conversation.dit)
        return Speech(self.wording, profil(conversation), dit, self._place_name)

    def _place_name(self, code: str) -> Optional[str]:
        found = self.directory.departement(code)
        return found.nom if found else None

    def decide(self, situation: Situation) -> Decision:
        """The orientation of a situation; for want of facts, what is decided in the end."""
        state = State.of(situation)
        decision = decide(self.policy, state)
        return decide(self.policy, state, final=True) if decision.orientation is None else decision

    def contacts(self, decision: Decision, who: str) -> Contacts:
        """Whom to turn to, for that kind of partner."""
        codes = list(decision.rule.contacts)
        if who == "agent_assurance_maladie":
            codes = [*decision.rule.contacts_agent, *codes]
        departement = decision.known.get("departement")
        local: list[Contact] = []
        if decision.orientation == "service_social" and departement:
            local = self.directory.local_contacts(str(departement))
            if departement == "976" and "transfert_sanitaire" in decision.missions:
                codes.append("cssm")
        main = self.directory.contacts(tuple(dict.fromkeys(codes)))
        beside = {c.orientation: self.directory.contacts(c.contacts) for c in decision.complements}
        return Contacts([*main[:1], *local, *main[1:]], beside)

    def place(self, situation: Situation) -> Optional[str]:
        """Name of the département where the person lives, when it is known."""
        code = situation.values().get("departement")
        return self._place_name(str(code)) if code else None


def profil(conversation: Conversation) -> str:
    """Who is talking: partenaire unless something said otherwise."""
    return str(conversation.situation.values().get("profil", "partenaire"))
