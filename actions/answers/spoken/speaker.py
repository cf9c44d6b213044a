"""Who speaks on the phone: the words of `data/wording/voix.yml`, said by `Aloud`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, List, Mapping, Optional, Protocol, Sequence

from actions.answers.spoken.aloud import Aloud, email_aloud
from actions.answers.spoken.breaths import AT_A_TIME
from actions.answers.spoken.numbers import digits
from actions.answers.spoken.wording import SpokenWording
from bot.catalogue import Fait


class Written(Protocol):
    """A message of the assistant: its words, and its payload for programs."""

    texte: Optional[str]
    donnees: Optional[Mapping[str, Any]]


@dataclass(frozen=True)
class Speaker:
    """Says things aloud, each sentence apart.

    names: orientation → its name in the middle of a sentence. unsaid: sentences that only help
    who reads, as they would be said.
    """

    wording: SpokenWording
    aloud: Aloud
    catalogue: Mapping[str, Fait]
    names: Mapping[str, str]
    unsaid: frozenset[str] = frozenset()

    def say(self, key: str, **values: object) -> List[str]:
        """The sentences of a phrase of voix.yml."""
        return self.aloud.sentences(self.wording.say(key, **values))

    def emergency(self, kind: str) -> List[str]:
        """The numbers of an emergency, said twice."""
        return self.aloud.sentences(self.wording.emergencies[kind])

    def information(self, message: Written, heard: bool = False) -> List[str]:
        """What an answer says, in its spoken form when it has one (another once an orientation was `heard`)."""
        own = self.own_form(message, heard)
        said = self.aloud.sentences(own if own is not None else message.texte or "")
        return [one for one in said if one not in self.unsaid]

    def own_form(self, message: Written, heard: bool = False) -> Optional[str]:
        """The spoken form of an answer; None when it is said as it is written."""
        sujet, forms = str((message.donnees or {}).get("sujet", "")), self.wording.informations
        return forms.get(f"{sujet}_apres" if heard else sujet, forms.get(sujet))

    def question(self, message: Written) -> tuple[List[str], List[str]]:
        """What is said before a question, and the question itself (what is beyond a breath is left out)."""
        asked = self.aloud.sentences(str((message.donnees or {})["texte"]))
        said = self.aloud.sentences(message.texte or "")
        lead = said[: -len(asked)] if said[-len(asked) :] == asked else []
        return lead, asked[-AT_A_TIME:]

    def choices(self, labels: Sequence[str]) -> List[str]:
        """« Tapez un pour …, deux pour … »."""
        pieces = [
            self.wording.say("choix" if rank > 1 else "choix_premier", numero=rank, libelle=label.lower())
            for rank, label in enumerate(labels, 1)
        ]
        ignored = self.wording.say("choix_ignore", numero=len(labels) + 1)
        return self.aloud.sentences(f"{', '.join(pieces)}. {ignored}")

    def spelled(self, reference: str) -> List[str]:
        """A reference sign by sign, half by half: « A comme Anatole, B comme Berthe… »."""
        return [", ".join(self._sign(s) for s in half) for half in reference.split("-")]

    def _sign(self, sign: str) -> str:
        if sign.isdigit():
            return digits(sign)
        return self.wording.say("lettre", lettre=sign, prenom=self.wording.letters[sign])

    def email(self, address: str) -> str:
        """An address, spelled by its pieces."""
        return email_aloud(address, self.aloud.words)
