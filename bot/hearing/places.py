"""A short answer that names a place, when one is expected: « la scène s'endoni » → « la Seine-Saint-Denis »."""

from __future__ import annotations

import re
from typing import AbstractSet, Iterator, Mapping, Optional, Sequence

from bot.hearing.changes import Change, apply, change
from bot.hearing.distance import distance
from bot.hearing.french import is_french
from bot.hearing.lexicon import said_aloud
from bot.privacy.message import plain

STAGE = "lieu"
#: An answer is no longer than that; a sentence is left to the understanding.
_MOST_WORDS = 8
_LEADING = re.compile(
    r"^(?:(?:alors|euh|oui|ben|bah|donc|c'est|c est|ce sera|je suis|j'habite|j habite|elle|il|on|habite|est|vit|reside|"
    r"dans|a|au|aux|en|le|la|les|du|de|des|departement|sur|vers|l'|d')(?:\W+|(?<=')|$))*"
)
_BREAK = re.compile(r"[\s\-'()]+")
#: How far an answer may be from a name: when it holds a word that is no French; when it holds none.
_LIMIT, _LIMIT_FRENCH = 0.25, 0.06
#: The next name is that much farther.
_MARGIN = 0.1
#: Below so many sounds, names are like too many words: only the very same sounds are the name.
_SHORT = 5


class Places:
    """Names listened for in the answer to « dans quel département ? »."""

    def __init__(
        self, departements: Sequence[str], big_towns: Sequence[str], right: AbstractSet[str],
        known: AbstractSet[str], heard: Mapping[str, str],
    ) -> None:  # fmt: skip
        """Départements and towns are listened for.

        right: plain names of every place. known: plain French words. heard: plain answers, and their place.
        """
        names = tuple(dict.fromkeys((*departements, *big_towns)))
        self._departements = frozenset(map(plain, departements))
        self._names = tuple(form for name in names for form in _said(name))
        self._departements_said = tuple(form for name in departements for form in _said(name))
        self._right = right
        self._known = known
        self._heard = heard

    def expected(self, hints: Sequence[str]) -> bool:
        """Whether the hints of the dialogue say that a place is awaited: there is a département among them."""
        return any(plain(hint) in self._departements for hint in hints)

    def repair(self, text: str) -> tuple[str, list[Change]]:
        """`text` with the place it means, when it is an answer and only one name is near."""
        folded = plain(text).rstrip(" .!?,;:)")
        starts = [_LEADING.match(folded).end()]
        # what was taken for an article may be the beginning of the name: « les sons »
        starts += [m.start() for m in re.finditer(r"[^\W_]+['\s]*$", folded[: starts[0]])]
        if len(folded.split()) > _MOST_WORDS or not folded[starts[0] :] or re.search(r"\d", folded):
            return text, []
        if any(_words(folded[at:]) in self._right for at in starts) or self._holds_a_place(folded):
            return text, []
        for at in starts:
            answer = text[at : len(folded)]
            name = self._heard.get(_words(folded[at:])) or self._nearest(answer)
            if name:
                made = [change(STAGE, text, at, len(folded), name)]
                return apply(text, made), made
        return text, []

    def _holds_a_place(self, folded: str) -> bool:
        words = _words(folded).split()
        return any(
            " ".join(words[i:j]) in self._right
            for i in range(len(words)) for j in range(i + 1, len(words) + 1)
            if sum(map(len, words[i:j])) > 3
        )  # fmt: skip

    def _nearest(self, answer: str) -> Optional[str]:
        """The name that is near, if the next one is clearly farther. French words are no town: « hier », « Hyères »."""
        said = said_aloud(answer)
        if len(said) < 2 or len(answer) < 2:
            return None
        french = all(is_french(word, self._known) for word in _words(plain(answer)).split())
        limit = 0.0 if len(said) < _SHORT else _LIMIT_FRENCH if french else _LIMIT
        best: Optional[tuple[float, str]] = None
        second = 1.0
        for form, name in self._departements_said if french else self._names:
            far = distance(form, said, limit + _MARGIN)
            if best is None or far < best[0]:
                if best and _bare(best[1]) != _bare(name):
                    second = best[0]
                best = (far, name)
            elif _bare(name) != _bare(best[1]):
                second = min(second, far)
        return best[1] if best and best[0] <= limit and second - best[0] >= _MARGIN else None


def _words(folded: str) -> str:
    return _BREAK.sub(" ", folded).strip()


def _bare(name: str) -> str:
    return name.removeprefix("l'")


def _said(name: str) -> Iterator[tuple[str, str]]:
    """A name, and with the article that is run into it: « l'Essonne »."""
    said = said_aloud(name)
    yield said, name
    if said[0] in "aeiouy2AIWH":
        yield "l" + said, f"l'{name}"
