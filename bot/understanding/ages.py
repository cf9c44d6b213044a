"""Ages in years, said in any way, and from years of birth."""

from __future__ import annotations

import datetime
import re
from typing import Iterator, Optional

from bot.understanding.durations import MONTHS, Amount
from bot.understanding.text import Words

_AGE = re.compile(
    r"(?<!\S)(?P<n>\d{1,3}) (?P<unit>ans?|a|balais|berges|piges|printemps|bougies) "
    r"(?=(?P<after>\S+ )?(?P<after2>\S+ )?)"
)
#: « quatre-vingts trois », dictated: the tens apart.
_TENS_APART = re.compile(r"(?<!\S)(?P<tens>[2-8]0) $")
_LABELLED = re.compile(
    r"(?<!\S)age (?:[:=] |de |est de |actuel )*(?P<n>\d{1,3}) (?!mois|jours|semaines)"
)
_HAS = re.compile(
    r"(?<!\S)en (?:a|ai) (?:maintenant |aujourd hui |deja |bientot |seulement |juste )*"
    r"(?:\d{2} (?:et demi |euh |, |non |enfin |aujourd hui |pardon )*)??(?P<n>\d{2,3}) "
    r"(?=[,.;:!?)¶]|(?:et|mais|je|il|elle|on|aujourd|maintenant|pardon|depuis|en|la|le) |$)"
    r"(?!(?:et|euh|non|enfin|aujourd hui|en|le|la) (?:euh |non |pardon )*\d)"
)
_BESIDE = re.compile(r"(?<!\S)(?:lui|elle|monsieur|madame) (?P<n>[1-9]\d) (?=[,.;)¶])")
_TO_COME = re.compile(
    r"(?<!\S)(?:aura|auront|fetera|va (?:avoir|feter|sur|faire)|vais (?:avoir|feter|sur)|aurai|"
    r"approche de) (?:(?:bientot|ses|mes|les|tout juste|deja) )*$"
)
#: « 60 ans en février », « 20 ans le mois prochain »: the birthday is still ahead.
_AHEAD = re.compile(
    r"^(?:en|au mois de|debut|fin|mi|courant) (?:debut |fin |mi )?(?P<month>"
    + "|".join(MONTHS)
    + r") "
    r"(?!(?:dernier|passe|19\d\d|20\d\d) )"
    r"|^(?:le mois|le an|le annee|la semaine|en debut de annee) prochaine? "
    r"|^dans (?:\d+ |un |une |quelques )(?:jours?|semaines?|mois) "
)
_REACHED = re.compile(
    r"(?:eu|fete|a souffle|ai souffle|atteint|depuis|passe|de avoir|de feter|pris) (?:ses |mes |les )?$"
)
#: « depuis que j'ai dix ans », « quand elle avait vingt ans »: an age of the past.
_AT_THAT_AGE = re.compile(
    r"(?:depuis que|quand|lorsque|des que|jusque a ce que|a le epoque ou|le annee ou) "
    r"(?:je|il|elle|on|nous) (?:ai|a|avait|avais|avions|aura|aurai|aurait) (?:eu )?$"
)
_NOT_AN_AGE_BEFORE = re.compile(
    r"(?<!\S)(?:depuis|il y a|y a|pendant|durant|apres|pour|en|dans|sous|cela fait|ca fait|voila|voici|"
    r"tous les|bail|contrat|cdd|arret|invalidite|ij|suivi|traitement|totalise|cotise|cotisation|"
    r"anciennete|mariage|mariee?s?|peine|ces|bout de|avant|vers|des|jusque|carriere|"
    r"commence|travaille|bosse|bosser|ensemble|prison|credit|pret|delai|fait|dure|duree|"
    r"dernieres|premieres?|passe|quelques|trou de|manque|reste|"
    r"maison|boite|metier|longtemps|mois|semaines|jours|heures) "
    r"(?:(?:environ|plus de|plus|pres de|bientot|presque|deja|les|au moins|a peine|de|que|un peu|"
    r"moins de|ces|maintenant|dernieres?|quelque|ben|euh|ca fait|a l age de) )*$"
)
#: « à 62 ans » tells when something happened, unless it opens the clause.
_EVENT_BEFORE = re.compile(
    r"(?<!\S)(?:retraite|partir|partie?s?|depart|departs?|travailler|travaille|commence\w*|debut\w*|"
    r"apprentissage|arreter|decede\w*|mort\w*|disparu\w*|ecole|marie\w*|veu\w*|eu|"
    r"accouche\w*|operee?|bosser|cesser|stopper|pension|carriere|arrivee?|entree?|quitte) "
    r"(?:(?!il |elle |je |, |qui )\S+ ){0,3}?(?:a|de a|vers|des|avant|a le age de) (?:plus de |pres de |environ )?$"
)
_SURE_BEFORE = re.compile(
    r"(?:agee?s? (?:de )?(?:d )?|age (?:: )?(?:de )?|(?:ont|ayant|a|ai|avait|as|n a que|ne a que) )"
    r"(?:(?:que|deja|maintenant|aujourd hui|environ|plus de|pres de|presque|a peine|seulement|donc|"
    r"euh|heu|tout juste|dans les|juste|quand meme|quelque|deja|bien|eu|bientot|moi|lui|elle|je|crois|"
    r"hein|a|je pense|a peu pres|a le epoque) )*$"
)
_NOT_AN_AGE_AFTER = frozenset("plus apres auparavant durant ensemble ferme revolus".split())
_AFTER_DE = frozenset(
    "carriere metier maison anciennete boite service bons mariage travail cotisation cotisations vie "
    "retard loyer prison recul pratique usine labeur fidelite rente credit bail maladie combat galere "
    "concubinage salariat chantier chantiers boulot droits arret ij indemnites formation procedure "
    "vie commune garantie contrat suivi moins plus ecart difference traitement".split()
)
#: « 52 ans de chez nous », « 40 ans de nationalité… »: what may follow an age; other nouns tell
#: what lasted so long.
_OF_SOMEBODY = frozenset(
    "chez la le les nationalite sexe notre nos mon ma ici origine passes".split()
)
_LONGEST_CAREER = 48
#: « un homme de 39 ans de Mayotte »
_SOMEBODY_OF = re.compile(
    r"(?<!\S)(?:homme|femme|dame|monsieur|madame|patiente?|jeune|fille|garcon|fils|salariee?|assuree?|"
    r"personne|maman|papa|mere|pere|retraitee?|etudiante?|ouvriere?|locataire|usagere?|residente?|"
    r"gars|cliente?|administree?|beneficiaire) (?:agee? )?(?:de |d )(?:bientot |presque |pres de )?$"
)
_BORN = re.compile(
    r"(?<!\S)(?:nee?|naissance|dn|ddn) (?:(?:en|le|:|de|du) )*"
    r"(?:(?:(?P<day>\d{1,2}) (?:er )?(?:/ )?(?P<month>\d{1,2}|" + "|".join(MONTHS) + r") (?:/ )?)?)"
    r"(?P<year>(?:19|20)\d\d|(?<=en )\d\d|(?<=/ )\d\d) "
)
_OF_YEAR = re.compile(r"(?<!\S)(?:est|suis) (?:de )(?P<day>\b)?(?P<month>\b)?(?P<year>19\d\d) ")
_BARE = re.compile(r"(?<!\S)(?:, |\( |: )(?P<n>\d{2}) (?=[,)¶;.-] )")
_TAKEN_BACK = re.compile(
    r"^(?:(?:euh|heu|,|ah|hein) )*(?:non|pardon|enfin|plutot|je veux dire|je me trompe|oups|ou plutot|"
    r"que est ce que je dis|je dis des betises|ou) "
    r"(?:(?:euh|heu|non|pardon|,|il a|elle a|il en a|elle en a|je ai|plutot|enfin|c est|ce est|"
    r"attendez|pas \d+|je veux dire|je me trompe|que est ce que je dis|je dis des betises) )*"
    r"(?P<n>\d{1,3}) (?P<ans>ans )?"
)
#: What a number may count besides years.
_OTHER_UNIT = re.compile(
    r"(?:mois|jours?|semaines?|heures?|h|euros|enfants?|fois|km|kilos?|pourcent|minutes|/|degres?)(?!\S)"
)


