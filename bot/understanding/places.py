"""Where the insured person lives: towns, départements and post codes named in a message."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Iterator, Mapping, Optional, Pattern, Sequence

from bot.source import load_map
from bot.understanding.gazetteer import Commune, Gazetteer
from bot.understanding.owners import AUTEUR, PERSONNE
from bot.understanding.patterns import compile_pattern
from bot.understanding.people import People
from bot.understanding.text import PUNCTUATION, SENTENCE_END, Words

_AT = frozenset("a au aux en dans sur le la les l de d du des vers pres depuis chez c est".split())
_TITLES = frozenset("m mme mlle madame monsieur dr docteur professeur pr famille maitre".split())
_ARTICLES = frozenset("le la les l au aux du des".split())
_CODE_CUES = frozenset("departement dept dpt dep dom domicile habite vit".split())
_UNITS_AFTER = frozenset(
    "ans an a mois jours jour j semaines semaine heures h euros e min minutes m km kilos metres "
    "rue avenue boulevard bd av place chemin allee impasse route quai fois enfants pourcent / "
    "octobre novembre decembre janvier fevrier mars avril mai juin juillet aout septembre".split()
)
#: A town this many times larger than its homonyms is meant without more ado.
_DOMINANT, _LARGE = 25, 10_000
_TOWN = 5_000
_LIVING = frozenset("seul seule habite vit vis loge reside domicile domicilie base basee".split())
#: « vit avec sa mère de 92 ans à … »: the place is still that of whoever lives there.
_LIVES_WITH = re.compile(
    r"(?<!\S)(?:vit|vis|vivent|habite|loge|reside|eleve)\w* (?:\S+ ){0,2}?"
    r"(?:avec|chez|ses|mes|seule|seul) (?!.*[,.;] )"
    r"(?!.*(?:qui|travaille|hospitalis)\w* )"
)
#: « chez sa tante à Roubaix », « le canapé de son frère à… »: where the person stays.
_LODGED = re.compile(
    r"(?<!\S)(?P<where>chez|(?:canape|clic clac|sofa|salon|studio|logement|maison|appart\w*) (?:de|du)) "
    r"(?:sa|son|ses|mon|ma|mes|des|un|une|moi|nous|leurs?|le|la|les|elle|lui|eux) (?:\S+ ){0,3}?"
    r"(?:a|au|aux|sur|en|dans le|vers|pres de|du cote de) (?:le |la |l )?$"
)
_VISITING = re.compile(
    r"(?<!\S)(?:travaill|boss|vais|va|pars?|parti|partie|vacances|visite|week|passe voir|employe|"
    r"menage|intervien|suivi|consult|rendez)\w* (?:\S+ ){0,5}$"
)
#: « je suis chez elle là à Flers », said by a visitor.
_AT_THEIRS = re.compile(
    r"(?<!\S)chez (?:elle|lui|eux|cette dame|ce monsieur|la dame|madame|monsieur|la patiente|le patient) "
    r"(?:la |ici |donc |euh |, )*(?:a|sur|au|en|dans le) (?:le |la |l )?$"
)
#: « c'est à Thiers si ça compte », « on est à Tours ».
_IT_IS_AT = re.compile(
    r"(?<!\S)(?:ce est|on est|nous sommes|ca se passe|on habite|nous habitons|"
    r"(?:le|la|ma|mon|notre) (?:salariee?|patiente?|dame|assuree?|cliente?|personne|locataire|adherente?|"
    r"usagere?|jeune) (?:lui |elle )?est) "
    r"(?:a|au|aux|sur|en|dans le|vers|pres de|du cote de|ici a|la a) (?:le |la |l )?$"
)
#: « je précise que je suis à Lille »: where the writer is, when they write of somebody else.
_WRITER_AT = re.compile(
    r"(?<!\S)(?:je|nous) (?:suis|sommes|exerce|exercons|travaille|bosse|appelle|vis|habite|intervien\w+) "
    r"(?:(?!ce |il |elle |le |la |un |une |qui |mais |, )\S+ ){0,2}?(?:a|sur|en|de|depuis) (?:le |la |l )?$"
)
#: « je tiens un garage à Bergerac »: those who work there live around, when nothing else is said.
_RUNS_A = re.compile(
    r"(?<!\S)(?:tiens|dirige|gere|ai|tenons|dirigeons|gerons) "
    r"(?:(?:la paie|les paies|le personnel|les contrats) de )?(?:un|une|le|la) (?:\S+ ){1,5}$"
)
#: « à deux rues de notre lycée de Forbach », « à côté de la mairie de… ».
_NEARBY = re.compile(
    r"(?<!\S)(?:(?:rues?|pas|minutes|metres|cote|pres|voisine?|derriere|face) de|derriere|face a) "
    r"(?:notre |le |la |mon |ma )?(?:lycee|college|ecole|mairie|poste|gare|pharmacie|cabinet|eglise|"
    r"magasin|hopital|creche) (?:de|a) (?:le |la |l )?$"
)
#: « foyer de jeunes travailleurs à Laval. Une résidente… »
_HOUSED = re.compile(
    r"(?<!\S)(?:foyer|fjt|residence|chrs|cada|pension de famille|beguinage) (?:\S+ ){0,4}$"
)
_RESIDENTS = frozenset("resident residente locataire hebergee heberge".split())
_SLEEPS = re.compile(
    r"(?<!\S)(?:dort|dors|dorment|dormait|couche|squatte|nuits) (?!.*(?:hopital|chu|clinique) )(?:\S+ ){0,11}$"
)
#: « j'ai une kiné libérale de Gap »: the trade is the person's.
_INTRODUCED = re.compile(
    r"(?<!\S)(?:je ai|on a|nous avons|pour|concernant|recois|recevons|recue?|suis|vue?|visite|rencontre) "
    r"(?:\S+ ){0,4}?"
    r"(?:un|une) (?:\S+ ){1,3}(?:de|a|sur|du|au) $"
)
#: « prof salariée d'une association à Annecy »: nothing better being said, work is near home.
_WORKER = re.compile(
    r"(?<!\S)(?:salariee?s?|employee?|prof|professeure?|aide soignante?|ouvriere?|caissiere?|vendeu\w+|"
    r"cuisini\w+|serveu\w+|technicien\w*|apprentie?|agent|agente|equipiere?|preparat\w+|conduct\w+|"
    r"chauffeu\w+|femme de (?:chambre|menage|service)|operat\w+|manutentionnaire|cariste|magasiniere?|"
    r"animat\w+|boulanger\w*|bouch\w+|plongeu\w+|coiffeu\w+|macon\w*|soudeu\w+|travaille\w*|3 8) "
    r"(?!.*(?:part|opere|hopital|chu|hospital|transf|evacu|suivie?|soign|convoqu|envoy|dirig|rendez)\w* )"
)
_OF_WRITER = re.compile(r"(?<!\S)(?:appell?e|ecri[st]) (?:de|depuis) (?:la |le |l )?$")
_NEIGHBOUR = re.compile(
    r"(?<!\S)(?:suis|moi|ici) (?:juste |que |seulement )?(?:la|le|sa|son|leur|un|une) voisine? "
)
#: Towns abroad that a French one is named after, or nearly.
_ABROAD = frozenset({"porto", "barcelone", "rome", "geneve", "oran", "mons", "tournai", "namur"})
_MOVED = re.compile(r"(?<!\S)(?:evac|evasan|transf)")
_EMPLOYED = re.compile(r"(?<!\S)(?:travaill|boss|employe|fonctionnaire|agent)")


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
    """What announces where the person lives, and what announces another place.

    lives, elsewhere: words before a place. lives_after: words after it. hall: the town's own
    services, whose town is the person's when nothing else is said; here: « d'ici », « de la
    commune ». names: places that are no commune, with their département.
    """

    lives: tuple[Pattern[str], ...]
    lives_after: tuple[Pattern[str], ...]
    elsewhere: tuple[Pattern[str], ...]
    left: tuple[Pattern[str], ...]
    hall: tuple[Pattern[str], ...]
    here: tuple[Pattern[str], ...]
    names: Mapping[tuple[str, ...], str]

    @classmethod
    def load(cls, path: Path) -> "PlaceCues":
        """Read `lieux.yml`. Raises SourceError naming file and line."""
        raw = load_map(path)
        keys = {"vit_a", "ou_vit", "autre_lieu", "quitte", "service_de_la_ville", "d_ici", "noms"}
        raw.check_keys(keys, keys)

        def patterns(key: str, end: str = "") -> tuple[Pattern[str], ...]:
            return tuple(
                re.compile(compile_pattern(p, {}).regex.pattern + end) for p in raw.texts(key)
            )

        return cls(
            patterns("vit_a"),
            patterns("ou_vit"),
            patterns("autre_lieu"),
            patterns("quitte", "$"),
            patterns("service_de_la_ville"),
            patterns("d_ici"),
            {tuple(str(name).split()): str(code) for name, code in raw["noms"].items()},
        )


def read_place(
    words: Words, people: People, gazetteer: Gazetteer, cues: PlaceCues
) -> Optional[Place]:
    """The best-supported place of the person, or None."""
    return best_place(named_places(words, people, gazetteer, cues))


def best_place(named: Sequence[Place]) -> Optional[Place]:
    """The best-supported of the places named, or None."""
    found = [p for p in named if p.score > 0]
    if not found:
        return None
    best = max(found, key=lambda p: (p.score, -p.first))
    if best.departement is None:
        settled = {p.departement for p in found if p.departement in best.among}
        # « MDPH de Laval, … une dame à Craon »: the homonym near the other places named
        settled = settled or {p.departement for p in named if p.departement in best.among}
        if len(settled) == 1:
            return replace(best, departement=settled.pop(), among=())
    return best


def unannounced_places(
    words: Words, named: Sequence[Place], gazetteer: Gazetteer, cues: PlaceCues
) -> Iterator[Place]:
    """Names of towns that nothing around announces, besides those `named`.

    « Lure », alone at the end of a note; or words that are towns as well.
    """
    taken = {i for place in named for i in range(place.first, place.last)}
    finder = _Finder(words, gazetteer, cues)
    for i in range(len(words)):
        place = None if i in taken else finder.perhaps(i)
        if place is not None and not _a_thing(words, place, gazetteer):
            yield place


def _a_thing(words: Words, place: Place, gazetteer: Gazetteer) -> bool:
    """« l'hôpital », « la garde », in small letters: the thing, not the town of that name."""
    tokens = words.tokens[place.first : place.last]
    capital = any(words.text[w.start].isupper() for w in words.words[place.first : place.last])
    return len(tokens) > 1 and tokens[0] in _ARTICLES and not capital and gazetteer.common_word(
        " ".join(tokens)
    )


