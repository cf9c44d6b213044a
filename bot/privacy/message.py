"""A message as masking sees it: typed, and in a plain form whose offsets are those of what was typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

_SAME = {
    **dict.fromkeys("’ʼ‘´`′", "'"),
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("\u00a0\u202f\u2009\u2007", " "),
    "º": "°",
}
_WORD = re.compile(r"[^\W\d_]+")
#: What may stand between two words of one name: « Jean-Pierre », « D'Almeida », « Le  Goff ».
_BOUND = re.compile(r"[ \t]{1,2}|-|'")
_SENTENCE = re.compile(r"[.!?…\n]")


def plain(text: str) -> str:
    """Lower case, no accents, one kind of apostrophe, hyphen, space and digit; same length as `text`.

    The understanding folds too, but opens ligatures: masking needs every character at its place.
    """
    return "".join(_plain(c) for c in text)


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    if char in _SAME:
        return _SAME[char]
    if char.isdecimal():
        return str(int(char))
    return unicodedata.normalize("NFKD", char)[0].lower()[:1] or char


@dataclass(frozen=True)
class Word:
    """One run of letters: as typed, plain, and where (`start`, `end` in characters)."""

    typed: str
    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """« Dupont », « DUPONT », « O »."""
        return self.typed[0].isupper()

    @property
    def shouted(self) -> bool:
        """All in capitals, at least two letters."""
        return len(self.typed) > 1 and self.typed.isupper()


class Message:
    """A message, its plain form and its words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = plain(text)
        self.words = [
            Word(text[m.start() : m.end()], m.group(), m.start(), m.end())
            for m in _WORD.finditer(self.plain)
        ]

    @cached_property
    def shouting(self) -> bool:
        """Whether the whole message is in capitals: they then tell nothing."""
        letters = [c for c in self.text if c.isalpha()]
        return bool(letters) and sum(c.isupper() for c in letters) > 0.7 * len(letters)

    @cached_property
    def cased(self) -> bool:
        """Whether the message has capitals at all: a small letter then tells something too."""
        return any(w.capital for w in self.words)

    def bound(self, i: int) -> bool:
        """Whether word `i` and the next could belong to one name: nothing but a space or a hyphen between."""
        if not 0 <= i < len(self.words) - 1:
            return False
        gap = self.plain[self.words[i].end : self.words[i + 1].start]
        return _BOUND.fullmatch(gap) is not None

    def hyphened(self, i: int) -> bool:
        """Whether word `i` is tied to the next by a hyphen or an apostrophe."""
        if not self.bound(i):
            return False
        return self.plain[self.words[i].end : self.words[i + 1].start] in ("-", "'")

    def opens(self, i: int) -> bool:
        """Whether word `i` begins a sentence: its capital tells nothing."""
        before = self.plain[self.words[i - 1].end : self.words[i].start] if i else ""
        return i == 0 or _SENTENCE.search(before) is not None

    def after(self, i: int, size: int = 24) -> str:
        """The plain text just after word `i`."""
        return self.plain[self.words[i].end : self.words[i].end + size]

    def before(self, i: int, size: int = 40) -> str:
        """The plain text just before word `i`."""
        start = self.words[i].start
        return self.plain[max(0, start - size) : start]
