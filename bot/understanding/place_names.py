"""The places a message names: towns, départements and post codes, whoever they concern."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Mapping, Optional, Sequence

from bot.understanding.gazetteer import TOWN_POPULATION, Commune, Gazetteer
from bot.understanding.place_text import ARTICLES, PlaceText
from bot.understanding.shortened_names import begun, longer, without_article
from bot.understanding.text import PUNCTUATION, SENTENCE_END, Words

_AT = frozenset("a au aux en dans sur le la les l de d du des vers pres depuis chez c est".split())
_TITLES = frozenset("m mme mlle madame monsieur dr docteur professeur pr famille maitre".split())
_CODE_CUES = frozenset("departement dept dpt dep dom domicile habite vit".split())
_UNITS_AFTER = frozenset(
    "ans an a mois jours jour j semaines semaine heures h euros e min minutes m km kilos metres "
    "rue avenue boulevard bd av place chemin allee impasse route quai fois enfants pourcent / "
    "octobre novembre decembre janvier fevrier mars avril mai juin juillet aout septembre".split()
)
#: A town where so many of the people live who live in one of that name is meant without more ado.
_MOST_OF_THEM, _LARGE = 0.95, 2_000
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


class Finder(PlaceText):
    """Finds the names of places in a message; `other_names`: of places that are no commune, with their
    département."""

    def __init__(
        self, words: Words, gazetteer: Gazetteer, other_names: Mapping[tuple[str, ...], str]
    ) -> None:
        super().__init__(words)
        self.gazetteer, self.other_names = gazetteer, other_names
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
        titled = self.token(i - 1) in _TITLES and token not in ("du", "au", "des", "aux")
        ends_a_name = self.joined(i) and self.token(i - 1) in ("sur", "sous", "les", "lez", "en")
        if titled or ends_a_name or self.cased and not self.upper(self.core(i)):
            return None
        return self._departement(i) or self._town(i) or self._misspelt(i)

    def perhaps(self, i: int) -> Optional[Place]:
        """The town whose name stands at word `i`, whatever is around it."""
        found = self.gazetteer.longest_match(self.tokens, i)
        core = self.core(i)
        if found is None or found[0] == core - i or self._elsewhere_in_the_world(i, found[0]):
            return None
        if self.cased and not self.upper(core) or len(self.tokens[core]) < 3:
            return None
        communes = longer(self, self.gazetteer, i, found[0], found[1]) or found[1]
        return self._with_code(_settle(communes, i, i + found[0]))

    def _code(self, i: int) -> Optional[Place]:
        token, before, after = self.tokens[i], self.token(i - 1), self.token(i + 1)
        if token.isdigit() and len(token) == 5:
            codes = self.gazetteer.postcode(token)
            return _of_codes(codes, i, i + 1, 1.5) if codes and after != "euros" else None
        if before == "le" and self.token(i - 2) in ("dans", "sur", "de") and len(token) == 1:
            return self._spelt_code(i)
        written = self.words.words[i].end - self.words.words[i].start == len(token)
        if not written or after in _UNITS_AFTER or not 2 <= len(token) <= 3:
            return None
        announced = (before == "(" and after == ")") or before in _CODE_CUES
        if before in ("le", "du", "au") and self.token(i - 2) in (
            "dans", "sur", "habite", "departement", "vit", "de", "cpam", "carsat"
        ):  # fmt: skip
            announced = True
        if before == "(" and not announced:
            announced = self.token(i - 2).isalpha() and after == ","
        code = self.gazetteer.departement(token) if announced else None
        return Place(code, (), i, i + 1, 1.5) if code else None

    def _spelt_code(self, i: int) -> Optional[Place]:
        """« dans le neuf-trois »."""
        code = self.gazetteer.departement(self.tokens[i] + self.token(i + 1))
        return Place(code, (), i, i + 2, 1.5) if code else None

    def _departement(self, i: int) -> Optional[Place]:
        found = self._departement_name(i)
        town = self.gazetteer.longest_match(self.tokens, i)
        before, core = self.token(i - 1), self.core(i)
        if not found or (town and town[0] > found[0]) or self.cased and not self.upper(core):
            return None
        length, code = found
        name = " ".join(self.tokens[i : i + length])
        alone = before not in ARTICLES and before not in ("en", "dans", "(") and core == i
        a_town = town is not None and town[0] == length and town[1][0].population > TOWN_POPULATION
        if alone and (before == "sur" or a_town):
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
        core = self.core(i)
        if found or core == i:
            return found
        named = self.gazetteer.departement_longest_match(self.tokens, core)
        contracted = self.tokens[i] not in ("le", "la", "les", "l")
        if named is None or contracted and named[0] == 1:
            return None
        return named[0] + 1, named[1]

    def _town(self, i: int) -> Optional[Place]:
        found = self.gazetteer.longest_match(self.tokens, i)
        core = self.core(i)
        if self._elsewhere_in_the_world(i, found[0] if found else 1):
            return None
        if found is None:
            short = without_article(self, self.gazetteer, i) or begun(self, self.gazetteer, i)
            return self._with_code(_settle(short[0], i, short[1])) if short else None
        length, communes = found
        if not self._announced(i, core, length):
            return None
        meant = longer(self, self.gazetteer, i, length, communes)
        place = _settle(meant or communes, i, i + length)
        return self._with_code(place)

    def _elsewhere_in_the_world(self, i: int, length: int) -> bool:
        """« Porto » and « paris sportifs »."""
        name = " ".join(self.tokens[i : i + length])
        if name == "paris":
            bets = self.token(i - 1) in ("les", "des", "aux", "ses", "mes", "faire")
            return bets or self.token(i + 1) in ("sportifs", "sportif", "hippiques")
        return name in _ABROAD

    def _announced(self, i: int, core: int, length: int) -> bool:
        """Whether the words around a town's name let it be a town."""
        before, after = self.token(i - 1), self.token(i + length)
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
            if not self.upper(core):
                return False
            if common:
                opening = i == 0 or before in SENTENCE_END
                lives = before[:5] in ("habit", "resid")
                return before in _AT or joined or lives or (apart and not opening)
            return not (i == 0 and not apart and length == 1) or before in _AT
        if common:
            alone_there = self.token(i - 2) in _LIVING and before in ("a", "sur")
            return alone_there or before in ("a", "sur") and apart
        if joined and length == 1 + core - i and before not in _AT and not apart:
            named = self.gazetteer.communes(f"les {self.token(core)}") or ()
            joined = self.tokens[i] not in ("des", "aux") or any(
                c.population > TOWN_POPULATION for c in named
            )
        lives = before[:5] in ("habit", "abite", "habi", "resid", "vivan", "domic")
        long = length - (core - i) > 1 or len(name) > 13
        return before in _AT or lives or apart or joined or long

    def _with_code(self, place: Place) -> Place:
        """« Montreuil 93 », « Valence, dans la Drôme », « Charlieu, 42 »."""
        at = place.last
        while self.token(at) in (
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
        if self.token(at)[:1].isdigit() and len(self.token(at)) <= 3:
            if self.token(at + 1) not in _UNITS_AFTER:
                code = self.gazetteer.departement(self.token(at))
            end = at + 1
        else:
            found = self.gazetteer.departement_longest_match(self.tokens, at)
            if found is None and self.token(at - 1) in ARTICLES:
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
        before = self.token(i - 1)
        if self.cased and not self.upper(i) or len(self.tokens[i]) < 5:
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


def _of_codes(codes: Sequence[str], first: int, last: int, score: float) -> Place:
    codes = tuple(dict.fromkeys(codes))
    return Place(codes[0] if len(codes) == 1 else None, codes, first, last, score)


def _settle(communes: Sequence[Commune], first: int, last: int) -> Place:
    now = [c for c in communes if not c.ancienne] or list(communes)
    best = max(now, key=lambda c: c.population)
    if best.population >= max(_LARGE, _MOST_OF_THEM * sum(c.population for c in now)):
        now = [best]
    return _of_codes([c.departement for c in now], first, last, 0.5)


