"""A clause seen in its context: its words and whose they are, its neighbours, what was read in it.

These are what the weighing (`weighing.py`) learns from and judges on.
"""

from __future__ import annotations

import collections
import datetime
from dataclasses import dataclass
from typing import Sequence

from bot.situation import Assertion
from bot.understanding.clauses import clauses
from bot.understanding.owners import PERSONNE
from bot.understanding.people import People
from bot.understanding.qualifiers import Qualifiers
from bot.understanding.text import PUNCTUATION, Words
from bot.understanding.trades import Trades

#: Facts that are numbers or places: read by grammar, never weighed by their words.
MEASURED = frozenset({"age", "departement", "duree_arret_mois"})
_SOMEBODY_ELSE = "~"


@dataclass(frozen=True)
class Clause:
    """A clause of a message.

    preuve, debut, fin: its words as typed, and where. words: its canonical words, those of somebody
    else marked, alone and by two, and the words of its neighbours. line: its canonical
    words in a row. signs: what patterns, owners and qualifiers say of it.
    """

    preuve: str
    debut: int
    fin: int
    words: tuple[str, ...]
    line: str
    signs: tuple[str, ...] = ()


def in_context(
    words: Words,
    people: People,
    read: Sequence[Assertion],
    qualifiers: Qualifiers,
    trades: Trades,
    today: datetime.date,
) -> list[Clause]:
    """The clauses of a message. `read`: everything the patterns read, retained or not."""
    named = list(trades.find(words))
    spans = list(clauses(words))
    plain = [_plain(words.tokens[first:last]) for first, last in spans]
    everywhere = _told_anywhere(read, people)
    out = []
    for i, (first, last) in enumerate(spans):
        preuve, debut, fin = words.evidence(first, last)
        owners = [people.owner(j) for j in range(first, last)]
        owned = _plain(words.tokens[first:last], owners)
        around = [
            mark + token
            for j, mark in ((i - 1, "<"), (i + 1, ">"))
            if 0 <= j < len(spans)
            for token in plain[j]
        ]
        signs = [
            *(_sign(a) for a in read if a.debut < fin and debut < a.fin and a.fait not in MEASURED),
            *("q:" + q for q in sorted(qualifiers.of(words, last - 1, last, today))),
            *_trade_signs(named, first, last, people),
            "o:" + collections.Counter(owners).most_common(1)[0][0],
            *everywhere,
        ]
        out.append(
            Clause(preuve, debut, fin, (*owned, *_pairs(owned), *around), " ".join(plain[i]),
                   tuple(signs))
        )  # fmt: skip
    return out


def same(tokens: Sequence[str]) -> Sequence[str]:
    """Tokens as they are: what vectorizers of ready tokens analyse with."""
    return tokens


def alone(words: Words, trades: Trades) -> Clause:
    """A clause without a context, as in data/examples: of the person."""
    plain = _plain(words.tokens)
    statuses = [status for _, _, status in trades.find(words)]
    signs = [s for status in statuses for s in (f"t:{status}", f"t:{status}|{PERSONNE}")]
    return Clause(
        words.text, 0, len(words.text), (*plain, *_pairs(plain)), " ".join(plain), tuple(signs)
    )


def _plain(tokens: Sequence[str], owners: Sequence[str] = ()) -> list[str]:
    """Words without punctuation; numbers alike; those that are somebody else's marked."""
    out = []
    for i, token in enumerate(tokens):
        if token in PUNCTUATION:
            continue
        token = "<n>" if token[0].isdigit() else token
        out.append(token if not owners or owners[i] == PERSONNE else _SOMEBODY_ELSE + token)
    return out


def _pairs(tokens: Sequence[str]) -> list[str]:
    return [f"{a} {b}" for a, b in zip(tokens, tokens[1:])]


def _trade_signs(
    named: Sequence[tuple[int, int, str]], first: int, last: int, people: People
) -> list[str]:
    """The trades named between two words: what they suggest, and of whom."""
    here = [(at, status) for at, end, status in named if first <= at < last]
    return [s for at, status in here for s in (f"t:{status}", f"t:{status}|{people.owner(at)}")]


def _sign(assertion: Assertion) -> str:
    kind = "r" if assertion.retenue else "x"
    why = "" if assertion.retenue else "|" + "+".join(assertion.qualificatifs)
    return f"{kind}:{assertion.fait}={assertion.valeur}{why}"


def _told_anywhere(read: Sequence[Assertion], people: People) -> list[str]:
    """What is known of the whole message: who writes, what was read of the person."""
    told = {f"m:{a.fait}={a.valeur}" for a in read if a.retenue and a.fait not in MEASURED}
    told |= {f"m:age{int(a.valeur) // 15}" for a in read if a.retenue and a.fait == "age"}
    return sorted(told | {f"s:{people.self_told}"})
