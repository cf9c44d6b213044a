"""Thirty messages full of identifiers through the real server, its logs at their most talkative: nothing is left anywhere.

Searched: every reply, what the server printed (Rasa's debug logs included), the database and its write-ahead log.
"""

from __future__ import annotations

import random
import re
import sqlite3

import pytest

from bot.privacy.message import plain
from bot.train import current_model, train
from tests.identifiers import KINDS, UNLISTED, Sample
from tests.server.live import LiveServer, payloads, sender

#: What each message says besides: a whole situation, so that the normal answer comes too.
SITUATION = ". Une personne de 45 ans est en arrêt de travail depuis 2 mois et ne peut plus payer son loyer à Avignon."
COUNT = 30


def made() -> list[Sample]:
    """Thirty samples of every kind, the same at each run; names that no list holds and no sentence says."""
    rng, kinds = random.Random(2026), [k for k in KINDS if "courant" not in k]
    samples = []
    while len(samples) < COUNT:
        kind = kinds[len(samples) % len(kinds)]
        sample = Sample(kind, tuple(p for p in KINDS[kind](rng) if p[0]))
        samples.append(sample.around("", SITUATION))
    return samples


def needles(sample: Sample) -> list[str]:
    """What to search for: each secret whole, its digits, and the names in it."""
    found = []
    for words, goes in sample.pieces:
        if not goes:
            continue
        digits = re.sub(r"\D", "", words)
        found += [plain(words).strip(" ,.")]
        found += [digits] if len(digits) > 5 else []
        found += [w for w in re.findall(r"[a-z]{5,}", plain(words)) if w in NAMES]
    return [needle for needle in found if len(needle) > 3]


NAMES = {w for name in UNLISTED for w in re.findall(r"[a-z]{5,}", plain(name))}
MESSAGES = made()


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """Replies (one text a message), what the server printed, and its database folder."""
    current_model() or train()
    folder = tmp_path_factory.mktemp("identifiants")
    live = LiveServer(f"sqlite:///{folder}/live.sqlite", LOG_LEVEL="DEBUG").start()
    try:
        replies = [live.say(sender(), sample.text) for sample in MESSAGES]
        wal = (folder / "live.sqlite-wal").read_bytes()  # before the server folds it in
    finally:
        printed = live.stop()
    return replies, printed, folder, wal


def test_the_logs_were_talkative(played):
    """Else their silence would prove nothing: Rasa wrote the (masked) messages down."""
    assert played[1].count("ne peut plus payer son loyer") >= COUNT


@pytest.mark.parametrize("index", range(COUNT), ids=[s.kind for s in MESSAGES])
def test_nothing_is_left_of_a_message(index, played):
    replies, printed, folder, wal = played
    stored = b"".join(path.read_bytes() for path in folder.iterdir()) + wal
    kept = "".join(row[0] for row in sqlite3.connect(folder / "live.sqlite").execute(
        "SELECT evenement FROM conversation_events"))  # fmt: skip
    places = {
        "replies": plain(str(replies[index])), "logs": plain(printed), "events": plain(kept),
        "files": plain(stored.decode("utf-8", errors="replace")),
    }  # fmt: skip
    assert needles(MESSAGES[index])
    for needle in needles(MESSAGES[index]):
        for place, text in places.items():
            assert needle not in text, f"{needle} in {place}"
            if needle.isdigit():
                assert needle not in re.sub(r"(?<=\d)[ .-](?=\d)", "", text), f"{needle} in {place}"


@pytest.mark.parametrize("index", range(COUNT), ids=[s.kind for s in MESSAGES])
def test_the_answer_comes_all_the_same_after_a_gentle_word(index, played):
    messages = played[0][index]
    (word,) = payloads(messages, "information")
    assert word["sujet"] == "donnees_masquees" and word["donnees"]
    (decided,) = payloads(messages, "orientation")
    assert decided["orientation"] == "service_social" and decided["faits"]["arret_travail"]
    assert "pas gardé" in messages[0]["text"] and "service social" in str(messages[1:])
