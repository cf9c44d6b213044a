"""So many times in so long, then one waits, exactly as long as told; and memory stays bounded."""

from __future__ import annotations

from bot.window import Window


def test_too_many_wait_then_are_forgotten():
    now = [0.0]
    window = Window(3, 60, lambda: now[0])
    for _ in range(3):
        assert not window.wait("ici")
        window.count("ici")
    assert window.wait("ici") == 60 and not window.wait("ailleurs")
    now[0] = 59
    assert window.wait("ici") == 1
    now[0] = 61
    assert not window.wait("ici")


def test_a_steady_trickle_stays_held_and_memory_stays_bounded():
    now = [0.0]
    window = Window(2, 10, lambda: now[0])
    for second in range(40):
        now[0] = float(second)
        window.count("ici")
    assert window.wait("ici")
    for number in range(20_000):
        window.count(str(number))
    assert len(window._seen) <= 10_000


def test_who_is_refused_is_let_in_after_the_time_told_however_often_it_insists():
    now = [0.0]
    window = Window(2, 10, lambda: now[0])
    assert [window.take("ici") for _ in range(4)] == [0, 0, 10, 10]
    now[0] = 9.5
    assert window.take("ici") == 0.5
    now[0] = 10
    assert [window.take("ici") for _ in range(3)] == [0, 0, 10]
