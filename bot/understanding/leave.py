"""How long a leave has lasted, and its words stretched to say so."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Iterable, Optional, Sequence

from bot.situation import Assertion
from bot.understanding.durations import Amount, durations, told_dates
from bot.understanding.text import Words

#: Most characters between a leave and its length for both to be quoted as one.
_BESIDE = 12
#: A leave is paid three years at most; longer spells measure something else.
_LONGEST_LEAVE = 60
_PRESCRIBED = frozenset(
    "pour prescrit prolonge prolongee jusque encore dans prochain mis remis donne prescrits "
    "prescris redonne ajoute rajoute".split()
)
#: Words by which a speaker takes back what they have just said, and how far they may stand.
_REPAIRS = frozenset("non pardon attendez plutot trompe oups correction rectifie".split())
_REPAIR_REACH = 14
#: After « en arrêt depuis », what shows that the date was told before.
_THEN = frozenset(
    ". , ; : ! ? ) ¶ ce cette lors et mais il elle je on la le son sa mon ma donc avec sans".split()
)
#: What a lonely « depuis » is followed by when it opens a clause.
_SUBJECTS = frozenset("il elle je , ce on monsieur madame m mme est suis toujours".split())
#: How far back the date may have been told, in words; nearer when only « toujours » recalls it.
_TOLD_REACH, _STILL_REACH = 45, 30
#: What begins a leave: « tombé en mars, toujours arrêté ».
_ONSETS = (
    "accident", "chut", "tomb", "oper", "cass", "fractur", "section", "brul", "avc", "infarct",
    "bless", "coup", "ecras", "agress", "diagnos", "arret", "ruptur", "entors", "chir", "malais",
    "avp", "heurt", "renvers", "coinc", "dechir", "hospit", "amput", "greff", "burn", "craqu",
    "degring", "deviss", "percut", "culbut", "effondr", "ecroul", "attaqu", "crise", "mord",
)  # fmt: skip


def length_of_leave(
    words: Words, found: Iterable[Assertion], told_ages: Sequence[Amount],
    today: datetime.date,
) -> list[Assertion]:  # fmt: skip
    """How long the leave has lasted: the duration said next to it."""
    leaves = _lasting_leaves(list(found))
    best: Optional[tuple[float, Amount]] = None
    told = sorted(durations(words, today), key=lambda t: t[0].first)
    for amount, kind in told:
        if amount.value > _LONGEST_LEAVE or any(
            amount.first < age.last and age.first < amount.last for age in told_ages
        ):
            continue
        start, end = words.words[amount.first].start, words.words[amount.last - 1].end
        for leave in leaves:
            score = _belongs(words, amount, kind, leave, start, end)
            if score is not None and (best is None or score < best[0]):
                best = score, amount
    if best is None:
        since = _since_a_date_told(words, leaves, list(told_dates(words, today)))
        if since is None:
            return []
        amount = since
    else:
        amount = _corrected(words, best[1], [a for a, _ in told])
    preuve, debut, fin = words.evidence(amount.first, amount.last)
    return [Assertion("duree_arret_mois", amount.value, preuve.strip(" ,.;:"), debut, fin)]


def _lasting_leaves(found: list[Assertion]) -> list[Assertion]:
    """The leaves told, save those inside words that deny one: « jamais un jour d'arrêt »."""
    told = [a for a in found if a.fait == "arret_travail" and a.retenue]
    denied = [(a.debut, a.fin) for a in told if a.valeur is False]
    return [
        a for a in told
        if a.valeur is True and not any(
            start <= a.debut and a.fin <= end and end - start > a.fin - a.debut
            for start, end in denied
        )
    ]  # fmt: skip


def _corrected(words: Words, amount: Amount, told: list[Amount]) -> Amount:
    """What a duration is corrected to: « six mois, non, qu'est-ce que je dis, huit mois »."""
    for other in told:
        between = words.tokens[amount.last : other.first]
        near = other.first >= amount.last and len(between) <= _REPAIR_REACH
        if near and _REPAIRS.intersection(between) and not _negated(between):
            amount = other
    return amount


