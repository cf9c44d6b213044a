"""The places a message names: towns, départements and post codes, whoever they concern."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Mapping, Optional, Sequence

from bot.understanding.gazetteer import Commune, Gazetteer, fold
from bot.understanding.text import PUNCTUATION, SENTENCE_END, Words

_AT = frozenset("a au aux en dans sur le la les l de d du des vers pres depuis chez c est".split())
_TITLES = frozenset("m mme mlle madame monsieur dr docteur professeur pr famille maitre".split())
ARTICLES = frozenset("le la les l au aux du des".split())
_CODE_CUES = frozenset("departement dept dpt dep dom domicile habite vit".split())
_UNITS_AFTER = frozenset(
    "ans an a mois jours jour j semaines semaine heures h euros e min minutes m km kilos metres "
    "rue avenue boulevard bd av place chemin allee impasse route quai fois enfants pourcent / "
    "octobre novembre decembre janvier fevrier mars avril mai juin juillet aout septembre".split()
)
#: A town where so many of the people live who live in one of that name is meant without more ado.
_MOST_OF_THEM, _LARGE = 0.95, 2_000
_TOWN = 5_000
_LIVING = frozenset("seul seule habite vit vis loge reside domicile domicilie base basee".split())
#: Towns abroad that a French one is named after, or nearly.
_ABROAD = frozenset({"porto", "barcelone", "rome", "geneve", "oran", "mons", "tournai", "namur"})


@dataclass(frozen=True)
class Place:
    """A place of the person, `departement` None when several towns bear the name (`among`)."""

    departement: Optional[str]
    among: tuple[str, ...]
    first: int
    last: int
    score: float


class Finder:
    """Finds the names of places in a message; `other_names`: of places that are no commune, with their
    département."""

    def __init__(
        self, words: Words, gazetteer: Gazetteer, other_names: Mapping[tuple[str, ...], str]
    ) -> None:
        self.words, self.gazetteer, self.other_names = words, gazetteer, other_names
        self.tokens = _raw_tokens(words)
        letters = [c for c in words.text if c.isalpha()]
        capitals = sum(c.isupper() for c in letters)
        names = _names(words)
        #: capitals tell names from words: neither a chat nor a telegram in capitals
        self.cased = 2 <= capitals <= 0.5 * len(letters) or (
            capitals == 1 and len(words) > 4 and words.text.lstrip()[:1].islower()
        )
        # « C2S, CHU, RSA »: a chat whose only capitals are those of acronyms
        self.cased = self.cased and (names or words.text.lstrip()[:1].isupper())

    def _token(self, i: int) -> str:
        return self.tokens[i] if 0 <= i < len(self.tokens) else ""

    def _upper(self, i: int) -> bool:
        return self.words.text[self.words.words[i].start].isupper()

    def at(self, i: int) -> Optional[Place]:
        """The place named at word `i`, or None."""
        token = self.tokens[i]
        for size in (3, 2, 1):
            code = self.other_names.get(tuple(self.tokens[i : i + size]))
            if code and i + size <= len(self.tokens):
                official = self.gazetteer.longest_match(self.tokens, i)
                if official is None or official[0] <= size:
                    return Place(code, (), i, i + size, 1.2)
        if token[0].isdigit():
            return self._code(i)
        if not token[0].isalpha() or len(token) < 2 and token != "l":
            return None
        titled = self._token(i - 1) in _TITLES and token not in ("du", "au", "des", "aux")
        ends_a_name = self._joined(i) and self._token(i - 1) in ("sur", "sous", "les", "lez", "en")
        if titled or ends_a_name or self.cased and not self._upper(self._core(i)):
            return None
        return self._departement(i) or self._town(i) or self._misspelt(i)

    def perhaps(self, i: int) -> Optional[Place]:
        """The town whose name stands at word `i`, whatever is around it."""
        found = self.gazetteer.longest_match(self.tokens, i)
        core = self._core(i)
        if found is None or found[0] == core - i or self._elsewhere_in_the_world(i, found[0]):
            return None
        if self.cased and not self._upper(core) or len(self.tokens[core]) < 3:
            return None
        communes = self._longer(i, found[0], found[1]) or found[1]
        return self._with_code(_settle(communes, i, i + found[0]))

    def _code(self, i: int) -> Optional[Place]:
        token, before, after = self.tokens[i], self._token(i - 1), self._token(i + 1)
        if token.isdigit() and len(token) == 5:
            codes = self.gazetteer.postcode(token)
            return _of_codes(codes, i, i + 1, 1.5) if codes and after != "euros" else None
        if before == "le" and self._token(i - 2) in ("dans", "sur", "de") and len(token) == 1:
            return self._spelt_code(i)
        written = self.words.words[i].end - self.words.words[i].start == len(token)
        if not written or after in _UNITS_AFTER or not 2 <= len(token) <= 3:
            return None
        announced = (before == "(" and after == ")") or before in _CODE_CUES
        if before in ("le", "du", "au") and self._token(i - 2) in (
            "dans", "sur", "habite", "departement", "vit", "de", "cpam", "carsat"
        ):  # fmt: skip
            announced = True
        if before == "(" and not announced:
            announced = self._token(i - 2).isalpha() and after == ","
        code = self.gazetteer.departement(token) if announced else None
        return Place(code, (), i, i + 1, 1.5) if code else None

    def _spelt_code(self, i: int) -> Optional[Place]:
        """« dans le neuf-trois »."""
        code = self.gazetteer.departement(self.tokens[i] + self._token(i + 1))
        return Place(code, (), i, i + 2, 1.5) if code else None

    def _departement(self, i: int) -> Optional[Place]:
        found = self._departement_name(i)
        town = self.gazetteer.longest_match(self.tokens, i)
        before, core = self._token(i - 1), self._core(i)
        if not found or (town and town[0] > found[0]) or self.cased and not self._upper(core):
            return None
        length, code = found
        name = " ".join(self.tokens[i : i + length])
        alone = before not in ARTICLES and before not in ("en", "dans", "(") and core == i
        if alone and (before == "sur" or town and town[0] == length and town[1][0].population > _TOWN):
            return None  # « à Vienne » is the town, « Cosne-sur-Loire » no département
        announced = before in _AT or before in ("(", "l", ",", "", "¶", ".") or length > 1
        if name == "cher" and before not in ("dans", "le", "du", "("):
            return None
        if not announced or self.gazetteer.common_word(name) and not (
            self.cased or before in ("en", "l", "la")
        ):  # fmt: skip
            return None
        return Place(code, (), i, i + length, 1.2)

    def _departement_name(self, i: int) -> Optional[tuple[int, str]]:
        """How many words the name of a département at word `i` takes, and its code: « Creuse », « la Creuse »."""
        found = self.gazetteer.departement_longest_match(self.tokens, i)
        core = self._core(i)
        if found or core == i:
            return found
        named = self.gazetteer.departement_longest_match(self.tokens, core)
        contracted = self.tokens[i] not in ("le", "la", "les", "l")
        if named is None or contracted and named[0] == 1:
            return None
        return named[0] + 1, named[1]

    def _joined(self, i: int) -> bool:
        """Whether a hyphen joins word `i` to the one before."""
        return i > 0 and self.words.text[: self.words.words[i].start].endswith("-")

    def _core(self, i: int) -> int:
        """The first word of a name after its article."""
        return i + 1 if self.tokens[i] in ARTICLES and i + 1 < len(self.tokens) else i

    def _town(self, i: int) -> Optional[Place]:
        found = self.gazetteer.longest_match(self.tokens, i)
        core = self._core(i)
        if self._elsewhere_in_the_world(i, found[0] if found else 1):
            return None
        if found is None:
            return self._without_article(i) or self._begun(i)
        length, communes = found
        if not self._announced(i, core, length):
            return None
        longer = self._longer(i, length, communes)
        place = _settle(longer or communes, i, i + length)
        return self._with_code(place)

    def _without_article(self, i: int) -> Optional[Place]:
        """« Sables-d'Olonne »: a town said without the article of its name."""
        if not (self.cased and self._upper(i)) or i + 1 == len(self.tokens):
            return None
        for article in ("les", "le", "la", "l"):
            found = self.gazetteer.longest_match([article, *self.tokens[i : i + 5]], 0)
            if found and found[0] > 2 and found[1][0].population > _TOWN:
                return self._with_code(_settle(found[1], i, i + found[0] - 1))
        return None

    def _elsewhere_in_the_world(self, i: int, length: int) -> bool:
        """« Porto » and « paris sportifs »."""
        name = " ".join(self.tokens[i : i + length])
        if name == "paris":
            bets = self._token(i - 1) in ("les", "des", "aux", "ses", "mes", "faire")
            return bets or self._token(i + 1) in ("sportifs", "sportif", "hippiques")
        return name in _ABROAD

    def _announced(self, i: int, core: int, length: int) -> bool:
        """Whether the words around a town's name let it be a town."""
        before, after = self._token(i - 1), self._token(i + length)
        name = " ".join(self.tokens[i : i + length])
        common = self.gazetteer.common_word(name)
        alone = before in PUNCTUATION or before == ""
        apart = alone and (after in PUNCTUATION or after in ("", "dans") or after.isdigit())
        joined = core > i and self.tokens[i] in ("au", "du", "aux", "des")
        if before == "la" and name == "toussaint":
            return False
        if before == "cher" or name == "cher" and after[:1].isalpha():
            return False
        if self.cased:
            if not self._upper(core):
                return False
            if common:
                opening = i == 0 or before in SENTENCE_END
                lives = before[:5] in ("habit", "resid")
                return before in _AT or joined or lives or (apart and not opening)
            return not (i == 0 and not apart and length == 1) or before in _AT
        if common:
            alone_there = self._token(i - 2) in _LIVING and before in ("a", "sur")
            return alone_there or before in ("a", "sur") and apart
        if joined and length == 1 + core - i and before not in _AT and not apart:
            named = self.gazetteer.communes(f"les {self._token(core)}") or ()
            joined = self.tokens[i] not in ("des", "aux") or any(
                c.population > _TOWN for c in named
            )
        lives = before[:5] in ("habit", "abite", "habi", "resid", "vivan", "domic")
        long = length - (core - i) > 1 or len(name) > 13
        return before in _AT or lives or apart or joined or long

    def _begun(self, i: int) -> Optional[Place]:
        """« Thonon », « Brive »: the beginning of one town's name."""
        before = self._token(i - 1)
        goes_on = i + 1 < len(self.tokens) and self._joined(i + 1)
        sure = self.cased and self._upper(i) and (before not in SENTENCE_END and i > 0 or goes_on)
        if not sure and before not in ("a", "sur", "habite", "habitant", "vers"):
            return None
        for size in (2, 1):
            if i + size > len(self.tokens):
                continue
            name = " ".join(self.tokens[i : i + size])
            if size == 2 and not self._token(i + 1)[:1].isalpha():
                continue
            if len(name) < 5 or self.gazetteer.common_word(name):
                continue
            communes = [c for c in _longer_names(self.gazetteer, name) if not c.ancienne]
            if communes and communes[0].population > _TOWN:
                end = self._end_of(communes[0], i + size)
                return self._with_code(_settle(communes, i, end))
        return None

    def _end_of(self, commune: Commune, i: int) -> int:
        """Where the rest of its name ends, from word `i`: « Cosne-sur-Loire », Cosne-Cours-sur-Loire."""
        rest = fold(commune.nom).split()
        size = next((n for n in range(len(rest) - 1, 0, -1) if self.tokens[i : i + n] == rest[-n:]), 0)
        return i + size

    def _longer(
        self, i: int, length: int, communes: Sequence[Commune]
    ) -> Optional[Sequence[Commune]]:
        """The towns people mean when they shorten a name that a smaller place bears alone."""
        name = " ".join(self.tokens[i : i + length])
        own = max((c.population for c in communes if not c.ancienne), default=0)
        longer = [c for c in _longer_names(self.gazetteer, name) if c.population > max(_TOWN, own)]
        if not longer:
            return None
        return longer if own < _TOWN else [*longer, *communes]

    def _with_code(self, place: Place) -> Place:
        """« Montreuil 93 », « Valence, dans la Drôme », « Charlieu, 42 »."""
        at = place.last
        while self._token(at) in (
            ",",
            "(",
            "a",
            "dans",
            "la",
            "le",
            "l",
            "en",
            "les",
            "-",
            "sur",
            "de",
        ):
            at += 1
            if at > place.last + 3:
                return place
        code = None
        if self._token(at)[:1].isdigit() and len(self._token(at)) <= 3:
            if self._token(at + 1) not in _UNITS_AFTER:
                code = self.gazetteer.departement(self._token(at))
            end = at + 1
        else:
            found = self.gazetteer.departement_longest_match(self.tokens, at)
            if found is None and self._token(at - 1) in ARTICLES:
                at -= 1  # « La Réunion »
                found = self.gazetteer.departement_longest_match(self.tokens, at)
            code = found[1] if found else None
            end = at + found[0] if found else at
        if code and (code in place.among or code == place.departement):
            # the département belongs to the town: « (au CHU de) Saint-Denis, à La Réunion »
            return replace(
                place, departement=code, among=(), score=place.score + 0.7, last=end
            )  # fmt: skip
        return place

    def _misspelt(self, i: int) -> Optional[Place]:
        before = self._token(i - 1)
        if self.cased and not self._upper(i) or len(self.tokens[i]) < 5:
            return None
        if before not in ("a", "sur", "de", "habite", "habitant", "abite", "vers", "d"):
            return None
        for size in (3, 2, 1):
            part = self.tokens[i : i + size]
            if len(part) < size or any(t in PUNCTUATION or t[0].isdigit() for t in part):
                continue
            name = " ".join(part)
            if self.gazetteer.common_word(name):
                continue
            communes = self.gazetteer.close(name)
            if communes:
                return _settle(communes, i, i + size)
        return None


