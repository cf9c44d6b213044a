"""What is in sight: the heading, the answer from its top, the text box, whatever was said."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.widget import ELEMENT, Widget

CASE = "Mme 53 ans, AT dp 4 mois, ne peut plus payer son loyer, vit à Avignon"


def in_sight(widget: Widget) -> dict[str, bool]:
    """Whether each part of the panel is whole inside it; nothing is scrolled to look."""
    return widget.dialog.evaluate(
        """(panel) => {
            const frame = panel.getBoundingClientRect();
            const parts = {heading: '.tete', field: 'textarea', button: '.ligne > button'};
            return Object.fromEntries(Object.entries(parts).map(([name, selector]) => {
                const box = panel.querySelector(selector).getBoundingClientRect();
                return [name, box.height > 0 && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1];
            }));
        }"""
    )


@pytest.mark.parametrize("width", [1280, 360])
def test_long_answers_leave_the_heading_and_the_text_box_in_sight(open_page, width):
    widget = Widget(open_page(width=width, height=740))
    widget.open()
    everything = {"heading": True, "field": True, "button": True}
    assert in_sight(widget) == everything
    for text in (CASE, "La fiche", "pourquoi", "elle parle d'en finir ce soir", "Continuer"):
        widget.say(text)
        assert in_sight(widget) == everything, text
        frame, answer = widget.log.bounding_box(), widget.answers.last.bounding_box()
        assert frame["y"] <= answer["y"] <= frame["y"] + frame["height"] - 40, f"{text}: its top is read first"
    expect(widget.page.locator(f"{ELEMENT} dialog")).to_have_js_property("scrollTop", 0)


def test_text_twice_as_large_on_a_phone_in_an_emergency_everything_is_in_reach(open_page):
    page = open_page(width=360, height=640)
    page.evaluate("() => document.documentElement.style.fontSize = '32px'")
    widget = Widget(page)
    widget.open()
    widget.say("elle parle d'en finir ce soir")
    button = page.locator(f"{ELEMENT} .ligne > button")
    button.focus()
    expect(button).to_be_in_viewport(ratio=0.9)
    page.get_by_role("button", name="Fermer").focus()
    expect(page.get_by_role("button", name="Fermer")).to_be_in_viewport(ratio=0.9)
    assert widget.log.bounding_box()["height"] >= 150


def test_what_could_be_touched_goes_with_its_situation(open_page):
    """« Corriger : âge » touched above « Autre situation » would be said of somebody else."""
    widget = Widget(open_page())
    widget.open()
    widget.say(CASE)
    touchable = widget.page.locator(f"{ELEMENT} .compris, {ELEMENT} footer > .choix")
    assert touchable.count() > 0
    widget.touch("Autre situation")
    expect(touchable).to_have_count(0)
    widget.say("Un homme de 60 ans sort d'une longue hospitalisation, vit seul à Lyon")
    assert touchable.count() > 0
    back = widget.say("situation précédente")
    expect(touchable).to_have_count(1)  # of the situation taken up again, and of no other
    expect(back.locator(".compris")).to_contain_text("53 ans")


def test_a_situation_taken_up_again_can_be_touched(widget):
    widget.open()
    widget.say("Mme 53 ans, AT dp 4 mois, ne peut plus payer son loyer, vit à Avignon")
    widget.touch("Autre situation")
    widget.say("Un homme de 30 ans est en arrêt de travail depuis 2 mois")
    back = widget.say("situation précédente")
    expect(back.locator("summary")).to_contain_text("Ce que j'ai compris")
    assert widget.offered() == ["Pourquoi", "La fiche"]
    expect(widget.touch("La fiche")).to_contain_text("Référence")
