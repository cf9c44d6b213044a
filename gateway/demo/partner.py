"""What the synthetic caller answers to what it hears: it knows one case, and nothing else.

It recognises the assistant's questions by their words, as they came through the telephone.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Dict, List, Mapping, Optional

from bot.source import load_map
from gateway.settings import ROOT

_CASES = ROOT / "tests" / "conversations" / "neuf_cas"
_SPOKEN = ROOT / "data" / "wording" / "voix.yml"
_FACTS = ROOT / "data" / "faits.yml"
_DESCRIPTION = "(description)"
#: Key of voix.yml → what is answered when it is heard: words, or keys after « : ».
_ANSWERS: Mapping[str, str] = {
    "annonce": "Service social.",
    "annonce_encore": "Service social.",
    "accueil_invitation": _DESCRIPTION,
    "decrivez": _DESCRIPTION,
    "comment_relecture": ":1",
    "oui_ou_non": ":1",
    "voulez_contacts": "Oui, donnez-moi les contacts.",
    "voulez_etapes": ":2",
    "voulez_personne": ":2",
    "suite": ":#",
    "avis": ":1",
    "menu": "Merci beaucoup, au revoir.",
    "autre_question": "Merci beaucoup, au revoir.",
}
#: How much of a question must be heard, and how alike two words are.
_ENOUGH, _ALIKE = 0.5, 0.75
#: Words by which a question heard whole may come before one of which nothing was heard.
_WHOLE = 20
#: Words heard that are looked at: the question comes last.
_TAIL = 45


@dataclass(frozen=True)
class Case:
    """One of the nine: number, words to describe it, what else is known, expected orientation."""

    number: int
    description: str
    facts: Mapping[str, Any]
    orientation: str


def load_case(number: int) -> Case:
    """Raises SourceError when there is no such case."""
    raw = load_map(_CASES / f"cas_{number}.yml")
    facts = {str(name): str(value) for name, value in raw["faits"].items()}
    return Case(number, raw["textes"].text("dicte"), facts, raw.text("orientation"))


#: Answers that are also keys: what was not heard is typed when it is asked again, as people do.
_KEYS: Mapping[str, str] = {"oui": ":1", "non": ":2", "Oui, donnez-moi les contacts.": ":1"}


class Partner:
    """Answers for one case."""

    def __init__(self, case: Case) -> None:
        self._case, self._last = case, ""
        self._expected: Dict[str, tuple[List[str], str]] = {}
        spoken = load_map(_SPOKEN)["phrases"]
        for key, said in _ANSWERS.items():
            self._expect(key, spoken.text(key), said)
        for name, fact in load_map(_FACTS).items():
            if isinstance(fact, dict) and fact.get("question"):
                self._expect(str(name), fact.text("question"), self._known(str(name)))

    def answer(self, heard: str) -> Optional[str]:
        """What to say, or to type after « : »; None when nothing was understood."""
        words = _words(heard)[-_TAIL:]
        found = [(*_heard(asked, words), said) for asked, said in self._expected.values()]
        likely = [(end + _WHOLE * share, said) for share, end, said in found if share >= _ENOUGH]
        said = max(likely)[1] if likely else None
        if said == self._last:
            said = _KEYS.get(said, said)
        self._last = said or self._last
        return self._case.description if said == _DESCRIPTION else said

    def _expect(self, key: str, text: str, said: str) -> None:
        asked = [word for word in _words(text) if len(word) > 3]
        self._expected[key] = asked, said

    def _known(self, fact: str) -> str:
        """What the case says of a fact: unknown ones are denied, as most partners do."""
        value = self._case.facts.get(fact, "non")
        return f":{value}" if value.isdigit() else {"true": "oui", "false": "non"}.get(value, value)


def _heard(asked: List[str], words: List[str]) -> tuple[float, int]:
    """How much of a question was heard, and where it ends among the words."""
    places = [_last(word, words) for word in asked]
    found = [place for place in places if place is not None]
    return (len(found) / len(asked) if asked else 0.0), max(found, default=-1)


def _last(word: str, words: List[str]) -> Optional[int]:
    for place in range(len(words) - 1, -1, -1):
        if SequenceMatcher(None, word, words[place]).ratio() >= _ALIKE:
            return place
    return None


def _words(text: str) -> List[str]:
    plain = unicodedata.normalize("NFKD", text.lower())
    return re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))

