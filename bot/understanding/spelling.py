"""Careful spelling repair: unknown words one slip, or one sound, away from a word that matters.

The targets and the real words that must not be mistaken for them come from
`data/vocabulary/orthographe.txt`, written by `tools/spelling_words.py`; the ways of writing of
chats from `data/vocabulary/ecriture_libre.yml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable, Iterator, Mapping, Optional

from bot.source import load_map

#: Below these lengths a slip, or a sound, is not forgiven.
_SLIP_LETTERS, _SOUND_LETTERS = 6, 5
_GLUED = {"j": "je", "n": "ne", "d": "de", "l": "le", "m": "me", "s": "se"}
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^h|(?<=[^cps])h", ""), (r"ph", "f"), (r"sch", "S"), (r"ch", "S"), (r"eaux?|aux?|ot$", "o"),
        (r"gu(?=[eiy])", "g"), (r"qu|ck|k", "k"), (r"g(?=[eiy])", "j"), (r"c(?=[eiy])", "s"),
        (r"c", "k"), (r"sc(?=[eiy])", "s"), (r"ss|z|t(?=i[eo]n)", "s"), (r"y", "i"),
        (r"ain|ein|aim|im(?=[bp])|in(?![aeiouyn])", "1"),
        (r"[ae][nm](?![aeiounm])", "2"), (r"on(?![aeioun])|om(?=[bp])", "3"),
        (r"ai|ei|er$|ez$|et$|ees?$|es$|ent$", "e"), (r"e$", ""), (r"(.)\1+", r"\1"),
        (r"[stdxp]+$", ""), (r"e$", ""),
    )
)  # fmt: skip


def sound(word: str) -> str:
    """A rough phonetic key of a folded French word. « chofeur », « chauffeur » → the same."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


def shortened(word: str) -> Iterator[str]:
    """The word with each of its letters left out in turn, and whole."""
    yield word
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]


def one_slip(left: str, right: str) -> bool:
    """Whether one letter missing, added, changed, or two swapped, turn one word into the other."""
    if abs(len(left) - len(right)) > 1 or left == right:
        return left == right
    i = 0
    while i < min(len(left), len(right)) and left[i] == right[i]:
        i += 1
    a, b = left[i:], right[i:]
    return (
        a[1:] == b or a == b[1:] or a[1:] == b[1:]
        or (len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:])
    )  # fmt: skip


@dataclass(frozen=True)
class Speller:
    """Targets of the repair, by slip and by sound; `known` words are never touched."""

    known: frozenset[str]
    slips: Mapping[str, tuple[str, ...]]
    sounds: Mapping[str, tuple[str, ...]]
    targets: frozenset[str]
    free: Mapping[str, tuple[str, ...]]

    @classmethod
    def load(cls, words: Path, free: Path) -> "Speller":
        """Read both files. Raises SourceError or OSError."""
        targets: set[str] = set()
        lookalikes: set[str] = set()
        for line in words.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                (lookalikes if line.startswith("=") else targets).add(line.lstrip("="))
        table = {str(k): tuple(str(v).split()) for k, v in load_map(free).items()}
        return cls.of(targets, lookalikes, table)

    @classmethod
    def of(
        cls, targets: Iterable[str], lookalikes: Iterable[str],
        free: Optional[Mapping[str, tuple[str, ...]]] = None,
    ) -> "Speller":  # fmt: skip
        """Index the targets. `free`: ways of writing and what they stand for."""
        targets = frozenset(targets)
        slips: dict[str, list[str]] = {}
        sounds: dict[str, list[str]] = {}
        for target in sorted(targets):
            if len(target) >= _SLIP_LETTERS:
                for short in shortened(target):
                    slips.setdefault(short, []).append(target)
            if len(target) >= _SOUND_LETTERS:
                sounds.setdefault(sound(target), []).append(target)
        return cls(
            targets | frozenset(lookalikes),
            {k: tuple(v) for k, v in slips.items()},
            {k: tuple(v) for k, v in sounds.items()},
            targets,
            free or {},
        )

    def repair(self, word: str) -> tuple[str, ...]:
        """The canonical words a folded word stands for; itself when there is any doubt."""
        if word in self.free:
            return self.free[word]
        if len(word) < _SOUND_LETTERS - 1 or word in self.known or not word.isalpha():
            return (word,)
        rest = word[1:]
        glued = word[0] in _GLUED and len(rest) >= 4 and rest[0] in "aeiouh"
        if glued and rest in self.targets:
            return (_GLUED[word[0]], rest)
        found = self._nearest(word) or (self._nearest(rest) if glued else None)
        if not found:
            return (word,)
        return (found,) if found[0] == word[0] or not glued else (_GLUED[word[0]], found)

    def _nearest(self, word: str) -> Optional[str]:
        key = sound(word)
        alike = [t for t in self.sounds.get(key, ()) if len(key) >= 4 or one_slip(word, t)]
        alike = [t for t in alike if word[0] in (t[0], *_same_start(t)) and len(t) - len(word) < 4]
        if alike:
            return min(alike, key=lambda t: (t[-2:] != word[-2:], not one_slip(word, t), len(t), t))
        if len(word) < _SLIP_LETTERS:
            return None
        near = {
            t for short in shortened(word) for t in self.slips.get(short, ()) if one_slip(word, t)
        }
        near = {t for t in near if t[0] == word[0]} or near
        if len(near) > 1:
            near = _one_lemma(near)
        return near.pop() if len(near) == 1 else None


def _same_start(target: str) -> tuple[str, ...]:
    """Letters a target may sound like at its beginning."""
    return {"h": tuple("aeiou"), "c": ("k", "s"), "q": ("k",), "p": ("f",), "k": ("c",)}.get(
        target[0], ()
    )


def _one_lemma(words: set[str]) -> set[str]:
    """« salarie », « salaries »: forms of one word, any of which will do."""
    shortest = min(words, key=lambda w: (len(w), w))
    return {shortest} if all(w.rstrip("es") == shortest.rstrip("es") for w in words) else words
