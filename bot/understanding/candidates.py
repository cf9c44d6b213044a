"""The ages, places and lengths of a message that may be the person's, as the grammars find them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Sequence, Union

from bot.understanding.ages import ages
from bot.understanding.durations import durations, told_dates
from bot.understanding.gazetteer import Gazetteer
from bot.understanding.place_names import Place
from bot.understanding.places import PlaceCues, unannounced_places
from bot.understanding.text import Words

#: Facts that are numbers or places: read by grammars, never weighed by their words.
MEASURED = frozenset({"age", "departement", "duree_arret_mois"})
#: Between these a number may be the age of an insured person.
_YOUNGEST, _OLDEST = 14, 106


@dataclass(frozen=True)
class Candidate:
    """A number or a place that may be the person's: words `first` to `last` (excluded).

    among: the départements between which a town's name hesitates, `value` being None then.
    """

    value: Union[float, str, None]
    first: int
    last: int
    among: tuple[str, ...] = ()


def age_candidates(words: Words, today: datetime.date) -> list[Candidate]:
    """Ages said as such, then numbers that could be one; in years."""
    told = [Candidate(int(a.value), a.first, a.last) for a in ages(words, today)]
    taken = {i for c in told for i in range(c.first, c.last)}
    bare = [
        Candidate(int(token), i, i + 1)
        for i, token in enumerate(words.tokens)
        if i not in taken and token.isdigit() and _YOUNGEST <= int(token) <= _OLDEST
    ]
    return told + bare


def place_candidates(
    words: Words, named: Sequence[Place], gazetteer: Gazetteer, cues: PlaceCues
) -> list[Candidate]:
    """Towns, départements and post codes, announced as such (`named`) or not."""
    announced = {(place.first, place.last): place for place in named}.values()
    places = [*announced, *unannounced_places(words, named, gazetteer, cues)]
    return [Candidate(p.departement, p.first, p.last, p.among) for p in places]


def length_candidates(words: Words, today: datetime.date) -> list[Candidate]:
    """Durations and dates gone by, in months: one of them may tell how long a leave has lasted."""
    told = [amount for amount, _ in durations(words, today)]
    taken = {i for amount in told for i in range(amount.first, amount.last)}
    told += [a for a in told_dates(words, today) if a.first not in taken]
    return [Candidate(a.value, a.first, a.last) for a in told]
