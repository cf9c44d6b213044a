"""On the texts of tests/cases/dev and tests/corpus/dev only identifiers are masked, and reading them is the same."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from bot.privacy import mask, masker
from bot.situation import DOUTE
from tests.marked import read_marked

TESTS = Path(__file__).resolve().parents[2]
#: Every masked stretch was looked at: each is an identifier. To change after looking again (`spans` of a masker).
FROZEN = {"nom": 122, "naissance": 4, "telephone": 2, "adresse": 2}
#: Whose reading differs, and why. Ages: the day of a birth tells whether the birthday is past, and is not kept.
EXCEPTIONS = {
    "Née le 12 décembre 1980": "45 or 46 years: only the year is kept",
    "M. et Mme Prigent": "a couple and « Monsieur »: whose age it is was read by luck",
}


def texts() -> list[str]:
    """Every message of the dev material, answers sent afterwards included."""
    found = []
    for path in sorted((TESTS / "cases" / "dev").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            found += [case["texte"], *case.get("suite", [])]
    for path in sorted((TESTS / "corpus" / "dev").glob("*.txt")):
        found += [marked.text for marked in read_marked(path)]
    return found


TEXTS = texts()
MASKED = [text for text in TEXTS if mask(text).kinds]


def test_only_what_was_looked_at_is_masked():
    assert Counter(span.kind for text in TEXTS for span in masker().spans(text)) == FROZEN


SAME = [text for text in MASKED if not any(words in text for words in EXCEPTIONS)]


@pytest.mark.parametrize("text", SAME, ids=[t[:40] for t in SAME])
def test_a_masked_text_reads_the_same(text, reader):
    assert facts(reader, mask(text).text) == facts(reader, text)


@pytest.mark.parametrize("words", EXCEPTIONS)
def test_the_exceptions_are_still_there(words, reader):
    (text,) = (t for t in MASKED if words in t)
    assert facts(reader, mask(text).text) != facts(reader, text)


def facts(reader, text):
    """What the orientation rests on: act and facts with their qualifiers, doubts left out."""
    reading = reader.read(text, None)
    stated = {
        (a.fait, a.valeur, a.qualificatifs)
        for a in reading.assertions
        if DOUTE not in a.qualificatifs
    }
    return reading.acte, stated
