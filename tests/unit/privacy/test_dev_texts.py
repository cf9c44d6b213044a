"""On the texts of tests/cases/dev and tests/corpus/dev only identifiers are masked, and reading them is the same."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from pathlib import Path

from benchmarks.cases import InProcess
from bot.privacy import Masked, mask, masker
from bot.situation import DOUTE
from tests.marked import read_marked

TESTS = Path(__file__).resolve().parents[2]
#: Every masked stretch was looked at: each is an identifier. To change after looking again (`spans` of a masker).
FROZEN = {"nom": 122, "naissance": 4, "telephone": 2, "adresse": 2}
#: Whose facts are the same, every one of them: the encoder reads names too, and a fact near a threshold may fall on either
#: side. What partners send is always masked: the figures of docs/figures.md are on masked texts.
SAME = 0.75


def cases() -> list[dict]:
    """The labelled cases."""
    paths = sorted((TESTS / "cases" / "dev").glob("*.jsonl"))
    return [json.loads(li) for path in paths for li in path.read_text("utf-8").splitlines()]


def texts() -> list[str]:
    """Every message of the dev material, answers sent afterwards included."""
    found = []
    for case in cases():
        found += [case["texte"], *case.get("suite", [])]
    for path in sorted((TESTS / "corpus" / "dev").glob("*.txt")):
        found += [marked.text for marked in read_marked(path)]
    return found


TEXTS = texts()
CASES = [case["texte"] for case in cases() if mask(case["texte"]).kinds]
MASKED = [text for text in TEXTS if mask(text).kinds]


def test_only_what_was_looked_at_is_masked():
    assert Counter(span.kind for text in TEXTS for span in masker().spans(text)) == FROZEN


def test_masked_texts_read_the_same(reader):
    """The act of dialogue and the facts, doubts left out."""
    different = [text for text in MASKED if facts(reader, mask(text).text) != facts(reader, text)]
    assert len(different) <= (1 - SAME) * len(MASKED), different


def test_masked_cases_are_oriented_the_same(monkeypatch):
    """Every case in which something is masked: same question or orientation, missions, emergency."""
    in_process = InProcess(datetime.date(2026, 11, 21))
    as_heard = [answer(in_process, f"masked-{i}", text) for i, text in enumerate(CASES)]
    monkeypatch.setattr("benchmarks.cases.mask", lambda text: Masked(text))
    as_typed = [answer(in_process, f"typed-{i}", text) for i, text in enumerate(CASES)]
    assert len(CASES) > 40
    different = [t for t, heard, typed in zip(CASES, as_heard, as_typed) if heard != typed]
    assert different == []


def answer(in_process, sender, text):
    """What a turn decides."""
    messages, _ = in_process.send("", sender, text, "web", 1)
    payloads = [m["custom"] for m in messages if "custom" in m]
    keys = ("type", "fait", "orientation", "missions", "urgence")
    return [{k: p.get(k) for k in keys} for p in payloads if p.get("sujet") != "donnees_masquees"]


def facts(reader, text):
    """What the orientation rests on: act and facts with their qualifiers."""
    reading = reader.read(text, None)
    stated = {
        (a.fait, a.valeur, a.qualificatifs)
        for a in reading.assertions
        if DOUTE not in a.qualificatifs
    }
    return reading.acte, stated
