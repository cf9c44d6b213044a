"""Debian's Chromium, driven by Playwright; nothing is downloaded, nothing goes out."""

from __future__ import annotations

import contextlib
import os
import shutil
from typing import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

#: Where Debian, and other systems, put it.
NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "Chromium n'est pas installé (Debian : apt-get install chromium) : les essais du widget en ont besoin."
_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip


def executable() -> str:
    """Its path. Without it: a failure in CI, elsewhere a skip that says what is missing."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    return found


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=_ARGUMENTS)
        yield browser
        browser.close()