def _raw_tokens(words: Words) -> list[str]:
    """Words as the gazetteer spells them: « l'Isle » is `l isle`, not `le isle`."""
    tokens = []
    for word in words.words:
        elided = word.end - word.start == 2 and word.text in ("le", "de")
        elided = elided and words.text[word.end - 1] in "'’ʼ"
        tokens.append(word.text[0] if elided else word.text)
    return tokens


def named_places(
    words: Words, people: People, gazetteer: Gazetteer, cues: PlaceCues
) -> list[Place]:
    """The places that the words around them announce, each with how likely it is the person's."""
    return list(_candidates(words, people, gazetteer, cues))


def _candidates(
    words: Words, people: People, gazetteer: Gazetteer, cues: PlaceCues
) -> Iterator[Place]:
    finder = _Finder(words, gazetteer, cues)
    here = any(p.search(words.line) for p in cues.here)
    i = 0
    while i < len(finder.tokens):
        place = finder.at(i)
        if place is None:
            i += 1
            continue
        yield replace(place, score=place.score + _score(words, people, cues, place, here))
        i = place.last


class _Finder:
    """Finds the names of places in a message, whoever they concern."""

    def __init__(self, words: Words, gazetteer: Gazetteer, cues: PlaceCues) -> None:
        self.words, self.gazetteer, self.cues = words, gazetteer, cues
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
            code = self.cues.names.get(tuple(self.tokens[i : i + size]))
            if code and i + size <= len(self.tokens):
                return Place(code, (), i, i + size, 1.2)
        if token[0].isdigit():
            return self._code(i)
        if not token[0].isalpha() or len(token) < 2 and token != "l":
            return None
        titled = self._token(i - 1) in _TITLES and token not in ("du", "au", "des", "aux")
        if titled or self.cased and not self._upper(self._core(i)):
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
        return self._with_code(_settle(found[1], i, i + found[0]))

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
        found = self.gazetteer.departement_longest_match(self.tokens, i)
        town = self.gazetteer.longest_match(self.tokens, i)
        if not found or (town and town[0] > found[0]):
            return None
        length, code = found
        name = " ".join(self.tokens[i : i + length])
        before, core = self._token(i - 1), self._core(i)
        if self.cased and not self._upper(core):
            return None
        announced = before in _AT or before in ("(", "l", ",", "", "¶", ".") or length > 1
        if name == "cher" and before not in ("dans", "le", "du", "("):
            return None
        if not announced or self.gazetteer.common_word(name) and not (
            self.cased or before in ("en", "l", "la")
        ):  # fmt: skip
            return None
        return Place(code, (), i, i + length, 1.2)

    def _core(self, i: int) -> int:
        """The first word of a name after its article."""
        return i + 1 if self.tokens[i] in _ARTICLES and i + 1 < len(self.tokens) else i

    def _town(self, i: int) -> Optional[Place]:
        found = self.gazetteer.longest_match(self.tokens, i)
        core = self._core(i)
        if self._elsewhere_in_the_world(i, found[0] if found else 1):
            return None
        if found is None:
            return self._begun(i)
        length, communes = found
        if not self._announced(i, core, length):
            return None
        longer = self._longer(i, length, communes)
        place = _settle(longer or communes, i, i + length)
        return self._with_code(place)

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
        sure = self.cased and self._upper(i) and before not in SENTENCE_END and i > 0
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
                return self._with_code(_settle(communes, i, i + size))
        return None

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
            if found is None and self._token(at - 1) in _ARTICLES:
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
    rest = [c.population for c in now if c.departement != best.departement]
    if best.population >= _LARGE and all(_DOMINANT * p <= best.population for p in rest):
        now = [best]
    return _of_codes([c.departement for c in now], first, last, 0.5)


