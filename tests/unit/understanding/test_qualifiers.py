"""Denied, past, supposed, asked, guessed: what the words around a fact do to it."""

from __future__ import annotations

import datetime

import pytest

from bot.situation import DEVINEE, HYPOTHESE, NIE, PASSE, QUESTION

TODAY = datetime.date(2026, 11, 21)


@pytest.fixture(scope="module")
def qualify(reader, words):
    """The blocking qualifiers of the bracketed words."""

    def of(marked: str) -> set[str]:
        before, _, rest = marked.partition("[")
        inside, _, after = rest.partition("]")
        read = words(before + inside + after)
        start, end = len(before), len(before + inside)
        inner = [i for i, w in enumerate(read.words) if start <= w.start and w.end <= end]
        found = reader.qualifiers.of(read, inner[0], inner[-1] + 1, TODAY)
        return found & {NIE, PASSE, HYPOTHESE, QUESTION, DEVINEE}

    return of


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("elle est [en arrêt]", set()),
        ("elle n'est pas [en arrêt]", {NIE}),
        ("elle est plus [en arrêt]", {NIE}),
        ("il n'a jamais été [hospitalisé]", {NIE}),
        ("sans aucune [dette]", {NIE}),
        ("ni [dettes] ni soucis", {NIE}),
        ("aucun doute qu'il est [en arrêt]", set()),
        ("non seulement il est [en arrêt]", set()),
        ("elle n'est pas seule mais [en arrêt]", set()),
        ("il ne nie pas être [malade]", set()),
        ("il [dormait dehors] il y a dix ans", {PASSE}),
        ("elle a été opérée d'[un cancer] en 2009", {PASSE}),
        ("[opérée de la hanche il y a douze ans]", {PASSE}),
        ("quand il était enfant il a eu [une leucémie]", {PASSE}),
        ("si elle était [en arrêt]", {HYPOTHESE, PASSE}),
        ("s'il est [arrêté] il préviendra", {HYPOTHESE}),
        ("si elle ferme, elle perd [son emploi]", set()),
        ("si jamais il tombe pour l'instant il [travaille]", set()),
        ("c'est peut-être [une dépression]", {HYPOTHESE}),
        ("il se casse la jambe, il est [en arrêt]", set()),
        ("est-ce qu'il est [en arrêt] ?", {QUESTION}),
        ("doit-on comprendre qu'elle est [en arrêt] ?", {QUESTION}),
        ("je pense que c'est [une dépression]", {DEVINEE}),
        ("son médecin pense qu'elle fait [une dépression]", {DEVINEE}),
        ("sans doute [à court d'argent]", set()),
    ],
)
def test_qualifiers(qualify, marked, found):
    assert qualify(marked) == found


@pytest.mark.parametrize(
    ("text", "fait", "valeur"),
    [
        ("il craint de perdre son emploi", "risque_emploi", True),
        ("elle voudrait une aide ménagère", "demande", "aide_domicile"),
        ("il a pris sa retraite l'an dernier", "situation_professionnelle", "retraite"),
    ],
)
def test_some_facts_survive_a_wish_or_a_fear(facts, text, fait, valeur):
    assert facts(text).get(fait) == valeur
