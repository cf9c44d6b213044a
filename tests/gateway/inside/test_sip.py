"""Real SIP and RTP on loopback, whoever answers."""

from __future__ import annotations

import asyncio
import socket

import numpy as np
import pytest

from gateway.demo.caller import Caller
from gateway.sip.referring import address
from gateway.sound.frames import FRAME_MS, RATE
from gateway.speech.voices import Voice
from tests.gateway.inside.phones import caller, exchange, until


async def stays(line):
    await asyncio.sleep(60)


@pytest.mark.parametrize("codec", [0, 8, 9])
def test_sound_goes_through_on_a_clock_silence_included(codec):
    async def run():
        async with exchange(stays) as (server, desk), caller(server, codec=codec) as person:
            await person.play((0.5 * np.sin(np.arange(RATE) * 2 * np.pi * 600 / RATE)).astype(np.float32))
            await until(lambda: len(desk.sound) > 75)
            return np.concatenate(desk.sound), len(person.sound), desk.dialled

    heard, received, dialled = asyncio.run(run())
    loud = np.abs(heard) > 0.2
    assert 0.7 < loud.sum() / RATE < 1.1  # a second of it, seen above a fifth of full scale
    assert abs(received * FRAME_MS - len(heard) * 1000 / RATE) < 1000  # both clocks ran alike
    assert dialled == ["3646"]


def test_keys_come_apart_from_sound():
    async def run():
        async with exchange(stays) as (server, desk), caller(server) as person:
            await person.type("12#0*")
            await until(lambda: len(desk.keys) == 5)
            return desk.keys

    assert asyncio.run(run()) == list("12#0*")


def test_the_caller_hangs_up():
    async def run():
        async with exchange(stays) as (server, desk):
            async with caller(server):
                await until(lambda: desk.dialled)
            await asyncio.wait_for(desk.left.wait(), 5)

    asyncio.run(run())


def test_the_gateway_hangs_up():
    async def leaves(line):
        line.hang_up()

    async def run():
        async with exchange(leaves) as (server, _), caller(server) as person:
            await asyncio.wait_for(person.over.wait(), 5)

    asyncio.run(run())


@pytest.mark.parametrize("takes", [True, False])
def test_a_transfer_and_what_becomes_of_it(takes):
    taken = []

    async def transfers(line):
        taken.append(await line.transfer("3646"))
        line.hang_up()

    async def run():
        there = exchange(transfers, transfer_uri="sip:{to}@pabx.example")
        async with there as (server, _), caller(server, takes=takes) as person:
            await asyncio.wait_for(person.over.wait(), 5)
            return person.referred

    assert asyncio.run(run()) == ["sip:3646@pabx.example"]
    assert taken == [takes]


@pytest.mark.parametrize("to, written", [
    ("3646", "sip:3646@192.0.2.7:5062"), ("36 46", "sip:3646@192.0.2.7:5062"), ("+33 1 23", "sip:+33123@192.0.2.7:5062"),
    ("sip:accueil@pabx.example", "sip:accueil@pabx.example"), ("sip:a@b>\r\nBad: x", "sip:a@bBad:x"),
    ("3646>\r\nBad: x", "sip:3646Badx@192.0.2.7:5062"),
])  # fmt: skip
def test_where_a_caller_is_transferred_to(to, written):
    assert address(to, "sip:{to}@{host}", ("192.0.2.7", 5062)) == written
    assert "192.0.2.7:" not in address(to, "sip:{to}@{host}", ("192.0.2.7", 5060))


def test_beyond_so_many_calls_the_line_is_busy():
    async def run():
        async with exchange(stays, most=1) as (server, _), caller(server):
            with pytest.raises(RuntimeError, match="486"):
                async with caller(server):
                    pass
        return True

    assert asyncio.run(run())


def test_a_place_is_free_again_when_a_caller_left():
    async def run():
        async with exchange(stays, most=1) as (server, desk):
            for _ in range(3):
                async with caller(server):
                    pass
                await asyncio.wait_for(desk.left.wait(), 5)
                desk.left.clear()
                await asyncio.sleep(0.2)
            return len(desk.dialled), server._ports

    assert asyncio.run(run()) == (3, set())


def test_who_says_nothing_any_more_has_left():
    async def run():
        async with exchange(stays, deaf=1.0) as (server, desk), caller(server) as person:
            await person._media.close()  # the line went dead, without a word
            await asyncio.wait_for(desk.left.wait(), 8)

    asyncio.run(run())


def test_strangers_and_nonsense_get_no_answer():
    async def run():
        async with exchange(stays) as (server, desk):
            server._transport.admits = lambda address: False
            with pytest.raises(TimeoutError):
                person = Caller(Voice(), None)
                async with asyncio.timeout(1.5):
                    await person.dial(server.port)
            server._transport.admits = lambda address: True
            with socket.socket(type=socket.SOCK_DGRAM) as stranger:
                for data in (b"", b"\0" * 2000, b"INVITE", b"INVITE sip:a SIP/2.0\r\n\r\n", b"SIP/2.0 200 OK\r\n\r\n"):
                    stranger.sendto(data, ("127.0.0.1", server.port))
            async with caller(server):
                await until(lambda: desk.dialled)
            return desk.dialled

    assert asyncio.run(run()) == ["3646"]


def test_an_invitation_sent_twice_is_one_call():
    async def run():
        async with exchange(stays) as (server, desk), caller(server) as person:
            for _ in range(3):
                person._transport.send(person._call.invite, ("127.0.0.1", server.port))
            await asyncio.sleep(0.5)
            return len(desk.dialled), person.over.is_set()

    assert asyncio.run(run()) == (1, False)


def test_no_log_holds_who_calls(caplog):
    async def run():
        async with exchange(stays) as (server, desk), caller(server):
            await until(lambda: desk.dialled)

    with caplog.at_level("DEBUG"):
        asyncio.run(run())
    assert not any("demo@" in record.getMessage() for record in caplog.records)
