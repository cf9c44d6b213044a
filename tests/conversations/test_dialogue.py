"""The journeys around a decision: questions, answers, emergencies, another situation."""

from __future__ import annotations

import pytest


async def test_asks_one_question_then_decides(partner):
    await partner.say("une dame de 45 ans est en arrêt de travail depuis 2 mois")
    question = partner.payload("question")
    assert question["fait"] == "difficulte_financiere"
    assert question["format"] == "oui_non" and question["rang"] == 1 and question["pourquoi"]
    assert sum(m.get("custom", {}).get("type") == "question" for m in partner.messages) == 1
    await partner.say("oui")
    decided = partner.payload("orientation")
    assert decided["orientation"] == "service_social"
    assert decided["faits"]["difficulte_financiere"] is True


async def test_never_more_than_four_questions_then_a_person(partner):
    await partner.say("une dame de 45 ans est en arrêt de travail depuis 2 mois")
    asked = []
    while partner.payload("question"):
        asked.append(partner.payload("question")["fait"])
        await partner.say("je ne sais pas")
    assert len(asked) == len(set(asked)) <= 4
    decided = partner.payload("orientation")
    assert decided["orientation"] == "a_preciser"
    assert decided["contacts"][0]["telephone"] == "3646"


async def test_a_whole_sentence_answers_too(partner):
    await partner.say("monsieur de 50 ans en arrêt maladie depuis 5 semaines")
    await partner.say("non, mais il a peur de perdre son emploi")
    decided = partner.payload("orientation")
    assert decided["faits"]["difficulte_financiere"] is False
    assert decided["faits"]["risque_emploi"] is True
    assert decided["orientation"] == "service_social"


async def test_a_correction_changes_the_orientation_and_says_so(partner):
    await partner.say("Un homme de 53 ans, sans problème de santé, ne peut plus payer son loyer")
    assert partner.payload("orientation")["orientation"] == "service_social_departemental"
    await partner.say(
        "Erreur de ma part : il est en arrêt de travail depuis 3 mois pour une dépression"
    )
    decided = partner.payload("orientation")
    assert decided["orientation"] == "service_social"
    assert (
        "L'orientation passe des services sociaux" in partner.text and "parce que" in partner.text
    )


@pytest.mark.parametrize(
    "text, kind, number",
    [
        ("ma patiente dit qu'elle veut mourir", "suicidaire", "3114"),
        ("son mari la frappe", "violence", "3919"),
        ("il va dormir dehors ce soir", "sans_abri", "115"),
        ("un enfant est battu par son père", "enfant_danger", "119"),
        ("il ne respire plus", "vitale", "15"),
    ],
)
async def test_emergency_numbers_come_first(text, kind, number, partner):
    await partner.say(text)
    first = partner.messages[0]
    urgence = partner.payload("urgence")
    assert urgence["urgence"] == kind
    assert number in [c["telephone"] for c in urgence["contacts"]]
    assert number in first["text"]
    assert partner.payload("question") is None


async def test_orientation_goes_on_after_an_emergency(partner):
    await partner.say("Il parle de se suicider. Il est en arrêt de travail.")
    assert partner.payload("urgence")
    await partner.say("continuer")
    assert partner.payload("question") or partner.payload("orientation")
    assert partner.payload("urgence") is None


async def test_another_situation_starts_clean(partner):
    await partner.say(
        "un homme de 39 ans à Mayotte évacué vers La Réunion, soins impossibles sur place"
    )
    assert partner.payload("orientation")
    await partner.say("autre situation")
    await partner.say("une dame veut des informations sur sa pension de réversion")
    decided = partner.payload("orientation")
    assert decided["orientation"] == "carsat_retraite"
    assert "age" not in decided["faits"] and "departement" not in decided["faits"]


async def test_why_this_question_then_the_question_again(partner):
    await partner.say("une dame de 45 ans est en arrêt de travail depuis 2 mois")
    await partner.say("pourquoi cette question ?")
    assert partner.payload("question")["fait"] == "difficulte_financiere"
    assert "baisse de revenus" in partner.text


async def test_local_contact_of_the_south_east(partner):
    await partner.say(
        "Mme habite Avignon, en arrêt depuis 4 mois, elle ne peut plus payer son loyer"
    )
    contacts = partner.payload("orientation")["contacts"]
    assert "servicesocial84@carsat-sudest.fr" in [c["courriel"] for c in contacts]


async def test_staff_of_the_insurance_use_medialog(partner):
    await partner.say(
        "Je suis technicienne à la CPAM, un assuré en arrêt depuis 4 mois ne peut plus payer son loyer"
    )
    decided = partner.payload("orientation")
    assert "Medialog+" in [c["nom"] for c in decided["contacts"]]
    assert "Medialog+" in decided["etapes"][0]


async def test_the_insured_person_is_addressed_as_such(partner):
    await partner.say("je suis en arrêt depuis 4 mois et je n'arrive plus à payer mon loyer")
    assert "Votre situation" in partner.text
    assert partner.payload("orientation")["faits"]["profil"] == "assure"


@pytest.mark.parametrize(
    "text", ["bonjour", "merci", "au revoir", "parler à un conseiller", "pourquoi", "oui"]
)
async def test_every_act_is_answered_in_words(text, partner):
    await partner.say(text)
    assert partner.text.strip()
    assert "incident" not in str(partner.messages)


async def test_facts_are_slots_with_their_words(partner):
    await partner.say(
        "Mme, 53 ans, en arrêt de travail depuis 4 mois, ne peut plus payer son loyer"
    )
    slot = await partner.slot("age")
    assert slot == {"valeur": 53, "preuve": "53 ans", "tour": 1, "qualificatifs": []}
    assert await partner.slot("isolement") is None
