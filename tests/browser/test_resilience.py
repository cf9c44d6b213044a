"""Cut, slow, killed, reloaded, in two tabs: nothing lost, nothing doubled."""

from __future__ import annotations

import re
import signal

import pytest
from playwright.sync_api import expect

from tests.browser.widget import TURN, Widget

CASE = "Mme 45 ans en arrêt de travail depuis 2 mois"


def conversation(widget: Widget) -> list[str]:
    """What is shown, in order: « Vous : … », « Assistant : … »."""
    texts = widget.page.locator("assistant-orientation .message").all_inner_texts()
    return [re.sub(r"\s+", " ", text).strip() for text in texts]


def own(widget: Widget) -> list[str]:
    """What the partner said."""
    return [text for text in conversation(widget) if text.startswith("Vous")]


def test_reload_resumes(widget):
    widget.open()
    widget.say(CASE)
    before = conversation(widget)
    widget.page.reload()
    widget.ready(2)  # on a desktop the panel that was open opens by itself
    assert conversation(widget) == before
    assert widget.offered() == ["Oui", "Non", "Je ne sais pas"]
    widget.touch("Oui")
    expect(widget.answers.last).to_contain_text("relève du service social")


def test_on_a_phone_reload_does_not_hide_the_page(open_page):
    page = open_page(width=360, height=740)
    widget = Widget(page)
    widget.open()
    widget.say(CASE)
    page.reload()
    expect(widget.dialog).not_to_be_visible()
    expect(widget.launcher).to_have_text("Reprendre la conversation")
    widget.launcher.click()
    widget.ready(2)


def test_offline_messages_wait_and_leave_once(widget):
    widget.open()
    widget.page.context.set_offline(True)
    widget.type(CASE)
    expect(widget.status).to_contain_text("Connexion interrompue")
    expect(widget.own.last).to_contain_text("En attente d'envoi")
    widget.type("oui")
    widget.page.context.set_offline(False)
    widget.page.evaluate("() => dispatchEvent(new Event('online'))")
    expect(widget.answers).to_have_count(3, timeout=TURN)
    assert own(widget) == [f"Vous : {CASE}", "Vous : oui"]
    expect(widget.status).to_have_text("")


def test_offline_through_a_reload_nothing_typed_is_lost(widget):
    page = widget.page
    widget.open()
    page.context.route("**/webhooks/web/message", lambda route: route.abort())
    widget.type(CASE)
    expect(widget.status).to_contain_text("Connexion interrompue")
    page.reload()
    expect(widget.own).to_have_count(1, timeout=TURN)
    page.context.unroute("**/webhooks/web/message")
    widget.ready(2)
    expect(widget.own).to_have_count(1)


def test_an_answer_lost_on_the_way_is_asked_for_again_not_made_again(widget):
    """The server answered, the line was cut: the message is sent again, answered once."""
    widget.open()
    seen = []

    def cut_once(route):
        seen.append(route.request.post_data_json["id"])
        response = route.fetch()
        if len(seen) == 1:
            route.abort()
        else:
            route.fulfill(response=response)

    widget.page.context.route("**/webhooks/web/message", cut_once)
    widget.say(CASE)
    widget.ready(2)
    assert set(seen) == {seen[0]}
    widget.page.reload()
    widget.ready(2)
    expect(widget.own).to_have_count(1)


def test_an_answer_cut_in_the_middle_is_asked_for_again(widget):
    widget.open()
    cuts = []

    def half(route):
        response = route.fetch()
        cut = {} if cuts else {"body": response.text().split("\n")[0] + '\n{"messag'}
        cuts.append(1)
        route.fulfill(response=response, **cut)

    widget.page.context.route("**/webhooks/web/message", half)
    widget.say(CASE)
    widget.ready(2)
    expect(widget.own).to_have_count(1)


def test_the_server_is_killed_in_the_middle(widget, server):
    widget.open()
    widget.say(CASE)
    server.stop(signal.SIGKILL)
    widget.type("oui")
    expect(widget.status).to_contain_text("Connexion interrompue", timeout=TURN)
    server.start()
    expect(widget.answers.last).to_contain_text("relève du service social", timeout=60_000)
    assert own(widget) == [f"Vous : {CASE}", "Vous : oui"]
    widget.page.reload()
    expect(widget.answers.last).to_contain_text("relève du service social", timeout=TURN)
    expect(widget.own).to_have_count(2)


