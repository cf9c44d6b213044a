"""Names of people: after a civility, beside a first name, announced, signed or spelt out.

A capital tells most; where everything or nothing is in capitals, a name is a known family name or a word
that is not French. Initials (« Mme L. ») and lone common first names stay: they name nobody, and the
understanding needs them (docs/decisions/0005).
"""

from __future__ import annotations

import re
from typing import Iterator, Optional

from bot.privacy.lexicon import Lexicon
from bot.privacy.message import Message
from bot.privacy.spans import NOM, Span

#: Words of one name, particles included.
_LONGEST = 7
_VILLAGE, _TOWN = 1, 1500
#: « isolée », « dialysée », « vendeuse »: what a person is, even in a word nobody listed.
_DESCRIBES = re.compile(r".{3,}(?:ee|ees|euse|trice|ique|iste|ienne|able)")
_ARTICLES = frozenset(
    "un une ce cette le la du notre votre mon ma autre jeune vieux vieille".split()
)
_SPELT = re.compile(r"(?<![\w'])(?:[a-z][ .,-]{1,2}){4,}[a-z](?![\w'])")
_AS_IN = re.compile(r"\b(?:[a-z] comme [a-z]+[ ,;]*(?:et |puis )?){3,}")


class Names:
    """Finds names with the words of `data/privacy/noms.yml` and the lists of the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._civilities = lexicon.names["civilites"]
        self._particles = lexicon.names["particules"]
        self._places = lexicon.names["etablissements"]
        self._bodies = lexicon.names["organismes"]
        self._offices = lexicon.names["fonctions"]
        self._announced = _any_of(lexicon.names["annonces"], r"[ :\"«]*(?:\n ?)?")
        self._hinted = _any_of(lexicon.names["indices"], r" *")
        self._closing = _any_of(lexicon.names["fins_de_courriel"], r"[ ,.!;:\n-]+")

    def find(self, message: Message) -> Iterator[Span]:
        """Every name of the message."""
        for first, last in self._found(message):
            start, end = message.words[first].start, message.words[last].end
            yield Span(start, end, NOM, _mask(message, start, end))
        for pattern in (_SPELT, _AS_IN):
            for m in pattern.finditer(message.plain):
                if re.sub(r"[^a-z]", "", m.group()) not in self.lexicon.acronyms:
                    yield Span(m.start(), m.end(), NOM, "X. ")

    def _found(self, message: Message) -> Iterator[tuple[int, int]]:
        for i, word in enumerate(message.words):
            if word.text in self._civilities:
                if i + 1 < len(message.words) and self._addresses(message, i):
                    yield from self._titled(message, i + 1)
                continue
            for rule in (self._beside_first_name, self._before_first_name, self._lone, self._pair):
                name = rule(message, i)
                if name is not None:
                    yield name
                    break
        for pattern, sure in (
            (self._announced, True),
            (self._hinted, False),
            (self._closing, False),
        ):
            for m in pattern.finditer(message.plain):
                yield from self._told(message, m.end(), sure)

    # ------------------------------------------------------------------ after a civility
    def _addresses(self, message: Message, i: int) -> bool:
        """Whether word `i` is a civility and what follows could be its name: not « 3 m. », not « Mme, ».

        « m » needs its dot or capital: dictated, it is a syllable."""
        word = message.words[i]
        gap = message.plain[word.end : message.words[i + 1].start]
        if not re.fullmatch(r"\.?[ \t]{0,2}|'", gap) or gap == "'":
            return False
        if word.text != "m":
            return word.text != "pr" or word.capital  # « pr » is « pour »
        return word.capital and not re.search(r"\d ?$", message.before(i, 2))

    def _titled(self, message: Message, i: int) -> Iterator[tuple[int, int]]:
        if len(message.words[i].typed) == 1 and not message.hyphened(i):  # « M. J. Dupont »
            name = self._initialled(message, i)
        elif self._is_from(message, i):
            return
        else:
            name = self._name(message, i, sure=True)
        if name is not None:
            yield name

    def _is_from(self, message: Message, i: int) -> bool:
        """« un monsieur de Cayenne »: where he lives, not his name."""
        words = message.words
        article = (
            i > 1 and words[i - 2].text in _ARTICLES and words[i].text in ("de", "du", "d", "des")
        )
        return article and not words[i].capital

    def _initialled(self, message: Message, i: int) -> Optional[tuple[int, int]]:
        """The surname after an initial: « S. Martin », « J.-P. Kowalczyk »."""
        words = message.words
        if not (words[i].typed.isupper() and len(words[i].typed) == 1) or message.shouting:
            return None
        j = i + 1
        while j < len(words) and len(words[j].typed) == 1 and words[j].typed.isupper():
            j += 1
        if j >= len(words) or j > i + 2:
            return None
        gap = message.plain[words[j - 1].end : words[j].start]
        if gap not in (". ", ".", " ", ".-"):
            return None
        word = words[j]
        lexicon = self.lexicon
        surname = lexicon.is_surname(word.text)
        if not word.capital or len(word.typed) < 3:
            return None
        if word.text in lexicon.first_names and not surname:
            return None
        if gap == " " and not surname:
            return None
        if not surname and (lexicon.is_word(word.text) or self._is_town(message, j, _VILLAGE)):
            return None
        return self._name(message, j, sure=True)

    # ------------------------------------------------------------------ announced, signed
    def _told(self, message: Message, at: int, sure: bool) -> Iterator[tuple[int, int]]:
        i = next((k for k, w in enumerate(message.words) if w.start >= at), None)
        if i is None or message.plain[at : message.words[i].start].strip("« \"'"):
            return
        if message.words[i].text in self._civilities:
            return
        last = self._first_names(message, i)
        if last is not None and not self._is_surname_only(message, i, last):
            return  # a first name: what stands beside it is found from there
        if len(message.words[i].typed) == 1:
            name = self._initialled(message, i)
        else:
            name = self._name(message, i, sure)
        if name is not None:
            yield name

    def _is_surname_only(self, message: Message, i: int, last: int) -> bool:
        """« nom : Martin »: a first name, but asked for as a name."""
        announced = re.search(r"\bnom ?(?:de \w+ ?)?:? ?$", message.before(i))
        return announced is not None and self.lexicon.is_surname(message.words[i].text)

    # ------------------------------------------------------------------ beside a first name
    def _first_names(self, message: Message, i: int) -> Optional[int]:
        """The last word of the first names that begin at `i`; None when there are none."""
        words, lexicon = message.words, self.lexicon
        if words[i].text not in lexicon.first_names:
            return None
        if self._telling(message, i) and not words[i].capital:
            return None
        last = i
        while (
            last + 1 < len(words) and message.bound(last) and words[last + 1].text in lexicon.first_names
            and words[last + 1].capital == words[last].capital
        ):  # fmt: skip
            last += 1
        return last

    def _beside_first_name(self, message: Message, i: int) -> Optional[tuple[int, int]]:
        """« Jean Dupont », « jean-pierre kowalczyk », « Fatou DIOP »: the family name."""
        words, lexicon = message.words, self.lexicon
        if words[i].text not in lexicon.first_names or self._named_after(message, i):
            return None
        if self._body(message, i):
            return None
        if i and message.bound(i - 1) and words[i - 1].text in lexicon.first_names:
            return None  # seen from the first of them
        capitals = self._telling(message, i)
        if capitals and not words[i].capital:
            return None
        last = self._first_names(message, i)
        if last is None:
            return None
        if last + 1 < len(words) and message.bound(last):
            loose = not capitals and words[i].text in lexicon.ambiguous and last == i
            name = self._name(message, last + 1, sure=False, beside=True, loose=loose)
            if name is not None:
                return name
        repeated = words[last].text == words[last - 1].text  # « Raymond ! Raymond ! », dictated
        if (
            last > i
            and lexicon.is_surname(words[last].text)
            and not (message.hyphened(last - 1) or repeated)
        ):
            return last, last  # « Jean Martin »
        return None

    def _before_first_name(self, message: Message, i: int) -> Optional[tuple[int, int]]:
        """« DUPONT Jean », « Kowalczyk Zoé, 34 ans »: the family name first."""
        words, lexicon = message.words, self.lexicon
        if not message.bound(i) or words[i + 1].text not in lexicon.first_names:
            return None
        word, name = words[i], words[i + 1]
        if len(word.typed) < 3 or word.text in lexicon.first_names or self._named_after(message, i):
            return None
        if word.text in lexicon.acronyms or not name.capital or self._body(message, i):
            return None
        unknown = not lexicon.is_word(word.text) and not self._is_town(message, i, _VILLAGE)
        if not self._telling(message, i):
            sure = word.text in lexicon.surnames or message.shouting and unknown
            return (i, i) if sure and name.text not in lexicon.ambiguous else None
        if not word.capital:
            return None
        if word.shouted and not name.shouted:
            return (i, i) if unknown or lexicon.is_surname(word.text) else None
        follows = re.match(r"[,;:.)\n]|$| ?\(| \d| est | a ", message.after(i + 1))
        return (i, i) if follows and (unknown or word.text in lexicon.surnames) else None

    # ------------------------------------------------------------------ by itself
    def _lone(self, message: Message, i: int) -> Optional[tuple[int, int]]:
        """« Dupont est en arrêt », « S. Martin »: a common family name, or one after an initial."""
        word, lexicon = message.words[i], self.lexicon
        if len(word.typed) == 1:
            return self._initialled(message, i)
        if (
            word.text not in lexicon.surnames
            or word.text in lexicon.first_names
            or len(word.typed) < 4
        ):
            return None
        if (
            self._named_after(message, i)
            or self._is_town(message, i, _TOWN)
            or self._body(message, i)
        ):
            return None
        if i and message.hyphened(i - 1):
            return None
        if self._telling(message, i):
            return self._name(message, i, sure=True) if word.capital else None
        sure = not lexicon.is_word(word.text) and not self._is_town(message, i, _VILLAGE)
        return (i, i) if sure else None

    def _pair(self, message: Message, i: int) -> Optional[tuple[int, int]]:
        """« Dzovinar Petrossian »: two capitals together, neither a word, a place nor an acronym."""
        words = message.words
        if not message.bound(i) or message.hyphened(i) or not self._telling(message, i):
            return None
        if self._named_after(message, i) or self._body(message, i) or i and message.hyphened(i - 1):
            return None
        if i and words[i - 1].text in (
            "chez",
            "a",
            "de",
            "d",
            "du",
            "en",
            "le",
            "la",
            "l",
            "sous",
            "au",
        ):
            return None
        both = (i, i + 1)
        if not all(self._foreign(message, k) for k in both) or not self._telling(message, i + 1):
            return None
        return self._name(message, i, sure=True)

    def _foreign(self, message: Message, i: int) -> bool:
        word, lexicon = message.words[i], self.lexicon
        if not word.capital or len(word.typed) < 3 or lexicon.is_word(word.text):
            return False
        if word.shouted and len(word.typed) < 5 or lexicon.nearly_tells(word.text):
            return False
        return not self._is_town(message, i, _VILLAGE)

    # ------------------------------------------------------------------ one name
    def _name(
        self, message: Message, i: int, sure: bool, beside: bool = False, loose: bool = False
    ) -> Optional[tuple[int, int]]:
        """The name that begins at word `i`, as its first and last words.

        sure: a civility or an announcement came before. beside: a first name did.
        loose: that first name may be a word as well.
        """
        words = message.words
        first = k = self._over_particles(message, i)
        if k is None or not self._names(message, k, sure, beside, loose):
            return None
        last = k
        while last - i < _LONGEST and message.bound(last):
            following = self._over_particles(message, last + 1)
            if following is None:
                break
            tied = message.hyphened(last) and following == last + 1
            apart = words[following].capital == words[last].capital or message.shouting
            if not (tied and apart) and not self._names_on(message, following, last):
                break
            last = following
        return (i if first != i else first), last

    def _over_particles(self, message: Message, i: int) -> Optional[int]:
        """The word of the name after its particles; None when particles lead nowhere."""
        k = i
        while k < len(message.words) and message.words[k].text in self._particles and k < i + 3:
            if message.words[k].text in self._particles and not message.bound(k):
                return k if k == i and len(message.words[k].typed) > 1 else None
            k += 1
        return k if k < len(message.words) else None

    def _names(self, message: Message, i: int, sure: bool, beside: bool, loose: bool) -> bool:
        """Whether word `i` can be the first of a name."""
        word, lexicon = message.words[i], self.lexicon
        if len(word.typed) == 1 or word.text in self._civilities or word.text in self._offices:
            return False
        surname = lexicon.is_surname(word.text)
        first = word.text in lexicon.first_names
        if self._telling(message, i):
            if not word.capital:
                return sure and self._unknown(message, i, sure)
            if word.shouted and word.text in lexicon.acronyms:
                return False
            if surname or first and sure:
                return True
            if sure and i and message.words[i - 1].text in self._particles and message.bound(i - 1):
                return True  # « De la Tour », « D'Almeida »
            if sure:
                return not lexicon.tells(word.text) and not _DESCRIBES.fullmatch(word.text)
            if beside and word.shouted and not message.words[i - 1].shouted:
                return True
            return not lexicon.is_word(word.text) and not self._is_town(message, i, _TOWN)
        if word.text in lexicon.acronyms:
            return False
        if sure:
            return surname or first or self._unknown(message, i, sure)
        if beside and not loose:
            return surname or self._unknown(message, i, sure)
        return word.text in lexicon.surnames and not self._is_town(message, i, _TOWN)

    def _names_on(self, message: Message, i: int, last: int) -> bool:
        """Whether word `i` goes on the name that word `last` belongs to."""
        word, lexicon = message.words[i], self.lexicon
        if word.text in self._civilities or len(word.typed) == 1:
            return False
        known = lexicon.is_surname(word.text) or word.text in lexicon.first_names
        if self._telling(message, i):
            if not word.capital or word.shouted and word.text in lexicon.acronyms:
                return False
            if word.text in lexicon.surnames or word.text in lexicon.first_names:
                return not self._is_town(message, i, 20000)
            return (
                known or not lexicon.is_word(word.text) and not self._is_town(message, i, _VILLAGE)
            )
        if word.text in lexicon.ambiguous and not message.shouting:
            return False
        return word.text in lexicon.surnames or word.text in lexicon.first_names or (
            len(word.typed) > 3 and self._unknown(message, i, False)
        )  # fmt: skip

    def _unknown(self, message: Message, i: int, sure: bool) -> bool:
        """Whether word `i`, whose letters tell nothing, is neither French nor a place."""
        word, lexicon = message.words[i], self.lexicon
        if len(word.typed) < 3 or lexicon.is_word(word.text) and not lexicon.is_surname(word.text):
            return False
        if word.text in lexicon.surnames:
            return True
        if lexicon.nearly_tells(word.text) or _DESCRIBES.fullmatch(word.text):
            return False
        return not self._is_town(message, i, _TOWN if sure else _VILLAGE)

    # ------------------------------------------------------------------ around
    def _telling(self, message: Message, i: int) -> bool:
        """Whether the capitals around word `i` tell names from words."""
        if message.shouting:
            return False
        word = message.words[i]
        if word.shouted:
            beside = [message.words[k] for k in (i - 1, i + 1) if 0 <= k < len(message.words)]
            return not any(w.shouted and w.text not in self.lexicon.acronyms
                           and self.lexicon.is_word(w.text) for w in beside)  # fmt: skip
        return word.capital or message.cased

    def _is_town(self, message: Message, i: int, population: int) -> bool:
        words = [w.text for w in message.words[i : i + 5]]
        return self.lexicon.town_length(words, population) > 0

    def _named_after(self, message: Message, i: int) -> bool:
        """« hôpital Jean Rostand », « maladie de Parkinson », « rue Louis Blanc »."""
        words = message.words
        for back in (1, 2, 3):
            k = i - back
            if k < 0 or not message.bound(k):
                return False
            if words[k].text in self._places:
                return True
            if words[k].text not in ("de", "du", "d", "la", "le", "l", "des", "saint", "sainte"):
                return False
        return False

    def _body(self, message: Message, i: int) -> bool:
        """« Leroy Merlin », « France Travail »: an organisation, from its first word or its second."""
        words = [w.text for w in message.words[max(0, i - 1) : i + 2]]
        return any(" ".join(words[k : k + 2]) in self._bodies for k in range(len(words) - 1))


def _any_of(phrases: frozenset[str], after: str) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w){after}")


def _mask(message: Message, start: int, end: int) -> str:
    """« X. », or « X » where a dot would end the sentence or nobody writes any."""
    dotted = message.text[end : end + 1] == "." or message.text[start:end].islower()
    return "X" if dotted else "X."
