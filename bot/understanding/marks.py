"""Inline marks: a message and, in it, the words that state each fact.

    [53 ans]{age=53}, [son mari est hospitalisé]{hospitalisation=en_cours|autre}

After `|`, why the words are no present fact of the person (tests/corpus/README.md has the list).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.situation import Value

_MARK = re.compile(r"\[([^\]\[]*)\]\{([^}]*)\}")
#: What may stand after `|`.
QUALIFIERS = frozenset({"", "autre", "passe", "hypothese", "question", "devinee"})


@dataclass(frozen=True)
class Mark:
    """A fact stated by the characters `debut` to `fin` of a message.

    qualifier: why it is no present fact of the person; empty when it is one.
    """

    words: str
    fait: str
    valeur: Value
    qualifier: str
    debut: int = 0
    fin: int = 0


def read_value(raw: str) -> Value:
    """« true », « 53 », « msa » as a fact's value."""
    if raw in ("true", "false"):
        return raw == "true"
    try:
        return float(raw) if "." in raw else int(raw)
    except ValueError:
        return raw


def read_marks(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """The message without its marks, and the marks. Raises ValueError for a malformed one."""
    text, marks, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        start = len(text)
        text += match.group(1)
        at = match.end()
        for pair in match.group(2).split(","):
            stated, _, qualifier = pair.strip().partition("|")
            fait, equal, raw = (part.strip() for part in stated.partition("="))
            if not equal or qualifier.strip() not in QUALIFIERS:
                raise ValueError(f"marque illisible « {match.group()} »")
            value = raw if fait == "departement" else read_value(raw)
            marks.append(Mark(match.group(1), fait, value, qualifier.strip(), start, len(text)))
    return text + marked[at:], tuple(marks)
