"""What an address may do is generous, what a conversation may is tight."""

from __future__ import annotations

from bot.channels.limits import MAX_BODY, Limits
from bot.understanding.reader import MAX_CHARACTERS


def test_each_server_counts_afresh():
    first, second = Limits(), Limits()
    first.messages.count("a")
    assert not second.messages._seen


def test_an_address_holds_many_conversations():
    limits = Limits()
    assert limits.messages_of_address.most >= 20 * limits.messages.most
    assert (limits.openings.most, limits.openings.seconds) == (300, 300)
    assert (limits.messages.most, limits.messages.seconds) == (20, 60)


def test_the_longest_message_fits():
    assert len(("😀" * MAX_CHARACTERS).encode()) < MAX_BODY
