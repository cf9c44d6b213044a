"""Made-up identifiers, written and said as people do, for measuring what is masked.

A sample is a list of pieces: words that must stay (False), that must go (True), or that may do either (None, common
first names). Names come in two lists: some that
`data/privacy/noms_de_famille.txt` holds and some that it does not.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Iterator

from bot.privacy.message import plain
from tests.guises import in_words, unaccented

WRITTEN = Path(__file__).parent / "identifiants" / "messages.txt"
LISTED = (
    (
        "Martin Bernard Dubois Durand Moreau Lefebvre Garcia Roux Fournier Petit Blanc Boulanger Traoré Nguyen Benali Diallo "
        "Lopez Hoarau Payet Kowalski Mercier Marchand Fontaine Chevalier Guérin Haddad Ferreira Konaté Schmitt Le Goff"
    )
    .replace("Le Goff", "Le_Goff")
    .split()
)
UNLISTED = (
    "Zylberstein Petrossian Kermarrec Bouchareb Tchakounté Vandenbroucke Oyarzabal Ettori Casanova Hadjadj Ouedraogo "
    "Mbarga Rakotomalala Razafindrakoto Sivaganesan Papadopoulos Dragomirescu Szczepaniak Wisniewski Nowicki Kruszelnicki "
    "Bouzidi Chergui Meziane Belkacem Aïtouche Tlemçani Zerrouki Khelifi Boukhris Fauconnier Gauduchon Pellerin Quillévéré "
    "Guivarc'h Cloarec Kerbrat Lagadec Trébuchet Étchegaray Haramburu Urrutia Bidegain Santucci Colombani Mattei Giacobbi "
    "Vercruysse Deconinck Vandamme Delobelle Wattrelos Hennebelle Froissart Muckensturm Oberlé Stoffel Wurtz Kieffer Burckel "
    "Virapoullé Sautron Dambreville Grondineau Maillochon Taochy Boyadjian Terzian Manoukian Rossignolo Gambardella "
    "Pettinella Cavallaro Bianchini Marchetti Figueiredo Vasconcelos Guimaraes Quintanilla Echeverria Albarracin "
    "Yıldırım Demirtas Ozturk Karadag Hosseini Rahimi Sharma Nakamura Phommavong Saetern Da_Conceição De_la_Bretonnière "
    "Ben_Youssef El_Mansouri D'Haultfoeuille O'Callaghan Le_Tallec Saint-Aubert Dumont-Kermadec N'Guessan"
).split()
FIRST = (
    "Jean Sophie Karim Fatoumata Valérie Mireille Jean-Pierre Marie-Claude Mohamed Nathalie Christian Louise Thomas Aminata "
    "Bernard Yasmine Gérard Ludovic Chantal Romuald"
).split()
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
#: Words so small that one more or less tells nothing.
_SMALL = frozenset("le la l de du des d en au a est et n un no nom x c cle i".split())
_OURS = frozenset("numero telephone courriel compte adresse plaque date masque masquee".split())


@dataclass(frozen=True)
class Sample:
    """A message in pieces: (words, whether they must go)."""

    kind: str
    pieces: tuple[tuple[str, bool | None], ...]

    @property
    def text(self) -> str:
        """The message."""
        return "".join(words for words, _ in self.pieces)

    def around(self, before: str, after: str) -> "Sample":
        """The same, inside a longer message."""
        return Sample(self.kind, ((before, False), *self.pieces, (after, False)))

    def changed(self, change: Callable[[str], str]) -> "Sample":
        """The same, written otherwise."""
        return Sample(self.kind, tuple((change(words), secret) for words, secret in self.pieces))

    def leaks(self, masked: str) -> list[str]:
        """Words that had to go and are still there."""
        secret, kept = Counter(), Counter()
        for words, goes in self.pieces:
            (secret if goes else kept).update(_words(words))  # a first name that stays is no leak
        left = Counter(_words(masked)) - kept
        return sorted(word for word in secret if left[word])

    def losses(self, masked: str) -> list[str]:
        """Words that had to stay and are gone."""
        kept = Counter(w for words, goes in self.pieces if goes is False for w in _words(words))
        return sorted((kept - Counter(_words(masked))).elements())


def _words(text: str) -> list[str]:
    found = re.findall(r"[a-z]+|\d+", plain(text))
    return [w for w in found if w not in _SMALL and w not in _OURS]


def samples(rng: random.Random) -> Iterator[Sample]:
    """One sample of each kind, for ever."""
    while True:
        for kind, make in KINDS.items():
            yield Sample(kind, tuple(p for p in make(rng) if p[0]))


# ---------------------------------------------------------------------- numbers
def nir_digits(rng: random.Random) -> tuple[str, ...]:
    """Sex, year, month, département, commune, order, key (right three times in four)."""
    place = rng.choice(["59", "75", "13", "84", "2A", "2B", "99", "97", "01", "93"])
    parts = [rng.choice("12127"), f"{rng.randint(0, 99):02}", f"{rng.randint(1, 12):02}", place,
             f"{rng.randint(1, 989):03}", f"{rng.randint(1, 999):03}"]  # fmt: skip
    number = int("".join(parts).replace("2A", "19").replace("2B", "18"))
    key = 97 - number % 97 if rng.random() < 0.75 else rng.randint(1, 97)
    return (*parts, f"{key:02}")


def nir(rng: random.Random):
    """Typed."""
    parts = nir_digits(rng)
    if rng.random() < 0.3:
        parts = parts[:-1]
    joint = rng.choice([" ", " ", "", ".", "-"])
    lead = rng.choice(["NIR ", "n° de sécu : ", "son numéro est le ", "", "NSS ", "immatriculée "])
    return [
        (lead, False),
        (joint.join(parts), True),
        (rng.choice([" merci", ", en arrêt", ""]), False),
    ]


def spoken_nir(rng: random.Random):
    """Said in groups or digit by digit."""
    parts = nir_digits(rng)
    if not parts[3].isdigit():
        parts = (*parts[:3], "20", *parts[4:])
    if rng.random() < 0.3:
        said = " ".join(in_words(int(d)) for d in "".join(parts))
    else:
        said = " ".join(_said_group(p) for p in parts)
    lead = rng.choice(
        ["son numéro de sécu c'est le ", "alors le numéro c'est ", "je vous donne le numéro "]
    )
    return [
        (lead, False),
        (said, True),
        (rng.choice([" voilà", " et elle est en arrêt", ""]), False),
    ]


def _said_group(digits: str) -> str:
    rest = digits.lstrip("0")
    zeros = ["zéro"] * (len(digits) - len(rest))
    return " ".join([*zeros, *([in_words(int(rest))] if rest else [])])


def phone_pairs(rng: random.Random) -> list[str]:
    """Five pairs of digits, of France or overseas."""
    first = rng.choice(["06", "07", "01", "02", "03", "04", "05", "09"])
    pairs = [f"{rng.randint(0, 99):02}" for _ in range(4)]
    if rng.random() < 0.2:
        first, pairs[0] = rng.choice(
            [("02", "62"), ("06", "92"), ("05", "90"), ("05", "96"), ("06", "94"), ("02", "69")]
        )
    return [first, *pairs]


def phone(rng: random.Random):
    """Typed."""
    pairs = phone_pairs(rng)
    form = rng.randint(0, 6)
    if form == 0:
        number = "+33 " + pairs[0][1] + " " + " ".join(pairs[1:])
    elif form == 1:
        number = "0033" + pairs[0][1] + "".join(pairs[1:])
    elif form == 2:
        number = "+33 (0)" + pairs[0][1] + " " + " ".join(pairs[1:])
    elif form == 3:
        digits = "".join(pairs)
        number = f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    else:
        number = rng.choice([" ", "", ".", "-", "/"]).join(pairs)
    lead = rng.choice(["joindre au ", "tél : ", "son portable ", "tel ", "au ", "Tél. "])
    return [(lead, False), (number, True), (rng.choice([" après 16 h", ", merci", ""]), False)]


def spoken_phone(rng: random.Random):
    """Said in pairs or digit by digit."""
    pairs = phone_pairs(rng)
    if rng.random() < 0.25:
        said = " ".join(in_words(int(d)) for d in "".join(pairs))
    else:
        said = " ".join(_said_group(p) for p in pairs)
    lead = rng.choice(["vous pouvez me rappeler au ", "son numéro c'est le ", "c'est le "])
    return [(lead, False), (said, True), (rng.choice([" merci", " après seize heures", ""]), False)]


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


def account(rng: random.Random):
    """A French IBAN."""
    digits = "".join(str(rng.randint(0, 9)) for _ in range(23))
    check = 98 - int(digits + "152700") % 97
    number = f"FR{check:02}{digits}"
    if rng.random() < 0.6:
        number = " ".join(number[i : i + 4] for i in range(0, len(number), 4))
    return [
        (rng.choice(["IBAN ", "RIB : ", "versement sur "]), False),
        (number, True),
        (" svp", False),
    ]


def file_number(rng: random.Random):
    """Allocataire, dossier, matricule."""
    number = str(rng.randint(100000, 99999999))
    lead = rng.choice(["n° allocataire ", "numéro de dossier : ", "allocataire CAF n° ", "matricule ", "dossier MDPH n°",
                       "IPP ", "réf. dossier "])  # fmt: skip
    return [
        (lead, False),
        (number + rng.choice(["", "", "A", " B"]), True),
        (rng.choice([", en arrêt", "."]), False),
    ]


def plate(rng: random.Random):
    """A car."""
    letters = "ABCDEFGHJKLMNPQRSTVWXYZ"
    a, b = ("".join(rng.choices(letters, k=2)) for _ in range(2))
    number = f"{a}-{rng.randint(0, 999):03}-{b}"
    lead = rng.choice(["sa voiture immatriculée ", "véhicule ", "plaque : "])
    return [(lead, False), (number, True), (" est en panne", False)]


# ---------------------------------------------------------------------- births, addresses
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


# ---------------------------------------------------------------------- names
def _last(rng: random.Random, pool) -> str:
    return rng.choice(pool).replace("_", " ")


def _titled(pool):
    def make(rng: random.Random):
        civility = rng.choice(["Mme ", "M. ", "Madame ", "Monsieur ", "Mlle ", "Mr ", "Dr "])
        first = rng.choice(["", "", "", rng.choice(FIRST) + " "])
        last = _last(rng, pool)
        if rng.random() < 0.3:
            last = last.upper()
        rest = rng.choice([", 53 ans, est en arrêt", " vit seule à Lille", " est hospitalisé au CHU de Brest", ", retraitée",
                           " ne peut plus payer son loyer", " (59 ans)", " demande de l'aide"])  # fmt: skip
        return [(civility, False), (first + last, True), (rest, False)]

    return make


def _full(pool):
    def make(rng: random.Random):
        first, last = rng.choice(FIRST), _last(rng, pool)
        if rng.random() < 0.4:
            last = last.upper()
        rest = rng.choice(
            [
                ", 53 ans, est en arrêt",
                " vit seule à Lille",
                " a 60 ans",
                ", hospitalisé",
                " touche 800 euros",
            ]
        )
        if rng.random() < 0.25:
            return [(last.upper(), True), (f" {first}", None), (rest, False)]
        lead = rng.choice(["", "Situation de ", "je vous parle de ", "pour ", "Concernant "])
        return [(lead, False), (f"{first} ", None), (last, True), (rest, False)]

    return make


def _announced(pool):
    def make(rng: random.Random):
        first, last = rng.choice(FIRST), _last(rng, pool)
        lead = rng.choice(["je m'appelle ", "Bonjour, je m'appelle ", "elle s'appelle ", "une femme nommée ", "au nom de ",
                           "Patient : ", "de la part de "])  # fmt: skip
        rest = rng.choice(
            [", j'appelle pour une patiente", ", 45 ans", " et je suis assistante sociale"]
        )
        if rng.random() < 0.3:
            return [
                ("Nom : ", False),
                (last, True),
                (" Prénom : ", False),
                (first, None),
                (", en arrêt", False),
            ]
        if rng.random() < 0.3:
            return [("née ", False), (last, True), (", en arrêt depuis 3 mois", False)]
        return [(lead, False), (f"{first} ", None), (last, True), (rest, False)]

    return make


def _signed(pool):
    def make(rng: random.Random):
        first, last = rng.choice(FIRST), _last(rng, pool)
        ending = rng.choice(["Cordialement,\n", "Bien à vous, ", "Merci d'avance,\n", "Cdt, "])
        rest = rng.choice(
            ["\nAssistante sociale, CHU de Lille", ", CCAS de Brest", "", "\nService social"]
        )
        name = f"{first[0]}. " if rng.random() < 0.2 else f"{first} "
        return [(f"Elle est en arrêt. {ending}", False), (name, None), (last, True), (rest, False)]

    return make


KINDS: dict[str, Callable] = {
    "NIR tapé": nir, "NIR dicté": spoken_nir, "téléphone tapé": phone, "téléphone dicté": spoken_phone,
    "courriel": mail, "compte": account, "dossier": file_number, "plaque": plate, "naissance": birth,
    "adresse": address, "adresse dictée": spoken_address,
    "civilité + nom courant": _titled(LISTED), "civilité + nom rare": _titled(UNLISTED),
    "prénom + nom courant": _full(LISTED), "prénom + nom rare": _full(UNLISTED),
    "nom annoncé, courant": _announced(LISTED), "nom annoncé, rare": _announced(UNLISTED),
    "signature, nom courant": _signed(LISTED), "signature, nom rare": _signed(UNLISTED),
}  # fmt: skip


def written() -> Iterator[Sample]:
    """The messages of `tests/identifiants/messages.txt`, written by hand after the rules to judge them."""
    for line in WRITTEN.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            parts = re.split(r"\[\[(.*?)\]\]", line)
            yield Sample("écrit", tuple((p, bool(k % 2)) for k, p in enumerate(parts) if p))