def _left(words: Words, i: int, size: int) -> str:
    low = max(words.sentence(i)[0], i - size)
    return "".join(t + " " for t in words.tokens[low:i])


def _staying(
    words: Words, people: People, place: Place, near: str, after: str, institution: bool
) -> float:
    """What a place gains when the person stays there, whoever the words about it belong to."""
    first = place.first
    left = _left(words, first, 12)
    lodged = _LODGED.search(left)
    if lodged and not _VISITING.search(left[: lodged.start()]):
        at = words.index(words.offset(first) - len(left) + lodged.start())
        if people.owner(max(words.sentence(first)[0], at - 1)) == PERSONNE:
            return 1.5
    if _AT_THEIRS.search(left):
        return 2.0
    if _SLEEPS.search(left) and people.owner(max(words.sentence(first)[0], first - 1)) != AUTEUR:
        return 1.5
    if _IT_IS_AT.search(left) and not institution and not after.startswith("que "):
        return 1.0
    if _NEARBY.search(left):
        return 1.0
    housed = {m.head[0] for m in people.mentions if m.head and m.kind in ("user", "own_user")}
    if _HOUSED.search(left) and _RESIDENTS.intersection(housed):
        return 0.5
    if _NEIGHBOUR.search(left) or _INTRODUCED.search(left):
        return 0.3
    if people.household and _OF_WRITER.search(left):
        return 1.0
    return 0.0


