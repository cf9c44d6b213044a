"""Where the person lives, and the places that are not theirs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Elle habite Fougères.", "35"),
        ("habite beziers, malade", "34"),
        ("monsieur 80 ans chalons en champagne n'a plus rien", "51"),
        ("RETRAITE 74 ANS, BASTIA. TOITURE QUI FUIT", "2B"),
        ("une dame dans le 59", "59"),
        ("il vit dans le neuf-trois", "93"),
        ("Code postal 56100", "56"),
        ("Montreuil 93, famille de quatre", "93"),
        ("une dame de Valence, dans la Drôme", "26"),
        ("Il habite Charlieu, 42.", "42"),
        ("Un monsieur du Creusot", "71"),
        ("elle vit à Perpignant", "66"),
        ("il habite à Thonon", "74"),
        ("elle vit à Brive", "19"),
        ("Mme D., 49 ans, Pau, malade", "64"),
        ("Elle habite Saint-Malo, hospitalisée au CHU de Rennes", "35"),
        ("suivi à la MDS de Mâcon où il habite", "71"),
        ("CCAS de Carpentras : une dame de la commune", "84"),
        ("AS de secteur à Dunkerque. Une dame d'ici est malade", "59"),
        ("elle a quitté Toulouse, maintenant elle vit à Figeac", "46"),
        ("il ne vit pas à Sedan mais à Reims", "51"),
        ("elle loge rue de Strasbourg, à La Rochelle", "17"),
        ("il est sur brest euh non pas brest il habite quimper", "29"),
        ("la patiente vit à Marie-Galante", "971"),
        ("je suis à Lille mais le salarié est à Cahors, malade", "46"),
        ("mon mari est malade, nous sommes à Dijon", "21"),
        ("à deux rues de notre lycée de Forbach, une dame malade", "57"),
        ("Je tiens un garage à Bergerac, mon carrossier est malade", "24"),
        ("elle est de Mamoudzou, évacuée vers le CHU de Saint-Denis, à La Réunion", "976"),
        ("la police municipale de Cholet, on est chez une dame malade", "49"),
        ("Elle vit à Lure avec son fils malade", "70"),
        ("Mme B., 60 ans, malade, vit à Vienne", "38"),
        ("un monsieur malade de la Vienne", "86"),
        ("un livreur malade, dans la Creuse", "23"),
        ("elle vit dans le Val-de-Marne", "94"),
        ("Mme B., 60 ans, malade, habite Cosne-sur-Loire", "58"),
        ("il vit à cosne sur loire", "58"),
        ("Mme B., malade, Sables-d'Olonne", "85"),
        ("il vit à Roissy", "95"),
        ("il vit à Roissy-en-Brie", "77"),
        ("Je suis médecin à Hazebrouck, ma patiente de Bailleul est malade", "59"),
    ],
)
def test_place_of_the_person(facts, text, code):
    assert facts(text).get("departement") == code


@pytest.mark.parametrize(
    "text",
    [
        "elle est hospitalisée à Amiens",
        "je suis infirmière à Cahors, une patiente est malade",
        "Monsieur Lyon est malade",
        "Mme Jolivet est malade",
        "sa fille vit à Agen",
        "il sera opéré dans dix jours",
        "en arrêt depuis la Toussaint",
        "il habite au 59 avenue Jean-Jaurès",
        "Cher confrère, ce patient est malade",
        "le transfert de Roanne à Saint-Étienne",
    ],
)
def test_no_place_of_the_person(facts, text):
    assert "departement" not in facts(text)


@pytest.mark.parametrize("text", ["Un habitant de Valence", "Elle est de Saint-Denis"])
def test_homonyms_are_left_unknown_and_reported(reader, text):
    reading = reader.read(text)
    assert len(reading.lieux) > 1
    assert not [a for a in reading.assertions if a.fait == "departement"]


@settings(max_examples=60, deadline=None)
@given(st.text("aàdeilnorstuv LMNPS-'0123456789(),.", max_size=40))
def test_anything_is_read_without_error(reader, text):
    for frame in ("{}", "elle habite {}", "{} (59)"):
        reader.read(frame.format(text))
