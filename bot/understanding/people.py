"""Who is who: which words of a message are about the insured person, which about somebody else.

A light discourse model: the focus (the person the message is about) is chosen once, then each
word gets an owner by following subjects, possessives and pronouns from left to right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from bot.understanding.focus import (
    choose_focus,
    gender_of_focus,
    head_noun,
    score_mentions,
    tells_of_self,
)
from bot.understanding.mentions import find_mentions
from bot.understanding.owners import Walk
from bot.understanding.roles import Mention, Roles
from bot.understanding.text import Words

_SPOUSES = frozenset({"mari", "femme", "concubin", "concubine"})
#: A score from which a mention is pointed at without doubt.
_POINTED = 8.0
#: From which probability the writer is taken for the insured person: when the phrases of
#: `personnes.yml` agree, when they do not, and when somebody else is pointed at (« c'est pour mon
#: mari »); figures: python -m benchmarks.learning.
_AGREED, _ALONE, _POINTED_AT_ANOTHER = 0.4, 0.65, 0.9
#: Under which it is taken for somebody else, whatever was said before; shorter messages tell
#: nothing of who writes them.
_SOMEBODY_ELSE, _A_SENTENCE = 0.25, 8


@dataclass(frozen=True)
class People:
    """The owner of each word, and what the message says of the speaker.

    owners: `personne`, `autre` or `auteur` for each word. self_told: the writer is the insured
    person. gender: of the person, m, f or ?. household: the writer is the person's spouse.
    """

    owners: tuple[str, ...]
    self_told: bool
    gender: str
    mentions: tuple[Mention, ...]
    household: bool = False

    def owner(self, i: int) -> str:
        """Owner of word `i`."""
        return self.owners[i]


def _capitals(words: Words) -> Optional[frozenset[int]]:
    """The words with a capital; None in a text all in capitals or all in small letters."""
    letters = [c for c in words.text if c.isalpha()]
    if not 0 < sum(c.isupper() for c in letters) <= 0.5 * len(letters):
        return None
    # « Marié, 54 ans » is no Marie
    return frozenset(
        i for i, word in enumerate(words.words)
        if words.text[word.start].isupper()
        and not (word.text == "marie" and words.text[word.end - 1] == "é")
    )  # fmt: skip


def read_people(
    words: Words,
    roles: Roles,
    known_self: Optional[bool] = None,
    likely_self: Optional[float] = None,
) -> People:
    """Find the people of a message and give each word its owner.

    `known_self`: whether earlier messages showed that the writer is the insured person.
    `likely_self`: how probable it is, learnt from examples; None when nothing was learnt.
    """
    mentions = list(find_mentions(words.tokens, roles, _capitals(words)))
    scored = score_mentions(words, roles, mentions)
    self_told = known_self
    best = max((score for score, _ in scored), default=0.0)
    if self_told and likely_self is not None and likely_self < _SOMEBODY_ELSE:
        # who spoke of herself may go on to speak of somebody else
        self_told = len(words) < _A_SENTENCE or tells_of_self(words, roles, mentions, scored)
    if self_told is None:
        self_told = tells_of_self(words, roles, mentions, scored)
        if likely_self is not None and len(words) >= _A_SENTENCE:
            least = _AGREED if self_told else _POINTED_AT_ANOTHER if best >= _POINTED else _ALONE
            self_told = likely_self > least
    focus = None if self_told else choose_focus(scored)
    gender = gender_of_focus(words.tokens, mentions, focus, best < _POINTED)
    walk = Walk(words, roles, mentions, focus, gender, self_told)
    household = focus is not None and focus.kind == "kin1" and head_noun(focus) in _SPOUSES
    return People(tuple(walk.owners()), self_told, gender, tuple(mentions), household)