def test_opened_while_the_server_is_down_it_still_gives_the_numbers(open_page, server):
    page = open_page()
    server.stop(signal.SIGKILL)
    try:
        widget = Widget(page)
        widget.launcher.click()
        expect(widget.log).to_contain_text("3646")
        expect(widget.status).to_contain_text("Connexion interrompue", timeout=TURN)
        widget.type(CASE)
    finally:
        server.start()
    expect(widget.answers).to_have_count(2, timeout=60_000)
    expect(widget.own).to_have_count(1)


def test_two_tabs_share_a_conversation(widget):
    """A duplicated tab: each shows what was said in the other once it is looked at."""
    widget.open()
    widget.say(CASE)
    kept = widget.page.evaluate("() => JSON.stringify({...sessionStorage})")
    other_page = widget.page.context.new_page()
    other_page.add_init_script(f"if (!sessionStorage.length) Object.assign(sessionStorage, JSON.parse({kept!r}))")
    other_page.goto(widget.page.url)
    other = Widget(other_page)
    other.ready(2)
    other.touch("Oui")
    widget.page.bring_to_front()
    widget.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    widget.ready(3)
    expect(widget.answers.last).to_contain_text("relève du service social")
    expect(widget.own).to_have_count(2)
    other.say("elle a 46 ans")
    widget.say("pourquoi")
    expect(widget.own).to_have_count(4)
    widget.page.reload()
    expect(widget.own).to_have_count(4)


def test_a_slow_network_is_said_and_loses_nothing(widget):
    network = widget.page.context.new_cdp_session(widget.page)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": 1500, "downloadThroughput": 6_000, "uploadThroughput": 6_000})  # fmt: skip
    widget.launcher.click()
    expect(widget.status).to_contain_text("Envoi")
    widget.ready(1)
    widget.type(CASE)
    expect(widget.status).to_contain_text("Envoi")
    widget.ready(2)


def test_several_messages_in_a_row_are_answered_in_order(widget):
    widget.open()
    for text in ("bonjour", CASE, "oui"):
        widget.type(text)
    widget.ready(4)
    assert own(widget) == ["Vous : bonjour", f"Vous : {CASE}", "Vous : oui"]


def test_erased_here_and_on_the_server(widget):
    page = widget.page
    widget.open()
    widget.say(CASE)
    key = page.evaluate("() => JSON.parse(Object.values(sessionStorage)[0]).conversation")
    page.get_by_role("button", name="Effacer", exact=True).click()
    page.get_by_role("button", name="Oui, tout effacer").click()
    expect(widget.own).to_have_count(0, timeout=TURN)
    widget.ready(1)
    expect(widget.status).to_contain_text("effacées")
    assert page.evaluate("() => JSON.parse(Object.values(sessionStorage)[0]).conversation") != key
    status = page.evaluate(
        """async (key) => (await fetch('/webhooks/web/conversation?depuis=-1', {headers: {Authorization: 'Bearer ' + key}})).status""",
        key,
    )
    assert status == 404


def test_erased_by_saying_so(widget):
    widget.open()
    widget.say(CASE)
    answer = widget.say("effacer")
    expect(answer).to_contain_text("effacé")
    widget.type("bonjour")
    expect(widget.own).to_have_count(1, timeout=TURN)


def test_a_conversation_the_server_no_longer_has_is_begun_again(widget):
    widget.open()
    widget.say(CASE)
    widget.page.evaluate(
        """() => { const [name, kept] = Object.entries(sessionStorage)[0];
            sessionStorage.setItem(name, JSON.stringify({...JSON.parse(kept), conversation: 'x'.repeat(32)})); }"""
    )
    widget.page.reload()
    widget.ready(1)
    expect(widget.own).to_have_count(0)


@pytest.mark.parametrize("status", [400, 413])
def test_a_refused_message_is_told_and_may_be_taken_back(widget, status):
    widget.open()
    body = {"status": status, "json": {"erreur": "Ce message est illisible.", "code": "x"}}
    widget.page.context.route("**/webhooks/web/message", lambda route: route.fulfill(**body))
    widget.type(CASE)
    expect(widget.own.last).to_contain_text("Non envoyé : Ce message est illisible.")
    widget.page.get_by_role("button", name="Remettre dans la zone de saisie").click()
    assert widget.field.input_value() == CASE
    expect(widget.own).to_have_count(0)
