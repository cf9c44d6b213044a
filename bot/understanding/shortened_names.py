"""Towns whose name is shortened: « Brive », « Cosne-sur-Loire », « Sables-d'Olonne »."""

from __future__ import annotations

from functools import lru_cache
from typing import Optional, Sequence

from bot.understanding.gazetteer import TOWN_POPULATION, Commune, Gazetteer, fold
from bot.understanding.place_text import PlaceText
from bot.understanding.text import SENTENCE_END

#: The communes a shortened name may mean, and where it ends.
Found = tuple[Sequence[Commune], int]


def begun(text: PlaceText, gazetteer: Gazetteer, i: int) -> Optional[Found]:
    """« Thonon », « Brive »: the beginning of one town's name."""
    before = text.token(i - 1)
    goes_on = i + 1 < len(text.tokens) and text.joined(i + 1)
    sure = text.cased and text.upper(i) and (before not in SENTENCE_END and i > 0 or goes_on)
    if not sure and before not in ("a", "sur", "habite", "habitant", "vers"):
        return None
    for size in (2, 1):
        if i + size > len(text.tokens):
            continue
        name = " ".join(text.tokens[i : i + size])
        if size == 2 and not text.token(i + 1)[:1].isalpha():
            continue
        if len(name) < 5 or gazetteer.common_word(name):
            continue
        communes = [c for c in _longer_names(gazetteer, name) if not c.ancienne]
        if communes and communes[0].population > TOWN_POPULATION:
            return communes, _end_of(text, communes[0], i + size)
    return None


def without_article(text: PlaceText, gazetteer: Gazetteer, i: int) -> Optional[Found]:
    """« Sables-d'Olonne »: a town said without the article of its name."""
    if not (text.cased and text.upper(i)) or i + 1 == len(text.tokens):
        return None
    for article in ("les", "le", "la", "l"):
        found = gazetteer.longest_match([article, *text.tokens[i : i + 5]], 0)
        if found and found[0] > 2 and found[1][0].population > TOWN_POPULATION:
            return found[1], i + found[0] - 1
    return None


def longer(
    text: PlaceText, gazetteer: Gazetteer, i: int, length: int, communes: Sequence[Commune]
) -> Optional[Sequence[Commune]]:
    """The towns people mean when they shorten a name that a smaller place bears alone."""
    name = " ".join(text.tokens[i : i + length])
    own = max((c.population for c in communes if not c.ancienne), default=0)
    towns = [c for c in _longer_names(gazetteer, name) if c.population > max(TOWN_POPULATION, own)]
    if not towns:
        return None
    return towns if own < TOWN_POPULATION else [*towns, *communes]


def _end_of(text: PlaceText, commune: Commune, i: int) -> int:
    """Where the rest of its name ends, from word `i`: « Cosne-sur-Loire », Cosne-Cours-sur-Loire."""
    rest = fold(commune.nom).split()
    size = next((n for n in range(len(rest) - 1, 0, -1) if text.tokens[i : i + n] == rest[-n:]), 0)
    return i + size


@lru_cache(maxsize=4096)
def _longer_names(gazetteer: Gazetteer, name: str) -> tuple[Commune, ...]:
    return gazetteer.longer_names(name)
