"""Where somebody lives or writes from, when they were born; typed and said."""

from __future__ import annotations

import random
import re

from tests.guises import in_words, unaccented
from tests.identifiers.names import FIRST, LISTED, UNLISTED

TOWNS = (
    "Lille",
    "59000 Lille",
    "Avignon",
    "Saint-Denis (93200)",
    "Bourg-en-Bresse",
    "La Rochelle",
    "Brest",
    "13001 Marseille",
)
STREETS = (
    "rue des Lilas",
    "avenue Jean Jaurès",
    "boulevard Voltaire",
    "impasse du Moulin",
    "chemin des Vignes",
    "rue Pasteur",
    "allée des Tilleuls",
    "place de la République",
    "rue du 8 mai 1945",
    "rue du Général Leclerc",
    "route de Vannes",
    "rue de la Gare",
    "quai Saint-Michel",
    "rue Victor Hugo",
    "square Louise Michel",
)
WEB = ("gmail.com", "orange.fr", "laposte.net", "wanadoo.fr", "chu-exemple.fr", "free.fr")
_MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)


def birth(rng: random.Random):
    """The day goes, the year stays."""
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1935, 2005)
    form = rng.randint(0, 3)
    lead = rng.choice(["née le ", "né le ", "DDN : ", "date de naissance : "])
    after = rng.choice([", en arrêt", " à Lille", ""])
    if form == 0:
        return [
            (lead, False),
            (f"{day} {_MONTHS[month - 1]} ", True),
            (f"{year}", False),
            (after, False),
        ]
    if form == 1:
        return [
            ("née le ", False),
            (f"{in_words(day)} {_MONTHS[month - 1]} ", True),
            (in_words(year), False),
            (after, False),
        ]
    joint = rng.choice(["/", ".", "-", " "])
    return [
        (lead, False),
        (f"{day:02}{joint}{month:02}{joint}", True),
        (f"{year}", False),
        (after, False),
    ]


def address(rng: random.Random):
    """Typed: the street goes, the town stays."""
    number = rng.choice(["12 ", "3 bis ", "147, ", "1 ", "28 ter, ", ""])
    street = rng.choice(STREETS)
    if not number and "place" in street:
        number = "4 "
    extra = rng.choice(["", "", ", bâtiment C", ", appt 12"])
    town = rng.choice(TOWNS)
    joint = rng.choice([", ", " à "])
    lead = rng.choice(["elle habite ", "domicilié ", "adresse : ", "demeurant au "])
    return [
        (lead, False),
        (number + street + extra, True),
        (joint + town, False),
        (rng.choice([", en arrêt", ""]), False),
    ]


def spoken_address(rng: random.Random):
    """Said."""
    street = rng.choice([s for s in STREETS if "1945" not in s]).lower()
    number = in_words(rng.choice([2, 7, 12, 17, 24, 38, 51, 104]))
    town = rng.choice(["lille", "avignon", "brest", "marseille"])
    return [("elle habite ", False), (f"{number} {street}", True), (f" à {town}", False),
            (rng.choice([" depuis deux ans", " et elle est en arrêt", ""]), False)]  # fmt: skip


def mail(rng: random.Random):
    """Typed or said."""
    first, last = rng.choice(FIRST), rng.choice(LISTED + UNLISTED)
    first, last = unaccented(first.lower()), re.sub(r"[^a-z]", "", unaccented(last.lower()))
    web = rng.choice(WEB)
    if rng.random() < 0.5:
        address = f"{first}{rng.choice(['.', '-', '_', ''])}{last}@{web}"
        if rng.random() < 0.2:
            address = address.replace("@", " @ ")
    else:
        said = web.replace("-", " tiret ").replace(".", " point ")
        first = first.replace("-", " tiret ")
        address = f"{first} {rng.choice(['point', 'tiret', 'underscore'])} {last} arobase {said}"
    lead = rng.choice(["mail : ", "son adresse c'est ", "écrire à ", "mon mail "])
    return [(lead, False), (address, True), (rng.choice([" merci", ""]), False)]