def ages(words: Words, today: datetime.date) -> Iterator[Amount]:
    """Every age said, in years, whoever it belongs to."""
    line = words.line
    for match in _AGE.finditer(line):
        if not _is_age(words, match):
            continue
        after = line[match.end("unit") + 1 :]
        corrected = _TAKEN_BACK.match(after)
        if corrected:
            if not corrected["ans"] and _may_be_age(corrected["n"], after[corrected.end() :]):
                at = words.index(match.end("unit") + 1 + corrected.start("n"))
                yield Amount(float(corrected["n"]), words.index(match.start("n")), at + 1)
            continue
        first, years = _whole_number(words, match)
        to_come = _to_come(line[: match.start("n")], after, today)
        yield Amount(float(years - to_come), first, words.index(match.start("n")) + 2)
    for pattern in (_LABELLED, _HAS, _BESIDE):
        for match in pattern.finditer(line):
            at = words.index(match.start("n"))
            if 0 < int(match["n"]) <= 115 and words.tokens[at + 1 : at + 2] != ["ans"]:
                yield Amount(float(match["n"]), at, at + 1)
    for pattern in (_BORN, _OF_YEAR):
        for match in pattern.finditer(line):
            age = _age_from_birth(match, today)
            if age is not None and 0 <= age <= 115:
                first, last = words.index(match.start()), words.index(match.end() - 1) + 1
                yield Amount(float(age), first, last)


def _may_be_age(number: str, after: str) -> bool:
    return 14 <= int(number) <= 110 and not _OTHER_UNIT.match(after)


