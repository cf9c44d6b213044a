"""Weighs what the patterns read against what the encoder makes of the message.

Patterns see who, denied, when, word by word; the encoder sees the whole, patterns included, and
tells how far each may be trusted there. A likely fact becomes an assertion, a possible one a doubt,
which is a question; an unlikely one is left aside, even when a pattern read it.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Iterator, Sequence

from bot.situation import DOUTE, Assertion, Value
from bot.understanding.candidates import MEASURED
from bot.understanding.encoder.judgement import Judgement, Label, chance_of, log_odds
from bot.understanding.measures import A_STORY
from bot.understanding.quoting import quotable
from bot.understanding.text import Words

#: Who writes is told before anything is weighed (writers.py), save that it is a colleague.
_TOLD_BEFORE, _COLLEAGUE = "profil", "agent_assurance_maladie"
#: From which chance a fact is believed, and is worth a question (python -m benchmarks.learning).
_BELIEVED, _WORTH_ASKING = 0.6, 0.2
#: More is needed to believe what turns the person away, a little less for a need besides.
_BELIEVED_OTHERWISE: dict[tuple[str, Value], float] = {
    ("probleme_sante", False): 0.95, ("caractere_durable", False): 0.95
}  # fmt: skip
_NEED_BELIEVED = 0.5
#: What a pattern that reads a value adds to its log-odds: two witnesses are believed sooner than one. In fewer
#: words than a story, of which the encoder has seen little, what patterns read holds; a danger told plainly
#: counts double.
_SEEN, _SEEN_SHORT, _SEEN_DANGER = 2.0, 20.0, 4.0
#: A danger missed costs more than a needless question; weak signs of several add up. Less is needed
#: where a pattern reads one; read in two places, it is always asked about.
_DANGER, _DANGER_SEEN = 0.05, 0.02
#: A danger that no pattern reads is believed without a question only when nearly sure: the question shows the
#: emergency numbers too.
_DANGER_BELIEVED = 0.98
#: What is there is worth a question, not what is not; nor a need that is the default.
_IDLE = frozenset({"accompagnement", "information", "aucune", "general"})
#: Facts a doubt about which changes nothing.
_NEVER_ASKED = frozenset({"situation_professionnelle", "retraite_recente", "profil"})


def weigh(read: Sequence[Assertion], words: Words, judged: Judgement) -> list[Assertion]:
    """The assertions that hold, those that are doubtful, and the qualified ones for the record.

    read: everything the patterns read.
    """
    weighed = [label for label in judged.labels if _to_weigh(label)]
    told = {(label.fait, label.value) for label in weighed}
    kept = [a for a in read if not a.retenue or (a.fait, a.valeur) not in told]
    for fait in dict.fromkeys(label.fait for label in weighed):
        kept += _of_fact(fait, words, judged, read)
    if not any(a.fait == "urgence" and (a.retenue or DOUTE in a.qualificatifs) for a in kept):
        kept += _danger(words, judged, read)
    return kept


def _to_weigh(label: Label) -> bool:
    """Numbers and places are not (measures.py)."""
    if label.fait == _TOLD_BEFORE:
        return label.value == _COLLEAGUE
    return label.fait not in MEASURED


def _of_fact(
    fait: str, words: Words, judged: Judgement, read: Sequence[Assertion]
) -> Iterator[Assertion]:
    seen = {a.valeur for a in read if a.fait == fait and a.retenue}
    ranked = sorted(
        ((chance_of(log_odds(chance) + _added(label, words) * (label.value in seen)), label)
         for label, chance in judged.of(fait) if _to_weigh(label)),
        key=lambda told: -told[0],
    )  # fmt: skip
    told = [(chance, label) for chance, label in ranked if label.value in seen or judged.borne(label)]
    believed = [(chance, label) for chance, label in told if chance >= _least(label, label.value in seen)]
    if believed:
        for chance, label in believed if fait == "demande" else believed[:1]:
            yield _assertion(label, chance, words, judged, read)
        return
    chance, label = ranked[0]
    if ranked[:1] == told[:1] and chance >= _WORTH_ASKING and _worth_asking(fait, label.value):
        yield replace(_assertion(label, chance, words, judged, read), qualificatifs=(DOUTE,))


def _added(label: Label, words: Words) -> float:
    """What a pattern that reads a label adds to its log-odds."""
    if label.fait == "urgence":
        return _SEEN_DANGER
    turns_away = (label.fait, label.value) in _BELIEVED_OTHERWISE
    return _SEEN_SHORT if len(words) < A_STORY and not turns_away else _SEEN


def _least(label: Label, seen: bool) -> float:
    """From which chance a label is believed; seen: by a pattern too."""
    if label.fait == "demande":
        return _NEED_BELIEVED
    if label.fait == "urgence" and label.value != "aucune":
        return _BELIEVED if seen else _DANGER_BELIEVED
    return _BELIEVED_OTHERWISE.get((label.fait, label.value), _BELIEVED)


def _worth_asking(fait: str, value: Value) -> bool:
    return value is not False and value not in _IDLE and fait not in _NEVER_ASKED


def _danger(words: Words, judged: Judgement, read: Sequence[Assertion]) -> Iterator[Assertion]:
    """A danger half heard: less sure than another doubt, or several of them hardly."""
    perils = [(chance, label) for label, chance in judged.of("urgence") if label.value != "aucune"]
    if not perils:
        return
    seen = {a.debut for a in read if a.fait == "urgence" and a.retenue and a.valeur != "aucune"}
    least = (_DANGER, _DANGER_SEEN, 0.0)[min(len(seen), 2)]
    if 1 - math.prod(1 - chance for chance, _ in perils) >= least:
        chance, label = max(perils, key=lambda peril: peril[0])
        yield replace(_assertion(label, chance, words, judged, ()), qualificatifs=(DOUTE,))


def _assertion(
    label: Label, chance: float, words: Words, judged: Judgement, read: Sequence[Assertion]
) -> Assertion:
    """With the words a pattern found, or those the encoder points at."""
    force = round(chance, 3)
    for a in read:
        if a.fait == label.fait and a.valeur == label.value and a.retenue:
            return replace(a, force=force)
    preuve, debut, fin = words.evidence(*quotable(words, *judged.words(label)))
    return Assertion(label.fait, label.value, preuve.strip(" ,.;:"), debut, fin, force=force)
