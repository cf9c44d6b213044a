"""Terms of the lexicon recognised by ear, where what is written is no French.

A window of words slides over the text. It is compared, as sounds, with the terms whose consonants are the same but
for one; it is replaced when it holds a word that is not French and is near enough. French words alone never are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Iterable, Iterator, Mapping, Optional, Sequence

from bot.hearing.changes import Change, apply, change
from bot.hearing.distance import distance
from bot.hearing.lexicon import SHORTEST, Term
from bot.hearing.phonemes import sounds
from bot.privacy.message import plain

STAGE = "son"
_TOKEN = re.compile(r"(?P<word>[^\W\d_]+)(?P<elided>['’](?=\w))?|\d+|[^\w\s'’\-]")
_LONGEST_WINDOW = 6
#: Consonants that are mixed up count as one when candidates are looked for.
_CLASS = str.maketrans("pbtdkgfvszSZmnJlR", "pptt" + "kkffssssnnnll", "aeiouy2AIWjwH")
_TITLES = frozenset("madame monsieur mademoiselle mme mr m mlle docteur dr professeur pr maitre".split())
_PREFIXES = ("re", "tele", "poly", "auto", "anti", "pre", "post", "neuro", "multi", "inter", "sous", "hyper", "hypo")
#: A word that begins with so many letters of a term is another form of it, unless it sounds the same.
_SAME_START, _SAME_SOUND = 5, 0.05
#: How far a window may be, by the number of sounds of the longer side: (below, limit).
_LIMITS = ((5, 0.0), (6, 0.1), (8, 0.15), (10, 0.2), (99, 0.25))
#: A window must be that much made of words that are not French.
_FOREIGN_SHARE = 0.34


@dataclass(frozen=True)
class _Token:
    """A word of the text: its sounds, and whether it is French; `said` empty: no window crosses it."""

    start: int
    end: int
    plain: str
    said: str
    foreign: bool
    name: bool


@dataclass(frozen=True)
class _Found:
    far: float
    first: int
    last: int
    written: str


class Matcher:
    """Finds terms by ear; built once for a lexicon."""

    def __init__(
        self, terms: Iterable[Term], heard: Mapping[tuple[str, ...], str], known: frozenset[str]
    ) -> None:
        """known: plain French words. The words of the terms are known too."""
        terms = tuple(terms)
        own = {part for t in terms for part in re.findall(r"[a-z]+", plain(t.written))}
        self._known = known | own
        self._heard = heard
        #: skeleton → (sounds, how many of them are an article's, term)
        self._by_skeleton: dict[str, list[tuple[str, int, str]]] = {}
        for term in terms:
            for said in term.said:
                if len(said) >= SHORTEST:
                    for form in _forms(said, term.written):
                        for key in _one_less(skeleton(form[0])):
                            self._by_skeleton.setdefault(key, []).append(form)

    def repair(self, text: str) -> tuple[str, list[Change]]:
        """`text` with the terms it misspells, and what was changed."""
        tokens = self._tokens(text)
        changes, taken = [], set()
        for found in [*self._literal(tokens), *self._by_ear(tokens)]:
            span = range(found.first, found.last)
            if taken.isdisjoint(span):
                taken.update(span)
                start, end = tokens[found.first].start, tokens[found.last - 1].end
                changes.append(change(STAGE, text, start, end, found.written))
        return apply(text, changes), changes

    def foreign_words(self, text: str) -> int:
        """How many words of `text` are not French: the fewer, the better it reads."""
        return sum(t.foreign for t in self._tokens(text))

    def _tokens(self, text: str) -> list[_Token]:
        tokens: list[_Token] = []
        for match in _TOKEN.finditer(text):
            word = match["word"]
            if word is None:
                figure = match.group()
                said = sounds(figure) if figure.isdigit() else ""
                tokens.append(_Token(match.start(), match.end(), plain(figure), said, False, False))
                continue
            short, elided = plain(word), bool(match["elided"])
            after_title = bool(tokens) and tokens[-1].plain in _TITLES
            foreign = len(word) > 1 and not elided and not self._is_french(short)
            end = match.end("word")
            middle = match.start() > 0 and text[match.start() - 2 : match.start() - 1] not in ".!?"
            capital = word[0].isupper() and not word.isupper() and middle
            tokens.append(
                _Token(
                    match.start(), end, short, "" if after_title and foreign else sounds(word, elided),
                    foreign and not after_title, capital,
                )
            )  # fmt: skip
        return tokens

    def _is_french(self, word: str) -> bool:
        """Known, or made of a known word: its plural, « re- », « télé- »."""
        if word in self._known or (word[-1] in "sx" and word[:-1] in self._known):
            return True
        return any(
            word.startswith(prefix) and len(word) - len(prefix) > 4 and word[len(prefix) :] in self._known
            for prefix in _PREFIXES
        )

    def _literal(self, tokens: Sequence[_Token]) -> Iterator[_Found]:
        """What is known to be written for a term."""
        words = [t.plain for t in tokens]
        for i in range(len(words)):
            for size in range(min(_LONGEST_WINDOW, len(words) - i), 0, -1):
                written = self._heard.get(tuple(words[i : i + size]))
                if written:
                    yield _Found(0.0, i, i + size, written)
                    break

    def _by_ear(self, tokens: Sequence[_Token]) -> list[_Found]:
        found = []
        for first in range(len(tokens)):
            said, foreign = "", 0
            for last in range(first + 1, min(first + _LONGEST_WINDOW, len(tokens)) + 1):
                token = tokens[last - 1]
                if not token.said:
                    break
                said += token.said
                foreign += len(token.said) if token.foreign else 0
                if foreign and foreign >= _FOREIGN_SHARE * len(said):
                    capital = last == first + 1 and token.name
                    best = self.nearest(said, 0.1 if capital else 1.0)
                    if best and _may_be(tokens[first:last], *best):
                        found.append(_Found(best[0], first, last, best[1]))
        return sorted(found, key=lambda f: (f.far, f.first - f.last, f.first))

    def nearest(self, said: str, most: float = 1.0) -> Optional[tuple[float, str]]:
        """(distance, term) of the nearest term within the limit of its length, and within `most`."""
        best: Optional[tuple[float, str]] = None
        seen = set()
        for key in _one_less(skeleton(said)):
            for candidate in self._by_skeleton.get(key, ()):
                if candidate in seen:
                    continue
                seen.add(candidate)
                form, article, written = candidate
                limit = min(most, _limit(max(len(form), len(said)) - article))
                far = distance(form, said, limit)
                if far <= limit and (best is None or far < best[0]):
                    best = (far, written)
        return best


def skeleton(said: str) -> str:
    """The consonants, near ones made one: what stays when vowels are misheard."""
    return said.translate(_CLASS)


def _one_less(key: str) -> set[str]:
    """A key, and the key with each of its signs left out in turn."""
    return {key, *(key[:i] + key[i + 1 :] for i in range(len(key)))}


def _forms(said: str, written: str) -> Iterator[tuple[str, int, str]]:
    """A term alone; and, if it begins with a vowel, after an elided article that was run into it."""
    yield said, 0, written
    if said[0] in "aeiouy2AIWH" and not written.isupper():
        yield "l" + said, 1, f"l'{written}"
        yield "d" + said, 1, f"d'{written}"


def _may_be(tokens: Sequence[_Token], far: float, written: str) -> bool:
    """Whether a near term may be what was said: not when the words are another form of it.

    « dialysée » is no error for « dialyse », « consciente » none for « inconsciente »; and an acronym has its letters.
    """
    term = plain(written)
    if written.isupper():
        letters = iter("".join(t.plain for t in tokens))
        return all(letter in letters for letter in term)
    if len(tokens) > 1:
        return True
    word = tokens[0].plain
    same_start = far > _SAME_SOUND and term[:_SAME_START] == word[:_SAME_START]
    return not same_start and not term.endswith(word) and not word.endswith(term)


def _limit(length: int) -> float:
    return next(limit for below, limit in _LIMITS if length < below)
