"""The ages, places and lengths of a message that may be the person's, with what the grammars say."""

from __future__ import annotations

import datetime
from typing import Sequence

from bot.situation import Assertion
from bot.understanding.ages import ages
from bot.understanding.choosing import Candidate
from bot.understanding.durations import durations, told_dates
from bot.understanding.gazetteer import Gazetteer
from bot.understanding.places import Place, PlaceCues, unannounced_places
from bot.understanding.text import Words

#: Between these a number may be the age of an insured person.
_YOUNGEST, _OLDEST = 14, 106
_CHOSEN, _GRAMMAR, _BARE = "g:chosen", "g:grammar", "g:bare"


def age_candidates(
    words: Words, read: Sequence[Assertion], today: datetime.date
) -> list[Candidate]:
    """Ages said as such, and numbers that could be one. `read`: what the grammar retained."""
    chosen = {a.debut: a.valeur for a in read if a.fait == "age" and a.retenue}
    out, taken = [], set()
    for amount in ages(words, today):
        value = int(amount.value)
        start = words.words[amount.first].start
        signs = (_GRAMMAR, f"d:{value // 10}", f"u:{words.tokens[amount.last - 1]}")
        if chosen.get(start) == value:
            signs += (_CHOSEN,)
        taken.update(range(amount.first, amount.last))
        out.append(Candidate(value, amount.first, amount.last, signs))
    for i, token in enumerate(words.tokens):
        if i in taken or not token.isdigit() or not _YOUNGEST <= int(token) <= _OLDEST:
            continue
        signs = (_BARE, f"d:{int(token) // 10}")
        if chosen.get(words.words[i].start) == int(token):
            signs += (_CHOSEN,)
        out.append(Candidate(int(token), i, i + 1, signs))
    return out


def place_candidates(
    words: Words,
    named: Sequence[Place],
    read: Sequence[Assertion],
    gazetteer: Gazetteer,
    cues: PlaceCues,
) -> list[Candidate]:
    """Towns, départements and post codes, announced as such (`named`) or not.

    The value is a département, None where a town's name hesitates between several.
    """
    chosen = {a.debut for a in read if a.fait == "departement" and a.retenue}
    places = [(place, True) for place in {(p.first, p.last): p for p in named}.values()]
    places += [(place, False) for place in unannounced_places(words, named, gazetteer, cues)]
    out = []
    for place, announced in places:
        name = " ".join(words.tokens[place.first : place.last])
        bounded = max(-4, min(4, round(place.score)))
        signs = [_GRAMMAR if announced else _BARE, f"s:{bounded}" if announced else "s:none"]
        signs.append("w:word" if gazetteer.common_word(name) else "w:name")
        signs.append(f"l:{min(len(name) // 4, 4)}")
        signs.append("c:capital" if words.text[words.words[place.first].start].isupper() else "c:small")
        if words.words[place.first].start in chosen:
            signs.append(_CHOSEN)
        out.append(
            Candidate(place.departement, place.first, place.last, tuple(signs), place.among)
        )
    return out


def length_candidates(
    words: Words, read: Sequence[Assertion], today: datetime.date
) -> list[Candidate]:
    """Durations and dates gone by, in months: one of them may tell how long a leave has lasted."""
    chosen = {a.debut for a in read if a.fait == "duree_arret_mois" and a.retenue}
    told = [(amount, f"g:{kind}") for amount, kind in durations(words, today)]
    taken = {i for amount, _ in told for i in range(amount.first, amount.last)}
    told += [(a, "g:date") for a in told_dates(words, today) if a.first not in taken]
    leaves = [a.debut for a in read if a.fait == "arret_travail" and a.retenue and a.valeur]
    out = []
    for amount, sign in told:
        start = words.words[amount.first].start
        far = min((abs(start - at) for at in leaves), default=None)
        signs = [sign, "m:" + ("years" if amount.value >= 24 else "months" if amount.value >= 1 else "days"),
                 "leave:" + ("none" if far is None else "near" if far < 60 else "far")]  # fmt: skip
        if start in chosen:
            signs.append(_CHOSEN)
        out.append(Candidate(amount.value, amount.first, amount.last, tuple(signs)))
    return out
