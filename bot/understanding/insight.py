"""What a message seems to speak of where no pattern has read anything: doubts worth a question."""

from __future__ import annotations

import datetime
from typing import Iterable, Iterator

from bot.situation import BLOCKING, DOUTE, Assertion, Value
from bot.understanding.owners import PERSONNE
from bot.understanding.people import People
from bot.understanding.qualifiers import Qualifiers
from bot.understanding.semantics import Semantics, clauses
from bot.understanding.text import Words

#: Probability from which a topic is worth a question.
DOUBT = 0.7
#: The facts worth asking on such a hint, and the value to confirm.
_WORTH: dict[str, Value] = {
    "arret_travail": True,
    "charge_compromise": True,
    "difficulte_droits": True,
    "difficulte_financiere": True,
    "difficulte_quotidien": True,
    "hospitalisation": "en_cours",
    "isolement": True,
    "pathologie_lourde": True,
    "probleme_sante": True,
    "renoncement_soins": True,
    "risque_emploi": True,
    "transfert_sanitaire": True,
    "urgence": "vitale",
}
#: Surer than for a question: a needless warning frightens.
_ALARM = 0.8
_FEWEST_WORDS = 4


def half_understood(
    words: Words,
    people: People,
    qualifiers: Qualifiers,
    semantics: Semantics,
    read: Iterable[Assertion],
    today: datetime.date,
) -> Iterator[Assertion]:
    """Doubtful assertions (qualifier `doute`), from the clauses where no fact was read.

    `force` is the probability of the topic.
    """
    read = list(read)
    known = {a.fait for a in read if a.retenue}
    spans = [(a.debut, a.fin) for a in read if a.fait not in ("age", "departement", "profil")]
    silent = []
    for first, last in clauses(words):
        preuve, debut, fin = words.evidence(first, last)
        if last - first >= _FEWEST_WORDS and not any(d < fin and debut < f for d, f in spans):
            silent.append((first, last, preuve, debut, fin))
    topics = semantics.topic([preuve for _, _, preuve, _, _ in silent])
    for (first, last, preuve, debut, fin), (topic, probability) in zip(silent, topics):
        if probability < DOUBT or topic in known or topic not in _WORTH:
            continue
        if topic == "urgence" and probability < _ALARM:
            continue
        owners = [people.owner(i) for i in range(first, last)]
        if topic != "urgence" and owners.count(PERSONNE) * 2 <= len(owners):
            continue
        if qualifiers.of(words, last - 1, last, today) & BLOCKING:
            continue
        yield Assertion(
            topic,
            _WORTH[topic],
            preuve.strip(" ,.;:"),
            debut,
            fin,
            qualificatifs=(DOUTE,),
            force=round(probability, 3),
        )
