"""The page around the widget: its style, its keys, its scripts, and what it does with the element."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.test_embedding import strict, tag
from tests.browser.widget import ELEMENT, Widget

QUESTION = "Mme 53 ans, AT dp 4 mois, vit à Avignon"
AGGRESSIVE = """* { all: unset; font: 9px/1 serif; color: pink; text-transform: uppercase; white-space: nowrap; direction: rtl; }
html { font-size: 62.5%; } button, dialog { display: none !important; } dialog::backdrop { background: red; }"""


def test_the_style_of_the_page_stays_outside(open_page):
    widget = Widget(open_page())
    widget.page.evaluate(
        """(rules) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(rules); document.adoptedStyleSheets = [sheet]; }""",
        AGGRESSIVE,
    )
    widget.open()
    widget.say(QUESTION)
    looks = widget.answers.last.evaluate(
        "e => { const s = getComputedStyle(e); return [s.fontSize, s.direction, s.textTransform, s.whiteSpace, s.color]; }"
    )
    assert looks == ["16px", "ltr", "none", "normal", "rgb(27, 31, 36)"]


def test_what_is_typed_is_not_a_shortcut_of_the_page(widget):
    """Seen from the page, what has the focus is the element, not a text box."""
    widget.page.evaluate(
        """() => document.addEventListener('keydown', (event) => {
            if (event.key === '/' && !event.target.closest('input, textarea')) event.preventDefault();
        })"""
    )
    widget.open()
    widget.page.keyboard.type("AT le 01/02")
    assert widget.field.input_value() == "AT le 01/02"


def test_escape_closes_even_where_the_page_keeps_it(widget):
    widget.page.evaluate("() => document.body.addEventListener('keydown', (event) => event.stopPropagation())")
    widget.open()
    widget.page.keyboard.press("Escape")
    expect(widget.dialog).not_to_be_visible()


def test_a_page_that_finds_it_open_keeps_the_focus(widget):
    page = widget.page
    widget.open()
    page.reload()
    expect(widget.dialog).to_be_visible()
    widget.ready(1)
    assert page.evaluate("() => document.activeElement.localName") == "body"


def test_in_a_page_of_its_own_it_does_not_take_the_focus_either(open_page):
    page = open_page(address="/widget/fenetre")
    expect(page.get_by_role("button", name="Commencer")).to_be_visible()
    assert page.evaluate("() => document.activeElement.localName") == "body"


@pytest.mark.parametrize("other", ["", "element"])
def test_it_is_there_once_when_its_tag_is_there_twice(open_page, partner, server, other):
    beside = f'<{ELEMENT} serveur="{server.address}"></{ELEMENT}>' if other else tag(server)
    page = open_page(address=partner.show(beside + tag(server), strict(server)))
    page.wait_for_load_state("load")
    expect(page.locator(ELEMENT)).to_have_count(1)


@pytest.mark.parametrize("width, stays", [(1280, True), (360, False)])
def test_taken_out_of_the_page_and_put_back_it_goes_on(open_page, width, stays):
    """On a phone it would no longer hide the page, nor be alone in reach: it closes."""
    widget = Widget(open_page(width=width))
    widget.open()
    widget.page.evaluate(f"() => document.body.append(document.querySelector('{ELEMENT}'))")
    assert widget.dialog.is_visible() == stays
    if not stays:
        widget.launcher.click()
    widget.say(QUESTION)
    expect(widget.own).to_have_count(1)


def test_put_back_in_a_page_of_its_own_it_asks_to_begin_once(open_page):
    page = open_page(address="/widget/fenetre")
    page.evaluate(f"() => document.body.append(document.querySelector('{ELEMENT}'))")
    expect(page.get_by_role("button", name="Commencer")).to_have_count(1)


def test_its_language_is_told_whatever_that_of_the_page(widget):
    language = "e => e.closest('[lang]')?.lang"
    assert widget.launcher.evaluate(language) == "fr"
    widget.open()
    assert widget.dialog.evaluate(language) == "fr"


def test_enlarged_with_two_fingers_the_panel_keeps_its_height(open_page):
    page = open_page(width=360, height=740, has_touch=True, is_mobile=True)
    widget = Widget(page)
    widget.open()
    page.context.new_cdp_session(page).send("Emulation.setPageScaleFactor", {"pageScaleFactor": 2})
    page.wait_for_function("() => visualViewport.scale === 2")
    page.wait_for_timeout(200)
    assert widget.dialog.evaluate("e => e.getBoundingClientRect().height") == 740


def test_a_page_one_comes_back_to_shows_the_conversation_begun_elsewhere(widget):
    """The browser keeps whole pages in memory; meanwhile the tab began another conversation."""
    page = widget.page
    widget.open()
    widget.say(QUESTION)
    page.evaluate(
        """async () => {
            const opened = await (await fetch('/webhooks/web/conversation', {method: 'POST'})).json();
            const [name, kept] = Object.entries(sessionStorage)[0];
            sessionStorage.setItem(name, JSON.stringify({...JSON.parse(kept), conversation: opened.conversation}));
            document.dispatchEvent(new Event('visibilitychange'));
        }"""
    )
    expect(widget.own).to_have_count(0)
    widget.ready(1)
