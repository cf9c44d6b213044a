"""Says things to one person: in the words meant for them, and never the same twice in a row."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Callable, Iterable, Optional

from actions.answers.reply import Reply
from actions.answers.typography import small
from actions.answers.wording import Wording
from bot.catalogue import NOMBRE, Fait
from bot.situation import Assertion, Value

_SENTENCES = re.compile(r"\n|(?<=[.!?])\s+")


@dataclass(frozen=True)
class Speech:
    """profil: who listens. dit: marks of the sentences said in the turn before (`marks`).

    places: name of a département from its code, None when it has none.
    """

    wording: Wording
    profil: str = "partenaire"
    dit: frozenset[str] = frozenset()
    places: Callable[[str], Optional[str]] = lambda code: None

    @property
    def assure(self) -> bool:
        """Whether the insured person listens."""
        return self.profil == "assure"

    def say(self, key: str, **values: object) -> str:
        """The sentence `key`, in the first way that was not just said."""
        return self.fresh([way.format(**values) for way in self.wording.ways(key, self.profil)])

    def fresh(self, ways: Iterable[str]) -> str:
        """The first of several sentences that was not just said; the first when all were."""
        ways = list(ways)
        return next((w for w in ways if not self.said(w)), ways[0])

    def said(self, text: str) -> bool:
        """Whether any sentence of `text` was said in the turn before."""
        return bool(self.dit.intersection(_marks(text)))

    def value(self, fait: Fait, value: Value) -> str:
        """A value in words: « 53 ans », « Nord (59) », « en arrêt de travail »."""
        if fait.code == "departement" and (name := self.places(str(value))):
            return f"{name} ({value})"
        return fait.said(value, self.assure)

    def fact(self, fait: Fait, value: Value) -> str:
        """A fact in words, where what it is of must be told: « durée de l'arrêt 2 mois »."""
        words = self.value(fait, value)
        return f"{small(fait.libelle)} {words}" if fait.type == NOMBRE else words

    def quoted(self, fait: Fait, said: Assertion) -> str:
        """A fact in words, with those of the partner."""
        words = fait.libelle if said.valeur is None else self.fact(fait, said.valeur)
        return f"{words} (« {said.preuve} »)" if said.preuve else words

    def name(self, orientation: str) -> str:
        """An orientation, named in the middle of a sentence."""
        return self.wording.name(orientation)


def marks(replies: Iterable[Reply]) -> tuple[str, ...]:
    """Short marks of every sentence said, to recognise it in the next turn without keeping it."""
    return tuple(sorted({mark for reply in replies for mark in _marks(reply.text)}))


def _marks(text: str) -> set[str]:
    told = (sentence.strip() for sentence in _SENTENCES.split(text))
    return {hashlib.sha256(one.encode()).hexdigest()[:8] for one in told if one}
