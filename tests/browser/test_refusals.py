"""What is not an answer: refusals, nonsense, breakdowns. It is told, and nobody is hammered."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.browser.widget import TURN, Widget

QUESTION = "Mme 53 ans, AT dp 4 mois, vit à Avignon"
BASE = "**/webhooks/web/"
KEY = "JSON.parse(Object.values(sessionStorage)[0]).conversation"
ERASE = f"() => fetch('/webhooks/web/conversation', {{method: 'DELETE', headers: {{Authorization: 'Bearer ' + {KEY}}}}})"


def answered(*lines: dict) -> dict:
    """What a message is answered with."""
    body = "".join(json.dumps(line) + "\n" for line in lines)
    return {"status": 200, "content_type": "application/x-ndjson", "body": body}


def told(texte: str, rang, **donnees: object) -> dict:
    """A line with a message of the assistant."""
    return {"message": {"rang": rang, "de": "assistant", "id": None, "texte": texte, "boutons": [], "donnees": donnees, "heure": ""}}


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_server_that_is_not_ours_is_asked_once(open_page, status):
    """A wrong address, a proxy that wants a password: not a request more until somebody types."""
    page = open_page()
    asked = []

    def refuse(route):
        asked.append(route.request.url)
        route.fulfill(status=status, body="<html>", content_type="text/html")

    page.context.route(BASE + "conversation*", refuse)
    widget = Widget(page)
    widget.launcher.click()
    expect(widget.status).to_contain_text("pas disponible")
    expect(widget.status).to_contain_text("3646")
    page.wait_for_timeout(1_000)
    assert len(asked) == 1


def test_a_server_that_loses_every_conversation_is_asked_less_and_less(widget):
    asked = []

    def lose(route):
        asked.append(route.request.url)
        route.fulfill(status=404, json={"erreur": "Cette conversation n'existe plus.", "code": "conversation_inconnue"})

    widget.open()
    widget.page.context.route(BASE + "message", lose)
    widget.type(QUESTION)
    expect(widget.status).to_contain_text("Connexion interrompue")
    widget.page.wait_for_timeout(1_000)
    assert len(asked) <= 2
    widget.page.context.unroute(BASE + "message")
    widget.ready(2)
    expect(widget.own).to_have_count(1)


@pytest.mark.parametrize("body", ["<html>Bienvenue sur le wifi</html>", "", "{}", "null"])
def test_what_is_not_an_answer_is_a_cut(open_page, body):
    page = open_page()
    page.context.route(BASE + "conversation*", lambda route: route.fulfill(status=200, body=body))
    widget = Widget(page)
    widget.launcher.click()
    expect(widget.status).to_contain_text("Connexion interrompue")
    page.context.unroute(BASE + "conversation*")
    widget.ready(1)
    assert page.problems == []


def test_opened_offline_it_begins_as_soon_as_the_network_is_back(widget):
    widget.page.clock.install(time=0)
    widget.page.clock.pause_at(1_000)
    widget.page.context.set_offline(True)
    widget.launcher.click()
    expect(widget.status).to_contain_text("Connexion interrompue")
    widget.page.context.set_offline(False)  # the clock of the page stands still: no pause ends by itself
    widget.ready(1)


def test_a_lost_conversation_is_said_to_be_lost(widget):
    widget.open()
    widget.say(QUESTION)
    widget.page.evaluate(ERASE)
    widget.type("elle a deux enfants")
    expect(widget.status).to_contain_text("La conversation précédente n'est plus disponible", timeout=TURN)
    widget.ready(2)
    expect(widget.status).to_contain_text("La conversation précédente n'est plus disponible")
    expect(widget.own).to_have_count(1)


def test_a_message_that_waited_while_another_tab_erased_is_not_lost(widget):
    widget.open()
    widget.say(QUESTION)
    seen = []

    def erased_meanwhile(route):
        seen.append(route.request.post_data_json["id"])
        if len(seen) > 1:
            return route.continue_()
        refusal = {"erreur": "Cette conversation n'existe plus.", "code": "conversation_inconnue"}
        return route.fulfill(**answered({"recu": seen[0]}, refusal, {"fin": -1}))

    widget.page.evaluate(ERASE)
    widget.page.context.route(BASE + "message", erased_meanwhile)
    widget.type("elle a deux enfants")
    widget.ready(2)
    expect(widget.own).to_have_text(["Vous : elle a deux enfants"])


def test_a_message_that_met_a_breakdown_may_be_taken_back(widget):
    widget.open()
    widget.say(QUESTION)
    page = widget.page

    def broken(route):
        said = told("Un problème technique.", None, type="information", sujet="panne", source="assistant", incident="1")
        route.fulfill(**answered({"recu": route.request.post_data_json["id"]}, said, {"fin": 20}))

    page.context.route(BASE + "message", broken)
    widget.type("oui")
    expect(widget.answers.last).to_contain_text("Un problème technique.")
    expect(widget.own.last).to_contain_text("Non envoyé.")
    page.context.unroute(BASE + "message")
    page.get_by_role("button", name="Remettre dans la zone de saisie").click()
    assert widget.field.input_value() == "oui"
    page.keyboard.press("Enter")
    expect(widget.answers.last).to_contain_text("relève du service social", timeout=TURN)
    assert "attente" not in " ".join(widget.own.all_inner_texts())


def test_a_payload_it_does_not_know_leaves_the_words(widget):
    """A pinned version talks to newer servers."""
    widget.open()
    newer = told("Composez le 3646.", 30, type="orientation", orientation="service_social")
    widget.page.context.route(
        BASE + "message",
        lambda route: route.fulfill(**answered({"recu": route.request.post_data_json["id"]}, newer, {"fin": 30})),
    )
    widget.type("bonjour")
    expect(widget.answers.last).to_contain_text("Composez le 3646.")
    expect(widget.status).to_have_text("")
    assert widget.page.problems == []


def test_what_is_too_long_is_said_before_it_is_sent(widget):
    widget.open()
    left = widget.page.locator("assistant-orientation #reste")
    widget.page.keyboard.insert_text("a" * 5_000)
    expect(left).to_contain_text("a pu être coupée")
    widget.field.evaluate("e => { e.value = 'a'.repeat(4010); e.dispatchEvent(new Event('input')); }")
    expect(left).to_contain_text("trop long de 10 signes")
