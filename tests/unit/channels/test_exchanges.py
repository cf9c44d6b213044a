"""Once under each name, alone in its conversation, to the end, and nothing remembered after."""

from __future__ import annotations

import asyncio

import pytest

from bot.channels.exchanges import Exchanges


class Work:
    """Something to do that waits until it is let go, and writes down when it ran."""

    def __init__(self, log, name):
        self.log, self.name, self.go = log, name, asyncio.Event()

    async def __call__(self):
        self.log.append(f"{self.name} begins")
        await self.go.wait()
        self.log.append(f"{self.name} ends")
        return self.name


async def settle():
    for _ in range(10):
        await asyncio.sleep(0)


@pytest.fixture
def exchanges():
    async def nobody(sender, text, message_id):
        raise AssertionError

    return Exchanges(nobody)


async def test_who_asks_for_the_same_shares_it(exchanges):
    log = []
    work = Work(log, "a")
    asked = [asyncio.create_task(exchanges.once("s", "a", work)) for _ in range(3)]
    await settle()
    work.go.set()
    assert await asyncio.gather(*asked) == ["a"] * 3
    assert log == ["a begins", "a ends"]


async def test_one_at_a_time_in_a_conversation_in_order_and_others_do_not_wait(exchanges):
    log = []
    a, b, other = Work(log, "a"), Work(log, "b"), Work(log, "other")
    tasks = [asyncio.create_task(exchanges.once(s, w.name, w)) for s, w in (("s", a), ("s", b), ("t", other))]
    for work in (b, other, a):
        await settle()
        work.go.set()
    await asyncio.gather(*tasks)
    assert log == ["a begins", "other begins", "other ends", "a ends", "b begins", "b ends"]


async def test_it_goes_on_when_whoever_asked_leaves(exchanges):
    log = []
    work = Work(log, "a")
    asked = asyncio.create_task(exchanges.once("s", "a", work))
    await settle()
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    again = asyncio.create_task(exchanges.once("s", "a", work))
    await settle()
    work.go.set()
    assert await again == "a" and log == ["a begins", "a ends"]


async def test_a_failure_is_told_to_all_who_wait_and_stops_nothing_after(exchanges):
    async def broken():
        raise ZeroDivisionError

    results = await asyncio.gather(
        *(exchanges.once("s", "a", broken) for _ in range(2)), return_exceptions=True
    )
    assert [type(r) for r in results] == [ZeroDivisionError] * 2
    log = []
    work = Work(log, "b")
    work.go.set()
    assert await exchanges.once("s", "b", work) == "b"


async def test_nothing_is_remembered_once_done(exchanges):
    works = []
    for number in range(50):
        work = Work([], str(number))
        work.go.set()
        works.append(exchanges.once(f"s{number % 7}", str(number), work))
    await asyncio.gather(*works)
    await settle()
    assert not exchanges._running and not exchanges._doors
