"""Erasing: whatever is under way, nothing of the old conversation stays or comes back."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.widget import TURN, Widget

CASE = "Mme 53 ans, AT dp 4 mois, ne peut plus payer son loyer, vit à Avignon"
MESSAGES = "**/webhooks/web/message"


def erase(widget: Widget) -> None:
    """Touch « Effacer », and confirm."""
    widget.page.get_by_role("button", name="Effacer", exact=True).click()
    widget.page.get_by_role("button", name="Oui, tout effacer").click()


def test_escape_leaves_the_question_not_the_panel(widget):
    widget.open()
    widget.page.get_by_role("button", name="Effacer", exact=True).click()
    widget.page.keyboard.press("Escape")
    expect(widget.page.get_by_role("button", name="Oui, tout effacer")).not_to_be_visible()
    expect(widget.dialog).to_be_visible()
    assert widget.focused() == "Effacer"
    widget.page.keyboard.press("Escape")
    expect(widget.dialog).not_to_be_visible()


def test_on_a_phone_too(open_page):
    widget = Widget(open_page(width=360, height=740, has_touch=True, is_mobile=True))
    widget.open()
    widget.page.get_by_role("button", name="Effacer", exact=True).click()
    widget.page.keyboard.press("Escape")
    expect(widget.dialog).to_be_visible()


def test_while_an_answer_is_awaited(widget):
    widget.open()
    widget.say(CASE)
    held = []
    widget.page.context.route(MESSAGES, lambda route: route.continue_() if held else held.append(route))
    widget.type("elle a deux enfants")
    expect(widget.own).to_have_count(2)
    erase(widget)
    widget.page.wait_for_timeout(500)
    held[0].continue_()
    expect(widget.own).to_have_count(0, timeout=TURN)
    widget.ready(1)
    expect(widget.status).to_contain_text("effacées")
    widget.say(CASE)


def test_what_is_typed_meanwhile_goes_to_the_new_conversation(widget):
    widget.open()
    widget.say("bonjour")
    held = []

    def hold(route):
        if route.request.method == "DELETE":
            held.append(route)
        else:
            route.continue_()

    widget.page.context.route("**/webhooks/web/conversation*", hold)
    erase(widget)
    widget.type(CASE)
    widget.page.wait_for_timeout(300)
    held[0].continue_()
    expect(widget.answers.last).to_contain_text("relève du service social", timeout=TURN)
    expect(widget.own).to_have_text([f"Vous : {CASE}"])


def test_what_waits_is_kept_when_erasing_could_not_be_done(widget):
    widget.open()
    widget.page.context.set_offline(True)
    widget.type(CASE)
    expect(widget.status).to_contain_text("Connexion interrompue")
    erase(widget)
    expect(widget.status).to_contain_text("L'effacement n'a pas pu être fait")
    widget.page.context.set_offline(False)
    expect(widget.answers.last).to_contain_text("relève du service social", timeout=TURN)
    expect(widget.own).to_have_count(1)


def test_asked_in_words_then_by_the_button(widget):
    widget.open()
    widget.say(CASE)
    widget.say("effacer")
    expect(widget.own.last).to_have_text("Vous : effacer")
    assert widget.page.get_by_role("button", name="La fiche").count() == 0, "it would open another conversation"
    erase(widget)
    expect(widget.own).to_have_count(0, timeout=TURN)
    widget.ready(1)
