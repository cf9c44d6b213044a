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
    "noel": (12, 25), "le nouvel an": (1, 1), "nouvel an": (1, 1), "paques": (4, 8),
    "la toussaint": (11, 1), "la rentree": (9, 2), "le 14 juillet": (7, 14), "la pentecote": (5, 25),
    "le 15 aout": (8, 15), "les vacances de noel": (12, 22), "les fetes": (12, 28),
    "les vacances de la toussaint": (10, 20), "la chandeleur": (2, 2), "la saint valentin": (2, 14),
    "le 11 novembre": (11, 11), "le 1 er mai": (5, 1), "le 8 mai": (5, 8), "le ascension": (5, 14),
    "la fete des meres": (5, 28), "le 31 decembre": (12, 31), "la saint jean": (6, 24),
    "le debut de annee": (1, 5), "le debut de le annee": (1, 5), "le ete": (7, 15),
    "cet ete": (7, 15), "le printemps": (4, 15), "ce printemps": (4, 15), "le hiver": (1, 15),
    "cet hiver": (1, 15), "le automne": (10, 7), "cet automne": (10, 7),
    "le debut de le ete": (6, 25), "la fin de le ete": (9, 10), "debut le ete": (6, 25),
    "le mois dernier": (0, 30), "la semaine derniere": (0, 8), "hier": (0, 1), "lundi": (0, 4),
    "mardi": (0, 4), "mercredi": (0, 4), "jeudi": (0, 4), "vendredi": (0, 4), "samedi": (0, 4),
    "le an dernier": (0, 365), "le annee derniere": (0, 365), "avant hier": (0, 2),
    "ce matin": (0, 0), "aujourd hui": (0, 0), "ce mois ci": (0, 10),
}  # fmt: skip

_UNITS = r"(?P<unit>jours|jour|j|semaines|semaine|mois|m|me|ans|an|annees|annee|trimestres?|semestres?)"
_AMOUNT = (
    r"(?:(?P<n>\d+(?:\.\d+)?|une?|quelques) (?:(?:bons?|bonnes|longs|longues|petits) )?" + _UNITS
    + r" (?P<half>et demie? )?(?:et (?P<more>\d+) mois )?"
    r"|(?:une )?(?P<round>quinzaine|huitaine|dizaine|douzaine|vingtaine|trentaine|demi annee)"
    r" (?:de )?(?P<round_unit>jours|semaines|mois|ans)? ?)"
)
_ABOUT = (
    r"(?:(?:environ|plus de|plus|bientot|pres de|presque|quasiment|maintenant|deja|au moins|a peine|"
    r"un peu plus de|un peu moins de|moins de|a peu pres|facilement|bien|les?|depuis|euh|ca fait|"
    r"cela fait|voila|donc|je crois|juste|seulement|de|que) )*"
)
_SINCE = re.compile(
    r"(?<!\S)(?:depuis|dep|il y a|cela fait|ca fait|voila|voici|dure depuis|fait|remonte a) "
    + _ABOUT + _AMOUNT
)  # fmt: skip
_PLAIN = re.compile(r"(?<!\S)" + _AMOUNT)
_ROUND = {"quinzaine": 15, "huitaine": 8, "dizaine": 10, "douzaine": 12, "vingtaine": 20,
          "trentaine": 30, "demi annee": 0}  # fmt: skip
_DATE = re.compile(
    r"(?<!\S)(?:depuis|dep|du|date du|debute le|initial du|a compter du|commence le) "
    r"(?:(?:le|la|environ|fin|debut|mi|courant|le mois de|lundi|mardi|mercredi|jeudi|vendredi) )*"
    r"(?:(?P<day>\d{1,2}|premier)(?: er)? )?"
    r"(?:(?P<month>" + "|".join(_MONTHS) + r") (?P<year>(?:19|20)\d\d )?(?P<last>dernier |le an dernier |passe )?"
    r"|/ (?P<month_n>\d{1,2}) (?:/ (?P<year_n>\d{2,4}) )?"
    r"|(?P<only_year>20\d\d) )"
)  # fmt: skip
_DATED = re.compile(
    r"(?<!\S)(?P<day>\d{1,2}) / (?P<month>\d{1,2}) / (?P<year>\d{4}|\d{2}) "
)


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
    for moment, (month, day) in _MOMENTS.items():
        for match in re.finditer(rf"(?<!\S)depuis (?:environ |juste |avant |apres )?{moment} ", words.line):
            found = amount(match.start(), match.end(), _since_moment(month, day, today))
            if found:
                yield found, "depuis"
    for pattern, kind in ((_SINCE, "depuis"), (_PLAIN, "simple")):
        for match in pattern.finditer(words.line):
            found = amount(match.start(), match.end(), _months(match))
            if found:
                yield found, kind


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
    last_year = match["last"] == "le an dernier "
    try:
        start = datetime.date(year or today.year, month, min(wanted, 28))
        if year is None and (start > today or last_year):
            start = start.replace(year=today.year - 1)
    except ValueError:
        return None
    return (today - start).days / MONTH if start <= today else None


