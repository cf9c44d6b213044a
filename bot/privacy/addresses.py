"""Postal addresses: the street, the number, the flat. The post code and the town stay."""

from __future__ import annotations

import re
from typing import Iterator, Optional

from bot.privacy.lexicon import Lexicon
from bot.privacy.message import Message, Word
from bot.privacy.numbers import SPOKEN
from bot.privacy.spans import ADRESSE, Span

#: « 17 bis », « dix-sept »; « un » and « une » alone are articles.
_NUMBER = (
    r"(?!une? )(?:\d{1,4}(?:[ -]?(?:bis|ter|quater|[a-d]\b))?|"
    rf"(?:(?:{SPOKEN})[ -](?:et[ -])?){{0,5}}(?:{SPOKEN})(?: (?:bis|ter))?)"
)
#: Before a street without a number, in small letters: « habite rue victor hugo ».
_LODGED = (
    r"\b(?:habite|habitant|domiciliee?|demeurant|demeure|loge|logee?|vit|reside|residant|adresse|situee?)"
    r"(?: :|,| est| c'est| au)? {1,2}"
)
_AFTER_LODGED = re.compile(_LODGED + "$")
_MONTHS = frozenset(
    "fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
)
_LONGEST = 8


class Addresses:
    """Finds addresses with the words of `data/privacy/adresses.yml`."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.addresses
        self.lexicon = lexicon

        def one_of(key: str) -> str:
            return "|".join(sorted((re.escape(w) for w in words[key]), key=len, reverse=True))

        self._links, self._callers = frozenset(words["liaisons"]), frozenset(words["appellent"])
        streets = rf"(?:(?:{one_of('voies')})\b|(?:{one_of('voies_abregees')})\b\.?)"
        before = rf"(?<![\w/.,-])(?P<at>(?:n°? ?|numero )?{_NUMBER}"
        self._numbered = re.compile(rf"{before},? {streets})")
        self._doubtful = re.compile(rf"{before},? (?:{one_of('voies_douteuses')})\b)")
        self._bare = re.compile(rf"\b(?P<at>(?:{one_of('voies_sures')}))\b ")
        self._lodged = re.compile(rf"{_LODGED}(?P<at>(?:{one_of('voies_sures')}))\b ")
        self._named = re.compile(rf"\b(?P<at>(?:{one_of('ensembles')}))\b ")
        self._details_words = frozenset(words["precisions"])
        detail = (
            rf"(?:{one_of('precisions')})\b\.? ?(?:n°|numero )? ?(?:[a-h]\b(?!')|\d{{1,4}}[a-z]?\b)"
        )
        self._details = re.compile(
            rf"\b{detail}(?! ?(?:€|euros?|ans|mois|pieces?))(?:,? ?{detail})*"
        )
        self._boxes = re.compile(rf"\b(?:{one_of('boites')}) ?(?:n°)? ?\d{{1,6}}\b")

    def find(self, message: Message) -> Iterator[Span]:
        """Every address of the message."""
        text, places = message.plain, []
        for m in self._numbered.finditer(text):
            end = self._end(message, m.end(), announced=True)
            if end is not None:
                places.append((m.start("at"), end))
        for m in self._lodged.finditer(text):
            end = self._end(message, m.end(), announced=True)
            if end is not None:
                places.append((m.start("at"), end))
        for m in self._doubtful.finditer(text):
            end = self._end(message, m.end(), announced=False)
            if end is None and _AFTER_LODGED.search(text[: m.start("at")]):
                end = self._end(message, m.end(), announced=True)
            if end is not None:
                places.append((m.start("at"), end))
        for pattern in (self._bare, self._named):
            for m in pattern.finditer(text):
                end = self._end(message, m.end(), announced=False)
                if end is not None and not (
                    pattern is self._named and self._of_town(message, m.end())
                ):
                    places.append((m.start("at"), end))
        places += [m.span() for m in self._boxes.finditer(text)]
        for m in self._details.finditer(text):
            if any(abs(m.start() - end) < 25 or abs(start - m.end()) < 6 for start, end in places):
                places.append(m.span())
        for start, end in places:
            yield Span(start, end, ADRESSE)

    def _end(self, message: Message, at: int, announced: bool) -> Optional[int]:
        """Where the name of a street that begins at `at` ends; None when it names nothing."""
        words = [w for w in message.words if w.start >= at][:_LONGEST]
        if not words or message.plain[at : words[0].start].strip(" '"):
            number = re.compile(r" ?\d{1,2} \w+ \d{4}").match(message.plain, at)
            return number.end() if number and announced else None
        end, content, wanted = at, 0, 0
        cased = not message.shouting
        for k, word in enumerate(words):
            gap = message.plain[(words[k - 1].end if k else at) : word.start]
            figures = word.text in _MONTHS and re.fullmatch(r" (\d{1,2}) ", gap)  # « rue du 8 mai »
            if k and not figures and not re.fullmatch(r"[ '-]{1,2}|\. ?", gap):
                break
            if figures:
                wanted = max(wanted, 1)
            if word.text in self._links:
                if content and not (self._follows(words, k, cased) and word.text != "a"):
                    break
                continue
            strong = cased and word.capital
            if content and (
                word.text in self._details_words or not (wanted or strong or gap == "-")
            ):
                break
            if (
                content
                and not wanted
                and self._is_town_here(words, k)
                and not self._linked(words, k)
            ):
                break
            if (
                not content
                and not announced
                and not figures
                and (not strong or len(word.typed) == 1)
            ):
                return None
            if not announced and not content and not cased and self.lexicon.is_word(word.text):
                return None
            if strong and word.shouted and word.text in self.lexicon.acronyms:
                break
            content += 1
            calls = not wanted and word.text in self.lexicon.first_names
            wanted = int(calls or word.text in self._callers)
            end = word.end
            if figures and (year := re.match(r" (?:19|20)\d\d", message.plain[end:])):
                end += year.end()
        return end if content else None

    def _of_town(self, message: Message, at: int) -> bool:
        """« un quartier de Mulhouse »: where it is, not which it is."""
        m = re.match(r"(?:de |d'|du |des )", message.plain[at:])
        words = [w for w in message.words if m and w.start >= at + m.end()][:5]
        return bool(words) and self._is_town_here(words, 0)

    @staticmethod
    def _follows(words: list[Word], k: int, cased: bool) -> bool:
        """Whether a link inside a street's name leads on: « rue de la Croix de Pierre »."""
        rest = words[k + 1 : k + 3]
        return bool(rest) and cased and any(w.capital for w in rest[:1] + rest[1:2])

    def _linked(self, words: list[Word], k: int) -> bool:
        return k > 0 and words[k - 1].text in self._links

    def _is_town_here(self, words: list[Word], k: int) -> bool:
        return self.lexicon.town_length([w.text for w in words[k : k + 5]], 1) > 0
