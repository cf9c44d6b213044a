"""A made-up message that says which of its words must go."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Callable

from bot.privacy.message import plain

#: Words so small that one more or less tells nothing.
_SMALL = frozenset("le la l de du des d en au a est et n un no nom x c cle i".split())
_OURS = frozenset("numero telephone courriel compte adresse plaque date masque masquee".split())


@dataclass(frozen=True)
class Sample:
    """A message in pieces: (words, whether they must go)."""

    kind: str
    pieces: tuple[tuple[str, bool | None], ...]

    @property
    def text(self) -> str:
        """The message."""
        return "".join(words for words, _ in self.pieces)

    def around(self, before: str, after: str) -> "Sample":
        """The same, inside a longer message."""
        return Sample(self.kind, ((before, False), *self.pieces, (after, False)))

    def changed(self, change: Callable[[str], str]) -> "Sample":
        """The same, written otherwise."""
        return Sample(self.kind, tuple((change(words), secret) for words, secret in self.pieces))

    def leaks(self, masked: str) -> list[str]:
        """Words that had to go and are still there."""
        secret, kept = Counter(), Counter()
        for words, goes in self.pieces:
            (secret if goes else kept).update(_words(words))  # a first name that stays is no leak
        left = Counter(_words(masked)) - kept
        return sorted(word for word in secret if left[word])

    def losses(self, masked: str) -> list[str]:
        """Words that had to stay and are gone."""
        kept = Counter(w for words, goes in self.pieces if goes is False for w in _words(words))
        return sorted((kept - Counter(_words(masked))).elements())


def _words(text: str) -> list[str]:
    found = re.findall(r"[a-z]+|\d+", plain(text))
    return [w for w in found if w not in _SMALL and w not in _OURS]
