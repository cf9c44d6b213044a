"""What a message seems to say where no pattern speaks: doubts worth a question, rarely more."""
from __future__ import annotations

import datetime
from typing import Iterable, Iterator

from bot.situation import BLOCKING, DOUTE, Assertion
from bot.understanding.people import PERSONNE, People
from bot.understanding.qualifiers import Qualifiers
from bot.understanding.semantics import Semantics, Sense, clauses
from bot.understanding.text import Words

#: Probabilities from which a sense is worth a question, or is believed outright.
DOUBT, BELIEF = 0.75, 0.97
#: Facts that hold whoever is the subject of the clause.
_ANYONE = frozenset({"urgence", "demande", "personne_a_charge", "charge_compromise"})
_DENIALS = frozenset("ne pas plus jamais sans aucun aucune ni non rien".split())
#: Read by patterns alone: a vector says too little of them.
_NEVER = frozenset({"caractere_durable", "retraite_recente", "personne_a_charge"})
_FEWEST_WORDS = 4


def half_understood(
    words: Words,
    people: People,
    qualifiers: Qualifiers,
    semantics: Semantics,
    read: Iterable[Assertion],
    today: datetime.date,
) -> Iterator[Assertion]:
    """Assertions drawn from the meaning of the clauses no pattern has read.

    Most carry the qualifier `doute`; a few, very sure and without any denial, are retained.
    """
    read = list(read)
    known = {a.fait for a in read if a.retenue}
    spans = [(a.debut, a.fin) for a in read if a.fait not in ("age", "departement", "profil")]
    silent = []
    for first, last in clauses(words):
        preuve, debut, fin = words.evidence(first, last)
        if last - first >= _FEWEST_WORDS and not any(d < fin and debut < f for d, f in spans):
            silent.append((first, last, preuve, debut, fin))
    told = semantics.senses([preuve for _, _, preuve, _, _ in silent])
    for (first, last, preuve, debut, fin), senses in zip(silent, told):
        for sense in senses:
            if sense.probability < DOUBT or sense.fait in known | _NEVER:
                continue
            if not _of_the_person(sense, people, first, last):
                continue
            if qualifiers.of(words, last - 1, last, today) & BLOCKING:
                continue
            sure = sense.probability >= BELIEF and not _DENIALS & set(words.tokens[first:last])
            yield Assertion(
                sense.fait,
                sense.valeur,
                preuve.strip(" ,.;:"),
                debut,
                fin,
                qualificatifs=() if sure else (DOUTE,),
                force=round(sense.probability, 3),
            )


def _of_the_person(sense: Sense, people: People, first: int, last: int) -> bool:
    if sense.fait in _ANYONE:
        return True
    owners = [people.owner(i) for i in range(first, last)]
    return owners.count(PERSONNE) * 2 > len(owners)
