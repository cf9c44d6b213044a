"""The small pattern language of `data/vocabulary/`, compiled to regular expressions.

A pattern is matched on canonical words (folded, elisions opened, numbers in digits):

    seule? en arret             words; `?` makes the letter before it optional (petite?s?)
    hospitalis*                 any word beginning so
    (payer|regler|faire face)   one of these, each may be several words
    arret (de travail)?         an optional group
    ..   ..5                    up to 3 (or 5) words, never across the end of a sentence
    <n>                         a number, or un / une
    <annee>                     a year in four digits
    (de|la)*   (de|la)+         none, one or several of these; one or several
    @payer                      a list of words of `listes.yml`
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Mapping, Pattern

from bot.source import fail

_GAP = r"(?:(?![.!?;¶] )\S+ ){0,%d}?"
_PIECE = re.compile(
    r"\s*(\.\.\d*|\(|\)[?*+]?|\||<n>\??|<annee>\??|@[a-z_]+\??"
    r"|[a-z0-9¶€+,:=/%-]+(?:\?[a-z]+)*\*?\??|\.(?!\.))"
)
#: Elisions are opened in the text: in a pattern, « n » or « d » alone stands for `ne`, `de`.
_OPENED = {
    "n": "ne", "d": "de", "l": "le", "j": "je", "qu": "que", "s": "se", "c": "ce", "m": "me",
    "t": "te", "jusqu": "jusque", "lorsqu": "lorsque", "puisqu": "puisque", "quelqu": "quelque",
    "presqu": "presque",
}  # fmt: skip


@dataclass(frozen=True)
class Compiled:
    """A compiled pattern, and how it was written."""

    source: str
    regex: Pattern[str]


def compile_pattern(source: str, lists: Mapping[str, str]) -> Compiled:
    """Compile one pattern. `source` may be located text: errors then name file and line.

    Raises SourceError for a pattern that cannot be read or a list that does not exist.
    """
    body, at = [], 0
    depth = 0
    while at < len(source.rstrip()):
        match = _PIECE.match(source, at)
        if not match:
            fail(source, f"motif illisible à partir de « {source[at:].strip()} »")
        piece, at = match.group(1), match.end()
        depth += (piece == "(") - piece.startswith(")")
        body.append(_regex(piece, lists, source))
    if depth:
        fail(source, f"parenthèses mal fermées dans « {source} »")
    if not body:
        fail(source, "motif vide")
    return Compiled(str(source), re.compile(r"(?<!\S)" + "".join(body)))


def _regex(piece: str, lists: Mapping[str, str], source: str) -> str:
    if piece == "(":
        return "(?:"
    if piece[0] in ")|":
        return piece
    if piece.startswith(".."):
        return _GAP % int(piece[2:] or 3)
    optional = piece.endswith("?")
    word = piece[:-1] if optional else piece
    if word == "<n>":
        regex = r"(?:un|une|\d+(?:\.\d+)?) "
    elif word == "<annee>":
        regex = r"(?:19|20)\d\d "
    elif word.startswith("@"):
        if word[1:] not in lists:
            fail(source, f"liste inconnue « {word} »")
        regex = lists[word[1:]]
    elif word in _OPENED:
        regex = f"(?:{_OPENED[word]}|{word}) "
    elif word.endswith("*"):
        return re.escape(word[:-1]) + r"\w* "
    else:
        letters = "?".join(re.escape(part) for part in word.split("?"))
        return letters + ("? " if optional else " ")
    return f"(?:{regex})?" if optional else regex


def compile_list(source: str, lists: Mapping[str, str]) -> str:
    """The regular expression of a named list of alternatives, written like a pattern."""
    pieces = compile_pattern(source, lists).regex.pattern
    return f"(?:{pieces[len('(?<!' + chr(92) + 'S)') :]})"
