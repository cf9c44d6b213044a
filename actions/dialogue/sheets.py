"""The sheet in the dialogue: kept at each decision, given, taken up again, erased."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Callable, Mapping, Optional, Protocol

from actions.answers.reply import Reply
from actions.dialogue.conversation import Conversation, Turn
from actions.policy.engine import Decision
from actions.sheet.fiche import Fiche, compose_fiche
from actions.sheet.guard import Guard
from actions.sheet.mail import Courriel, prepare_mail
from actions.sheet.reference import Found, find_reference, new_reference, spelled
from actions.sheet.text import sheet_text
from actions.sheet.wording import SheetWording
from bot.understanding.acts import DECRIRE, INCOMPRIS
from bot.understanding.reader import Reading
from bot.understanding.text import fold

if TYPE_CHECKING:
    from actions.dialogue.turns import Assistant

DEMANDER, REPRENDRE, EFFACER = "demander_fiche", "reprendre_fiche", "effacer"
URGENCE, VOIX = "urgence", "voix"
#: Words that tell a reference is meant, and not work or walking to be taken up again.
_MEANT = re.compile(r"\b(?:fiche|reference|situation|dossier|conversation|code|echange)\b")


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
    guard: Guard

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
        text = f"{text}\n\n{say(f'{key}_voix' if aloud else key, reference=reference)}"
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


def about_sheets(
    assistant: Assistant, before: Conversation, text: str, reading: Reading
) -> Optional[Turn]:
    """The turn of a message about a sheet or a reference; None when it is about something else."""
    if reading.acte == EFFACER:
        return _erase(assistant)
    if reading.acte == DEMANDER:
        return _give(assistant, before)
    found = find_reference(text)
    meant = reading.acte == REPRENDRE or (found is not None and found.certain)
    if found is not None and (meant or found.entier):
        turn = _take_up(assistant, before, text, reading, found)
        if turn is not None or meant:
            return turn or _unknown(assistant, before, found.reference)
    if reading.acte == REPRENDRE and _MEANT.search(fold(text)):
        return _said(assistant, before, "reference_manque")
    return None


def read_otherwise(reading: Reading) -> Reading:
    """The reading of « reprendre… » that named no reference: « reprendre le travail »."""
    if reading.acte != REPRENDRE:
        return reading
    return replace(reading, acte=DECRIRE if reading.assertions else INCOMPRIS)


def _take_up(
    assistant: Assistant, before: Conversation, text: str, reading: Reading, found: Found
) -> Optional[Turn]:
    """The situation of a reference, here; what else the message says is added to it."""
    sheets = assistant.sheets
    if sheets.guard.waits(""):
        return _said(assistant, before, "reference_trop_d_essais")
    kept = sheets.find(found.reference)
    if kept is None:
        return None
    fiche, conversation = kept
    taken = conversation.with_(canal=before.canal)
    lines = [_say(sheets, "reprise", reference=fiche.reference, date=sheets.wording.date(fiche.jour))]
    known = " ; ".join(fait for groupe in fiche.connus for fait in groupe.faits)
    if known:
        lines.append(_say(sheets, "reprise_faits", faits=known))
    payload = _information("reprise", fiche=links(fiche.reference))
    more = tuple(a for a in reading.assertions if a.fin <= found.debut or a.debut >= found.fin)
    if any(a.retenue for a in more):
        turn = assistant.orient(taken, text, replace(reading, acte=DECRIRE, assertions=more))
    else:
        turn = _as_it_stands(assistant, taken)
    return Turn((Reply("\n".join(lines), payload), *turn.replies), turn.conversation)


def _as_it_stands(assistant: Assistant, taken: Conversation) -> Turn:
    """The orientation again, whole; told as a change when the policy changed since."""
    turn = assistant.resume(taken.with_(orientation=None))
    if turn.conversation.orientation in (None, taken.orientation):
        return turn
    return assistant.resume(taken)


def _unknown(assistant: Assistant, before: Conversation, reference: str) -> Turn:
    assistant.sheets.guard.missed("")
    days = assistant.sheets.days
    return _said(assistant, before, "reference_inconnue", reference=reference, jours=days)


def _give(assistant: Assistant, before: Conversation) -> Turn:
    sheets = assistant.sheets
    kept = sheets.find(before.reference) if before.reference else None
    if kept is None:
        return _said(assistant, before, "fiche_trop_tot")
    fiche, _ = kept
    mail = prepare_mail(fiche, sheets.wording)
    text = sheet_text(fiche, sheets.wording)
    content = {
        **links(fiche.reference),
        "texte": text,
        "courriel": mail.to_dict() if mail else None,
    }
    payload = _information("fiche", fiche=content)
    if before.canal == VOIX:
        until = sheets.wording.date(fiche.dernier_jour)
        aloud = _say(sheets, "fiche_voix", date=until, reference=spelled(fiche.reference))
        return Turn((Reply(aloud, payload),), before)
    lines = [_say(sheets, "fiche", pdf=links(fiche.reference)["pdf"])]
    if mail is not None:
        lines.append(_mail_line(sheets, mail))
    return Turn((Reply("\n\n".join([*lines, text]), payload),), before)


def _mail_line(sheets: Sheets, mail: Courriel) -> str:
    if mail.a is not None:
        return _say(sheets, "fiche_courriel", nom=mail.adresses[0].nom, adresse=mail.a)
    addresses = ", ".join(f"{t.nom} ({t.courriel_local})" for t in mail.adresses)
    return _say(sheets, "fiche_courriels", adresses=addresses)


def _erase(assistant: Assistant) -> Turn:
    reply = Reply(_say(assistant.sheets, "efface"), _information("effacement"))
    return Turn((reply,), Conversation(), efface=True)


def _said(assistant: Assistant, before: Conversation, key: str, **values: object) -> Turn:
    """A sentence, and the pending question once more when there is one."""
    text = _say(assistant.sheets, key, **values)
    if before.attendu:
        return assistant._ask_again(before, text + "\n\n{question}")
    return Turn((Reply(text, _information(key)),), before)


def _say(sheets: Sheets, key: str, **values: object) -> str:
    return sheets.wording.say(key, **values)


def _information(subject: str, **more: Any) -> dict[str, Any]:
    return {"type": "information", "sujet": subject, "source": "assistant", **more}
