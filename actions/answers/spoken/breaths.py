"""Cuts text into sentences short enough to be said in one breath, and those into what is said at a time."""

from __future__ import annotations

import re
from typing import Iterator, List, Sequence

from actions.answers.typography import capital, small

#: Longest sentence, in words.
LONGEST = 25
#: Sentences said at a time.
AT_A_TIME = 2
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")
#: Where a long sentence is cut, the best place first.
_CUTS = (
    re.compile(r"\s*[;:]\s+"),
    re.compile(r",\s+"),
    re.compile(r"\s+(?=(?:mais|et|ou|car|puis|parce|quand|pour|qui|que|sur|dans|avec|sans|de)\s)"),
)
_ONE_WORD = re.compile(r"[^\W\d_]+\.")
#: Words that no sentence ends with.
_LINKS = frozenset(
    "et ou ni mais que qui de du des le la les un une à au aux en pour sur dans avec sans par".split()
)
#: A piece shorter than this, in words, is no sentence.
_SHORTEST = 3


def sentences(text: str) -> List[str]:
    """The sentences of a plain text, each ended and none longer than LONGEST."""
    found = (one.strip(" ,;:-") for one in _SENTENCES.split(text))
    whole = _opened([_ended(one) for one in found if re.search(r"\w", one)])
    return [breath for one in whole for breath in _breaths(one)]


def pages(said: Sequence[str]) -> List[List[str]]:
    """Sentences by AT_A_TIME."""
    return [list(said[i : i + AT_A_TIME]) for i in range(0, len(said), AT_A_TIME)]


def length(sentence: str) -> int:
    """How many words a sentence has."""
    return len(re.findall(r"[^\W_][\w'’-]*", sentence))


def _opened(found: List[str]) -> List[str]:
    """« Merci. C'est noté. » → « Merci, c'est noté. »: a word alone is no sentence of its own."""
    joined: List[str] = []
    for one in found:
        if joined and _ONE_WORD.fullmatch(joined[-1]) and length(one) < LONGEST:
            joined[-1] = f"{joined[-1][:-1]}, {small(one)}"
        else:
            joined.append(one)
    return joined


def _breaths(sentence: str) -> Iterator[str]:
    while length(sentence) > LONGEST:
        at, after = _cut(sentence)
        yield _ended(sentence[:at].strip(" ,;:"))
        sentence = capital(sentence[after:].strip())
    yield sentence


def _cut(sentence: str) -> tuple[int, int]:
    """Where the first piece ends and the rest begins: the longest piece that is short enough."""
    for pattern in _CUTS:
        places = [
            (m.start(), m.end())
            for m in pattern.finditer(sentence)
            if _SHORTEST <= length(sentence[: m.start()]) <= LONGEST
            and length(sentence[m.end() :]) >= _SHORTEST
            and sentence[: m.start()].split()[-1] not in _LINKS
        ]
        if places:
            return places[-1]
    words = list(re.finditer(r"\S+", sentence))
    return words[LONGEST - 1].end(), words[LONGEST - 1].end()


def _ended(sentence: str) -> str:
    sentence = sentence.rstrip()
    return capital(sentence if sentence[-1:] in (".", "!", "?") else f"{sentence}.")
