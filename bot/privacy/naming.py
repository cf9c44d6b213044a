"""Whether words of a message can be somebody's name, and how far a name goes.

A capital tells most; where everything or nothing is in capitals, a name is a known family name or a word
that is neither French nor a place.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Optional

from bot.privacy.lexicon import Lexicon
from bot.privacy.message import Message

#: Words of one name, particles included.
_LONGEST = 7
#: Inhabitants from which a word is first a town: any place, one people know, one everybody knows.
VILLAGE, TOWN, CITY = 1, 5000, 100000
#: « isolée », « dialysée », « vendeuse »: what a person is, even in a word nobody listed.
_DESCRIBES = re.compile(r".{3,}(?:ee|ees|euse|trice|ique|iste|ienne|able)")
_SMALL_LINKS = frozenset("de du d la le l des saint sainte".split())


class Expected(IntEnum):
    """How much the words before a name announce it."""

    PERHAPS = 0  # « dossier de », a first name
    LIKELY = 1  # « au nom de », « née »
    SURELY = 2  # a civility, « je m'appelle »


class Naming:
    """Judges words with the lists of the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._civilities = lexicon.names["civilites"]
        self._particles = lexicon.names["particules"]
        self._places = lexicon.names["etablissements"]
        self._bodies = lexicon.names["organismes"]
        self._offices = lexicon.names["fonctions"]

    # ------------------------------------------------------------------ extents
    def first_names(self, message: Message, i: int) -> Optional[int]:
        """The last word of the first names that begin at `i`; None when there are none."""
        words = message.words
        if words[i].text not in self.lexicon.first_names:
            return None
        if self.telling(message, i) and not words[i].capital:
            return None
        last = i
        while last + 1 < len(words) and last < i + _LONGEST and message.bound(last):
            following = words[last + 1]
            tied = (
                message.hyphened(last) and message.plain[words[last].end] == "-"
            )  # « Marie-Claude »
            if following.capital != words[last].capital or not (
                tied or following.text in self.lexicon.first_names and following.text not in self._particles
            ):  # fmt: skip
                break
            last += 1
        return last

    def name(
        self, message: Message, i: int, level: Expected, beside: bool = False, loose: bool = False
    ) -> Optional[tuple[int, int]]:
        """The name that begins at word `i`, as its first and last words; None when none does.

        beside: a first name stands before. loose: that first name may be a word as well.
        """
        words = message.words
        k = self._over_particles(message, i)
        if k is None or not self._begins(message, k, level, beside, loose):
            return None
        if k > i and level < Expected.SURELY and self.is_town(message, i, VILLAGE):
            return None  # « Louise Michel La Rochelle »
        last = k
        while last - i < _LONGEST and message.bound(last):
            following = self._over_particles(message, last + 1)
            if (
                following is None
                or following > last + 1
                and self.is_town(message, last + 1, VILLAGE)
            ):
                break
            same = words[following].capital == words[last].capital or message.shouting
            elided = message.plain[words[last].end] == "'"  # « Guivarc'h »
            tied = message.hyphened(last) and following == last + 1 and (same or elided)
            if not tied and not self._goes_on(message, following, last):
                break
            last = following
        return i, last

    def _over_particles(self, message: Message, i: int) -> Optional[int]:
        """The word of the name after its particles; None when particles lead nowhere."""
        k = i
        while k < len(message.words) and message.words[k].text in self._particles and k < i + 3:
            if not message.bound(k):
                return k if k == i and len(message.words[k].typed) > 1 else None
            k += 1
        return k if k < len(message.words) else None

    # ------------------------------------------------------------------ one word
    def _begins(self, message: Message, i: int, level: Expected, beside: bool, loose: bool) -> bool:
        """Whether word `i` can be the first of a name."""
        word, lexicon = message.words[i], self.lexicon
        if len(word.typed) == 1 or word.text in self._civilities or word.text in self._offices:
            return False
        surname, sure = lexicon.is_surname(word.text), level == Expected.SURELY
        if self.telling(message, i):
            if not word.capital:
                return sure and self.unknown(message, i, TOWN)
            if word.shouted and word.text in lexicon.acronyms:
                return False
            if surname or sure and word.text in lexicon.first_names:
                return True
            if i and message.words[i - 1].text in self._particles and message.bound(i - 1):
                if sure:
                    return True  # « De la Tour », « D'Almeida »
                return not lexicon.is_word(word.text) and not self.is_town(message, i, VILLAGE)
            if beside and word.shouted and not message.words[i - 1].shouted:
                return True
            if beside and self.is_town(message, i, CITY):
                return False
            if (beside or sure) and message.plain[word.end : word.end + 1] == "'":
                return True  # « Prud'homme »
            if sure or beside:
                return not lexicon.tells(word.text) and not _DESCRIBES.fullmatch(word.text)
            return not lexicon.is_word(word.text) and not self.is_town(message, i, CITY)
        if word.text in lexicon.acronyms:
            return False
        if sure:
            return surname or word.text in lexicon.first_names or self.unknown(message, i, TOWN)
        if beside and not loose:
            return surname or self.unknown(message, i, TOWN)
        if level == Expected.LIKELY:
            return surname or self.unknown(message, i, VILLAGE)
        return word.text in lexicon.surnames and not self.is_town(message, i, TOWN)

    def _goes_on(self, message: Message, i: int, last: int) -> bool:
        """Whether word `i` goes on the name that word `last` belongs to."""
        word, lexicon = message.words[i], self.lexicon
        if word.text in self._civilities or len(word.typed) == 1:
            return False
        first = word.text in lexicon.first_names
        if self.telling(message, i):
            if not word.capital or word.shouted and word.text in lexicon.acronyms:
                return False
            if word.text in lexicon.surnames or first:
                return not self.is_town(message, i, CITY)
            after_first = message.words[last].text in lexicon.first_names
            if lexicon.is_surname(word.text):
                return True
            size = TOWN if after_first else VILLAGE
            return not lexicon.is_word(word.text) and not self.is_town(message, i, size)
        if lexicon.is_surname(word.text) and message.words[last].text in lexicon.first_names:
            return True
        if word.text in lexicon.ambiguous and not message.shouting:
            return False
        return word.text in lexicon.surnames or first or (
            len(word.typed) > 3 and self.unknown(message, i, VILLAGE)
        )  # fmt: skip

    def unknown(self, message: Message, i: int, town: int) -> bool:
        """Whether word `i`, whose letters tell nothing, is neither French nor a place of that size."""
        word, lexicon = message.words[i], self.lexicon
        if word.text in lexicon.surnames:
            return True
        if len(word.typed) < 3 or lexicon.is_word(word.text) or lexicon.nearly_tells(word.text):
            return False
        return not _DESCRIBES.fullmatch(word.text) and not self.is_town(message, i, town)

    def foreign(self, message: Message, i: int) -> bool:
        """Whether word `i` has a capital and is neither French, a place, nor an acronym."""
        word, lexicon = message.words[i], self.lexicon
        if not word.capital or len(word.typed) < 3 or lexicon.is_word(word.text):
            return False
        if word.shouted and len(word.typed) < 5 or lexicon.nearly_tells(word.text):
            return False
        return not self.is_town(message, i, VILLAGE)

    def telling(self, message: Message, i: int) -> bool:
        """Whether the capitals around word `i` tell names from words."""
        if message.shouting:
            return False
        word = message.words[i]
        if word.shouted:
            beside = [message.words[k] for k in (i - 1, i + 1) if 0 <= k < len(message.words)]
            return not any(
                w.shouted
                and self.lexicon.is_word(w.text)
                and w.text not in self.lexicon.acronyms
                and w.text not in self._particles
                for w in beside
            )
        return word.capital or message.cased

    # ------------------------------------------------------------------ around
    def is_town(self, message: Message, i: int, population: int) -> bool:
        """Whether a town of at least `population` is named from word `i` on."""
        words = [w.text for w in message.words[i : i + 5]]
        return self.lexicon.town_length(words, population) > 0

    def named_after(self, message: Message, i: int) -> bool:
        """« hôpital Jean Rostand », « maladie de Parkinson », « rue Louis Blanc »."""
        words = message.words
        for back in (1, 2, 3):
            k = i - back
            if k < 0 or not message.bound(k):
                return False
            if words[k].text in self._places:
                return True
            if words[k].text not in _SMALL_LINKS:
                return False
        return False

    def is_body(self, message: Message, i: int) -> bool:
        """« Leroy Merlin », « France Travail »: an organisation, from its first word or its second."""
        words = [w.text for w in message.words[max(0, i - 1) : i + 2]]
        return any(" ".join(words[k : k + 2]) in self._bodies for k in range(len(words) - 1))