def _score(words: Words, people: People, cues: PlaceCues, place: Place, here: bool) -> float:
    """How likely it is the person's place: living there counts most, institutions count against."""
    first = place.first
    low, high = words.sentence(first)
    near = "".join(t + " " for t in words.tokens[max(low, first - 5) : first])
    after = "".join(t + " " for t in words.tokens[place.last : min(high, place.last + 5)])
    owner = people.owner(max(low, first - 1))
    together = _LIVES_WITH.search("".join(t + " " for t in words.tokens[low:first]))
    if together and owner != PERSONNE:
        owner = people.owner(words.index(words.offset(low) + together.start()))
        near = together.group(0) + near
    score = 0.3
    hall = any(p.search(near) for p in cues.hall)
    elsewhere = max((m.end() for p in cues.elsewhere for m in p.finditer(near)), default=-1)
    living = max((m.end() for p in cues.lives for m in p.finditer(near)), default=-1)
    said_after = any(p.match(after) for p in cues.lives_after)
    institution = elsewhere > living
    if any(p.search(near) for p in cues.left):
        return -9.0
    if not people.self_told and not people.household and _WRITER_AT.search(
        _left(words, first, 8)
    ):  # fmt: skip
        return -3.0
    if said_after:
        return score + 3.0
    staying = _staying(words, people, place, near, after, institution)
    if staying:
        return score + staying
    if institution and hall:
        return -1.0 if _EMPLOYED.search(near) else 0.1 + (0.5 if here else 0.0)
    if institution and here and owner != "autre" and not _MOVED.search(near):
        return -0.3
    if institution and owner == PERSONNE and _WORKER.search(_left(words, first, 8)) and not hall:
        return 0.0
    lodged = living >= 0 and " chez " in f" {near}"
    if owner == AUTEUR and (hall or people.household) or lodged:
        score -= 0.1
    elif owner != PERSONNE:
        score -= 3.0
    if owner == AUTEUR and not institution and _RUNS_A.search(_left(words, first, 9)):
        return 0.1
    if living >= 0:
        score += 2.0
    if institution:
        score -= 4.0
    return score