def _whole_number(words: Words, match: re.Match[str]) -> tuple[int, int]:
    """Where the number of an age begins, and its value: « 80 3 ans », « 60 16 ans »."""
    at, value = words.index(match.start("n")), int(match["n"])
    apart = _TENS_APART.search(words.line[: match.start("n")])
    if apart and (0 < value < 10 or 10 <= value < 20 and apart["tens"] in ("60", "80")):
        return at - 1, int(apart["tens"]) + value
    return at, value


def _to_come(before: str, after: str, today: datetime.date) -> bool:
    """Whether the age is that of the next birthday."""
    if _TO_COME.search(before):
        return True
    ahead = _AHEAD.match(after)
    if ahead is None or _REACHED.search(before):
        return False
    # a month that has just gone by is rather the last birthday than the next
    return ahead["month"] is None or 0 < (MONTHS[ahead["month"]] - today.month) % 12 <= 8


def bare_ages(words: Words) -> Iterator[Amount]:
    """A number alone between commas or brackets, as in « Mme D., 53, … »: perhaps an age."""
    for match in _BARE.finditer(words.line):
        at = words.index(match.start("n"))
        if _of_a_town(words, at):
            continue
        yield Amount(float(match["n"]), at, at + 1)


def _of_a_town(words: Words, at: int) -> bool:
    """« un monsieur de Neuvic (19) »: a département."""
    before = words.tokens[max(0, at - 3) : at]
    return before[:1] in (["de"], ["a"], ["sur"], ["vers"]) and before[-1:] == ["("]


def _is_age(words: Words, match: re.Match[str]) -> bool:
    line, n, unit = words.line, int(match["n"]), match["unit"]
    after, after2 = (match["after"] or "").strip(), (match["after2"] or "").strip()
    before = line[: match.start("n")]
    if n > 115:
        return False
    if unit == "bougies":
        return True
    if unit == "a":  # « 53 a », never « 3 a perdu » nor « le 24 à 14 h »
        glued = words.words[words.index(match.start("n"))].end
        glued = glued == words.words[words.index(match.start("unit"))].start
        return 14 <= n <= 110 and (
            glued
            or not after
            or not after[0].isalnum()
            or after in ("at", "en", "depuis", "ald", "seule")
        )
    if after in _NOT_AN_AGE_AFTER or (after in ("de", "d") and after2 in _AFTER_DE):
        return False
    if after == "que" and (not before or not before.split()[-1][0].isalnum()):
        return False
    if after in ("et", ",") and after2 == "demi" and not (n > 15 and _SURE_BEFORE.search(before)):
        return False
    if _AT_THAT_AGE.search(before) or after == "comme" and n <= _LONGEST_CAREER:
        return False
    somebody = _of_somebody(words, match) or _SOMEBODY_OF.search(before)
    if after in ("de", "d") and n <= _LONGEST_CAREER and not somebody:
        return False
    if re.search(r"\d (?:et|ou) $", before):
        return False
    at = words.index(match.start("n")) - 1
    # « à » may be typed without its accent: then only what stands before tells
    preposition = at >= 0 and words.text[words.words[at].start] in "àÀ"
    verb = at >= 0 and words.text[words.words[at].start] == "a" and not words.text.isascii()
    verb = verb and not re.search(r"(?:commence|debute|parti|partie|arrete|demarre)s? a $", before)
    # « veuve à 53 ans depuis trois mois »: the event is so near that the age holds
    lately = re.match(
        r"depuis (?:\d+ |quelques |un |une )?(?:petits? )?(?:mois|semaines?|jours?) ",
        line[match.end("unit") + 1 :],
    )
    if (
        not verb
        and not lately
        and _EVENT_BEFORE.search(before)
        and not before.endswith("a plus de ")
    ):
        return False
    if _SURE_BEFORE.search(before) and not preposition:
        return not re.search(r"(?<!\S)(?:il )?y (?:a|avait) (?:\S+ ){0,2}$", before)
    if re.search(r"(?<!\S)retraitee? de (?:plus de )?$", before):
        return n >= 45
    if re.search(r"(?:sur|malgre|du haut de|avec) (?:ses|mes|leurs) $", before):
        return True
    if re.search(r"(?:ses|mes) $", before):
        return bool(_TO_COME.search(before)) or "fete" in before[-25:]
    return not _NOT_AN_AGE_BEFORE.search(before)


def _of_somebody(words: Words, match: re.Match[str]) -> bool:
    """« une dame de 40 ans d'Auray », « de chez nous » against « 40 ans d'usine »."""
    noun = words.index(match.start("after2")) if match["after2"] else len(words) - 1
    return (match["after2"] or "").strip() in _OF_SOMEBODY or (
        words.text[words.words[noun].start].isupper() and not words.text.isupper()
    )


def _age_from_birth(match: re.Match[str], today: datetime.date) -> Optional[int]:
    year = int(match["year"])
    if year < 100:
        year += 2000 if year <= today.year % 100 else 1900
    age = today.year - year
    if match["month"]:
        month = MONTHS.get(match["month"]) or int(match["month"])
        day = int(match["day"] or 1)
        if not 1 <= month <= 12:
            return None
        if (month, day) > (today.month, today.day):
            age -= 1
    return age
