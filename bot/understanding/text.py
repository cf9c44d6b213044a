"""Text → words: folded, split and dated with their place in the original message.

Matching is done on the folded form (lower case, no accents, elisions opened: « n'a » → `ne a`);
offsets always point into the message as it was typed, so that evidence is the partner's words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Iterator, Mapping, Optional, Sequence

from text_to_num import text2num

from bot.understanding.spelling import Speller

#: Marks the end of a sentence; `¶` stands for a line break.
SENTENCE_END = frozenset({".", "!", "?", ";", "¶", "…"})
#: Marks the end of a clause inside a sentence.
PAUSE = frozenset({",", ":", "(", ")", "/", "-"})
PUNCTUATION = SENTENCE_END | PAUSE

_ELISIONS = {
    "n": "ne", "d": "de", "l": "le", "j": "je", "qu": "que", "s": "se", "c": "ce", "m": "me",
    "t": "te", "jusqu": "jusque", "lorsqu": "lorsque", "puisqu": "puisque", "quelqu": "quelque",
    "presqu": "presque",
}  # fmt: skip
_JOINED = {  # elisions typed without apostrophe, as in a chat
    "jai": ("je", "ai"), "jarrive": ("je", "arrive"), "cest": ("ce", "est"), "nest": ("ne", "est"),
    "nai": ("ne", "ai"), "na": ("ne", "a"), "sest": ("se", "est"), "jsuis": ("je", "suis"),
    "chui": ("je", "suis"), "chuis": ("je", "suis"), "narrive": ("ne", "arrive"),
    "quil": ("que", "il"), "larret": ("le", "arret"),
    "lhopital": ("le", "hopital"), "darret": ("de", "arret"), "dargent": ("de", "argent"),
    "jpeux": ("je", "peux"), "ya": ("y", "a"), "lui-meme": ("lui", "meme"), "sen": ("se", "en"),
    "jsais": ("je", "sais"), "nont": ("ne", "ont"), "jen": ("je", "en"), "dun": ("de", "un"),
    "dune": ("de", "une"), "aujourdhui": ("aujourd", "hui"), "javais": ("je", "avais"),
}  # fmt: skip
_CONTRACTED = {"nan": "non", "ouais": "oui"}
_TITLES = frozenset(
    "m mr mme mlle dr pr st ste me mmes mm melle env ex tel ref cf av bd nb min max etc".split()
)
_NUMBER_WORDS = frozenset(
    "zero un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize vingt vingts trente quarante cinquante soixante septante huitante octante nonante cent "
    "cents mille et".split()
)
_FOLD = {"œ": "oe", "æ": "ae", "’": "'", "ʼ": "'", "‘": "'", "´": "'", "`": "'", "–": "-",
         "—": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "«": " ", "»": " ",
         "“": " ", "”": " ", '"': " ", "½": ",5", "•": "-", "·": "", "→": ",", "…": "."}  # fmt: skip

#: A line at least so long, followed by a small letter, was wrapped by a mail program.
_WRAPPED_LINE = 50

_TOKEN = re.compile(
    r"(?P<newline>\n+)"
    r"|(?P<dept>(?<!\w)2[ab]\b)"
    r"|(?P<number>\d+(?:[.,]\d+)?(?!\w*\d))"
    r"|(?P<digits>\d+)"
    r"|(?P<elided>(?:jusqu|lorsqu|puisqu|quelqu|presqu|qu|[ndljscmt])')"
    r"|(?P<word>(?:c2s|o2)\b|[a-z]+)"
    r"|(?P<mark>[.!?;,:()/%€@+=-])"
)


@dataclass(frozen=True)
class Word:
    """One canonical word and its place in the message (`start`, `end` in characters)."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case without accents, same as matching sees it. « À l'œuvre » → « a l'oeuvre »."""
    return "".join(_fold_char(c) for c in text)


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char in _FOLD:
        return _FOLD[char]
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", char.lower()) if not unicodedata.combining(c)
    )
    return _FOLD.get(plain, plain)


def _fold_with_offsets(text: str) -> tuple[str, list[int]]:
    pieces, offsets = [], []
    for index, char in enumerate(text):
        folded = _fold_char(char)
        pieces.append(folded)
        offsets.extend([index] * len(folded))
    offsets.append(len(text))
    return "".join(pieces), offsets


