"""Whether an orientation helped: asked once, kept without the situation nor who says it."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Optional, Protocol

from actions.answers.reply import Reply
from actions.dialogue.conversation import Conversation, Turn
from bot.privacy import mask
from bot.understanding.acts import AFFIRMER, NIER
from bot.understanding.reader import Reading

if TYPE_CHECKING:
    from actions.dialogue.turns import Assistant

DONNER = "donner_avis"
#: Longest word kept with an opinion, in characters.
MAX_WORD = 300
#: « Oui », « non pas vraiment »: longer messages say something else.
_A_YES = 4
_SAID = re.compile(
    r"(?P<avant>(?:[\w'’]+[\s,]+){0,6}?)"
    r"(?P<mot>inutiles?|utiles?|(?:m['’]|nous )(?:as? |avez |ont )?aid\w*|aid[ée]e?s?|serv[ei]\w*|sert)\b"
    r"(?P<apres>.*)",
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip
_NOT = re.compile(r"\b(?:pas|peu|rien|aucun\w*|jamais|gu[eè]re|non|ni)\b", re.IGNORECASE)
_NOT_AFTER = re.compile(r"\s*(?:vraiment |trop |beaucoup )?(?:pas|en rien|à rien|a rien|peu)\b", re.I)
_LINK = re.compile(
    r"^[\s,.;:!–-]*(?:(?:vraiment|trop|beaucoup|pas|du tout|en|à|a|rien|peu)\b[\s,]*)*"
    r"(?:parce qu(?:e\b|['’])|car\b|puisqu(?:e\b|['’])|mais\b|vu que\b)?[\s,.;:!–-]*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Opinion:
    """One opinion: jour is a day, ISO; mot the reason given, masked, "" when there is none."""

    jour: str
    orientation: str
    regle: str
    politique: str
    canal: str
    utile: bool
    mot: str

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready form."""
        return asdict(self)


class OpinionStore(Protocol):
    """Where opinions are kept (bot/stores/opinions.py keeps them in a database)."""

    def add(self, opinion: Opinion) -> None:
        """Keep one more."""


def read_opinion(text: str) -> Optional[tuple[bool, str]]:
    """Whether a message opens by saying it helped, and the reason it goes on to give."""
    match = _SAID.match(text.strip())
    if match is None:
        return None
    after = match["apres"]
    useless = match["mot"].lower().startswith("inutile")
    denied = bool(_NOT.search(match["avant"]) or _NOT_AFTER.match(after))
    return denied == useless, _LINK.sub("", after, count=1).strip()


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
        turn = assistant.orient(noted, text, reading)
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
                useful, mask(word)[:MAX_WORD])
    )  # fmt: skip
    return noted
