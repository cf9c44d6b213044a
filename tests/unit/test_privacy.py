"""What identifies a person is masked, what tells the situation is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy import mask


@pytest.mark.parametrize(
    "secret",
    ["2 85 05 78 006 084 36", "285057800608436", "1 85 05 2A 006 084", "06 12 34 56 78", "0612345678",
     "+33 6 12 34 56 78", "06.12.34.56.78", "prenom.nom@chu-exemple.fr",
     "FR76 3000 6000 0112 3456 7890 189"],
)  # fmt: skip
def test_identifiers_are_masked_anywhere(secret):
    for text in (secret, f"joindre au {secret}, merci", f"Mme ({secret}) en arrêt depuis 3 mois"):
        assert secret not in mask(text)
        assert "masqué" in mask(text)


@pytest.mark.parametrize(
    "text, name",
    [("Mme Vasseur est en arrêt", "Vasseur"), ("M. Jean Dupont, 45 ans", "Dupont"),
     ("Madame Le Goff vit seule", "Goff"), ("pour Monsieur Zylberstein.", "Zylberstein")],
)  # fmt: skip
def test_names_after_a_civility_are_masked(text, name):
    assert name not in mask(text)


def test_a_birth_date_leaves_only_its_year():
    assert mask("Mme née le 12/05/1984, en arrêt") == "Mme née en 1984, en arrêt"


@pytest.mark.parametrize("address", ["17 rue des Quatrevents", "3 bis, avenue Jean Jaurès"])
def test_addresses_are_masked(address):
    masked = mask(f"elle habite {address} à Lille depuis 3 ans")
    assert address.split()[-1] not in masked and "Lille" in masked


@pytest.mark.parametrize(
    "text",
    ["Mme est en arrêt depuis 3 mois", "M. D., 45 ans, 3646", "appeler le 39 60 ou le 3114",
     "800 € par mois, 2 enfants de 12 et 14 ans", "59000 Lille", "arrêt du 12/03/2026 au 12/06/2026",
     "MME EST EN ARRET DEPUIS 3 MOIS", "Madame habite Lille"],
)  # fmt: skip
def test_the_situation_is_left_alone(text):
    assert mask(text) == text


@given(st.text(max_size=200))
def test_any_text_can_be_masked_twice(text):
    assert mask(mask(text)) == mask(text)


@given(st.from_regex(r"0[1-79]( \d\d){4}", fullmatch=True))
def test_any_french_phone_number_is_masked(number):
    assert number not in mask(f"au {number} svp")
