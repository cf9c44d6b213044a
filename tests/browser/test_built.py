"""The file that is served is the one its sources give, and it is small."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess

import pytest

from bot.widget.releases import SERVED, load_releases

SOURCES = SERVED.parent
NEWEST = list(load_releases().values())[-1]


def test_it_weighs_little():
    """25 kB gzip in all, the issue's limit; a third of it is room to grow."""
    assert len(gzip.compress(NEWEST.content, 9)) <= 17_000


def test_rebuilt_from_its_sources_it_is_the_same_to_the_byte(tmp_path):
    if shutil.which("npm") is None:
        reason = "npm n'est pas installé (Debian : apt-get install nodejs npm) : le widget ne peut être reconstruit."
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    copy = tmp_path / "widget"
    shutil.copytree(SOURCES, copy, ignore=shutil.ignore_patterns("node_modules", "served", "*.py"))
    for command in (["npm", "ci", "--ignore-scripts", "--silent"], ["npm", "run", "--silent", "build"]):
        done = subprocess.run(command, cwd=copy, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    built = copy / "served" / NEWEST.version / "assistant.js"
    assert built.read_bytes() == NEWEST.content, "lancez « make widget » et enregistrez le résultat"


def test_nothing_in_the_sources_parses_text_as_html():
    forbidden = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setHTML")
    assert [p.name for p in SOURCES.rglob("src/**/*.ts") if forbidden.search(p.read_text())] == []


def test_every_css_variable_is_documented():
    used = set(re.findall(r"--assistant-[a-z-]+", (SOURCES / "src/style.css").read_text()))
    documented = set(re.findall(r"--assistant-[a-z-]+", (SOURCES / "pages/integrer.html").read_text()))
    assert used == documented


def test_the_lock_names_no_registry():
    assert "resolved" not in (SOURCES / "package-lock.json").read_text()
