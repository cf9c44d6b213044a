"""The widget on a page, as whoever uses it: opens it, types, touches, reads."""

from __future__ import annotations

from typing import Any, Optional

from playwright.sync_api import Locator, Page, expect

ELEMENT = "assistant-orientation"
#: Milliseconds a whole turn may take on a busy machine.
TURN = 20_000


class Widget:
    """`<assistant-orientation>` on `page`."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.log = page.get_by_role("log")
        self.field = page.get_by_label("Décrivez la situation, ou répondez")
        self.launcher = page.locator(f"{ELEMENT} .lanceur")
        self.dialog = page.locator(f"{ELEMENT} dialog")
        self.status = page.locator(f"{ELEMENT} .statut")
        self.answers = page.locator(f"{ELEMENT} .message.assistant")
        self.own = page.locator(f"{ELEMENT} .message.vous")
        self.pinned = page.locator(f"{ELEMENT} .rappel")

    def open(self) -> "Widget":
        """Touch the launcher; the greeting is there."""
        self.launcher.click()
        self.ready(1)
        return self

    def ready(self, answers: int) -> None:
        """Wait until so many answers are shown and nothing is under way."""
        expect(self.answers).to_have_count(answers, timeout=TURN)
        expect(self.log).not_to_have_attribute("aria-busy", "", timeout=TURN)

    def type(self, text: str) -> None:
        """Type and send, without waiting."""
        self.field.fill(text)
        self.page.get_by_role("button", name="Envoyer", exact=True).click()

    def say(self, text: str) -> Locator:
        """Type and send; the last answer."""
        return self._answered(lambda: self.type(text))

    def touch(self, label: str, within: Optional[Locator] = None) -> Locator:
        """Touch a button of that name, the last if several; the last answer."""
        button = (within or self.dialog).get_by_role("button", name=label, exact=True).last
        return self._answered(button.click)

    def _answered(self, act: Any) -> Locator:
        before, asked = self.answers.count(), self.own.count()
        act()
        expect(self.own).to_have_count(asked + 1, timeout=TURN)
        expect(self.answers.nth(before)).to_be_attached(timeout=TURN)
        expect(self.log).not_to_have_attribute("aria-busy", "", timeout=TURN)
        return self.answers.last

    def offered(self) -> list[str]:
        """The answers that may be touched now."""
        return self.page.locator(f"{ELEMENT} .offert button").all_inner_texts()

    def focused(self) -> str:
        """What has the focus, inside the widget: its text, label or id; « » when outside."""
        return self.page.evaluate(
            """() => {
                const inside = document.querySelector('assistant-orientation')?.shadowRoot?.activeElement;
                return inside ? (inside.id || inside.innerText || inside.getAttribute('role') || inside.localName) : '';
            }"""
        )
