"""References cannot be tried without end, and honest mistakes are soon forgotten."""

from __future__ import annotations

from actions.sheet.guard import Guard


def test_too_many_misses_wait_then_are_forgotten():
    now = [0.0]
    guard = Guard(3, 60, lambda: now[0])
    for _ in range(3):
        assert not guard.waits("ici")
        guard.missed("ici")
    assert guard.waits("ici") and not guard.waits("ailleurs")
    now[0] = 59
    assert guard.waits("ici")
    now[0] = 61
    assert not guard.waits("ici")


def test_a_steady_trickle_stays_held_and_memory_stays_bounded():
    now = [0.0]
    guard = Guard(2, 10, lambda: now[0])
    for second in range(40):
        now[0] = float(second)
        guard.missed("ici")
    assert guard.waits("ici")
    for number in range(20_000):
        guard.missed(str(number))
    assert len(guard._seen) <= 10_000
