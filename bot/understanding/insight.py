"""What a message seems to speak of where no pattern has read anything: doubts worth a question."""

from __future__ import annotations

import datetime
import math
from typing import Iterable, Iterator

from bot.situation import BLOCKING, DOUTE, Assertion, Value
from bot.understanding.clauses import clauses
from bot.understanding.owners import PERSONNE
from bot.understanding.people import People
from bot.understanding.qualifiers import Qualifiers
from bot.understanding.semantics import Semantics
from bot.understanding.text import Words

#: Probability from which a fact is worth a question, by fact; the others never are.
_WORTH = dict.fromkeys(
    "arret_travail charge_compromise difficulte_droits difficulte_financiere difficulte_quotidien "
    "hospitalisation isolement pathologie_lourde probleme_sante renoncement_soins risque_emploi "
    "transfert_sanitaire demande".split(), 0.6,
)  # fmt: skip
#: A danger missed costs more than a needless question: signs too weak alone add up.
_WORTH["urgence"] = 0.38
_SIGN, _SIGNS = 0.3, 0.6
#: Requests that are the default, or change nothing.
_IDLE = frozenset({"accompagnement", "information"})
#: A clause of fewer words says nothing; of fewer real ones, it is a signature.
_FEWEST_WORDS, _FEWEST_SAID = 4, 3
_HELD_BY_ANYONE = frozenset({"urgence", "demande"})
_DETAILS = frozenset({"age", "departement", "profil"})


def _wanted(fait: str, value: Value) -> bool:
    """Whether it is worth a question: what is there, not what is not."""
    return fait in _WORTH and value not in (False, "aucune", None) and value not in _IDLE


def half_understood(
    words: Words,
    people: People,
    qualifiers: Qualifiers,
    semantics: Semantics,
    read: Iterable[Assertion],
    today: datetime.date,
) -> Iterator[Assertion]:
    """Doubtful assertions (qualifier `doute`), from the clauses where no fact was read.

    `force` is the probability that the clause is about the fact.
    """
    read = list(read)
    known = {a.fait for a in read if a.retenue}
    spans = [(a.debut, a.fin) for a in read if a.fait not in _DETAILS]
    silent = []
    for first, last in clauses(words):
        preuve, debut, fin = words.evidence(first, last)
        said = sum(len(t) >= 3 and t.isalpha() for t in words.tokens[first:last])
        if (
            last - first >= _FEWEST_WORDS
            and said >= _FEWEST_SAID
            and not any(d < fin and debut < f for d, f in spans)
        ):
            silent.append((first, last, preuve, debut, fin))
    senses = semantics.senses([preuve for _, _, preuve, _, _ in silent], _wanted)
    signs = [(s, c) for s, c in zip(senses, silent) if s.danger >= _SIGN]
    if len(signs) > 1 and 1 - math.prod(1 - s.danger for s, _ in signs) >= _SIGNS:
        sense, (_, _, preuve, debut, fin) = max(signs, key=lambda sign: sign[0].danger)
        yield _doubt("urgence", sense.peril, preuve, debut, fin, sense.danger)
    for (first, last, preuve, debut, fin), sense in zip(silent, senses):
        if sense.topic in known or sense.probability < _WORTH.get(sense.topic, 2.0):
            continue
        if not _wanted(sense.topic, sense.value):
            continue
        owners = [people.owner(i) for i in range(first, last)]
        if sense.topic not in _HELD_BY_ANYONE and owners.count(PERSONNE) * 2 <= len(owners):
            continue
        if sense.topic not in _HELD_BY_ANYONE and (
            qualifiers.of(words, last - 1, last, today) & BLOCKING
        ):
            continue
        yield _doubt(sense.topic, sense.value, preuve, debut, fin, sense.probability)


def _doubt(
    fait: str, value: Value, preuve: str, debut: int, fin: int, probability: float
) -> Assertion:
    said = preuve.strip(" ,.;:")
    return Assertion(
        fait, value, said, debut, fin, qualificatifs=(DOUTE,), force=round(probability, 3)
    )
