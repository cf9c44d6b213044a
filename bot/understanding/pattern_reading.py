"""What the patterns and grammars read in a message: facts with whose they are, whether denied, past, feared…

Word by word, without weighing: what holds is decided afterwards (weighing.py).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Iterable, Iterator, Optional

from bot.situation import (
    AUTRE,
    DEVINEE,
    HYPOTHESE,
    NIE,
    PASSE,
    QUESTION,
    Assertion,
    Value,
)
from bot.understanding.ages import ages, bare_ages
from bot.understanding.durations import Amount
from bot.understanding.gazetteer import Gazetteer
from bot.understanding.leave import length_of_leave, told_with_its_length
from bot.understanding.people import People
from bot.understanding.place_names import Place
from bot.understanding.places import PlaceCues, best_place, named_places
from bot.understanding.qualifiers import CRAINTE, SOUHAIT, Qualifiers
from bot.understanding.roles import AUTEUR, PERSONNE
from bot.understanding.text import Words
from bot.understanding.vocabulary import ECARTE, IGNORE, Match, Vocabulary

#: An age below this is not the insured person's, unless nobody else is there.
_YOUNGEST = 14
#: Fragilities that are there as soon as they are feared.
_FEARED = frozenset({"risque_emploi", "difficulte_droits"})
#: A need said to be somebody's business is a guess at the orientation, not a need.
_ADDRESSEES = frozenset(
    "carsat cpam msa caisse service services releve relever relevent ressort assurance".split()
)


@dataclass(frozen=True)
class Patterns:
    """The vocabulary, and what tells how its words are meant and where towns are."""

    vocabulary: Vocabulary
    qualifiers: Qualifiers
    gazetteer: Gazetteer
    places: PlaceCues

    def read(
        self, words: Words, people: People, today: datetime.date
    ) -> tuple[list[Assertion], list[Place]]:
        """Everything the patterns and grammars read, retained or not; the places named."""
        found = _about_somebody(list(self._facts(words, people, today)), people)
        told_ages = [*ages(words, today), *_bare_ages_of(words, people)]
        found += self._ages(words, people, told_ages, today)
        lasting = length_of_leave(words, found, told_ages, today)
        found = [told_with_its_length(words, a, lasting) for a in found] + lasting
        named = named_places(words, people, self.gazetteer, self.places)
        place = best_place(named)
        if place and place.departement:
            found.append(
                assertion_of(words, "departement", place.departement, place.first, place.last)
            )
        return found, named

    def _facts(self, words: Words, people: People, today: datetime.date) -> Iterator[Assertion]:
        for match in self.vocabulary.find(words):
            found = self.qualifiers.of(words, match.first, match.last, today)
            owner = people.owner(_anchor(match, people))
            theirs = match.group.anyone or match.group.fait == "caractere_durable"
            writers = owner == AUTEUR and match.group.fait not in ("urgence", "demande", "profil")
            if owner != PERSONNE and (not theirs or writers):
                found.add(AUTRE)
            assertion = self._stated(words, match, found)
            if assertion is not None:
                yield assertion

    @staticmethod
    def _stated(words: Words, match: Match, found: set[str]) -> Optional[Assertion]:
        """The assertion a match makes, its negation counted in its value."""
        group, value = match.group, match.group.valeur
        found -= _harmless(words, match, found)
        if group.negation == IGNORE:
            found -= {NIE}
        if NIE in found:
            if group.negation == ECARTE:
                return None
            denied = _denied(group.fait, value)
            if denied is None:
                return None
            value = denied
        return assertion_of(words, group.fait, value, match.first, match.last, tuple(sorted(found)))

    def _ages(
        self, words: Words, people: People, told: Iterable[Amount], today: datetime.date
    ) -> list[Assertion]:
        out = []
        for amount in told:
            found = self.qualifiers.of(words, amount.first, amount.last, today) & {NIE}
            over = words.tokens[max(0, amount.first - 2) : amount.first] == ["plus", "de"]
            if NIE in found and not over:
                continue
            theirs = people.owner(amount.first) == PERSONNE and amount.value >= _YOUNGEST
            out.append(
                assertion_of(words, "age", int(amount.value), amount.first, amount.last,
                             () if theirs else (AUTRE,))
            )  # fmt: skip
        return out


def _about_somebody(found: list[Assertion], people: People) -> list[Assertion]:
    """When all that was read is somebody else's and the person is nowhere, they are the person.

    « mari contrôleur à la SNCF, arrêt depuis 11 semaines »: a message is about somebody.
    """
    nowhere = not people.self_told and not any(
        m.kind in ("user", "own_user", "pronoun", "tonic") for m in people.mentions
    )
    if len(found) < 2 or not nowhere or any(AUTRE not in a.qualificatifs for a in found):
        return found
    return [
        replace(a, qualificatifs=tuple(q for q in a.qualificatifs if q != AUTRE)) for a in found
    ]


def _harmless(words: Words, match: Match, found: set[str]) -> set[str]:
    """The qualifiers that leave this very fact as it is."""
    group, harmless = match.group, {CRAINTE, SOUHAIT}
    if group.fait in _FEARED and CRAINTE in found:
        harmless |= {HYPOTHESE}
    if group.fait in ("demande", "caractere_durable") and SOUHAIT in found:
        harmless |= {HYPOTHESE}
    if group.fait == "demande":
        harmless |= {PASSE}
        if not _ADDRESSEES.intersection(words.tokens[match.first : match.last]):
            harmless |= {DEVINEE, QUESTION}
    if group.fait == "situation_professionnelle" and group.valeur == "retraite":
        harmless |= {PASSE}
    if group.fait == "transfert_sanitaire" or group.valeur == "sortie":
        harmless |= {PASSE}  # « a été évacué », « a été opéré »: it is what makes the fact
    if group.fait == "urgence":
        # « je crois qu'il veut mourir », « quand il rentre il me frappe »: a danger guessed is one
        harmless |= {DEVINEE, QUESTION}
        before = " ".join(["", *words.tokens[max(0, match.first - 8) : match.first], ""])
        wondered = words.tokens[match.first] == "je" or any(
            cue in before for cue in (" comme s", " demande s", " demander s")
        )
        supposed = any(cue in before for cue in (" si ", " se il ", " se ils ", " cas ou "))
        if group.valeur != "sans_abri" and (wondered or not supposed):
            harmless |= {HYPOTHESE}
    if group.fait == "regime" and words.tokens[match.first - 1 : match.first] in (
        ["ancien"], ["ancienne"], ["ex"]
    ):  # fmt: skip
        harmless |= {PASSE}
    return harmless


def _anchor(match: Match, people: People) -> int:
    """The word whose owner is the match's: its first, or the subject it opens with."""
    for mention in people.mentions:
        if match.first <= mention.first < match.last and mention.kind in ("user", "own_user"):
            return mention.first
    return match.first


def _denied(fait: str, value: Value) -> Optional[Value]:
    if isinstance(value, bool):
        return not value
    return "aucune" if fait == "hospitalisation" and value == "en_cours" else None


def _bare_ages_of(words: Words, people: People) -> Iterator[Amount]:
    """A bare number counts as an age only just after the person was named."""
    named = [m for m in people.mentions if m.kind in ("user", "own_user")]
    for amount in bare_ages(words):
        if 16 <= amount.value <= 105 and any(0 <= amount.first - m.last <= 4 for m in named):
            yield amount


def assertion_of(
    words: Words, fait: str, value: Value, first: int, last: int, found: tuple[str, ...] = ()
) -> Assertion:
    """`fait` stated by the words `first` to `last` (excluded); found: its qualifiers."""
    preuve, debut, fin = words.evidence(first, last)
    return replace(
        Assertion(fait, value, preuve.strip(" ,.;:"), debut, fin),
        qualificatifs=tuple(q for q in found if not (q == PASSE and value is False)),
    )
