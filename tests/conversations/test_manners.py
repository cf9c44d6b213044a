"""Manners, over every scripted conversation: no sentence twice in a row, no dead end, numbers first."""

from __future__ import annotations

import datetime
import re

import pytest

from benchmarks.cases import InProcess
from tests.conversations.scripted import scripts

TODAY = datetime.date(2026, 11, 21)
#: Whom to call and what to do next may be read again: lists and titles are no sentences.
_LISTED = re.compile(r"^(?:- |\d+\. |\*\*[^*]+\*\*(?: |$)|Un cas proche)")
#: Words that leave something to do: a question, a number, an invitation.
_WAY_ON = re.compile(
    r"\?|3646|\b15\b|\b17\b|\b11[259]\b|3114|dites|décri|corrig|demande[rz]|revenez|appel|reprend|écoute|parl"
    r"|répondez|poursui|renvoyez|voulez|écrivez",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def turns():
    """Every turn of every script: its name, what was said, the texts of the answer, those before."""
    partner, found = InProcess(TODAY), []
    for script in scripts():
        before: list[str] = []
        for tour in script.tours:
            messages, _ = partner.send("", script.name, tour.dit, script.canal, 1)
            texts = [m["text"] for m in messages if "text" in m and not _document(messages)]
            found.append((script.name, tour.dit, texts, before))
            before = texts
    return found


def _document(messages):
    """Whether a turn gives the sheet: it holds what was said, on purpose."""
    return any(m.get("custom", {}).get("sujet") == "fiche" for m in messages)


def sentences(texts):
    lines = [line.strip() for text in texts for line in text.split("\n")]
    told = [line for line in lines if line and not _LISTED.match(line)]
    return {s for line in told for s in re.split(r"(?<=[.!?])\s+", line) if len(s.split()) > 3}


def test_no_sentence_is_said_twice_in_a_row(turns):
    again = [
        (name, said, same)
        for name, said, texts, before in turns
        for same in sentences(texts) & sentences(before)
    ]
    assert not again, "\n".join(map(str, again))


def test_every_answer_leaves_something_to_do(turns):
    dead = [
        (name, said) for name, said, texts, _ in turns if texts and not _WAY_ON.search(texts[-1])
    ]
    assert not dead, dead