def _raw_words(text: str) -> Iterator[Word]:
    folded, offsets = _fold_with_offsets(text)
    for match in _TOKEN.finditer(folded):
        start, end = offsets[match.start()], offsets[match.end() - 1] + 1
        token, kind = match.group(), match.lastgroup
        if kind == "newline":
            if not _wrapped(text, start, end):
                yield Word("¶", start, end)
        elif kind == "number" or kind == "digits":
            yield Word(token.replace(",", ".") if "," in token else token, start, end)
        elif kind == "elided":
            yield Word(_ELISIONS[token[:-1]], start, end)
        elif token == "-" and _inside_word(folded, match.start()):
            continue
        elif kind == "mark" and token in "%€@+=":
            yield Word({"€": "euros", "%": "pourcent"}.get(token, token), start, end)
        else:
            yield Word(token, start, end)


def _wrapped(text: str, start: int, end: int) -> bool:
    """Whether a line break only wraps a long line of running text."""
    line = text[text.rfind("\n", 0, start) + 1 : start].rstrip()
    goes_on = text[end : end + 1].islower() and line[-1:] not in tuple(".!?:;")
    return end - start == 1 and len(line) >= _WRAPPED_LINE and goes_on


def _inside_word(folded: str, at: int) -> bool:
    """Whether the hyphen at `at` binds two words (« mi-temps ») rather than separates."""
    return 0 < at < len(folded) - 1 and folded[at - 1].isalnum() and folded[at + 1].isalnum()


def _join_dots(words: Sequence[Word], text: str) -> list[Word]:
    """Drop the dots of titles, initials and acronyms (« Mme D. », « I.J. »)."""
    out: list[Word] = []
    i = 0
    while i < len(words):
        word = words[i]
        acronym = word
        j = i
        # I.J. or A.L.D.: single letters each followed by its dot, touching one another
        while (
            len(words[j].text) == 1 and words[j].text.isalpha() and j + 3 < len(words)
            and words[j + 1].text == "." and words[j + 1].start == words[j].end
            and len(words[j + 2].text) == 1 and words[j + 2].text.isalpha()
            and words[j + 2].start == words[j + 1].end and words[j + 3].text == "."
        ):  # fmt: skip
            acronym = Word(acronym.text + words[j + 2].text, word.start, words[j + 3].end)
            j += 2
        if j > i:
            out.append(acronym)
            i = j + 2
            continue
        out.append(word)
        i += 1
        follows = i < len(words) and words[i].text == "." and words[i].start == word.end
        last = i + 1 >= len(words)
        initial = len(word.text) == 1 and text[word.start].isupper()
        if follows and not last and (word.text in _TITLES or initial):
            i += 1
    return out


def _open_elisions(words: Sequence[Word]) -> Iterator[Word]:
    """« j ai » and « jai », typed without apostrophe, become `je ai`."""
    for i, word in enumerate(words):
        follower = words[i + 1].text if i + 1 < len(words) else ""
        near = i + 1 < len(words) and words[i + 1].start - word.end <= 1
        if word.text in _ELISIONS and len(word.text) <= 2 and near and (
            follower[:1] in set("aeiouyh")
        ):  # fmt: skip
            yield Word(_ELISIONS[word.text], word.start, word.end)
        elif word.text in _JOINED:
            for part in _JOINED[word.text]:
                yield Word(part, word.start, word.end)
        else:
            yield Word(_CONTRACTED.get(word.text, word.text), word.start, word.end)


def _digits(words: Sequence[Word]) -> Iterator[Word]:
    """Numbers in words become digits; « un » and « une » alone stay articles."""
    i = 0
    while i < len(words):
        j = i
        while j < len(words) and words[j].text in _NUMBER_WORDS:
            j += 1
        value = None
        while j > i and not (j == i + 1 and words[i].text in ("un", "une", "et")):
            if words[i].text != "et" and words[j - 1].text != "et":
                value = _number([w.text for w in words[i:j]])
                if value is not None:
                    break
            j -= 1
        if value is None:
            yield words[i]
            i += 1
        else:
            yield Word(str(value), words[i].start, words[j - 1].end)
            i = j


def _number(parts: Sequence[str]) -> Optional[int]:
    try:
        return int(text2num(" ".join(parts), "fr"))
    except ValueError:
        return None


