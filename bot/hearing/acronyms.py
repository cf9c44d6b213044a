"""Acronyms said letter by letter: « m d p h », « mdp h », « cé deux esse » → as the understanding knows them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Iterator, Mapping, Optional

from bot.hearing.changes import Change, apply, change
from bot.privacy.message import plain

STAGE = "sigle"
#: Names of letters that are no French word: they can only be letters.
_SURE = {
    "bé": "b", "cé": "c", "dé": "d", "effe": "f", "gé": "g", "hache": "h", "ache": "h", "ji": "j", "ka": "k",
    "èle": "l", "ème": "m", "emme": "m", "ène": "n", "enne": "n", "pé": "p", "ku": "q", "erre": "r",
    "esse": "s", "èsse": "s", "té": "t", "vé": "v", "ixe": "x", "zède": "z",
}  # fmt: skip
#: Words that sound like letters: two at most among letters that are sure.
_MAYBE = {
    "ah": "a", "des": "d", "ces": "c", "ses": "c", "sait": "c", "c'est": "c", "elle": "l", "aime": "m",
    "haine": "n", "paix": "p", "air": "r", "est-ce": "s", "thé": "t", "thés": "t", "deux": "2", "eux": "e", "hait": "h",
    "à": "a", "oh": "o", "eau": "o", "au": "o",
}  # fmt: skip
_TOKEN = re.compile(r"est-ce(?!\w)|c'est(?!\w)|[^\W_]+")
#: What may stand between two letters of one acronym.
_BETWEEN = re.compile(r"[ .\-]{1,2}|['’]")
_LONGEST_PIECE, _MOST_PIECES = 4, 6


@dataclass(frozen=True)
class _Letters:
    """What a token of the text says, if it says letters; sure: it can say nothing else."""

    start: int
    end: int
    said: str
    sure: bool
    elided: bool


def repair_acronyms(text: str, acronyms: Mapping[str, str]) -> tuple[str, list[Change]]:
    """`text` with its acronyms written together. acronyms: plain letters → written form."""
    changes = list(_found(text, acronyms))
    return apply(text, changes), changes


def _found(text: str, acronyms: Mapping[str, str]) -> Iterator[Change]:
    low = text.lower().replace("’", "'")
    if len(low) != len(text):
        return
    run: list[_Letters] = []
    for token in _TOKEN.finditer(low):
        read = _letters(token.group())
        if read is None or (run and not _BETWEEN.fullmatch(low, run[-1].end, token.start())):
            yield from _in_run(text, run, acronyms)
            run = []
        if read is not None:
            elided = low[token.end() : token.end() + 1] == "'"
            run.append(_Letters(token.start(), token.end(), *read, elided))
    yield from _in_run(text, run, acronyms)


def _in_run(text: str, run: list[_Letters], acronyms: Mapping[str, str]) -> Iterator[Change]:
    """The acronyms spelled by letters that stand side by side, the longest first."""
    first = 0
    while first < len(run) - 1:
        for last in range(min(first + _MOST_PIECES, len(run)), first + 1, -1):
            spelled = "".join(letters.said for letters in run[first:last])
            if spelled in acronyms and _is_spelled(run[first:last]):
                yield change(STAGE, text, run[first].start, run[last - 1].end, acronyms[spelled])
                first = last
                break
        else:
            first += 1


def _is_spelled(run: list[_Letters]) -> bool:
    """Whether enough of the pieces can be nothing but letters."""
    maybe = sum(not letters.sure for letters in run)
    elided = any(letters.elided for letters in run[:-1])
    if elided and len(run) < 4:
        return False
    # « a a h »: one sure letter is enough among three that stand alone
    alone = len(run) > 2 and all(
        len(letters.said) == letters.end - letters.start == 1 for letters in run
    )
    return maybe <= 2 and len(run) - maybe >= (1 if alone else 2)


@lru_cache(maxsize=8192)
def _letters(token: str) -> Optional[tuple[str, bool]]:
    """The letters a token says, and whether it can say nothing else. « mdp » → (« mdp », True)."""
    if token in _SURE:
        return _SURE[token], True
    if token in _MAYBE:
        return _MAYBE[token], False
    short = plain(token)
    if len(short) == 1:
        # « a » and « y » are words, « l » and « d » what elision leaves
        return short, short not in "ay"
    if len(short) <= _LONGEST_PIECE and not any(c in "aeiouy" for c in short):
        return short, True
    return None
