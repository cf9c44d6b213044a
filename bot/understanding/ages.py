"""Ages in years, said in any way, and from years of birth."""

from __future__ import annotations

import datetime
import re
from typing import Iterator, Optional

from bot.understanding.durations import MONTHS, Amount
from bot.understanding.text import Words

_AGE = re.compile(
    r"(?<!\S)(?P<n>\d{1,3}) (?P<unit>ans?|a|balais|piges|printemps) (?P<after>\S+ )?(?P<after2>\S+ )?"
)
_LABELLED = re.compile(
    r"(?<!\S)age (?:[:=] |de |est de |actuel )*(?P<n>\d{1,3}) (?!mois|jours|semaines)"
)
_HAS = re.compile(
    r"(?<!\S)en a (?:maintenant |aujourd hui |deja |bientot |seulement |juste )*(?P<n>\d{2,3}) "
    r"(?=[,.;:!?)¶]|et |mais |$)"
)
_BESIDE = re.compile(r"(?<!\S)(?:lui|elle|monsieur|madame) (?P<n>[1-9]\d) (?=[,.;)¶])")
_TO_COME = re.compile(
    r"(?<!\S)(?:aura|auront|fetera|va (?:avoir|feter|sur|faire)|vais (?:avoir|feter|sur)|aurai|"
    r"approche de) (?:(?:bientot|ses|mes|les|tout juste|deja) )*$"
)
_NOT_AN_AGE_BEFORE = re.compile(
    r"(?:depuis|il y a|y a|pendant|durant|apres|pour|en|dans|sous|cela fait|ca fait|voila|voici|"
    r"tous les|bail|contrat|cdd|arret|invalidite|ij|suivi|traitement|totalise|cotise|cotisation|"
    r"anciennete|mariage|mariee?s?|peine|ces|bout de|avant|vers|des|jusque|carriere|"
    r"commence|travaille|bosse|bosser|ensemble|prison|credit|pret|delai|fait|dure|duree|"
    r"dernieres|premieres?|passe|quelques|maison|boite|metier|longtemps|mois|semaines|jours|heures) "
    r"(?:(?:environ|plus de|plus|pres de|bientot|presque|deja|les|au moins|a peine|de|que|un peu|"
    r"moins de|ces|maintenant|dernieres?|quelque|ben|euh|ca fait|a l age de) )*$"
)
#: « à 62 ans » tells when something happened, unless it opens the clause.
_EVENT_BEFORE = re.compile(
    r"(?:retraite|partir|partie?s?|depart|departs?|travailler|travaille|commence\w*|debut\w*|"
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
_BORN = re.compile(
    r"(?<!\S)(?:nee?|naissance|dn|ddn) (?:(?:en|le|:|de|du) )*"
    r"(?:(?:(?P<day>\d{1,2}) (?:er )?(?:/ )?(?P<month>\d{1,2}|" + "|".join(MONTHS) + r") (?:/ )?)?)"
    r"(?P<year>(?:19|20)\d\d|(?<=en )\d\d|(?<=/ )\d\d) "
)
_OF_YEAR = re.compile(r"(?<!\S)(?:est|suis) (?:de )(?P<day>\b)?(?P<month>\b)?(?P<year>19\d\d) ")
_BARE = re.compile(r"(?<!\S)(?:, |\( |: )(?P<n>\d{2}) (?=[,)¶;.-] )")
_TAKEN_BACK = re.compile(
    r"^(?:(?:euh|heu|,|ah|hein) )*(?:non|pardon|enfin|plutot|je veux dire|je me trompe|oups|ou plutot) "
    r"(?:(?:euh|heu|non|pardon|,|il a|elle a|je ai|plutot|enfin|c est|ce est|pas \d+) )*\d{1,3} ans "
)


def ages(words: Words, today: datetime.date) -> Iterator[Amount]:
    """Every age said, in years, whoever it belongs to."""
    line = words.line
    for match in _AGE.finditer(line):
        after = line[match.end("unit") + 1 :]
        if _is_age(words, match) and not _TAKEN_BACK.match(after):
            at = words.index(match.start("n"))
            to_come = bool(_TO_COME.search(line[: match.start("n")]))
            yield Amount(float(match["n"]) - to_come, at, at + 2)
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


def bare_ages(words: Words) -> Iterator[Amount]:
    """A number alone between commas or brackets, as in « Mme D., 53, … »: perhaps an age."""
    for match in _BARE.finditer(words.line):
        at = words.index(match.start("n"))
        yield Amount(float(match["n"]), at, at + 1)


def _is_age(words: Words, match: re.Match[str]) -> bool:
    line, n, unit = words.line, int(match["n"]), match["unit"]
    after, after2 = (match["after"] or "").strip(), (match["after2"] or "").strip()
    before = line[: match.start("n")]
    if n > 115:
        return False
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
    if after in ("et", ",") and after2 == "demi":
        return False
    if re.search(r"\d (?:et|ou) $", before):
        return False
    at = words.index(match.start("n")) - 1
    # « à » may be typed without its accent: then only what stands before tells
    preposition = at >= 0 and words.text[words.words[at].start] in "àÀ"
    verb = at >= 0 and words.text[words.words[at].start] == "a" and not words.text.isascii()
    if not verb and _EVENT_BEFORE.search(before) and not before.endswith("a plus de "):
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
