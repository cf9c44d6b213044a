"""Whether an orientation helped: asked once, kept without the situation nor who says it."""

from __future__ import annotations

from typing import Optional

from actions.answers.reply import Reply
from actions.dialogue.conversation import Conversation, Turn
from actions.dialogue.opinions import Opinion, read_opinion
from actions.dialogue.orienting import orient
from actions.dialogue.remarks import Remark
from actions.dialogue.turns import Assistant
from bot.privacy import mask
from bot.understanding.acts import AFFIRMER, NIER
from bot.understanding.reader import Reading

DONNER = "donner_avis"
#: Longest word kept with an opinion, in characters.
MAX_WORD = 300
#: « Oui », « non pas vraiment »: longer messages say something else.
_A_YES = 4


def about_opinion(
    assistant: Assistant, before: Conversation, text: str, reading: Reading
) -> Optional[Turn]:
    """The turn of an opinion on the orientation; None when the message says something else."""
    tells = any(a.retenue and a.fait != "profil" for a in reading.assertions)
    said = read_opinion(text) if reading.acte == DONNER or tells else _yes_or_no(before, text, reading)
    if said is None:
        return None
    useful, word = said
    if not _awaits(before):
        return None if tells else Turn((_reply(assistant, before),), before)
    if tells or any(a.fait != "profil" for a in reading.assertions):
        word = ""  # it tells of the situation: none of it is kept with an opinion
    noted = _note(assistant, before, useful, word)
    thanks = Reply(
        assistant.sheets.wording.say("avis_utile" if useful else "avis_pas_utile"),
        {"type": "information", "sujet": "avis", "source": "assistant", "utile": useful},
    )
    if tells:
        turn = orient(assistant, noted, text, reading, Remark())
        return Turn((thanks, *turn.replies), turn.conversation)
    return Turn((thanks,), noted)


def _awaits(before: Conversation) -> bool:
    """Whether an opinion may still be given on the last orientation."""
    return before.avis_sur is not None and not before.avis_donne


def _reply(assistant: Assistant, before: Conversation) -> Reply:
    key = "avis_deja" if before.avis_sur else "avis_sans_objet"
    payload = {"type": "information", "sujet": key, "source": "assistant"}
    return Reply(assistant.sheets.wording.say(key), payload)


def _yes_or_no(before: Conversation, text: str, reading: Reading) -> Optional[tuple[bool, str]]:
    """« Oui » or « non » to « Cela vous a-t-il aidé ? », when nothing else is being asked."""
    short = len(text.split()) <= _A_YES
    if before.attendu or not _awaits(before) or not short:
        return None
    answers = {AFFIRMER: (True, ""), NIER: (False, "")}
    return answers.get(reading.acte)


def _note(assistant: Assistant, before: Conversation, useful: bool, word: str) -> Conversation:
    sheets = assistant.sheets
    noted = before.with_(avis_donne=True)
    kept = sheets.find(before.reference) if before.reference else None
    rule, version = "", assistant.policy.version
    if kept is not None:
        fiche, conversation = kept
        rule, version = fiche.regle, fiche.politique
        sheets.keep(fiche, conversation.with_(avis_donne=True))
    assistant.opinions.add(
        Opinion(sheets.clock().isoformat(), str(before.avis_sur), rule, version, before.canal,
                useful, mask(word).text[:MAX_WORD])
    )  # fmt: skip
    return noted
