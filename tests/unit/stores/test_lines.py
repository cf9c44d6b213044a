"""Lines of gateways: one call a name, one number an event, whoever asks at once."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from bot.retention import clean
from bot.stores.lines import LineStore
from tests.postgres import postgres  # noqa: F401  (fixture)
from tests.unit.stores.test_retention import DAY, ONE_DAY, engine, url  # noqa: F401  (fixtures)


def test_a_call_opened_twice_is_one_call(engine):  # noqa: F811
    lines = LineStore(engine)
    assert lines.find("a") is None and lines.number("a", "e") is None
    assert lines.open("a", "voix:1") == "voix:1"
    assert lines.open("a", "voix:2") == "voix:1" == lines.find("a")
    assert lines.open("b", "voix:2") == "voix:2"


def test_an_event_keeps_its_number_and_another_gets_the_next(engine):  # noqa: F811
    lines = LineStore(engine)
    lines.open("a", "voix:1"), lines.open("b", "voix:2")
    assert [lines.number("a", name) for name in ("x", "y", "x")] == [("voix:1", 1), ("voix:1", 2), ("voix:1", 1)]
    assert lines.number("b", "y") == ("voix:2", 1)
    for rank in range(30):
        lines.number("a", f"suite {rank}")
    assert lines.number("a", "suite 29") == ("voix:1", 32)


def test_events_told_at_once_get_different_numbers_and_one_told_twice_gets_one(engine):  # noqa: F811
    LineStore(engine).open("a", "voix:1")
    names = [f"e{rank // 2}" for rank in range(24)]
    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(lambda name: (name, LineStore(engine).number("a", name)[1]), names))
    assert sorted(set(given)) == sorted(dict(given).items())
    assert sorted(dict(given).values()) == list(range(1, 13))


def test_old_lines_go_with_old_calls(engine):  # noqa: F811
    lines = LineStore(engine)
    lines.open("a", "voix:1")
    clean(engine, 30, DAY, now=time.time() + 29 * ONE_DAY)
    assert lines.find("a") == "voix:1"
    clean(engine, 30, DAY, now=time.time() + 31 * ONE_DAY)
    assert lines.find("a") is None
