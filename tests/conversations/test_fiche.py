"""A situation taken up again with its reference, and one reference a situation."""

from __future__ import annotations

import sqlalchemy as sa

from bot.stores.opinions import OPINIONS

LEAVE = "Mme, 53 ans, habite Avignon, en arrêt de travail depuis 4 mois, ne peut plus payer son loyer"


async def reference_of(partner, text=LEAVE):
    """The reference of the orientation a text is given."""
    return (await partner.say(text)).payload("orientation")["reference"]


async def test_a_situation_is_taken_up_in_another_conversation(new_partner):
    reference = await reference_of(new_partner())
    other = await new_partner().say(f"reprendre {reference}")
    assert f"Je reprends la situation {reference}" in other.text
    assert "21 novembre 2026" in other.text and "53 ans" in other.text
    decided = other.payload("orientation")
    assert decided["orientation"] == "service_social" and decided["reference"] == reference
    assert decided["faits"]["age"] == 53 and decided["faits"]["departement"] == "84"
    assert "Que faire maintenant" in other.text and "Cela vous a-t-il aidé" not in other.text


async def test_spelled_on_the_phone(new_partner):
    reference = await reference_of(new_partner())
    digits = "zéro un deux trois quatre cinq six sept huit neuf".split()
    aloud = " ".join(digits[int(s)] if s.isdigit() else s.lower() for s in reference.replace("-", ""))
    other = await new_partner(canal="voix").say(f"je voudrais reprendre la référence {aloud}")
    assert other.payload("orientation")["reference"] == reference


async def test_what_is_added_goes_on_from_there(new_partner):
    reference = await reference_of(new_partner())
    other = new_partner()
    await other.say(f"reprendre {reference}, en fait elle a 61 ans")
    assert other.payload("orientation")["faits"]["age"] == 61
    third = await new_partner().say(reference)
    assert third.payload("orientation")["faits"]["age"] == 61  # the sheet was updated, not another drawn


async def test_what_was_asked_is_not_asked_again(new_partner):
    first = await new_partner().say("une dame de 45 ans est en arrêt de travail depuis 2 mois")
    asked = []
    while first.payload("question"):
        asked.append(first.payload("question")["fait"])
        await first.say("je ne sais pas")
    reference = first.payload("orientation")["reference"]
    other = await new_partner().say(f"reprendre {reference}")
    assert asked and other.payload("question") is None
    assert other.payload("orientation")["orientation"] == "a_preciser"


async def test_one_reference_a_situation(partner):
    reference = await reference_of(partner)
    await partner.say("en fait elle a 54 ans")
    assert partner.payload("orientation")["reference"] == reference
    await partner.say("autre situation")
    assert await reference_of(partner, "elle veut des informations sur sa pension de réversion") != reference
    await partner.say(f"reprendre {reference}")
    assert partner.payload("orientation")["faits"]["age"] == 54


async def test_the_payload_says_where_the_sheet_is(partner):
    reference = await reference_of(partner)
    links = partner.payload("orientation")["fiche"]
    assert links == {"reference": reference, "json": f"/fiche/{reference}", "txt": f"/fiche/{reference}.txt",
                     "pdf": f"/fiche/{reference}.pdf"}  # fmt: skip
    await partner.say("la fiche")
    sheet = partner.payload("information")["fiche"]
    assert reference in sheet["texte"]
    assert sheet["courriel"]["a"] == "servicesocial84@carsat-sudest.fr"
    assert sheet["courriel"]["mailto"].startswith("mailto:servicesocial84@carsat-sudest.fr?subject=")


async def test_an_identifier_is_on_no_sheet(partner):
    await partner.say("Mme Zylberstein, 2 85 05 78 006 084 36, 06 12 34 56 78, Avignon, en arrêt depuis 4 mois, "
                      "ne peut plus payer son loyer")  # fmt: skip
    await partner.say("la fiche")
    assert "FICHE" in partner.text
    for secret in ("Zylberstein", "006 084", "34 56 78"):
        assert secret not in str(partner.messages)


async def test_an_opinion_is_kept_without_the_situation(new_partner, assistant):
    before = len(assistant.opinions.all())
    for word in ("utile", "pas utile parce que mon téléphone, 06 12 34 56 78, ne passe pas",
                 "pas utile, elle est en arrêt depuis 9 mois"):  # fmt: skip
        await (await new_partner(canal="voix").say(LEAVE)).say(word)
    kept = assistant.opinions.all()[before:]
    assert [o.utile for o in kept] == [True, False, False]
    assert {(o.jour, o.orientation, o.regle, o.canal) for o in kept} == {
        ("2026-11-21", "service_social", "service_social_fragilite", "voix")
    }
    assert "[téléphone masqué]" in kept[1].mot and "06 12" not in kept[1].mot
    assert kept[2].mot == ""  # it told of the situation
    assert {c.name for c in OPINIONS.c} == {"id", "jour", "orientation", "regle", "politique", "canal", "utile", "mot"}


async def test_it_is_noted_once_even_when_taken_up_again(new_partner, assistant):
    first = new_partner()
    reference = await reference_of(first)
    await first.say("utile")
    before = len(assistant.opinions.all())
    other = await new_partner().say(f"reprendre {reference}")
    await other.say("pas utile")
    assert "déjà noté" in other.text and len(assistant.opinions.all()) == before


async def test_effacer_leaves_nothing_of_the_conversation(agent, partner):
    reference = await reference_of(partner)
    await partner.say("autre situation")
    second = await reference_of(partner, "elle veut des informations sur sa pension de réversion")
    await partner.say("effacer")
    assert "C'est effacé" in partner.text
    with agent.tracker_store.engine.connect() as connection:
        for table, column, values in (("conversation_events", "sender_id", (partner.sender,)),
                                      ("fiches", "reference", (reference, second))):  # fmt: skip
            for value in values:
                query = sa.text(f"SELECT count(*) FROM {table} WHERE {column} = :value")
                assert connection.execute(query, {"value": value}).scalar_one() == 0
    await partner.say(f"reprendre {reference}")
    assert "Je ne trouve rien" in partner.text
    await partner.say("la fiche")
    assert partner.payload("information")["sujet"] == "fiche_trop_tot"
