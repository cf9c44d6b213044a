"""WCAG 2.2 A and AA rules in every state of the widget, at every width and in every look; and what no rule sees."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.widget import ELEMENT, Widget

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = {
    "bureau": dict(),
    "telephone": dict(width=360, height=740, has_touch=True, is_mobile=True),
    "zoom_400": dict(width=320, height=256),
    "zoom_200": dict(width=640, height=400),
    "sombre": dict(color_scheme="dark"),
    "contraste_force": dict(forced_colors="active"),
}


def violations(page: Page) -> list[str]:
    """Broken rules, each with the first element that breaks it."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['target']} {v['nodes'][0]['failureSummary']}" for v in found]


@pytest.mark.parametrize("look", LOOKS)
def test_no_rule_is_broken_in_any_state(open_page, look):
    page = open_page(**LOOKS[look])
    widget = Widget(page)

    def check(state: str) -> None:
        assert violations(page) == [], state
        overflow = "() => document.documentElement.scrollWidth > innerWidth"
        assert not page.evaluate(overflow), f"{state}: the page scrolls sideways"

    check("closed")
    widget.open()
    check("open")
    widget.say("Mme 53 ans, AT dp 4 mois, vit avec ses 2 enfants à Avignon")
    page.locator(f"{ELEMENT} summary").last.click()
    page.get_by_role("button", name="Corriger : Âge").click()
    check("question and recap")
    widget.touch("Oui")
    for summary in page.locator(f"{ELEMENT} summary").all():
        summary.click()
    check("orientation, unfolded")
    widget.touch("La fiche")
    check("sheet")
    widget.say("elle parle d'en finir ce soir")
    check("emergency")
    page.get_by_role("button", name="Effacer", exact=True).click()
    check("erasing asked")
    page.get_by_role("button", name="Non, garder").click()
    page.context.set_offline(True)
    widget.type("merci")
    expect(widget.status).to_contain_text("Connexion interrompue")
    check("offline")
    assert page.problems == [] or all("ERR_INTERNET_DISCONNECTED" in p for p in page.problems)


@pytest.mark.parametrize("address", ["/widget/fenetre", "/widget/integrer", "/widget/donnees"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_around_it_break_no_rule(open_page, address, width):
    page = open_page(width=width, address=address)
    assert violations(page) == []


def test_targets_are_large_enough(open_page):
    """44 px for every button; links inside sentences are exempt (WCAG 2.5.8)."""
    page = open_page(width=360, height=740)
    widget = Widget(page)
    widget.open()
    widget.say("Mme 53 ans, AT dp 4 mois, ne peut plus payer son loyer, vit à Avignon")
    small = page.locator(f"{ELEMENT} button:visible, {ELEMENT} .bouton:visible, {ELEMENT} .appel:visible, {ELEMENT} .moyen a:visible")
    heights = {b.inner_text(): b.bounding_box()["height"] for b in small.all()}
    assert {t: h for t, h in heights.items() if h < 43.5} == {}


def test_answers_are_announced_politely_once(widget):
    """What enters the live region: each new answer whole, and nothing when the past is shown again."""
    widget.page.evaluate(
        """() => {
            window.entered = [];
            const root = document.querySelector('assistant-orientation').shadowRoot;
            new MutationObserver((changes) => {
                for (const change of changes) for (const node of change.addedNodes) {
                    const live = (node.parentElement || node).closest('[role=log], [role=status]');
                    if (live && live.getAttribute('aria-live') !== 'off') window.entered.push(
                        [live.getAttribute('role'), node.textContent]);
                }
            }).observe(root, {childList: true, subtree: true});
        }"""
    )
    widget.open()
    widget.say("comment joindre le service social ?")
    entered = widget.page.evaluate("() => window.entered")
    said = [text for role, text in entered if role == "log" and text.startswith("Assistant")]
    assert len(said) == 2 and "3646" in said[1]
    assert any(role == "status" and "lit votre message" in text or "Envoi" in text for role, text in entered)
    roles = widget.log.evaluate("e => [e.getAttribute('role'), e.getAttribute('aria-live')]")
    assert roles in (["log", "polite"], ["log", None])
    widget.page.reload()
    widget.ready(2)
    assert widget.log.get_attribute("aria-live") in ("off", "polite")


def test_motion_stops_when_the_person_wants_it(open_page):
    page = open_page(reduced_motion="reduce")
    widget = Widget(page)
    widget.open()
    page.context.set_offline(True)
    widget.type("bonjour")
    running = "() => document.querySelector('assistant-orientation').shadowRoot.getAnimations().length"
    assert page.evaluate(running) == 0


def test_text_twice_as_large_still_fits(open_page):
    """The size people set in their browser, not zoom: everything is sized from it."""
    page = open_page(width=640, height=900)
    widget = Widget(page)
    page.evaluate("() => document.documentElement.style.fontSize = '32px'")
    widget.open()
    widget.say("Mme 53 ans, AT dp 4 mois, ne peut plus payer son loyer, vit à Avignon")
    size = widget.field.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert size == 32
    inside = "e => e.scrollWidth <= e.clientWidth + 1"
    assert widget.log.evaluate(inside) and widget.dialog.evaluate(inside)


def test_a_page_that_shrinks_its_text_does_not_shrink_the_widget(open_page):
    page = open_page()
    page.evaluate("() => document.documentElement.style.fontSize = '10px'")
    widget = Widget(page)
    assert widget.launcher.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") == 16
