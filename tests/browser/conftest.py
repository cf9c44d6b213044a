"""A real server and a real browser for the widget's tests."""

from __future__ import annotations

from typing import Iterator

import pytest
from playwright.sync_api import Browser, Page

from bot.train import current_model, train
from tests.browser.chromium import chromium
from tests.browser.site import PartnerSite
from tests.browser.widget import Widget
from tests.server.live import LiveServer


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser a file; each test takes fresh profiles in it.

    Not one for the whole run: its driver holds the event loop that other tests need.
    """
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def partner() -> Iterator[PartnerSite]:
    """A partner's site, at another origin, that embeds the widget."""
    with PartnerSite() as site:
        yield site


@pytest.fixture(scope="session")
def server(partner, tmp_path_factory) -> Iterator[LiveServer]:
    """The assistant; the partner's site may embed its widget."""
    current_model() or train()
    database = tmp_path_factory.mktemp("widget") / "widget.sqlite"
    live = LiveServer(f"sqlite:///{database}", WIDGET_ORIGINS=partner.origin).start()
    yield live
    if live.process.poll() is None:
        live.stop()


@pytest.fixture
def open_page(browser, server):
    """A function that opens an address in a fresh profile: `open_page(width=…, address=…)`."""
    contexts = []

    def open_(width: int = 1280, height: int = 800, address: str = "/", **options) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="fr-FR", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on("console", lambda m: m.type == "error" and page.problems.append(m.text))
        page.goto(address if address.startswith("http") else server.address + address)
        return page

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture
def widget(open_page) -> Widget:
    """The widget on the demonstration page, on a desktop, not opened yet."""
    return Widget(open_page())
