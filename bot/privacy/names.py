"""Names of people: after a civility, announced, signed, beside a first name, by themselves or spelt out.

Initials (« Mme L. ») and lone common first names stay: they name nobody, and the understanding needs them
(docs/decisions/0006).
"""

from __future__ import annotations

import re
from typing import Iterator, Optional

from bot.privacy.lexicon import Lexicon
from bot.privacy.message import Message
from bot.privacy.naming import CITY, TOWN, VILLAGE, Expected, Naming
from bot.privacy.spans import NOM, Span

_ARTICLES = frozenset("un une ce cette le la du notre votre mon ma autre jeune vieux".split())
#: After these, two capitals are a place or a firm: « à Porto Novo », « chez Leroy Merlin ».
_BEFORE_PLACES = frozenset("chez a de d du en le la l sous au aux vers".split())
_SPELT = re.compile(r"(?<![\w'])(?:[a-z][ .-]{1,2}){4,}[a-z](?![\w'])")
_AS_IN = re.compile(r"\b(?:[a-z] comme [a-z]+[ ,;]*(?:et |puis )?){3,}")
#: What asks for a family name: a first name there is one.
_ASKED = re.compile(r"(?<!au )\b(?:nom(?: (?:de|d')[ \w]+)?|nee|epouse) ?:? ?$")
_SUBJECT = re.compile(
    r"[,;:.)\n]|$| ?\(| \d| (?:est|a|vit|habite|touche|ne|n|en|doit|va|demande)\b"
)

#: What follows a signature.
_ENDS_LINE = re.compile(r"[ .]*(?:$|\n|[,;/(-](?! ?\d))")

Found = Optional[tuple[int, int]]


