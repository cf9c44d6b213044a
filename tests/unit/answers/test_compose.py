"""The answer: what people read and what programs read say the same."""

from __future__ import annotations

import pytest

from actions.answers.wording import load_wording
from actions.assembly import DATA
from actions.dialogue.conversation import Conversation
from actions.dialogue.dispatch import take_turn
from bot.source import SourceError

LEAVE = (
    "Mme, 53 ans, habite Avignon, en arrêt de travail depuis 4 mois, ne peut plus payer son loyer"
)


@pytest.fixture
def told(assistant, reader):
    """The turn that answers one text."""
    return lambda text: take_turn(assistant, Conversation(), text, reader.read(text))


def test_verdict_first_then_why_then_steps_then_contacts(told):
    (reply,) = told(LEAVE).replies
    order = [reply.text.index(part) for part in (
        "Cette situation relève du service social", "**Pourquoi**", "« en arrêt de travail depuis 4 mois »",
        "**Que faire maintenant**", "**Contacts**", "livret")]  # fmt: skip
    assert order == sorted(order)


def test_text_and_payload_agree(told):
    (reply,) = told(LEAVE).replies
    payload = reply.payload
    assert payload["titre"] in reply.text
    assert all(step in reply.text for step in payload["etapes"])
    assert all(c["nom"] in reply.text for c in payload["contacts"])
    assert all(f"« {m['preuve']} »" in reply.text for m in payload["motifs"])


def test_the_payload_has_the_keys_of_the_contract(told):
    payload = told(LEAVE).replies[0].payload
    assert {"type", "orientation", "missions", "orientations_complementaires", "faits", "motifs", "etapes",
            "contacts", "cas_pratique", "reference"} <= set(payload)  # fmt: skip
    assert {"nom", "telephone", "courriel", "url"} <= set(payload["contacts"][0])
    assert {"fait", "valeur", "preuve", "source"} <= set(payload["motifs"][0])
    assert None not in payload["faits"].values()
    assert payload["politique"]


def test_faits_holds_no_unknown_fact_and_no_presumption(told):
    payload = told(LEAVE).replies[0].payload
    assert "regime" not in payload["faits"] and "isolement" not in payload["faits"]


def test_a_homonym_is_asked_about_only_when_the_contact_depends_on_it(told):
    lost = "en arrêt de travail depuis 4 mois, ne peut plus payer son loyer, habite à "
    without = told(lost + "Saint-Denis").replies[0]
    assert "departement" not in without.payload["faits"]
    assert "Plusieurs communes" not in without.text


@pytest.mark.parametrize(
    "old, new, words",
    [("merci:", "mercy:", "inconnue"), ("  cpam: Cette demande", "  cpa: Cette demande", "cpam"),
     ("[Oui, Non, Je ne sais pas]", "[Oui, Non]", "trois réponses")],
)  # fmt: skip
def test_mistakes_in_the_wording_name_the_file(old, new, words, tmp_path):
    text = (DATA / "wording" / "textes.yml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "textes.yml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SourceError, match=r"^textes\.yml:\d+: ") as error:
        load_wording(path)
    assert words in str(error.value)
