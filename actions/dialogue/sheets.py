"""The sheet of a decision: kept, and offered with it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Callable, Mapping, Optional, Protocol

from actions.answers.reply import Reply
from actions.dialogue.conversation import Conversation, Turn
from actions.policy.engine import Decision
from actions.sheet.fiche import Fiche, compose_fiche
from actions.sheet.reference import new_reference, spelled
from actions.sheet.wording import SheetWording
from bot.window import Window

if TYPE_CHECKING:
    from actions.dialogue.turns import Assistant

URGENCE, VOIX = "urgence", "voix"


class SheetStore(Protocol):
    """Where sheets are kept (bot/stores/sheets.py keeps them in a database)."""

    def keep(self, reference: str, content: Mapping[str, Any], until: datetime.date) -> None:
        """Keep, or replace, what is under a reference until that day included."""

    def find(self, reference: str, today: datetime.date) -> Optional[dict[str, Any]]:
        """What is kept under a reference; None when nothing is."""


@dataclass(frozen=True)
class Sheets:
    """What sheets need.

    Attributes:
        wording: their words.
        store: where they are kept.
        days: how many days they are.
        clock: gives today's date.
        guard: against references tried at random in conversations.
    """

    wording: SheetWording
    store: SheetStore
    days: int
    clock: Callable[[], datetime.date]
    guard: Window

    def draw(self) -> str:
        """A reference nothing is kept under."""
        reference = new_reference()
        while self.store.find(reference, self.clock()) is not None:
            reference = new_reference()
        return reference

    def find(self, reference: str) -> Optional[tuple[Fiche, Conversation]]:
        """What is kept under a reference: the sheet, and the conversation as it was then."""
        content = self.store.find(reference, self.clock())
        if content is None:
            return None
        conversation = Conversation.from_dict(content["conversation"])
        return Fiche.from_dict(content["fiche"]), conversation

    def keep(self, fiche: Fiche, conversation: Conversation) -> None:
        """Keep both under the sheet's reference."""
        content = {"fiche": fiche.to_dict(), "conversation": conversation.to_dict()}
        self.store.keep(fiche.reference, content, fiche.dernier_jour)


def links(reference: str) -> dict[str, str]:
    """Where a sheet is read over HTTP: for programs, as text, as PDF."""
    path = f"/fiche/{reference}"
    return {"reference": reference, "json": path, "txt": f"{path}.txt", "pdf": f"{path}.pdf"}


def with_sheet(
    assistant: Assistant, turn: Turn, decision: Decision, previous: Optional[str]
) -> Turn:
    """The turn of a decision, its sheet kept and offered, and whether it helped asked once.

    `previous`: the orientation given before; when it is the same one nothing more is said.
    """
    sheets, now = assistant.sheets, turn.conversation
    *others, reply = turn.replies
    assert reply.payload is not None and now.reference is not None
    orientation = str(reply.payload["orientation"])
    asks = orientation not in (URGENCE, now.avis_sur)
    if asks:
        now = now.with_(avis_sur=orientation, avis_donne=False)
    sheets.keep(_compose(assistant, now, decision, reply.payload), now)
    payload = {**reply.payload, "fiche": links(now.reference)}
    text, buttons = reply.text, reply.buttons
    if orientation not in (URGENCE, previous):
        say = sheets.wording.say
        key = "invitation" if asks else "invitation_sans_avis"
        aloud = now.canal == VOIX
        reference = spelled(now.reference) if aloud else now.reference
        key = f"{key}_voix" if aloud else key
        ways = [say(k, reference=reference) for k in (key, f"{key}_encore")]
        text = f"{text}\n\n{assistant.speech(now).fresh(ways)}"
        opinion = (say("bouton_utile"), say("bouton_pas_utile")) if asks else ()
        buttons = (*buttons, say("bouton_fiche"), *opinion)
    return Turn((*others, Reply(text, payload, buttons)), now)


def _compose(
    assistant: Assistant, now: Conversation, decision: Decision, payload: Mapping[str, Any]
) -> Fiche:
    code = payload["faits"].get("departement")
    departement = assistant.directory.departement(str(code)) if code else None
    local = assistant.directory.local_contacts(str(code)) if code else []
    return compose_fiche(
        payload,
        [c.raison for c in decision.complements],
        sorted(now.situation.unknown_to_partner()),
        departement.nom if departement else None,
        [str(c.courriel) for c in local],
        assistant.policy,
        assistant.sheets.wording,
        assistant.sheets.clock(),
        assistant.sheets.days,
    )
