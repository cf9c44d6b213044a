"""Names: some that `data/privacy/noms_de_famille.txt` holds and some that it does not."""

from __future__ import annotations

import random

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


def _last(rng: random.Random, pool) -> str:
    return rng.choice(pool).replace("_", " ")


def titled(pool):
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


def full(pool):
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


def announced(pool):
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


def signed(pool):
    def make(rng: random.Random):
        first, last = rng.choice(FIRST), _last(rng, pool)
        ending = rng.choice(["Cordialement,\n", "Bien à vous, ", "Merci d'avance,\n", "Cdt, "])
        rest = rng.choice(
            ["\nAssistante sociale, CHU de Lille", ", CCAS de Brest", "", "\nService social"]
        )
        name = f"{first[0]}. " if rng.random() < 0.2 else f"{first} "
        return [(f"Elle est en arrêt. {ending}", False), (name, None), (last, True), (rest, False)]

    return make
