"""Where the insured person lives: towns, départements and post codes named in a message."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Optional, Pattern, Sequence

from bot.source import load_map
from bot.understanding.gazetteer import Commune, Gazetteer
from bot.understanding.patterns import compile_pattern
from bot.understanding.people import PERSONNE, People
from bot.understanding.text import PUNCTUATION, Words

_AT = frozenset("a au aux en dans sur le la les de du des vers pres depuis chez".split())
_BEFORE_CODE = frozenset("le du dans departement dept dpt au en".split())


@dataclass(frozen=True)
class Place:
    """A place of the person, `departement` None when several towns bear the name (`among`)."""

    departement: Optional[str]
    among: tuple[str, ...]
    first: int
    last: int
    score: float


@dataclass(frozen=True)
class PlaceCues:
    """What announces where the person lives, and what announces another place."""

    lives: tuple[Pattern[str], ...]
    elsewhere: tuple[Pattern[str], ...]

    @classmethod
    def load(cls, path: Path) -> "PlaceCues":
        """Read `lieux.yml`. Raises SourceError naming file and line."""
        raw = load_map(path)
        raw.check_keys({"vit_a", "autre_lieu"}, {"vit_a", "autre_lieu"})
        return cls(
            tuple(compile_pattern(p, {}).regex for p in raw.texts("vit_a")),
            tuple(compile_pattern(p, {}).regex for p in raw.texts("autre_lieu")),
        )


def read_place(
    words: Words, people: People, gazetteer: Gazetteer, cues: PlaceCues
) -> Optional[Place]:
    """The best-supported place of the person, or None."""
    found = [p for p in _candidates(words, people, gazetteer, cues) if p.score > 0]
    if not found:
        return None
    best = max(found, key=lambda p: (p.score, -p.first))
    if best.departement is None:
        settled = {p.departement for p in found if p.departement in best.among}
        if len(settled) == 1:
            return Place(settled.pop(), (), best.first, best.last, best.score)
    return best


def _raw_tokens(words: Words) -> list[str]:
    """Words as the gazetteer spells them: « l'Isle » is `l isle`, not `le isle`."""
    tokens = []
    for word in words.words:
        elided = word.end - word.start == 2 and word.text in ("le", "de")
        elided = elided and words.text[word.end - 1] in "'’ʼ"
        tokens.append(word.text[0] if elided else word.text)
    return tokens


def _candidates(
    words: Words, people: People, gazetteer: Gazetteer, cues: PlaceCues
) -> Iterator[Place]:
    tokens = _raw_tokens(words)
    mixed_case = words.text != words.text.upper() and words.text != words.text.lower()
    i = 0
    while i < len(tokens):
        place = _place_at(tokens, i, words, gazetteer, mixed_case)
        if place is None:
            i += 1
            continue
        score = _score(words, people, cues, place) + place.score
        yield Place(place.departement, place.among, place.first, place.last, score)
        i = place.last


def _place_at(
    tokens: Sequence[str], i: int, words: Words, gazetteer: Gazetteer, mixed_case: bool
) -> Optional[Place]:
    token, before = tokens[i], tokens[i - 1] if i else ""
    after = tokens[i + 1] if i + 1 < len(tokens) else ""
    if token.isdigit() and len(token) == 5:
        codes = gazetteer.postcode(token)
        if codes:
            return Place(codes[0] if len(codes) == 1 else None, codes, i, i + 1, 1.5)
        return None
    if (token.isdigit() and 2 <= len(token) <= 3) or token in ("2a", "2b"):
        bracketed = before == "(" and after == ")"
        if not (bracketed or before in _BEFORE_CODE) or after in ("ans", "mois", "/", "euros", "h"):
            return None
        if before in ("le", "au", "du") and not bracketed and (
            i < 2 or tokens[i - 2] not in ("dans", "sur", "habite", "departement", "vit", "de")
        ):
            return None
        code = gazetteer.departement(token)
        return Place(code, (), i, i + 1, 1.5) if code else None
    if not token[:1].isalpha() or len(token) < 2:
        return None
    upper = words.text[words.words[i].start].isupper()
    department = gazetteer.departement_longest_match(tokens, i)
    town = gazetteer.longest_match(tokens, i)
    announced = before in _AT or before in ("(", ",") or i == 0
    if department and (not town or town[0] <= department[0]):
        length, code = department
        name = " ".join(tokens[i : i + length])
        if (upper or not mixed_case) and (before in _AT or before in ("(", "l") or length > 1):
            risky = gazetteer.common_word(name) and not upper
            if not risky:
                return Place(code, (), i, i + length, 1.2)
    if town:
        length, communes = town
        name = " ".join(tokens[i : i + length])
        if mixed_case and not upper:
            return None
        if gazetteer.common_word(name) and not (upper and mixed_case and before in _AT):
            return None
        if not announced and not (upper and mixed_case):
            return None
        if not mixed_case and before not in _AT:
            return None
        return _town(communes, i, i + length)
    if (upper or not mixed_case) and before in ("a", "sur", "de") and len(token) >= 6:
        for size in (2, 1):
            name = " ".join(tokens[i : i + size])
            if any(t in PUNCTUATION or t.isdigit() for t in tokens[i : i + size]):
                continue
            communes = gazetteer.close(name)
            if communes and not gazetteer.common_word(name):
                return _town(communes, i, i + size)
    return None


def _town(communes: Sequence[Commune], first: int, last: int) -> Place:
    now = [c for c in communes if not c.ancienne] or list(communes)
    codes = tuple(dict.fromkeys(c.departement for c in now))
    return Place(codes[0] if len(codes) == 1 else None, codes, first, last, 0.5)


def _score(words: Words, people: People, cues: PlaceCues, place: Place) -> float:
    """How likely it is the person's place: living there counts most, institutions count against."""
    first = place.first
    low = words.sentence(first)[0]
    near = "".join(t + " " for t in words.tokens[max(low, first - 5) : first])
    close = "".join(t + " " for t in words.tokens[max(low, first - 4) : first])
    owner = people.owner(max(low, first - 1))
    score = 0.0
    if owner != PERSONNE:
        score -= 2.0
    lives = any(p.search(near) for p in cues.lives)
    elsewhere = max((m.start() for p in cues.elsewhere for m in p.finditer(close)), default=-1)
    living = max((m.start() for p in cues.lives for m in p.finditer(close)), default=-1)
    if lives:
        score += 2.0
    if elsewhere > living:
        score -= 3.0
    return score + 0.3
