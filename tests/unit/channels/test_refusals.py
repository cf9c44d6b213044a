"""What never reaches the dialogue: empty, or too long."""

from __future__ import annotations

from bot.channels.refusals import Refusals
from bot.understanding.reader import MAX_CHARACTERS


def told(refusals, text, wording, sender="a"):
    found = refusals.of(sender, text, wording)
    return found and (found[0]["text"], found[1]["custom"]["sujet"])


def test_fine_messages_pass(assistant):
    refusals = Refusals()
    for text in ("bonjour", "x" * MAX_CHARACTERS, "😀", "a\n" * 500):
        assert refusals.of("a", text, assistant.wording) is None


def test_never_the_same_twice_in_a_row(assistant):
    refusals = Refusals()
    said = [told(refusals, text, assistant.wording) for text in ("", "  ", "\n")]
    assert {sujet for _, sujet in said} == {"vide"}
    assert said[0] == said[2] != said[1]
    long = [told(refusals, "x" * (MAX_CHARACTERS + 1), assistant.wording) for _ in range(2)]
    assert long[0] != long[1] and str(MAX_CHARACTERS) in long[0][0]


def test_others_are_forgotten_before_memory_fills(assistant):
    refusals = Refusals(remembered=2)
    for sender in "abc":
        told(refusals, "", assistant.wording, sender)
    assert len(refusals._last) == 2