class Words:
    """A message as canonical words, with the sentences and a line to match patterns on."""

    def __init__(
        self,
        text: str,
        abbreviations: Optional[Mapping[str, tuple[str, ...]]] = None,
        speller: Optional[Speller] = None,
    ):
        self.text = text
        words = _join_dots(list(_raw_words(text)), text)
        words = list(_by_ear(words, text))
        words = list(_open_elisions(words))
        if abbreviations:
            words = list(_expand(words, abbreviations))
        if speller:
            words = list(_respell(words, text, speller))
        self.words: list[Word] = list(_digits(words))
        self.tokens: list[str] = [w.text for w in self.words]
        #: every word followed by one space: what patterns are matched on
        self.line = "".join(t + " " for t in self.tokens)
        self._starts, at = [], 0
        for token in self.tokens:
            self._starts.append(at)
            at += len(token) + 1
        self.sentences = _sentences(self.tokens)
        self._sentence_of = [0] * len(self.tokens)
        for number, (first, last) in enumerate(self.sentences):
            for i in range(first, last):
                self._sentence_of[i] = number

    def __len__(self) -> int:
        return len(self.words)

    def offset(self, i: int) -> int:
        """Where word `i` stands in `line`."""
        return self._starts[i]

    def index(self, offset: int) -> int:
        """The word that stands at `offset` of `line`."""
        return bisect_right(self._starts, offset) - 1

    def sentence(self, i: int) -> tuple[int, int]:
        """First word and end (excluded) of the sentence of word `i`."""
        return self.sentences[self._sentence_of[i]]

    def evidence(self, first: int, last: int) -> tuple[str, int, int]:
        """The original words from `first` to `last` (excluded), and their offsets."""
        start, end = self.words[first].start, self.words[last - 1].end
        return self.text[start:end], start, end


def _expand(words: Sequence[Word], table: Mapping[str, tuple[str, ...]]) -> Iterator[Word]:
    for word in words:
        for part in table.get(word.text, (word.text,)):
            yield Word(part, word.start, word.end)


#: Written by ear, with their accent: « jé », « cé », « lé », « mé », « o ».
_BY_EAR = {
    "jé": ("je", "ai"), "jè": ("je", "ai"), "cé": ("ce", "est"), "cè": ("ce", "est"),
    "sé": ("ce", "est"), "lé": ("les",), "dé": ("des",), "mé": ("mais",), "é": ("et",),
    "è": ("est",), "ê": ("est",), "o": ("au",), "oh": ("oh",), "ô": ("au",), "la": ("la",),
    "mè": ("mais",), "té": ("te", "est"), "tro": ("trop",), "aré": ("arret",), "arè": ("arret",),
}  # fmt: skip
#: What is done to somebody: « ma frapé » is « m'a frappé ».
_DONE = re.compile(
    r"(?:frap|tap|batt?u|refus|vir|licenc|coup|arret|oper|prescri|envoy|laiss|menac|donn|conseil)\w*e"
    r"|dit?|mis|fait|pris|coupe"
)
_PARTICIPLE = re.compile(r"(?:er|ee?s?|ue?s?|ie?s?)$")


def _by_ear(words: Sequence[Word], text: str) -> Iterator[Word]:
    for i, word in enumerate(words):
        before = words[i - 1].text if i else ""
        after = words[i + 1] if i + 1 < len(words) else None
        typed = text[word.start : word.end].lower()
        initial = len(typed) == 1 and text[word.start].isupper()
        if typed in _BY_EAR and not initial:
            for part in _BY_EAR[typed]:
                yield Word(part, word.start, word.end)
        elif typed == "c" and after and after.text[:1].isalpha() and len(after.text) > 1 and (
            after.text[0] not in "aeiouyh" and after.start > word.end
        ):  # fmt: skip
            yield Word("ce", word.start, word.end)
            yield Word("est", word.start, word.end)
        elif word.text == "ma" and after and _DONE.fullmatch(after.text) and (
            text[after.end - 1] in "éts"
        ):  # fmt: skip
            yield Word("me", word.start, word.end)
            yield Word("a", word.start, word.end)
        elif word.text == "moi" and before[:1].isdigit():
            yield Word("mois", word.start, word.end)
        elif word.text == "et" and before in ("il", "elle") and after and len(after.text) > 4 and (
            _PARTICIPLE.search(after.text)
        ):  # fmt: skip
            yield Word("est", word.start, word.end)
        else:
            yield word


def _respell(words: Sequence[Word], text: str, speller: Speller) -> Iterator[Word]:
    """Repair what is misspelt; names, told by their capital, stay as they are."""
    cased = not text.isupper() and not text.islower()
    for i, word in enumerate(words):
        name = (
            cased and text[word.start].isupper() and i > 0 and words[i - 1].text not in SENTENCE_END
        )
        if name:
            yield word
            continue
        for part in speller.repair(word.text):
            yield Word(part, word.start, word.end)


def _sentences(tokens: Sequence[str]) -> list[tuple[int, int]]:
    spans, first = [], 0
    for i, token in enumerate(tokens):
        if token in SENTENCE_END:
            spans.append((first, i + 1))
            first = i + 1
    if first < len(tokens) or not spans:
        spans.append((first, len(tokens)))
    return spans
