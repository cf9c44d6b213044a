"""The nine cases of the leaflet, typed and touched in a real browser, on a phone and on a desktop."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.widget import ELEMENT, Widget
from tests.conversations.test_neuf_cas import CASES

WORDS = {
    "service_social": "relève du service social",
    "carsat_retraite": "retraite",
    "service_social_hospitalier": "service social de l'hôpital",
    "carsat_action_sociale": "action sociale",
}


@pytest.mark.parametrize("width, height", [(360, 740), (1280, 800)])
@pytest.mark.parametrize("case", CASES, ids=[f"cas_{c['cas']}" for c in CASES])
def test_the_nine_cases(open_page, case, width, height):
    page = open_page(width=width, height=height)
    widget = Widget(page)
    widget.open()
    widget.say(case["textes"]["description"])
    while widget.offered() == ["Oui", "Non", "Je ne sais pas"]:
        widget.touch("Non")
    card = page.locator(f"{ELEMENT} .carte").last
    expect(card.locator(".verdict")).to_contain_text(WORDS[case["orientation"]], ignore_case=True)
    expect(card.get_by_role("heading", name="Que faire maintenant")).to_be_attached()
    links = card.locator(".contacts a").evaluate_all("all => all.map((a) => a.href)")
    assert links and all(link.startswith(("tel:", "mailto:", "https://")) for link in links)
    widget.touch("Pourquoi ?")
    widget.touch("La fiche")
    pdf = page.locator(f"{ELEMENT} a.bouton").first.get_attribute("href")
    answer = page.request.get(pdf)
    assert answer.ok and answer.body().startswith(b"%PDF")
    widget.touch("Utile")
    assert page.problems == []