def _names(words: Words) -> bool:
    """Whether some word has a capital and is no acronym."""
    return any(
        words.text[w.start].isupper() and words.text[w.start + 1 : w.start + 2].islower()
        for w in words.words
    )


@lru_cache(maxsize=4096)
def _longer_names(gazetteer: Gazetteer, name: str) -> tuple[Commune, ...]:
    return gazetteer.longer_names(name)


def _of_codes(codes: Sequence[str], first: int, last: int, score: float) -> Place:
    codes = tuple(dict.fromkeys(codes))
    return Place(codes[0] if len(codes) == 1 else None, codes, first, last, score)


def _settle(communes: Sequence[Commune], first: int, last: int) -> Place:
    now = [c for c in communes if not c.ancienne] or list(communes)
    best = max(now, key=lambda c: c.population)
    if best.population >= max(_LARGE, _MOST_OF_THEM * sum(c.population for c in now)):
        now = [best]
    return _of_codes([c.departement for c in now], first, last, 0.5)


def _raw_tokens(words: Words) -> list[str]:
    """Words as the gazetteer spells them: « l'Isle » is `l isle`, not `le isle`."""
    tokens = []
    for word in words.words:
        elided = word.end - word.start == 2 and word.text in ("le", "de")
        elided = elided and words.text[word.end - 1] in "'’ʼ"
        tokens.append(word.text[0] if elided else word.text)
    return tokens
