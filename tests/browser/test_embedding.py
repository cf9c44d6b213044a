"""On a partner's page, at another origin, under the strictest policies; nothing leaks, nothing runs."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from bot.widget.releases import load_releases
from tests.browser.widget import ELEMENT, Widget

CASE = "Mme 53 ans, AT dp 4 mois, ne peut plus payer son loyer, vit à Avignon"
NEWEST = list(load_releases().values())[-1]


def tag(server, integrity: str = NEWEST.integrity, extra: str = "") -> str:
    """The tag of the documentation."""
    return (
        f'<script src="{server.address}{NEWEST.address}" integrity="{integrity}" '
        f'crossorigin="anonymous" defer {extra}></script>'
    )


def strict(server) -> str:
    """Nothing but what the documentation asks for."""
    return (
        f"default-src 'none'; script-src {server.address}; connect-src {server.address}; "
        "img-src data:; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def test_under_the_strictest_policy(open_page, partner, server):
    page = open_page(address=partner.show(tag(server), strict(server)))
    hosts = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    widget = Widget(page)
    widget.open()
    expect(widget.say(CASE)).to_contain_text("relève du service social")
    widget.touch("La fiche")
    assert page.problems == []
    assert hosts == {server.address.split("/")[2]}


def test_nothing_is_asked_nor_kept_before_it_is_opened(open_page, partner, server):
    page = open_page(address=partner.show("", strict(server)))
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(partner.show(tag(server), strict(server)))
    expect(Widget(page).launcher).to_be_visible()
    page.wait_for_timeout(500)
    assert [u for u in requests if not u.startswith("data:")] == [partner.origin + "/", server.address + NEWEST.address]
    kept = "() => [sessionStorage.length, localStorage.length, document.cookie]"
    assert page.evaluate(kept) == [0, 0, ""]
    assert page.context.cookies() == []


def test_an_altered_file_is_refused_and_the_page_stays_whole(open_page, partner, server):
    page = open_page(address=partner.show(tag(server, "sha384-" + "A" * 64), strict(server)))
    expect(page.get_by_role("heading", name="Site partenaire")).to_be_visible()
    expect(page.locator(ELEMENT)).to_have_count(0)


def test_a_site_that_is_not_listed_is_refused_and_told(open_page, partner, server):
    elsewhere = partner.show(tag(server), strict(server)).replace("127.0.0.1", "localhost")
    page = open_page(address=elsewhere)
    widget = Widget(page)
    widget.launcher.click()
    expect(widget.log).to_contain_text("3646")
    # a refused site cannot read why: the browser hides it, so the widget can only say it is cut
    expect(widget.status).to_contain_text("3646 reste joignable", timeout=10_000)


def test_in_an_iframe(open_page, partner, server):
    frame = (
        f'<iframe src="{server.address}/widget/fenetre" title="Assistant d\'orientation" width="420" height="640" '
        'sandbox="allow-scripts allow-same-origin allow-forms allow-popups"></iframe>'
    )
    page = open_page(address=partner.show(frame, f"default-src 'none'; frame-src {server.address}"))
    inside = page.frame_locator("iframe")
    inside.get_by_role("button", name="Commencer").click()
    expect(inside.get_by_role("log")).to_contain_text("Bonjour", timeout=20_000)
    inside.get_by_label("Décrivez la situation").fill(CASE)
    inside.get_by_role("button", name="Envoyer").click()
    expect(inside.get_by_role("log")).to_contain_text("relève du service social", timeout=20_000)


def test_a_site_that_is_not_listed_cannot_frame_it(open_page, partner, server):
    frame = f'<iframe src="{server.address}/widget/fenetre" title="Assistant"></iframe>'
    address = partner.show(frame, f"default-src 'none'; frame-src {server.address}")
    page = open_page(address=address.replace("127.0.0.1", "localhost"))
    page.wait_for_timeout(500)
    expect(page.frame_locator("iframe").get_by_role("button", name="Commencer")).to_have_count(0)


HOSTILE = (
    "<img src=x onerror=alert(1)> <script>alert(2)</script> [clic](javascript:alert(3)) "
    "[a](data:text/html,x) **<b onclick=alert(4)>gras</b>** http://exemple.fr/\"onmouseover=alert(5) "
    "&lt;iframe src=//mal.exemple&gt; {{7*7}} ${7*7}"
)


def test_hostile_words_of_a_partner_stay_words(widget):
    widget.page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    widget.open()
    widget.say(HOSTILE)
    expect(widget.own.last).to_contain_text("<script>alert(2)</script>")
    widget.page.reload()
    expect(widget.own.last).to_contain_text("<img src=x onerror=alert(1)>")
    assert widget.page.locator(f"{ELEMENT} .message img, {ELEMENT} .message script").count() == 0


def test_hostile_words_of_the_assistant_stay_words(widget):
    """Were the server taken over, its words would still be words."""
    page = widget.page
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    contact = {"nom": HOSTILE, "telephone": "javascript:alert(6)", "courriel": "a@b.fr?bcc=mal@exemple.fr", "url": "javascript:alert(7)", "usage": HOSTILE}
    payload = {
        "type": "orientation", "orientation": "service_social", "titre": HOSTILE, "raison": HOSTILE, "citations": [HOSTILE],
        "etapes": [HOSTILE, HOSTILE], "contacts": [contact], "cas_pratique": 1, "cas_titre": HOSTILE, "reference": HOSTILE,
        "remarques": [HOSTILE], "annonce": HOSTILE, "a_dire": HOSTILE,
        "recapitulatif": [{"fait": "age", "libelle": HOSTILE, "dit": HOSTILE, "preuve": HOSTILE, "saisie": "x", "choix": [{"libelle": HOSTILE, "envoyer": HOSTILE}]}],
    }  # fmt: skip

    def hostile(route):
        response = route.fetch()
        lines = response.text().splitlines()
        message = {"rang": 50, "de": "assistant", "id": None, "texte": HOSTILE, "boutons": [HOSTILE], "donnees": payload, "heure": ""}
        import json

        lines.insert(-1, json.dumps({"message": message}))
        route.fulfill(response=response, body="\n".join(lines) + "\n")

    page.context.route("**/webhooks/web/message", hostile)
    widget.open()
    widget.say("bonjour")
    for summary in page.locator(f"{ELEMENT} summary").all():
        summary.click()
    links = page.locator(f"{ELEMENT} a").evaluate_all("all => all.map((a) => a.protocol)")
    assert set(links) <= {"https:", "http:", "tel:", "mailto:"}
    inside = page.locator(f"{ELEMENT} .message").locator("img, script, iframe, [onclick], [onerror]")
    assert inside.count() == 0


def test_identifiers_are_shown_masked_as_they_were_kept(widget):
    widget.open()
    widget.say("Mme Zylberstein, 06 12 34 56 78, 45 ans, est en arrêt depuis 2 mois")
    expect(widget.own.last).not_to_contain_text("Zylberstein")
    expect(widget.own.last).not_to_contain_text("06 12 34")
    expect(widget.own.last).to_contain_text("arrêt depuis 2 mois")


def test_attributes_and_variables_are_all_documented(open_page):
    page = open_page(address="/widget/integrer")
    documented = page.locator("#attributs tbody tr").evaluate_all(
        "rows => Object.fromEntries(rows.map((r) => [...r.cells].slice(0, 2).map((c) => c.textContent.trim())))"
    )
    page.goto(server_root(page))
    real = page.evaluate(f"() => customElements.get('{ELEMENT}').attributs")
    real["serveur"] = "celui de la balise"
    assert documented == real


def server_root(page) -> str:
    """The demonstration page of the same server."""
    return "/".join(page.url.split("/")[:3]) + "/"


def test_settings_are_obeyed(open_page, partner, server):
    extra = 'data-titre="Aide à l\'orientation" data-libelle="Une question ?" data-position="gauche" data-theme="sombre" data-accessibilite="https://exemple.fr/rgaa"'
    page = open_page(address=partner.show(tag(server, extra=extra), strict(server)))
    widget = Widget(page)
    expect(widget.launcher).to_have_text("Une question ?")
    assert widget.launcher.bounding_box()["x"] < 100
    widget.open()
    expect(page.get_by_role("dialog")).to_have_accessible_name("Aide à l'orientation")
    expect(page.get_by_role("link", name="Accessibilité")).to_have_attribute("href", "https://exemple.fr/rgaa")
    assert widget.dialog.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(22, 25, 29)"


def test_the_element_written_by_hand(open_page, partner, server):
    embedded = f'<assistant-orientation serveur="{server.address}"></assistant-orientation>' + tag(server, extra='data-placer="non"')
    page = open_page(address=partner.show(embedded, strict(server)))
    expect(page.locator(ELEMENT)).to_have_count(1)
    Widget(page).open()


def test_in_the_iframe_of_the_manual_the_sheet_opens(open_page, partner, server):
    """A window opened from a sandbox is one too, where browsers show no PDF, unless it may escape."""
    manual = open_page(address="/widget/integrer")
    frame = manual.locator("pre", has_text="<iframe").inner_text()
    page = open_page(address=partner.show(frame, f"default-src 'none'; frame-src {server.address}"))
    inside = page.frame_locator("iframe")
    inside.get_by_role("button", name="Commencer").click()
    inside.get_by_label("Décrivez la situation").fill(CASE)
    inside.get_by_role("button", name="Envoyer").click()
    inside.get_by_role("button", name="La fiche").click(timeout=20_000)
    with page.context.expect_page() as opened:
        inside.get_by_role("link", name="Ouvrir la fiche").click()
    opened.value.wait_for_url("**/fiche/*.pdf", wait_until="commit")
