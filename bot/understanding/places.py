"""Where the insured person lives: of the places a message names, which are theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Iterator, Mapping, Optional, Pattern, Sequence

from bot.source import load_map
from bot.understanding.gazetteer import Gazetteer
from bot.understanding.patterns import compile_pattern
from bot.understanding.people import People
from bot.understanding.place_names import Finder, Place
from bot.understanding.place_text import ARTICLES
from bot.understanding.roles import AUTEUR, PERSONNE
from bot.understanding.text import Words

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
_MOVED = re.compile(r"(?<!\S)(?:evac|evasan|transf)")
_EMPLOYED = re.compile(r"(?<!\S)(?:travaill|boss|employe|fonctionnaire|agent)")


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


def best_place(named: Sequence[Place]) -> Optional[Place]:
    """The best-supported of the places named, or None."""
    found = [p for p in named if p.score > 0]
    if not found:
        return None
    best = max(found, key=lambda p: (p.score, -p.first))
    if best.departement is None:
        code = nearest(best.among, found) or nearest(best.among, named)
        if code:
            return replace(best, departement=code, among=())
    return best


def nearest(among: Sequence[str], others: Sequence[Place]) -> Optional[str]:
    """« MDPH de Laval, … une dame à Craon »: of homonyms, the one near the other places named; None
    when there is none, or several."""
    settled = {p.departement for p in others if p.departement in among}
    return settled.pop() if len(settled) == 1 else None


def unannounced_places(
    words: Words, named: Sequence[Place], gazetteer: Gazetteer, cues: PlaceCues
) -> Iterator[Place]:
    """Names of towns that nothing around announces, besides those `named`.

    « Lure », alone at the end of a note; or words that are towns as well.
    """
    taken = {i for place in named for i in range(place.first, place.last)}
    finder = Finder(words, gazetteer, cues.names)
    for i in range(len(words)):
        place = None if i in taken else finder.perhaps(i)
        if place is not None and not _a_thing(words, place, gazetteer):
            yield place


def _a_thing(words: Words, place: Place, gazetteer: Gazetteer) -> bool:
    """« l'hôpital », « la garde », in small letters: the thing, not the town of that name."""
    tokens = words.tokens[place.first : place.last]
    capital = any(words.text[w.start].isupper() for w in words.words[place.first : place.last])
    return (
        len(tokens) > 1
        and tokens[0] in ARTICLES
        and not capital
        and gazetteer.common_word(" ".join(tokens))
    )


def named_places(
    words: Words, people: People, gazetteer: Gazetteer, cues: PlaceCues
) -> list[Place]:
    """The places that the words around them announce, each with how likely it is the person's."""
    return list(_candidates(words, people, gazetteer, cues))


def _candidates(
    words: Words, people: People, gazetteer: Gazetteer, cues: PlaceCues
) -> Iterator[Place]:
    finder = Finder(words, gazetteer, cues.names)
    here = any(p.search(words.line) for p in cues.here)
    i = 0
    while i < len(finder.tokens):
        place = finder.at(i)
        if place is None:
            i += 1
            continue
        yield replace(place, score=place.score + _score(words, people, cues, place, here))
        i = place.last


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
