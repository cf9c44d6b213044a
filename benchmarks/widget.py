"""Weight and speed of the widget on a partner's page, in a real browser.

    python -m benchmarks.widget [--runs 3]

Two profiles: a desktop, and a phone (360 px, processor four times slower, 1.6 Mbit/s, 150 ms). Usable
is the later of the launcher being seen and the end of the last long task; blocking, what long tasks
exceed 50 ms by. Each in a fresh profile, on a real server; the page alone is given beside.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import sys
import tempfile

from playwright.sync_api import Browser

from bot.widget.releases import load_releases
from tests.browser.chromium import chromium
from tests.browser.site import PartnerSite
from tests.browser.widget import Widget
from tests.server.live import LiveServer

WATCH = """
window.long = [];
new PerformanceObserver((list) => { for (const t of list.getEntries()) window.long.push([t.startTime, t.duration]); })
    .observe({type: 'longtask', buffered: true});
new MutationObserver((_, watch) => {
    const launcher = document.querySelector('assistant-orientation')?.shadowRoot?.querySelector('.lanceur');
    if (!launcher) return;
    watch.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => window.seen = performance.now()));
}).observe(document, {childList: true, subtree: true});
"""
PHONE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}


def measure(browser: Browser, address: str, phone: bool, embedded: bool) -> dict[str, float]:
    """One load and one opening, in a fresh profile."""
    size = {"width": 360, "height": 740} if phone else {"width": 1280, "height": 800}
    context = browser.new_context(viewport=size)
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    received = []
    network.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    if phone:
        network.send("Network.emulateNetworkConditions", PHONE)
        network.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(WATCH)
    page.goto(address, wait_until="load")
    if embedded:
        page.wait_for_function("() => window.seen")
    page.wait_for_timeout(1_000)
    long, seen = page.evaluate("() => [window.long, window.seen || 0]")
    result = {
        "kB": sum(received) / 1000,
        "blocking ms": sum(max(0, length - 50) for _, length in long),
    }
    if embedded:
        result["usable ms"] = max([seen, *(start + length for start, length in long)])
        page.evaluate("() => { window.clicked = performance.now(); }")
        widget = Widget(page)
        widget.open()
        result["greeting ms"] = page.evaluate("() => performance.now() - window.clicked")
    context.close()
    return result


def median(rows: list[dict[str, float]]) -> dict[str, float]:
    """The median of each figure."""
    return {key: statistics.median(row[key] for row in rows) for key in rows[0]}


def told(row: dict[str, float]) -> str:
    """« kB 12.4, blocking ms 0.0 »."""
    return ", ".join(f"{key} {value:.1f}" for key, value in row.items())


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    newest = list(load_releases().values())[-1]
    print(f"version {newest.version}: {len(newest.content):,} bytes, "
          f"{len(gzip.compress(newest.content, 9)):,} gzip")  # fmt: skip
    database = f"sqlite:///{tempfile.mkdtemp()}/widget.sqlite"
    with PartnerSite() as site, chromium() as browser:
        server = LiveServer(database, WIDGET_ORIGINS=site.origin).start()
        tag = f'<script src="{server.address}{newest.address}" defer></script>'
        try:
            for phone in (False, True):
                plain = site.show("", "default-src *")
                alone = median([measure(browser, plain, phone, False) for _ in range(runs)])
                policy = f"script-src {server.address}; connect-src {server.address}"
                shown = site.show(tag, f"default-src 'none'; {policy}")
                row = median([measure(browser, shown, phone, True) for _ in range(runs)])
                name = "phone" if phone else "desktop"
                print(f"{name:8s} page alone: {told(alone)}   with the widget: {told(row)}")
        finally:
            server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
