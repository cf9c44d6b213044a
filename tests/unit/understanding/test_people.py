"""Whose words: the insured person's, somebody else's, the writer's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.roles import AUTEUR, AUTRE, PERSONNE

OWNERS = [
    # a relative of the person
    ("Mme R. travaille, son mari est malade", "malade", AUTRE),
    ("Son mari est malade. Elle travaille.", "travaille", PERSONNE),
    ("M. B., dont la femme est arrêtée, travaille", "travaille", PERSONNE),
    ("M. B., dont la femme est arrêtée, travaille", "arretee", AUTRE),
    ("Sa mère est malade ; lui travaille", "travaille", PERSONNE),
    ("Mme D. va bien mais sa sœur est endettée", "endettee", AUTRE),
    ("c'est son fils qui est malade", "malade", AUTRE),
    ("Son frère handicapé vit avec lui. Il est malade.", "malade", PERSONNE),
    ("Mme C. a une fille qui aide pendant qu'elle est hospitalisée", "hospitalisee", PERSONNE),
    ("Elle vit chez une amie en comptant ses pièces", "pieces", PERSONNE),
    # the person is the writer's relative
    ("Mon père est malade ; moi j'habite Toulouse", "malade", PERSONNE),
    ("Mon père est malade ; moi j'habite Toulouse", "toulouse", AUTEUR),
    ("C'est pour ma fille, elle est malade", "malade", PERSONNE),
    ("Ma mère est décédée en mars ; mon père est malade", "malade", PERSONNE),
    ("j'appelle pour une amie, elle est malade", "malade", PERSONNE),
    # the writer
    ("Je suis infirmière à Nevers et je suis une patiente malade", "nevers", AUTEUR),
    ("Je suis infirmière et je suis une patiente malade", "malade", PERSONNE),
    ("Secrétaire de mairie, je signale M. T., malade", "mairie", AUTEUR),
    ("Secrétaire de mairie, je signale M. T., malade", "malade", PERSONNE),
    ("J'ai un patient malade", "malade", PERSONNE),
    # who is pointed at
    ("M. Roy est alité, mais l'assurée que je vous adresse est Mme Roy, malade", "alite", AUTRE),
    (
        "M. Roy est alité, mais l'assurée que je vous adresse est Mme Roy, malade",
        "malade",
        PERSONNE,
    ),
    ("oubliez la jeune femme arrêtée, je vous parle de M. Z., malade", "malade", PERSONNE),
    ("je vous parle du père, malade, pas de la mère, endettée", "malade", PERSONNE),
]


@pytest.mark.parametrize(("text", "word", "owner"), OWNERS)
def test_owner(people, text, word, owner):
    words, read = people(text)
    assert read.owner(words.tokens.index(word)) == owner


@pytest.mark.parametrize(
    "text",
    [
        "je suis en arrêt depuis deux mois",
        "J'ai 45 ans, je vis seule et mon patron veut me licencier",
        "mon mari me frappe, j'ai peur",
        "je suis une dame de 63 ans, je touche une petite pension",
        "C'est ma grand-mère qui m'a élevé ; moi, 19 ans, je n'ai plus de quoi manger",
        "Je suis divorcée, 49 ans, caissière, arrêt depuis 5 mois, mon fils vit avec moi",
        "jsui en aret depui 2 moi",
        "mes parents sont malades mais c'est pour moi que j'appelle",
        "la voisine est malade. Pour ma part je suis à la retraite",
    ],
)
def test_speaks_of_themselves(people, text):
    assert people(text)[1].self_told


@pytest.mark.parametrize(
    "text",
    [
        "je suis assistante sociale, j'accompagne Mme D., en arrêt",
        "Mon père, 81 ans, ne se lave plus ; moi j'habite Toulouse",
        "c'est pour mon mari, il est en arrêt. Moi je suis salariée.",
        "On m'a dit de vous appeler. Il est en arrêt.",
        "je suis un monsieur de 50 ans, je suis son infirmière à domicile",
        "Mon voisin est rentré de l'hôpital, je lui monte son pain",
        "Ma mère a 88 ans, je suis sa fille et j'ai mon travail",
    ],
)
def test_speaks_of_somebody_else(people, text):
    assert not people(text)[1].self_told


def test_greeting_names_nobody(people):
    _, read = people("Bonjour madame, je suis en arrêt")
    assert not [m for m in read.mentions if m.kind == "user"]


def test_pension_is_not_a_pensioner(people):
    _, read = people("il a pris sa retraite")
    assert [m.kind for m in read.mentions] == ["pronoun"]


def test_known_self_is_believed(reader, words):
    from bot.understanding.people import read_people

    assert read_people(words("mon mari est malade"), reader.roles, True).self_told


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "je moi lui elle il son sa mon ma mari femme mère père patient Mme dame est a qui dont "
            "et mais , . ; pour avec de la le une malade 50 ans".split()
        ),
        max_size=25,
    )
)
def test_every_word_has_an_owner(people, tokens):
    words, read = people(" ".join(tokens))
    assert len(read.owners) == len(words)
    assert set(read.owners) <= {PERSONNE, AUTRE, AUTEUR}


def test_a_message_is_about_somebody(reader):
    """A relative named like the person, and nobody else: the facts are theirs."""
    read = {
        a.fait: a.valeur
        for a in reader.read("mari caissier, burn out, en arrêt depuis 11 semaines").assertions
        if a.retenue
    }
    assert read["arret_travail"] is True and read["duree_arret_mois"] == 2.5
