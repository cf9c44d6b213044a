"""With which words a pattern may begin: lets a message skip the patterns that cannot match it."""

from __future__ import annotations

import sre_parse
from collections import defaultdict
from typing import Generic, Iterable, Iterator, Sequence, TypeVar

Pattern = TypeVar("Pattern")
#: More ways to begin than this, and a pattern is simply tried everywhere.
_TOO_MANY = 4000


def first_words(regex: str) -> tuple[frozenset[str], frozenset[str]]:
    """Words, and beginnings of words, with which a match of `regex` may begin.

    `regex` is a compiled pattern of the vocabulary: words each followed by one space. A beginning
    that is empty means any word.
    """
    whole, begun = set(), set()
    for text, complete in _expand(list(sre_parse.parse(regex)), ""):
        (whole if complete else begun).add(text)
        if len(whole) + len(begun) > _TOO_MANY:
            return frozenset(), frozenset({""})
    return frozenset(whole), frozenset(begun)


def _expand(nodes: Sequence, text: str) -> Iterator[tuple[str, bool]]:
    """Each way `nodes` may go on from `text`: (word, True) at its space, (beginning, False) when
    what follows is not literal."""
    if not nodes:
        yield text, False
        return
    (kind, value), rest = nodes[0], list(nodes[1:])
    name = str(kind)
    if name == "LITERAL":
        if value == 32:
            yield text, True
        else:
            yield from _expand(rest, text + chr(value))
    elif name in ("ASSERT", "ASSERT_NOT", "AT"):
        yield from _expand(rest, text)
    elif name == "SUBPATTERN":
        yield from _expand(list(value[-1]) + rest, text)
    elif name == "BRANCH":
        for branch in value[1]:
            yield from _expand(list(branch) + rest, text)
    elif name in ("MAX_REPEAT", "MIN_REPEAT") and not (text and value[0] == 0 and value[1] > 1):
        least, _, body = value
        yield from _expand(list(body) + rest, text)
        if least == 0:
            yield from _expand(rest, text)
    else:
        yield text, False


class FirstWordIndex(Generic[Pattern]):
    """Patterns by the words they may begin with."""

    def __init__(self, patterns: Iterable[tuple[Pattern, str]]) -> None:
        """Index (pattern, regex) pairs."""
        self._whole: dict[str, list[Pattern]] = defaultdict(list)
        self._begun: dict[str, list[Pattern]] = defaultdict(list)
        for pattern, regex in patterns:
            whole, begun = first_words(regex)
            for word in whole:
                self._whole[word].append(pattern)
            for beginning in begun:
                self._begun[beginning].append(pattern)
        self._longest = max(map(len, self._begun), default=0)

    def starting_at(self, word: str) -> Iterator[Pattern]:
        """The patterns that may match at `word`; one may come more than once."""
        yield from self._whole.get(word, ())
        for size in range(min(len(word), self._longest) + 1):
            yield from self._begun.get(word[:size], ())
