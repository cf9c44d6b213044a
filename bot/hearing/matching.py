"""Terms of the lexicon recognised by ear, where what is written is no French.

A window of words slides over the text. It is compared, as sounds, with the terms whose consonants are the same but
for one; it is replaced when it holds a word that is not French and is near enough. French words alone never are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Iterable, Iterator, Mapping, Optional, Sequence

from bot.hearing.changes import Change, apply, change
from bot.hearing.distance import distance
from bot.hearing.french import is_french
from bot.hearing.lexicon import SHORTEST, Term
from bot.hearing.phonemes import sounds
from bot.privacy.message import plain
from bot.understanding.gazetteer import edit_distance

STAGE = "son"
_TOKEN = re.compile(r"(?P<word>[^\W\d_]+)(?P<elided>['’](?=\w))?|\d+|[^\w\s'’\-]")
_LONGEST_WINDOW, _MOST_PASSES = 6, 4
#: Consonants that are mixed up count as one when candidates are looked for.
_CLASS = str.maketrans("pbtdkgfvszSZmnJlR", "pptt" + "kkffssssnnnll", "aeiouy2AIWjwH")
_TITLES = frozenset(
    "madame monsieur mademoiselle mme mr m mlle docteur dr professeur pr maitre".split()
)
#: From so many sounds on, nothing else sounds the same.
_LONG = 9
#: What turns a word into its contrary is never heard where it was not.
_CONTRARIES = ("in", "im", "il", "ir", "de", "des", "dis", "mal", "non", "a", "an")
#: A word that begins with so many letters of a term is another form of it, unless it sounds the same.
_SAME_START, _SAME_SOUND = 5, 0.1
#: How far a window may be, by the number of sounds of the longer side: (below, limit).
_LIMITS = ((5, 0.0), (6, 0.1), (8, 0.15), (99, 0.2))
_LIMIT_OF = tuple(next(limit for below, limit in _LIMITS if n < below) for n in range(13))
#: How much of a window must be words that are not French; and when it sounds almost the same.
_FOREIGN_SHARE, _FOREIGN_SHARE_ALIKE, _ALIKE = 0.34, 0.15, 0.08


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
        #: sounds → long term: French words too are replaced when they sound exactly like it
        self._sounding: dict[str, str] = {}
        #: skeleton → (sounds, how many of them are an article's, term)
        self._by_skeleton: dict[str, list[tuple[str, int, str]]] = {}
        for term in terms:
            for said in term.said:
                if len(said) >= SHORTEST:
                    if len(said) >= _LONG:
                        self._sounding[said] = term.written
                    for form in _forms(said, term.written):
                        for key in _one_less(skeleton(form[0])):
                            self._by_skeleton.setdefault(key, []).append(form)

    def repair(self, text: str) -> tuple[str, list[Change]]:
        """`text` with the terms it misspells, and what was changed.

        A term found may make a longer one: « polyartrite rumatoïde » is found in two times.
        """
        made: list[Change] = []
        for _ in range(_MOST_PASSES):
            text, changes = self._once(text)
            made.extend(changes)
            if not changes:
                break
        return text, made

    def _once(self, text: str) -> tuple[str, list[Change]]:
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
                said = sounds(figure) if figure.isdecimal() else ""
                tokens.append(_Token(match.start(), match.end(), plain(figure), said, False, False))
                continue
            short, elided = plain(word), bool(match["elided"])
            after_title = bool(tokens) and tokens[-1].plain in _TITLES
            foreign = len(word) > 1 and not elided and not is_french(short, self._known)
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
                alike = self._sounding.get(said)
                if alike and last > first + 1 and not _same_words(tokens[first:last], alike):
                    found.append(_Found(0.0, first, last, alike))
                    continue
                if not foreign or foreign < _FOREIGN_SHARE_ALIKE * len(said):
                    continue
                strict = foreign < _FOREIGN_SHARE * len(said) or (last == first + 1 and token.name)
                window = tokens[first:last]
                best = self._nearest(
                    said, _ALIKE if strict else 1.0, " ".join(t.plain for t in window)
                )
                if best and _may_be(window, *best):
                    found.append(_Found(best[0], first, last, best[1]))
        return sorted(found, key=lambda f: (f.far, f.last - f.first, f.first))

    def _nearest(self, said: str, most: float, spelled: str) -> Optional[tuple[float, str]]:
        """(distance, term) of the nearest term within the limit of its length, and within `most`.

        Of several that sound the same, the one written most like `spelled`.
        """
        best: Optional[tuple[float, str]] = None
        seen = set()
        for key in _one_less(skeleton(said)):
            for candidate in self._by_skeleton.get(key, ()):
                if candidate in seen:
                    continue
                seen.add(candidate)
                form, article, written = candidate
                longest = max(len(form), len(said))
                limit = min(most, _LIMIT_OF[min(longest - article, 12)])
                if 0.7 * abs(len(form) - len(said)) > limit * longest:
                    continue
                far = distance(form, said, limit if best is None else min(limit, best[0]))
                if far <= limit and (best is None or far < best[0] or (
                    far == best[0] and _slips(spelled, written) < _slips(spelled, best[1])
                )):  # fmt: skip
                    best = (far, written)
        return best


def skeleton(said: str) -> str:
    """The consonants, near ones made one: what stays when vowels are misheard."""
    return said.translate(_CLASS)


@lru_cache(maxsize=8192)
def _one_less(key: str) -> frozenset[str]:
    """A key, and the key with each of its signs left out in turn."""
    return frozenset((key, *(key[:i] + key[i + 1 :] for i in range(len(key)))))


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
    foreign = [t.plain for t in tokens if t.foreign]
    starts = {part[:_SAME_START] for part in term.split()}
    if far > _SAME_SOUND and any(word[:_SAME_START] in starts for word in foreign):
        return False
    return not any(term == less + foreign[0] or foreign[0] == less + term for less in _CONTRARIES)


def _same_words(tokens: Sequence[_Token], written: str) -> bool:
    """Whether the words are those of the term but for their endings: « aides ménagères »."""
    words = re.findall(r"[a-z]+", plain(written))
    return len(words) == len(tokens) and all(
        a.plain.rstrip("esx") == b.rstrip("esx") for a, b in zip(tokens, words)
    )


def _slips(spelled: str, written: str) -> int:
    return edit_distance(spelled, plain(written), 20)