def _since_moment(month: int, day: int, today: datetime.date) -> float:
    if month == 0:
        return day / MONTH
    start = datetime.date(today.year, month, day)
    if start >= today:
        start = start.replace(year=today.year - 1)
    return (today - start).days / MONTH


_AGE = re.compile(
    r"(?<!\S)(?:(?P<told>agee? de|age :?|age de|a|avait|aura|ai|ayant|de|les|ses|mes|d environ|environ|"
    r"plus de|pres de|bientot|presque|passes?|,|\() )?"
    r"(?:(?:environ|plus de|pres de|bientot|presque|deja|seulement|a peine|que|tout juste|ses|les|"
    r"aujourd hui|de|quelque|euh|maintenant|l age de) ){0,3}"
    r"(?P<n>\d{1,3}) (?P<unit>ans?|a|printemps|balais|piges) (?P<after>\S+ )?(?P<after2>\S+ )?"
)
_NOT_AN_AGE_BEFORE = re.compile(
    r"(?:depuis|il y a|pendant|durant|apres|pour|en|dans|sous|cela fait|ca fait|voila|voici|tous les|"
    r"bail|contrat|cdd|arret|invalidite|ij|suivi|traitement|totalise|cotise|cotisation|"
    r"anciennete|mariage|mariee?s?|veuve|veuf|peine|ces|bout de|avant|vers|partir a|partir|depart a|depart|"
    r"retraite a|retraite|departs?|des|jusqu a|jusque a|carriere|commence a|travaille|bosse|bosser|ses|"
    r"ensemble|prison|credit|pret|delai|fait|dure|duree|sur|dernieres|premieres?) "
    r"(?:(?:environ|plus de|plus|pres de|bientot|presque|deja|les|au moins|a peine|de|a|ses|que|un peu|"
    r"moins de|ces|maintenant|le age de|dernieres?|,) )*$"
)
_NOT_AN_AGE_AFTER = frozenset(
    "que plus apres auparavant durant ensemble ferme".split()
)
_AFTER_DE = frozenset(
    "carriere metier maison anciennete boite service bons mariage travail cotisation cotisations vie "
    "retard loyer prison recul pratique usine labeur fidelite rente credit bail maladie combat galere "
    "concubinage salariat chantier chantiers boulot droits arret ij indemnites formation procedure"
    .split()
)
_BORN = re.compile(
    r"(?<!\S)(?:nee?|naissance|dn|ddn) (?:(?:en|le|:|de|du) )*"
    r"(?:(?:(?P<day>\d{1,2}) (?:er )?(?:/ )?(?P<month>\d{1,2}|" + "|".join(_MONTHS) + r") (?:/ )?)?)"
    r"(?P<year>(?:19|20)\d\d) "
)
_DECADES = {
    "vingtaine": 25, "trentaine": 35, "quarantaine": 45, "cinquantaine": 55, "soixantaine": 65,
}  # fmt: skip
_BARE = re.compile(r"(?<!\S)(?:, |\( |: )(?P<n>\d{2}) (?=[,)¶;.-] )")


def ages(words: Words, today: datetime.date) -> Iterator[Amount]:
    """Every age said, in years, whoever it belongs to."""
    for match in _AGE.finditer(words.line):
        if _is_age(words.line, match):
            at = words.index(match.start("n"))
            yield Amount(float(match["n"]), at, at + 2)
    for match in _BORN.finditer(words.line):
        age = _age_from_birth(match, today)
        if 0 <= age <= 115:
            yield Amount(float(age), words.index(match.start()), words.index(match.end() - 1) + 1)


def bare_ages(words: Words) -> Iterator[Amount]:
    """A number alone between commas or brackets, as in « Mme D., 53, … »: perhaps an age."""
    for match in _BARE.finditer(words.line):
        at = words.index(match.start("n"))
        yield Amount(float(match["n"]), at, at + 1)


def _is_age(line: str, match: re.Match[str]) -> bool:
    n, unit = int(match["n"]), match["unit"]
    after, after2 = (match["after"] or "").strip(), (match["after2"] or "").strip()
    before = line[: match.start("n")]
    if n > 115:
        return False
    if unit == "a":  # « 53 a », never « 3 a perdu »
        return 14 <= n <= 110 and (after == "" or not after.isalpha() or after in ("at", "en", "depuis"))
    if after in _NOT_AN_AGE_AFTER or (after in ("de", "d") and after2 in _AFTER_DE):
        return False
    if after in ("et", ",") and after2 == "demi":
        return False
    if re.search(r"(?:agee?s? de|age :|a le age de|ont|qui a|il a|elle a|je ai|a) (?:\S+ )?$", before) and not re.search(
        r"(?:retraite|partir|depart|jusque|commence|il y|bail|contrat) (?:\S+ )?(?:\S+ )?a $", before
    ):
        return "il y a " not in before[-14:]
    return not _NOT_AN_AGE_BEFORE.search(before)


def _age_from_birth(match: re.Match[str], today: datetime.date) -> int:
    year = int(match["year"])
    age = today.year - year
    if match["month"]:
        month = _MONTHS.get(match["month"]) or int(match["month"])
        day = int(match["day"] or 1)
        if (month, day) > (today.month, today.day):
            age -= 1
    return age
