"""The same message otherwise: its names masked, something more said in it, hesitations.

A network that has read a danger told by the way, in messages about something else, looks for it there;
one that has read a message with and without its names does not lean on them.
"""

from __future__ import annotations

import collections
import random
from typing import Any, Mapping, Sequence

from bot.understanding.text import PUNCTUATION

#: How often a message is read as the channels give it, without its names.
_MASKED = 0.7
#: How often a danger, what sounds like one, or another fact is said besides.
_DANGER, _NO_DANGER, _BESIDES = 0.10, 0.06, 0.10
#: How often somebody hesitates, and before how many words.
_HESITANT, _HESITATIONS, _UH = 0.1, 0.06, "euh"
_URGENCY, _NONE, _NOTHING = "urgence", "aucune", "rien"
#: Above so many words a message is long enough.
_LONGEST = 160
_SAID_OF_SELF = "s:True"
_HE, _SHE = frozenset({"il", "lui", "ils"}), frozenset({"elle", "elles"})
_STOPS = frozenset({".", "!", "?", ";", "\n"})
#: Words before which one who speaks says something else.
_GOING_ON = frozenset("et mais alors donc voila euh bon sinon apres ben enfin".split())

Item = Mapping[str, Any]


class Variants:
    """Varies messages; `clauses` are what may be said besides."""

    def __init__(self, clauses: Sequence[Item], dice: random.Random) -> None:
        self._dice = dice
        self._dangers = [c for c in clauses if c["fait"] == _URGENCY]
        self._no_dangers = [c for c in clauses if c["etiquette"] == f"{_NOTHING}={_NONE}"]
        self._others = [c for c in clauses if c["fait"] not in (_URGENCY, _NOTHING, "demande")]

    def of(self, item: Item) -> Item:
        """A variant of a marked message, or the message itself. A fact said besides is in `dit`."""
        if "marques" not in item:
            return item
        if "masque" in item and self._dice.random() < _MASKED:
            item = {**item, **item["masque"]}
        if self._dice.random() < _HESITANT:
            item = self._hesitating(item)
        if len(item["mots"]) > _LONGEST:
            return item
        mentioned = {name.split("=")[0].split("|")[0] for name in item["etiquettes"]}
        chance = self._dice.random()
        if chance < _DANGER:
            pool = () if _URGENCY in mentioned else self._dangers
        elif chance < _DANGER + _NO_DANGER:
            pool = self._no_dangers
        elif chance < _DANGER + _NO_DANGER + _BESIDES:
            pool = self._others
        else:
            return item
        return self._with(item, pool, mentioned)

    def _with(self, item: Item, pool: Sequence[Item], mentioned: set[str]) -> Item:
        """`item` with a clause of the same person, about what is not mentioned yet."""
        teller = _teller(item)
        for clause in self._dice.sample(list(pool), min(12, len(pool))):
            if clause["fait"] not in mentioned and _agree(teller, _teller(clause)):
                return self._spliced(item, clause)
        return item

    def _spliced(self, item: Item, clause: Item) -> Item:
        words = item["mots"]
        ends = [i + 1 for i, w in enumerate(words) if w in _STOPS]
        breaks = ends or [i for i, w in enumerate(words) if w in _GOING_ON]
        at = self._dice.choice([0, *breaks, len(words)])
        stop = ["."] if ends else []
        said, signs = [*clause["mots"], *stop], [*clause["signes"], *([[]] * len(stop))]
        if at and ends and words[at - 1] not in PUNCTUATION:
            said, signs = [".", *said], [[], *signs]
        return {
            **item,
            "mots": [*words[:at], *said, *words[at:]],
            "signes": [*item["signes"][:at], *signs, *item["signes"][at:]],
            "marques": [*item["marques"][:at], *([None] * len(said)), *item["marques"][at:]],
            "dit": {"fait": clause["fait"], "etiquette": clause["etiquette"]},
        }

    def _hesitating(self, item: Item) -> Item:
        words, signs, marks = [], [], []
        for word, sign, mark in zip(item["mots"], item["signes"], item["marques"]):
            if self._dice.random() < _HESITATIONS:
                words.append(_UH)
                signs.append([s for s in sign if s[:2] in ("o:", "s:")])
                marks.append([])
            words.append(word)
            signs.append(sign)
            marks.append(mark)
        return {**item, "mots": words, "signes": signs, "marques": marks}


def _teller(item: Item) -> tuple[bool, int]:
    """Whether the person writes, and their pronoun: 1 for « il », -1 for « elle », 0 for neither."""
    of_self = any(_SAID_OF_SELF in signs for signs in item["signes"])
    said = collections.Counter(w for w in item["mots"] if w in _HE or w in _SHE)
    he, she = sum(said[w] for w in _HE), sum(said[w] for w in _SHE)
    return of_self, (he > she) - (she > he)


def _agree(one: tuple[bool, int], other: tuple[bool, int]) -> bool:
    return one[0] == other[0] and (one[0] or one[1] * other[1] >= 0)
