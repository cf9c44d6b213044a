"""Numbers that identify somebody, typed and said."""

from __future__ import annotations

import random

from tests.guises import in_words


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