class Names:
    """Finds names with the words of `data/privacy/noms.yml` and the lists of the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon, self.naming = lexicon, Naming(lexicon)
        lists = lexicon.names
        self._civilities = lists["civilites"]
        self._also_words = lists["prenoms_mots"]
        self._particles = lists["particules"]
        self._closing = _any_of(lists["fins_de_courriel"], r"[ ,.!;:\n-]+")
        self._announced = (
            (_any_of(lists["annonces"], r"[ :\"«]*(?:\n ?)?"), Expected.SURELY),
            (_any_of(lists["annonces_probables"], r"[ :\"«]*"), Expected.LIKELY),
            (_any_of(lists["indices"], r" *"), Expected.PERHAPS),
            (self._closing, Expected.PERHAPS),
        )

    def find(self, message: Message) -> Iterator[Span]:
        """Every name of the message."""
        for first, last in self._found(message):
            start, end = message.words[first].start, message.words[last].end
            yield Span(start, end, NOM)
        for pattern in (_SPELT, _AS_IN):
            for m in pattern.finditer(message.plain):
                if re.sub(r"[^a-z]", "", m.group()) not in self.lexicon.acronyms:
                    yield Span(m.start(), m.end(), NOM)

    def _found(self, message: Message) -> Iterator[tuple[int, int]]:
        rules = (self._beside_first_name, self._before_first_name, self._lone, self._pair)
        for i, word in enumerate(message.words):
            if word.text in self._civilities:
                names = (self._titled(message, i + 1),) if self._addresses(message, i) else ()
            else:
                names = (rule(message, i) for rule in rules)
            found = next((name for name in names if name is not None), None)
            if found is not None:
                yield found
        for pattern, level in self._announced:
            for m in pattern.finditer(message.plain):
                if message.plain[: m.start()].endswith("au ") and m.group().startswith("nom"):
                    continue  # « au nom de » is another announcement
                told = self._told(message, m.end(), level, pattern is self._closing)
                if told is not None:
                    yield told

    # ------------------------------------------------------------------ after a civility
    def _addresses(self, message: Message, i: int) -> bool:
        """Whether word `i` is a civility that something follows: not « 3 m. », not « Mme, »."""
        if i + 1 == len(message.words):
            return False
        word, following = message.words[i], message.words[i + 1]
        gap = message.plain[word.end : following.start]
        if not re.fullmatch(r"\.?[ \t]{0,2}", gap) or not gap:
            return False
        if word.text == "pr":  # « pour »
            return word.capital
        if word.text != "m":
            return True
        if re.search(r"\d ?$", message.before(i, 2)):  # « 3 m », months
            return False
        known = (
            following.text in self.lexicon.surnames or following.text in self.lexicon.first_names
        )
        return word.capital or "." in gap or known

    def _titled(self, message: Message, i: int) -> Found:
        words = message.words
        if len(words[i].typed) == 1 and not message.hyphened(i):  # « M. J. Dupont »
            return self._initialled(message, i)
        article = i > 1 and words[i - 2].text in _ARTICLES
        small = message.shouting or not words[i].capital
        if article and small and words[i].text in ("de", "du", "d", "des"):
            return None  # « un monsieur de Cayenne »: where he lives
        return self.naming.name(message, i, Expected.SURELY)

    def _initialled(self, message: Message, i: int, signed: bool = False) -> Found:
        """The surname after an initial: « S. Martin », « J.-P. Kowalczyk »."""
        words, lexicon = message.words, self.lexicon
        if len(words[i].typed) != 1 or not words[i].typed.isupper():
            return None
        j = i + 1
        while j < len(words) and len(words[j].typed) == 1 and words[j].typed.isupper():
            j += 1
        if j >= len(words) or j > i + 2 or not words[j].capital:
            return None
        if words[j].text in self._particles and message.plain[words[j - 1].end] == ".":
            return self.naming.name(message, j, Expected.PERHAPS)
        if len(words[j].typed) < 3:
            return None
        gap = message.plain[words[j - 1].end : words[j].start]
        surname = lexicon.is_surname(words[j].text)
        elided = gap == "'" and j == i + 2 and not message.shouting  # « S. D'Almeida »
        if not elided and gap not in (". ", ".", " ", ".-") or gap == " " and not surname:
            return None
        if signed and not self.lexicon.tells(words[j].text) and not message.shouting:
            return self.naming.name(message, j, Expected.SURELY)
        if words[j].text in lexicon.first_names and not surname:
            return None
        if message.shouting:
            if gap == " ":
                return None
            return (j, j) if self.naming.unknown(message, j, VILLAGE) else None
        if not surname and (
            lexicon.is_word(words[j].text) or self.naming.is_town(message, j, VILLAGE)
        ):
            return None
        return self.naming.name(message, j, Expected.SURELY)

    # ------------------------------------------------------------------ announced, signed
    def _told(self, message: Message, at: int, level: Expected, signed: bool) -> Found:
        i = next((k for k, w in enumerate(message.words) if w.start >= at), None)
        if i is None or message.plain[at : message.words[i].start].strip("« \"'"):
            return None
        word = message.words[i]
        if word.text in self._civilities:
            return None
        last = self.naming.first_names(message, i)
        if last is not None:  # what stands beside a first name is found from there
            asked = _ASKED.search(message.before(i)) is not None
            surname = self.lexicon.is_surname(word.text) or word.text in self._particles
            return (i, last) if asked and surname else None
        if len(word.typed) == 1 and not message.hyphened(i):
            return self._initialled(message, i, signed)
        name = self.naming.name(message, i, level)
        if name is not None and signed and not _ENDS_LINE.match(message.after(name[1])):
            return None
        return name

    # ------------------------------------------------------------------ beside a first name
    def _beside_first_name(self, message: Message, i: int) -> Found:
        """« Jean Dupont », « jean-pierre kowalczyk », « Fatou DIOP »: the family name."""
        words, lexicon, naming = message.words, self.lexicon, self.naming
        if words[i].text not in lexicon.first_names or naming.named_after(message, i):
            return None
        if naming.is_body(message, i):
            return None
        if i and message.bound(i - 1) and words[i - 1].text in lexicon.first_names:
            return None  # seen from the first of them
        last = naming.first_names(message, i)
        if last is None:
            return None
        if last + 1 < len(words) and message.bound(last):
            small = not naming.telling(message, i)
            loose = small and words[i].text in self._also_words and last == i
            name = naming.name(message, last + 1, Expected.PERHAPS, beside=True, loose=loose)
            if name is not None:
                return name
        tied = last > i and message.hyphened(last - 1)
        repeated = last > i and words[last].text == words[last - 1].text  # « Raymond Raymond »
        if last > i and lexicon.is_surname(words[last].text) and not tied and not repeated:
            return last, last  # « Jean Martin »
        if last > i and words[i].text in self._particles:
            return i, last  # « Ben Youssef »
        return None

    def _before_first_name(self, message: Message, i: int) -> Found:
        """« DUPONT Jean », « Kowalczyk Zoé, 34 ans »: the family name first."""
        words, lexicon, naming = message.words, self.lexicon, self.naming
        if not message.bound(i) or words[i + 1].text not in lexicon.first_names:
            return None
        name, start = words[i + 1], self._start(message, i)
        at = max(range(start, i + 1), key=lambda k: len(words[k].typed))
        word = words[at]
        if len(word.typed) < 3 or word.text in lexicon.acronyms or message.hyphened(i):
            return None
        if naming.named_after(message, start) or naming.is_body(message, i):
            return None
        if start < i and any(
            lexicon.is_word(w.text) and not lexicon.is_surname(w.text) and w.text not in self._particles
            for w in words[start : i + 1]
        ):  # fmt: skip
            return None  # « petit-fils Timéo »
        surname, first = lexicon.is_surname(word.text), word.text in lexicon.first_names
        unknown = not lexicon.is_word(word.text) and not naming.is_town(message, at, VILLAGE)
        last = naming.first_names(message, i + 1)
        follows = last is not None and _SUBJECT.match(message.after(last)) is not None
        if not naming.telling(message, i):
            chained = last is not None and last > i + 1
            if name.text in lexicon.ambiguous and not message.shouting and not chained:
                return None
            village = naming.is_town(message, at, VILLAGE)
            sure = word.text in lexicon.surnames and not first and not village or follows and (
                surname and message.shouting or naming.unknown(message, at, VILLAGE)
            )  # fmt: skip
            return (start, i) if sure else None
        if not word.capital or not name.capital:
            return None
        if word.shouted and not name.shouted:
            likely = follows and len(word.typed) > 3 and not lexicon.tells(word.text)
            return (start, i) if unknown or surname or start < i or likely else None
        sure = follows and not first and (unknown or word.text in lexicon.surnames)
        return (start, i) if sure else None

    def _start(self, message: Message, i: int) -> int:
        """Where the name that ends at word `i` begins: « O'CALLAGHAN Karim », « DA SILVA Rui »."""
        words, start = message.words, i
        while start and message.hyphened(start - 1):
            start -= 1
        before = words[start - 1] if start and message.bound(start - 1) else None
        if before and before.text in self._particles and before.capital == words[i].capital and (
            before.shouted and not message.shouting or not self.lexicon.is_word(before.text)
        ):  # fmt: skip
            start -= 1
        return start

    # ------------------------------------------------------------------ by itself
    def _lone(self, message: Message, i: int) -> Found:
        """« Dupont est en arrêt », « S. Martin »: a common family name, or one after an initial."""
        words, lexicon, naming = message.words, self.lexicon, self.naming
        word = words[i]
        if len(word.typed) == 1:
            return self._initialled(message, i)
        if word.text not in lexicon.surnames or word.text in lexicon.first_names:
            return None
        if len(word.typed) < 4 or naming.named_after(message, i) or naming.is_body(message, i):
            return None
        if i and (message.hyphened(i - 1) or words[i - 1].text == "chez"):  # a firm, or a home
            return None
        if naming.is_town(message, i, TOWN):
            return None
        if i and words[i - 1].text in _BEFORE_PLACES and naming.is_town(message, i, VILLAGE):
            return None
        if naming.telling(message, i):
            return naming.name(message, i, Expected.SURELY) if word.capital else None
        sure = not lexicon.is_word(word.text) and not naming.is_town(message, i, VILLAGE)
        return (i, i) if sure else None

    def _pair(self, message: Message, i: int) -> Found:
        """« Dzovinar Petrossian »: two capitals together, neither a word, a place nor an acronym."""
        words, naming = message.words, self.naming
        if not message.bound(i) or message.hyphened(i) or not naming.telling(message, i):
            return None
        if naming.named_after(message, i) or naming.is_body(message, i):
            return None
        before = words[i - 1].text if i and message.bound(i - 1) else ""
        if i and message.hyphened(i - 1) or before in _BEFORE_PLACES:
            return None
        if not naming.foreign(message, i) or not naming.foreign(message, i + 1):
            return None
        if not naming.telling(message, i + 1) or naming.is_town(message, i + 1, CITY):
            return None
        return naming.name(message, i, Expected.SURELY)


def _any_of(phrases: frozenset[str], after: str) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w){after}")
