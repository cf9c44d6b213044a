"""Ages and durations, in digits or words, from years of birth, dates and feasts."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Iterator, Optional

from bot.understanding.text import Words

#: Average month, in days.
MONTH = 365.25 / 12

_MONTHS = {
    "janvier": 1, "janv": 1, "fevrier": 2, "fev": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6,
    "juillet": 7, "juil": 7, "aout": 8, "septembre": 9, "sept": 9, "octobre": 10, "oct": 10,
    "novembre": 11, "nov": 11, "decembre": 12, "dec": 12,
}  # fmt: skip
#: Feasts and moments people date by: month, day.
_MOMENTS = {
    "noel": (12, 25), "le nouvel an": (1, 1), "nouvel an": (1, 1), "le jour de le an": (1, 1),
    "le premier de le an": (1, 1), "la toussaint": (11, 1), "toussaint": (11, 1),
    "la rentree": (9, 2), "la rentree scolaire": (9, 2), "le 14 juillet": (7, 14),
    "le 15 aout": (8, 15), "les vacances de noel": (12, 22), "les fetes": (12, 28),
    "les vacances de la toussaint": (10, 20), "les vacances de ete": (7, 10),
    "les grandes vacances": (7, 10), "les vacances": (7, 20), "la chandeleur": (2, 2),
    "la saint valentin": (2, 14), "le 11 novembre": (11, 11), "le 1 er mai": (5, 1),
    "le 8 mai": (5, 8), "la fete des meres": (5, 28), "la fete des peres": (6, 18),
    "la fete de la musique": (6, 21), "le 31 decembre": (12, 31), "la saint jean": (6, 24),
    "la saint sylvestre": (12, 31), "halloween": (10, 31), "le epiphanie": (1, 6),
    "la galette": (1, 6), "mardi gras": (2, 17), "le debut de annee": (1, 5),
    "debut de annee": (1, 5), "le debut de le annee": (1, 5), "le ete": (7, 15),
    "cet ete": (7, 15), "le printemps": (4, 15), "ce printemps": (4, 15), "le hiver": (1, 15),
    "cet hiver": (1, 15), "le automne": (10, 7), "cet automne": (10, 7),
    "le debut de le ete": (6, 25), "la fin de le ete": (9, 10), "debut le ete": (6, 25),
    "la fin de annee": (12, 20), "la mi aout": (8, 15),
}  # fmt: skip
#: Moments told from today, in days.
_AGO = {
    "le mois dernier": 30, "la semaine derniere": 8, "hier": 1, "avant hier": 2, "ce matin": 0,
    "hier soir": 1, "hier matin": 1, "aujourd hui": 0, "le an dernier": 365,
    "le annee derniere": 365, "le an passe": 365, "ce mois ci": 10, "cette semaine": 3,
    "le debut de la semaine": 4, "le debut du mois": 10, "la veille": 1, "le week end": 3,
    "ce week end": 3, "le week end dernier": 5,
}  # fmt: skip
#: Feasts that move with Easter, in days after it.
_AFTER_EASTER = {
    "paques": 0, "les vacances de paques": 5, "le lundi de paques": 1, "le ascension": 39,
    "la pentecote": 49, "pentecote": 49,
}  # fmt: skip
_SEASONS = {"printemps": (4, 15), "ete": (7, 15), "automne": (10, 7), "hiver": (1, 15)}
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

_UNITS = (
    r"(?P<unit>jours|jour|j|semaines|semaine|mois|m|me|ans|an|annees|annee|trimestres?|semestres?)"
)
#: What was said first and taken back: « deux mois non trois mois ».
_SLIP = (
    r"(?:(?:\d+|une?) (?:ans? |mois |semaines? |jours? )?(?:, )?"
    r"(?:(?:euh|heu|ah|, ) )*(?:non|enfin|pardon|plutot|je veux dire|je me trompe|attendez|oups) "
    r"(?:(?:euh|heu|non|pardon|enfin|plutot|ah|ca fait|depuis|,) )*)?"
)
_AMOUNT = (
    _SLIP
    + r"(?:(?P<n>\d+(?:\.\d+)?|une?|quelques) (?:(?:bons?|bonnes|longs|longues|petits) )?"
    + _UNITS
    + r" (?P<half>et demie? )?(?:et (?P<more>\d+) mois )?"
    r"|(?:une )?(?P<round>quinzaine|huitaine|dizaine|douzaine|vingtaine|trentaine|demi annee)"
    r" (?:de )?(?P<round_unit>jours|semaines|mois|ans)? ?)"
)
_ABOUT = (
    r"(?:(?:environ|plus de|plus|bientot|pres de|presque|quasiment|maintenant|deja|au moins|a peine|"
    r"un peu plus de|un peu moins de|moins de|a peu pres|facilement|bien|les?|depuis|euh|ca fait|"
    r"cela fait|voila|donc|je crois|juste|seulement|de|que|heu|genre|disons|on va dire|au moins|"
    r"bien|a peu pres|pres de|quelque|ben|bah) )*"
)
_SINCE = re.compile(
    r"(?<!\S)(?:depuis|dep|il y a|y a|cela fait|ca fait|ca va faire|cela va faire|fera|voila|voici|"
    r"dure depuis|fait|remonte a) "
    + _ABOUT + _AMOUNT
)  # fmt: skip
_PLAIN = re.compile(r"(?<!\S)" + _AMOUNT)
_ROUND = {"quinzaine": 15, "huitaine": 8, "dizaine": 10, "douzaine": 12, "vingtaine": 20,
          "trentaine": 30, "demi annee": 0}  # fmt: skip
_DATE = re.compile(
    r"(?<!\S)(?:depuis|dep|du|date du|date de|debute le|initial du|a compter du|commence le|"
    r"(?:commence|commencait|debute|demarre|remonte) (?:en|au|a|le|des)) "
    r"(?:(?:le|la|environ|fin|debut|mi|courant|milieu|mois de|de|euh|heu|" + "|".join(_WEEKDAYS) + r") )*"
    r"(?:(?P<day>\d{1,2}|premier)(?: er)? )?"
    r"(?:(?P<month>" + "|".join(_MONTHS) + r") (?:de le annee )?(?P<year>(?:19|20)\d\d )?"
    r"(?P<last>dernier |le an dernier |de le an dernier |le annee derniere |passe )?"
    r"|/ (?P<month_n>\d{1,2}) (?:/ (?P<year_n>\d{2,4}) )?"
    r"|(?P<only_year>20\d\d) )"
)  # fmt: skip
_DAY_ALONE = re.compile(
    r"(?<!\S)depuis (?:le )?(?:(?:" + "|".join(_WEEKDAYS) + r") )?(?P<day>\d{1,2}) "
    r"(?=[,.;:!?)¶]|(?:pour|suite|car|et|il|elle|je|a cause|du|au|apres|avec) |$)"
)
_WEEKDAY = re.compile(
    r"(?<!\S)depuis (?:le )?(?P<weekday>"
    + "|".join(_WEEKDAYS)
    + r") (?P<last>dernier |passe )?(?!\d)"
)
_SEASON = re.compile(
    r"(?<!\S)depuis (?:le |cet |ce |la fin de le |le debut de le )?(?P<season>"
    + "|".join(_SEASONS)
    + r") (?:de )?(?P<year>20\d\d|dernier|passe|le an dernier) "
)
_MOMENT = re.compile(
    r"(?<!\S)(?:depuis|date de) (?:(?:environ|juste|avant|apres|euh|peu avant|peu apres) )*(?P<moment>"
    + "|".join(sorted((*_MOMENTS, *_AGO, *_AFTER_EASTER), key=len, reverse=True))
    + r") "
)
_DATED = re.compile(r"(?<!\S)(?P<day>\d{1,2}) / (?P<month>\d{1,2}) / (?P<year>\d{4}|\d{2}) ")


@dataclass(frozen=True)
class Amount:
    """A number read at words `first` to `last` (excluded); `value` in years or months."""

    value: float
    first: int
    last: int


def durations(words: Words, today: datetime.date) -> Iterator[tuple[Amount, str]]:
    """Durations in months, with how each is said: `depuis` (lasting until now) or `simple`."""
    taken: list[tuple[int, int]] = []

    def amount(start: int, end: int, months: Optional[float]) -> Optional[Amount]:
        if months is None or any(start < b and a < end for a, b in taken):
            return None
        taken.append((start, end))
        return Amount(round(months, 1), words.index(start), words.index(end - 1) + 1)

    for match in _DATE.finditer(words.line):
        found = amount(match.start(), match.end(), _months_since(match, today))
        if found:
            yield found, "depuis"
    for match in _SEASON.finditer(words.line):
        found = amount(match.start(), match.end(), _since_season(match, today))
        if found:
            yield found, "depuis"
    for match in _MOMENT.finditer(words.line):
        found = amount(match.start(), match.end(), _since_moment(match["moment"], today))
        if found:
            yield found, "depuis"
    for pattern, kind in ((_SINCE, "depuis"), (_PLAIN, "simple")):
        for match in pattern.finditer(words.line):
            found = amount(match.start(), match.end(), _months(match))
            if found:
                yield found, kind
    for pattern, since in ((_WEEKDAY, _since_weekday), (_DAY_ALONE, _since_day)):
        for match in pattern.finditer(words.line):
            found = amount(match.start(), match.end(), since(match, today))
            if found:
                yield found, "depuis"


def _months(match: re.Match[str]) -> Optional[float]:
    if match["round"]:
        if match["round"] == "demi annee":
            return 6.0
        n, unit = float(_ROUND[match["round"]]), match["round_unit"] or "jours"
    else:
        if match["n"] == "quelques":
            return None
        n = 1.0 if match["n"].startswith("un") else float(match["n"])
        unit = match["unit"]
    half = 0.5 if match["half"] else 0.0
    more = float(match["more"]) if match["more"] else 0.0
    if unit.startswith("j"):
        return (n + half) / MONTH
    if unit.startswith("sema"):
        return (n + half) * 7 / MONTH
    if unit.startswith("an"):
        return (n + half) * 12 + more
    if unit.startswith("tri"):
        return n * 3
    if unit.startswith("seme"):
        return n * 6
    return n + half


def _months_since(match: re.Match[str], today: datetime.date) -> Optional[float]:
    day_text = match["day"]
    day = 1 if day_text == "premier" else int(day_text) if day_text else None
    if match["only_year"]:
        if day is not None:
            return None
        start = datetime.date(int(match["only_year"]), 7, 1)
        return max(0.0, (today - start).days / MONTH) if start.year < today.year else None
    if match["month"]:
        month, year_text = _MONTHS[match["month"]], match["year"]
    else:
        if day is None:
            return None
        month, year_text = int(match["month_n"]), match["year_n"]
    year = int(year_text) if year_text else None
    if year is not None and year < 100:
        year += 2000
    wanted = day or 15
    last_year = (match["last"] or "").strip() in (
        "le an dernier",
        "de le an dernier",
        "le annee derniere",
    )
    try:
        start = datetime.date(year or today.year, month, min(wanted, 28))
        if year is None and (start > today or last_year):
            start = start.replace(year=today.year - 1)
    except ValueError:
        return None
    return (today - start).days / MONTH if start <= today else None


def _last(month: int, day: int, today: datetime.date) -> datetime.date:
    """The last day of that date before today."""
    start = datetime.date(today.year, month, day)
    return start if start < today else start.replace(year=today.year - 1)


def _since_moment(moment: str, today: datetime.date) -> float:
    if moment in _AGO:
        return _AGO[moment] / MONTH
    if moment in _AFTER_EASTER:
        shift = datetime.timedelta(days=_AFTER_EASTER[moment])
        start = easter(today.year) + shift
        if start >= today:
            start = easter(today.year - 1) + shift
    else:
        start = _last(*_MOMENTS[moment], today)
    return (today - start).days / MONTH


def _since_season(match: re.Match[str], today: datetime.date) -> Optional[float]:
    month, day = _SEASONS[match["season"]]
    if match["year"].isdigit():
        start = datetime.date(int(match["year"]), month, day)
    else:
        start = _last(month, day, today)
    return (today - start).days / MONTH if start <= today else None


def _since_weekday(match: re.Match[str], today: datetime.date) -> float:
    days = (today.weekday() - _WEEKDAYS.index(match["weekday"])) % 7
    return (days or 7) / MONTH


def _since_day(match: re.Match[str], today: datetime.date) -> Optional[float]:
    day = int(match["day"])
    if not 1 <= day <= 31:
        return None
    if day <= today.day:
        return (today.day - day) / MONTH
    month_before = today.replace(day=1) - datetime.timedelta(days=1)
    return (today - month_before.replace(day=min(day, month_before.day))).days / MONTH


def easter(year: int) -> datetime.date:
    """Easter Sunday (Gregorian computus, Butcher's algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * j) // 433
    month = (h + j - 7 * m + 90) // 25
    return datetime.date(year, month, (h + j - 7 * m + 33 * month + 19) % 32)


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
    r"(?:(?:(?P<day>\d{1,2}) (?:er )?(?:/ )?(?P<month>\d{1,2}|"
    + "|".join(_MONTHS)
    + r") (?:/ )?)?)"
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
        month = _MONTHS.get(match["month"]) or int(match["month"])
        day = int(match["day"] or 1)
        if not 1 <= month <= 12:
            return None
        if (month, day) > (today.month, today.day):
            age -= 1
    return age