def _negated(between: list[str]) -> bool:
    """Whether the « non » belongs to another phrase: « non plus », « non professionnelle »."""
    return any(
        a == "non" and b in ("plus", "professionnelle", "pas", "seulement", "imposable")
        for a, b in zip(between, between[1:])
    )


def _since_a_date_told(
    words: Words, leaves: list[Assertion], dates: list[Amount]
) -> Optional[Amount]:
    """« Le 22 septembre je suis tombée, en arrêt depuis. »: since the date told before."""
    for leave in leaves:
        first = next((i for i, w in enumerate(words.words) if w.end > leave.debut), None)
        if first is None:
            continue
        last = next((i for i, w in enumerate(words.words) if w.start >= leave.fin), len(words))
        before = [d for d in dates if d.last <= first and d.value <= _LONGEST_LEAVE]
        if not before:
            continue
        date = before[-1]
        since = next((i for i in range(first, min(last + 2, len(words)))
                      if words.tokens[i] == "depuis"), None)  # fmt: skip
        if since is None and _depuis_before(words, first) and first - date.last <= _TOLD_REACH:
            return date
        if since is not None:
            following = words.tokens[since + 1 : since + 2]
            if first - date.last <= _TOLD_REACH and (not following or following[0] in _THEN):
                return date
        elif first - date.last <= _STILL_REACH and _still(words, first, last):
            low = words.sentence(first)[0]
            onset = words.tokens[max(low, date.first - 14) : min(first - 1, date.first + 12)]
            if date.first >= low and any(t.startswith(_ONSETS) for t in onset):
                return date
    return None


def _depuis_before(words: Words, first: int) -> bool:
    """Whether a lonely « depuis » opens the clause of a leave: « et depuis il est arrêté »."""
    before = words.tokens[max(0, first - 4) : first]
    return any(
        token == "depuis" and (before[i + 1 : i + 2] or ["il"])[0] in _SUBJECTS
        for i, token in enumerate(before)
    )


def _still(words: Words, first: int, last: int) -> bool:
    """Whether a leave is said to go on: « il est toujours arrêté »."""
    return "toujours" in words.tokens[max(0, first - 2) : last]


def told_with_its_length(words: Words, assertion: Assertion, lasting: list[Assertion]) -> Assertion:
    """A leave, its words stretched to how long it has lasted when that is said beside it."""
    if assertion.fait != "arret_travail" or assertion.valeur is not True or not lasting:
        return assertion
    start = min(assertion.debut, lasting[0].debut)
    end = max(assertion.fin, lasting[0].fin)
    apart = end - start - (assertion.fin - assertion.debut) - (lasting[0].fin - lasting[0].debut)
    if apart > _BESIDE:
        return assertion
    return replace(assertion, preuve=words.text[start:end].strip(" ,.;:"), debut=start, fin=end)


def _belongs(
    words: Words, amount: Amount, kind: str, leave: Assertion, start: int, end: int
) -> Optional[float]:
    """Distance, in characters, between a duration and the leave it measures; None if it does not."""
    between = words.text[leave.fin : start] if start >= leave.fin else words.text[end : leave.debut]
    after = start >= leave.fin
    before_words = words.tokens[max(0, amount.first - 3) : amount.first]
    if kind == "simple" and _PRESCRIBED & set(before_words):
        return None
    if "apres" in before_words[-1:]:
        return None
    if start < leave.fin and end > leave.debut:
        return 0.0
    if not after and "que" in words.tokens[amount.last : amount.last + 2]:
        kind = "depuis"  # « cinq semaines qu'il est arrêté »
    limit = 45 if kind == "depuis" else 14
    if len(between) > limit or any(c in between for c in ".;!?\n"):
        return None
    if kind == "simple" and after and any(w in ("de", "d") for w in before_words[-1:]):
        return None
    if (
        after
        and between.strip() == "et"
        and words.tokens[amount.last : amount.last + 1]
        and (words.tokens[amount.last] in _SUBJECTS)
    ):
        return None  # « toujours arrêtée et depuis septembre elle touche la moitié »
    # « suit une chimio depuis 7 mois et son arrêt… »: what comes before measures something else
    apart = 25.0 if not after and (" et " in between or "," in between) else 0.0
    return float(len(between)) + (0 if kind == "depuis" else 20) + apart
