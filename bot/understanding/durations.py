"""Durations in months, from numbers and units, dates, feasts and seasons."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Iterator, Optional

from bot.understanding.text import Words

#: Average month, in days.
MONTH = 365.25 / 12

MONTHS = {
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
    r"bien|a peu pres|pres de|quelque|ben|bah|je (?:ne )?sais (?:pas|plus)(?: moi)?|je dirais|mettons|"
    r"attendez|allez|voyons|peut etre|pas loin de|quasi|grosso modo|en gros|au bas mot|largement|"
    r"tout juste|quoi|hein|pfff?|dans les|pas moins de|carrement|si ce est pas) )*"
)
_SINCE = re.compile(
    r"(?<!\S)(?:depuis|dep|il y a|y a|cela fait|ca fait|ca va faire|cela va faire|fera|voila|voici|"
    r"dure depuis|fait|remonte a) "
    + _ABOUT + _AMOUNT
)  # fmt: skip
_PLAIN = re.compile(r"(?<!\S)" + _AMOUNT)
_ROUND = {"quinzaine": 15, "huitaine": 8, "dizaine": 10, "douzaine": 12, "vingtaine": 20,
          "trentaine": 30, "demi annee": 0}  # fmt: skip
#: What is dated by: « depuis son accident du 3 mars », « depuis l'opération, en juin ».
_EVENT = (
    r"(?:(?:le|la|son|sa|mon|ma|cet|cette|un|une) (?:accident|chute|operation|avc|ait|infarctus|"
    r"intervention|diagnostic|annonce|agression|rechute|hospitalisation|fracture|malaise|choc|burn|"
    r"entorse|rupture|crise|reveil|deces|blessure|arthroscopie|chirurgie|biopsie|amputation|greffe|"
    r"accouchement|drame|sinistre|debut|fin|poussee|embolie|hernie|prothese) "
    r"(?:(?!depuis )[a-z]+ ){0,3}?(?:, )?(?=en |du |le |au |debut |fin |mi |courant |de |ce ))?"
)
_WHEN = (
    r"(?:(?P<day>\d{1,2}|premier)(?: er)? )?"
    r"(?:(?P<month>" + "|".join(MONTHS) + r") (?:de le annee )?(?P<year>(?:19|20)\d\d )?"
    r"(?P<last>dernier |le an dernier |de le an dernier |le annee derniere |passe )?"
    r"|/ (?P<month_n>\d{1,2}) (?:/ (?P<year_n>\d{2,4}) )?"
    r"|(?P<only_year>20\d\d) )"
)
_DATE = re.compile(
    r"(?<!\S)(?:depuis|dep|du|date du|date de|debute le|initial du|a compter du|commence le|"
    r"(?:commence|commencait|debute|demarre|remonte) (?:en|au|a|le|des)) "
    + _EVENT
    + r"(?:(?:le|la|environ|fin|debut|mi|courant|milieu|mois de|de|du|en|au|ce|euh|heu|vers|je crois|"
    + "|".join(_WEEKDAYS) + r") )*" + _WHEN
)  # fmt: skip
#: A date told for itself, to which a lonely « depuis » may refer: « le 22 septembre », « en mars ».
_TOLD_DATE = re.compile(
    r"(?<!\S)(?:le|en|fin|debut|mi|courant|au mois de|du|au|ce) "
    r"(?:(?:euh|heu|fin|debut|mi|mois de|" + "|".join(_WEEKDAYS) + r") )*" + _WHEN
)
_ORDINALS = {
    "premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5,
    "sixieme": 6, "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10, "onzieme": 11,
    "douzieme": 12, "treizieme": 13, "quatorzieme": 14, "quinzieme": 15, "seizieme": 16,
    "dix huitieme": 18, "vingtieme": 20, "vingt quatrieme": 24, "trentieme": 30,
}  # fmt: skip
#: « en est à son troisième mois d'arrêt ».
_NTH_MONTH = re.compile(
    r"(?<!\S)(?P<nth>" + "|".join(_ORDINALS) + r"|\d{1,2} (?:e|eme|ieme)) mois "
    r"(?=(?:consecutif |complet |plein |deja |,? ?)*(?:de arret|de maladie|que |sans |en arret|de conge))"
)
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
    for match in _NTH_MONTH.finditer(words.line):
        nth = match["nth"]
        count = _ORDINALS.get(nth) or int(nth.split()[0])
        found = amount(match.start(), match.end(), float(count))
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


def told_dates(words: Words, today: datetime.date) -> Iterator[Amount]:
    """The days and months told, past ones only, as months elapsed since."""
    for match in _TOLD_DATE.finditer(words.line):
        months = None if match["only_year"] else _months_since(match, today)
        if months is not None:
            first, last = words.index(match.start()), words.index(match.end() - 1) + 1
            yield Amount(round(months, 1), first, last)


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
        month, year_text = MONTHS[match["month"]], match["year"]
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
