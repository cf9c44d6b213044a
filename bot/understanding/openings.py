"""With which two words a pattern may open: lets a message skip the patterns that cannot match it."""

from __future__ import annotations

import sre_parse
from collections import defaultdict
from typing import Generic, Iterable, Iterator, NamedTuple, Sequence, TypeVar

Pattern = TypeVar("Pattern")
#: More ways to open than this, and only the first word of a pattern is looked at.
_TOO_MANY = 4000


class Opening(NamedTuple):
    """How a match may begin: a word, then another; each whole, or only its first letters.

    First letters that are empty mean any word. Without a whole first word, nothing is known of the second.
    """

    first: str
    whole_first: bool
    second: str = ""
    whole_second: bool = False


def openings(regex: str) -> frozenset[Opening]:
    """The ways a match of `regex`, a compiled pattern of the vocabulary (words each followed by one
    space), may begin."""
    for words in (2, 1):
        found = set()
        for text in _expand(list(sre_parse.parse(regex)), "", words):
            first, space, second = text.partition(" ")
            found.add(Opening(first, bool(space), second.rstrip(" "), second.endswith(" ")))
            if len(found) > _TOO_MANY:
                break
        else:
            return frozenset(found)
    return frozenset({Opening("", False)})


def _expand(nodes: Sequence, text: str, words: int) -> Iterator[str]:
    """Each way `nodes` may go on from `text`, up to so many words or to what is not literal."""
    if text.count(" ") == words or not nodes:
        yield text
        return
    (kind, value), rest = nodes[0], list(nodes[1:])
    name = str(kind)
    if name == "LITERAL":
        yield from _expand(rest, text + chr(value), words)
    elif name in ("ASSERT", "ASSERT_NOT", "AT"):
        yield from _expand(rest, text, words)
    elif name == "SUBPATTERN":
        yield from _expand(list(value[-1]) + rest, text, words)
    elif name == "BRANCH":
        for branch in value[1]:
            yield from _expand(list(branch) + rest, text, words)
    elif name in ("MAX_REPEAT", "MIN_REPEAT") and value[1] == 1:
        least, _, body = value
        yield from _expand(list(body) + rest, text, words)
        if least == 0:
            yield from _expand(rest, text, words)
    elif name in ("MAX_REPEAT", "MIN_REPEAT") and not text:
        # it may come again: what follows its first word is not known
        least, _, body = value
        yield from _expand(list(body), text, 1)
        if least == 0:
            yield from _expand(rest, text, words)
    else:
        yield text


class OpeningIndex(Generic[Pattern]):
    """Patterns by the words they may open with."""

    def __init__(self, patterns: Iterable[tuple[Pattern, str]]) -> None:
        """Index (pattern, regex) pairs."""
        self._whole: dict[str, dict[tuple[str, bool], list[Pattern]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._begun: dict[str, list[Pattern]] = defaultdict(list)
        for pattern, regex in patterns:
            for opening in openings(regex):
                if opening.whole_first:
                    self._whole[opening.first][opening.second, opening.whole_second].append(pattern)
                else:
                    self._begun[opening.first].append(pattern)

    def starting_at(self, word: str, following: str) -> Iterator[Pattern]:
        """The patterns that may match at `word` before `following`; one may come more than once."""
        seconds = self._whole.get(word)
        if seconds is not None:
            yield from seconds.get((following, True), ())
            for size in range(len(following) + 1):
                yield from seconds.get((following[:size], False), ())
        for size in range(len(word) + 1):
            yield from self._begun.get(word[:size], ())
