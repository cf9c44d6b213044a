"""The secret of a conversation: long, different each time, read strictly, kept as a digest."""

from __future__ import annotations

import pytest

from bot.channels.bearers import PREFIX, new_bearer, read_bearer, sender_of


def test_a_new_one_is_read_back_and_its_sender_does_not_hold_it():
    bearers = {new_bearer() for _ in range(1000)}
    assert len(bearers) == 1000
    for bearer in bearers:
        assert read_bearer(f"Bearer {bearer}") == bearer == read_bearer(f"bearer  {bearer} ")
        sender = sender_of(bearer)
        assert sender.startswith(PREFIX) and bearer not in sender and len(sender) == 68
        assert read_bearer(f"Bearer {sender}") is None


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "a" * 32, "Basic " + "a" * 32, "Bearer " + "a" * 31,
                                    "Bearer " + "é" * 32, "Bearer " + "a" * 32 + "\nx"])  # fmt: skip
def test_nothing_else_is_read(header):
    assert read_bearer(header) is None
