"""A short answer that names a place, when one is expected: « les sons » → « l'Essonne »."""

from __future__ import annotations

import re
from typing import Iterator, Sequence

from bot.hearing.changes import Change, apply, change
from bot.hearing.distance import distance
from bot.hearing.lexicon import said_aloud
from bot.privacy.message import plain

STAGE = "lieu"
#: An answer is no longer than that; a sentence is left to the understanding.
_MOST_WORDS = 9
_LEADING = re.compile(
    r"^(?:(?:alors|euh|oui|ben|bah|donc|c'est|c est|ce sera|je suis|j'habite|j habite|elle|il|on|habite|est|vit|reside|"
    r"dans|a|au|aux|en|le|la|les|du|de|des|departement|sur|vers|l'|d')(?:\W+|(?<=')|$))*"
)
_LIMIT, _MARGIN = 0.3, 0.1


class Places:
    """Names listened for in the answer to « dans quel département ? »."""

    def __init__(
        self, departements: Sequence[str], big_towns: Sequence[str], right: frozenset[str]
    ) -> None:
        """Both are listened for; right: plain names of every place, right as they stand."""
        names = tuple(dict.fromkeys((*departements, *big_towns)))
        self._departements = frozenset(map(plain, departements))
        self._names = tuple(form for name in names for form in _said(name))
        self._plain = frozenset(map(plain, names)) | right

    def expected(self, hints: Sequence[str]) -> bool:
        """Whether the hints of the dialogue say that a place is awaited: there is a département among them."""
        return any(plain(hint) in self._departements for hint in hints)

    def repair(self, text: str) -> tuple[str, list[Change]]:
        """`text` with the place it means, when it is an answer and only one name is near."""
        folded = plain(text).rstrip(" .!?,")
        start = _LEADING.match(folded).end()
        place = re.sub(r"[\s\-']+", " ", folded[start:]).strip()
        words = place.split()
        right = place in self._plain or "".join(words).isdigit()
        if not words or len(folded.split()) > _MOST_WORDS or right or self._holds_a_place(words):
            return text, []
        # what was taken for an article may be the beginning of the name: « les sons »
        found = [
            self._nearest(text[at : len(folded)]) for at in {start, self._last_word(folded, start)}
        ]
        near = min((f for f in found if f), default=None)
        if near is None:
            return text, []
        far, name, said = near
        at = start if said == text[start : len(folded)] else self._last_word(folded, start)
        made = [change(STAGE, text, at, len(folded), name)]
        return apply(text, made), made

    def _holds_a_place(self, words: Sequence[str]) -> bool:
        return any(
            " ".join(words[i:j]) in self._plain
            for i in range(len(words)) for j in range(i + 1, len(words) + 1)
            if sum(map(len, words[i:j])) > 3
        )  # fmt: skip

    @staticmethod
    def _last_word(folded: str, start: int) -> int:
        """Where the last word before `start` begins."""
        before = re.search(r"[^\W_]+['\s]*$", folded[:start])
        return before.start() if before else start

    def _nearest(self, text: str) -> tuple[float, str, str] | None:
        """(distance, name, text) when one name is near and the next one clearly farther."""
        said = said_aloud(text)
        ranked = sorted(
            (distance(form, said, _LIMIT + _MARGIN), name) for form, name in self._names
        )
        far, name = ranked[0]
        if not said or far > _LIMIT or (len(said) < 5 and far > 0.0 and name[0] not in "AEIOUÉ"):
            return None
        others = [
            other for other, named in ranked if named.removeprefix("l'") != name.removeprefix("l'")
        ]
        return (far, name, text) if others[0] - far >= _MARGIN else None


def _said(name: str) -> Iterator[tuple[str, str]]:
    """A name, and with the article that is run into it: « l'Essonne »."""
    said = said_aloud(name)
    yield said, name
    if said[0] in "aeiouy2AIWH":
        yield "l" + said, f"l'{name}"
