"""Acronyms said letter by letter: « m d p h », « mdp h », « cé deux esse » → as the understanding knows them."""

from __future__ import annotations

import re
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
_LONGEST_PIECE = 4


def repair_acronyms(text: str, acronyms: Mapping[str, str]) -> tuple[str, list[Change]]:
    """`text` with its acronyms written together. acronyms: plain letters → written form."""
    changes = list(_found(text, acronyms))
    return apply(text, changes), changes


def _found(text: str, acronyms: Mapping[str, str]) -> Iterator[Change]:
    low = text.lower().replace("’", "'")
    if len(low) != len(text):
        return
    tokens = list(_TOKEN.finditer(low))
    i = 0
    while i < len(tokens):
        last = next(
            (j for j in range(min(i + 6, len(tokens)), i + 1, -1) if _is(text, tokens[i:j], acronyms)),
            None,
        )
        if last is None:
            i += 1
            continue
        start, end = tokens[i].start(), tokens[last - 1].end()
        letters = "".join(_letters(t.group())[0] for t in tokens[i:last])
        yield change(STAGE, text, start, end, acronyms[letters])
        i = last


def _is(text: str, tokens: list[re.Match[str]], acronyms: Mapping[str, str]) -> bool:
    """Whether these tokens, all of them, spell an acronym."""
    for left, right in zip(tokens, tokens[1:]):
        if not _BETWEEN.fullmatch(text[left.end() : right.start()]):
            return False
    read = [_letters(t.group()) for t in tokens]
    if any(r is None for r in read):
        return False
    if "".join(r[0] for r in read) not in acronyms:
        return False
    maybe = sum(not r[1] for r in read)
    elided = any(text[t.end() : t.end() + 1] in ("'", "’") for t in tokens[:-1])
    return len(read) - maybe >= 2 and maybe <= 2 and not (elided and len(read) < 4)


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
