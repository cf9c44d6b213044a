"""Cuts a message into clauses, each small enough to be about one thing."""

from __future__ import annotations

from typing import Iterable

from bot.understanding.text import PAUSE, SENTENCE_END, Words

_OPENERS = frozenset("mais car donc puis alors pourtant parce sauf tandis".split())
_SPOKEN_OPENERS = frozenset("et il elle je on ils euh voila ca ben y bref du".split())
_LONG, _SHORT = 14, 3


def clauses(words: Words) -> Iterable[tuple[int, int]]:
    """The clauses of a message, in order: first word and end (excluded) of each."""
    first = 0
    for i, token in enumerate(words.tokens):
        size = i - first
        breaks = token in SENTENCE_END or token in PAUSE
        opens = token in _OPENERS or (token == "et" and size > 4)
        spoken = size >= _LONG // 2 and token in _SPOKEN_OPENERS
        if breaks or ((opens or spoken) and size >= _SHORT):
            if size >= _SHORT or (token in SENTENCE_END and size > 1):
                yield first, i
                first = i + 1 if breaks else i
            elif token in SENTENCE_END:
                first = i + 1
    if len(words) - first > 1:
        yield first, len(words)
