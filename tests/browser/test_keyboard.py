"""A whole case without a mouse; where the focus goes."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.widget import ELEMENT, TURN, Widget


def test_a_whole_case_by_keyboard(widget):
    page, keys = widget.page, widget.page.keyboard
    for _ in range(20):
        keys.press("Tab")
        if widget.focused() == "Orienter une situation":
            break
    keys.press("Enter")
    widget.ready(1)
    assert widget.focused() == "texte"
    keys.type("Mme 45 ans en arrêt de travail depuis 2 mois")
    keys.press("Enter")
    widget.ready(2)
    assert widget.offered() == ["Oui", "Non", "Je ne sais pas"]
    for _ in range(12):  # back from the text box to the answers offered
        keys.press("Shift+Tab")
        if widget.focused() == "Oui":
            break
    assert widget.focused() == "Oui"
    keys.press("Enter")
    widget.ready(3)
    assert widget.focused() == "texte", "the touched button is gone: the focus is somewhere useful"
    expect(widget.answers.last).to_contain_text("relève du service social")
    for _ in range(30):  # to the recap, open it, correct the age
        keys.press("Shift+Tab")
        if widget.focused().startswith("Ce que j'ai compris"):
            break
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Enter")
    keys.type("46 ans")
    keys.press("Enter")
    widget.ready(4)
    expect(widget.answers.last).to_contain_text("46 ans")
    keys.press("Escape")
    expect(widget.dialog).not_to_be_visible()
    assert widget.focused() == "Reprendre la conversation"
    keys.press("Enter")
    expect(widget.answers).to_have_count(4)
    assert page.problems == []


def test_shift_enter_makes_a_new_line(widget):
    widget.open()
    widget.page.keyboard.type("Mme 45 ans")
    widget.page.keyboard.press("Shift+Enter")
    widget.page.keyboard.type("en arrêt")
    assert widget.field.input_value() == "Mme 45 ans\nen arrêt"


def test_on_a_desktop_the_page_stays_in_reach(widget):
    page = widget.page
    widget.open()
    page.get_by_role("link", name="mode d'emploi").focus()
    assert widget.focused() == ""
    page.keyboard.press("Escape")
    expect(widget.dialog).not_to_be_visible()
    focused = page.evaluate("() => document.activeElement.textContent")
    assert focused == "mode d'emploi", "closing does not take the focus from the page"


def test_on_a_phone_the_page_is_out_of_reach(open_page):
    page = open_page(width=360, height=740, has_touch=True, is_mobile=True)
    widget = Widget(page)
    widget.open()
    assert widget.focused() == "titre", "the keyboard would hide the greeting"
    assert widget.dialog.evaluate("e => e.matches(':modal')")
    page.evaluate("() => document.querySelector('main a').focus()")
    assert page.evaluate("() => document.activeElement.localName") == ELEMENT
    box = widget.dialog.bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 360, 740)
    page.keyboard.press("Escape")
    assert widget.focused() == "Reprendre la conversation"


def test_turning_the_phone_keeps_the_conversation(open_page):
    page = open_page(width=360, height=740)
    widget = Widget(page)
    widget.open()
    modal = "(wanted) => document.querySelector('assistant-orientation').shadowRoot.querySelector('dialog[open]').matches(':modal') === wanted"
    page.set_viewport_size({"width": 1280, "height": 800})
    page.wait_for_function(modal, arg=False)
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_function(modal, arg=True)
    expect(widget.answers).to_have_count(1, timeout=TURN)


def test_focus_is_always_seen(widget):
    widget.open()
    widget.say("Mme 53 ans, AT dp 4 mois, ne peut plus payer son loyer, vit à Avignon")
    unseen = []
    for _ in range(25):
        widget.page.keyboard.press("Tab")
        style = widget.page.evaluate(
            """() => { const e = document.querySelector('assistant-orientation').shadowRoot.activeElement;
                return e && [e.innerText || e.id, getComputedStyle(e).outlineStyle, parseFloat(getComputedStyle(e).outlineWidth)]; }"""
        )
        if style and (style[1] == "none" or style[2] < 2):
            unseen.append(style[0])
    assert unseen == []
