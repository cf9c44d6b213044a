"""Pictures of the widget on a running assistant, on a phone and on a desktop.

    python -m tools.captures [--url http://127.0.0.1:5005] [--folder var/captures] [--readme]

One picture a case of the leaflet and a width, and one of an emergency; --readme: only those of the
README, into docs/images. Needs Chromium.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from playwright.sync_api import Browser

from actions.assembly import ROOT
from tests.browser.chromium import chromium
from tests.browser.widget import Widget
from tests.conversations.test_neuf_cas import CASES

SIZES = {"telephone": (360, 740), "bureau": (1280, 800)}
EMERGENCY = "Elle dit qu'elle veut en finir ce soir"


def picture(browser: Browser, url: str, size: str, text: str, path: Path, whole: bool) -> None:
    """Open the widget, say `text`, answer « Non » to questions, photograph.

    whole: as high as the conversation, to see all of it.
    """
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="fr-FR", device_scale_factor=1.5
    )
    page = context.new_page()
    page.goto(url)
    widget = Widget(page)
    widget.open()
    widget.say(text)
    while widget.offered() == ["Oui", "Non", "Je ne sais pas"]:
        widget.touch("Non")
    if whole:
        high = widget.log.evaluate("e => e.scrollHeight - e.clientHeight")
        page.set_viewport_size({"width": width, "height": height + high})
        page.locator("assistant-orientation").evaluate(
            "e => e.shadowRoot.querySelector('dialog').style.height = 'calc(100vh - 2.5em)'"
        )
    page.mouse.move(0, 0)
    page.screenshot(path=path)
    context.close()


def main() -> int:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", default="http://127.0.0.1:5005")
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "captures")
    parser.add_argument("--readme", action="store_true")
    args = parser.parse_args()
    texts = {f"cas_{c['cas']}": c["textes"]["description"] for c in CASES}
    wanted = [(f"{name}_{size}", size, text) for name, text in texts.items() for size in SIZES]
    wanted.append(("urgence_telephone", "telephone", EMERGENCY))
    if args.readme:
        args.folder = ROOT / "docs" / "images"
        wanted = [w for w in wanted if w[0] in ("cas_9_bureau", "cas_9_telephone", "urgence_telephone")]
    args.folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for name, size, text in wanted:
            picture(browser, args.url, size, text, args.folder / f"{name}.png", not args.readme)
            print(args.folder / f"{name}.png", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
