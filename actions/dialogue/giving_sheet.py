"""What a partner asks of a sheet: to have it, to take it up again, to erase everything."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Optional

from actions.answers.reply import Reply
from actions.dialogue.asking import QUESTION, ask_again
from actions.dialogue.conversation import Conversation, Turn
from actions.dialogue.courtesy import resume
from actions.dialogue.orienting import orient
from actions.dialogue.remarks import Remark
from actions.dialogue.sheets import VOIX, Sheets, links
from actions.dialogue.turns import Assistant
from actions.sheet.mail import Courriel, prepare_mail
from actions.sheet.reference import Found, find_reference, spelled
from actions.sheet.text import sheet_text
from bot.understanding.acts import DECRIRE, INCOMPRIS
from bot.understanding.reader import Reading
from bot.understanding.text import fold

DEMANDER, REPRENDRE, EFFACER = "demander_fiche", "reprendre_fiche", "effacer"
#: Words that tell a reference is meant, and not work or walking to be taken up again.
_MEANT = re.compile(r"\b(?:fiche|reference|situation|dossier|conversation|code|echange)\b")


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
    if sheets.guard.wait(""):
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
        turn = orient(
            assistant, taken, text, replace(reading, acte=DECRIRE, assertions=more), Remark()
        )
    else:
        turn = _as_it_stands(assistant, taken)
    return Turn((Reply("\n".join(lines), payload), *turn.replies), turn.conversation)


def _as_it_stands(assistant: Assistant, taken: Conversation) -> Turn:
    """The orientation again, whole; told as a change when the policy changed since."""
    turn = resume(assistant, taken.with_(orientation=None))
    if turn.conversation.orientation in (None, taken.orientation):
        return turn
    return resume(assistant, taken)


def _unknown(assistant: Assistant, before: Conversation, reference: str) -> Turn:
    assistant.sheets.guard.count("")
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
        return ask_again(assistant, before, f"{text}\n\n{QUESTION}")
    return Turn((Reply(text, _information(key)),), before)


def _say(sheets: Sheets, key: str, **values: object) -> str:
    return sheets.wording.say(key, **values)


def _information(subject: str, **more: Any) -> dict[str, Any]:
    return {"type": "information", "sujet": subject, "source": "assistant", **more}
