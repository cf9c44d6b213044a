"""Real calls on loopback: SIP, sound, recognition, the real assistant, speech. Judged on words."""

from __future__ import annotations

import asyncio
import contextlib
import wave

import numpy as np
import pytest

from gateway.demo.__main__ import Show, play
from gateway.demo.caller import Caller, HungUp
from gateway.demo.partner import load_case
from gateway.service import Gateway
from gateway.settings import Settings
from gateway.sound.frames import RATE, from_pcm
from tests.gateway.inside.phones import until
from tests.gateway.inside.sounds import VOICES, alike, errors, words


class Kept(Show):
    """What happened, printed and kept."""

    def __init__(self):
        super().__init__()
        self.found = []

    def __call__(self, what, **details):
        self.found.append((what, details))
        super().__call__(what, **details)

    def of(self, what, name="text"):
        return [details.get(name) for kind, details in self.found if kind == what]


@contextlib.asynccontextmanager
async def gateway(running, recogniser, show, **settings):
    """A gateway in front of an assistant."""
    made = Gateway(
        Settings(**{"url": running.url, "token": running.token, "port": 0, "turn": 20.0, **settings}),
        show,
        recogniser,
    )
    await made.start()
    try:
        yield made
    finally:
        await made._sip.stop()


@contextlib.asynccontextmanager
async def dialled(made, recogniser, takes=True):
    """Somebody on the line."""
    person = Caller(VOICES["vive"], recogniser, takes)
    await person.dial(made.port)
    try:
        yield person
    finally:
        await person.leave()


def test_a_case_is_told_oriented_and_recorded(running, recogniser, tmp_path):
    show, case = Kept(), load_case(9)
    path = asyncio.run(play(running, case, VOICES["vive"], tmp_path, show))
    assert show.verdict, show.found
    assert any("relève du service social" in said for said in show.of("said"))
    heard = show.of("heard")
    assert errors("service social", heard[0]) == 0
    assert min(errors(case.description, text) for text in heard) <= 0.35
    with wave.open(str(path)) as file:
        assert file.getnchannels() == 2 and file.getframerate() == RATE
        both = from_pcm(file.readframes(file.getnframes())).reshape(-1, 2)
    assert len(both) > 20 * RATE and (np.abs(both).max(axis=0) > 0.3).all()
    assert not any(path.name in str(other) for other in tmp_path.glob("*") if other != path)


def test_what_the_assistant_says_is_understood_at_the_other_end(running, recogniser):
    """Speech → telephone → recognition again: the welcome, as the caller hears it."""
    show = Kept()

    async def run():
        async with gateway(running, recogniser, show, prompt=True) as made, dialled(made, recogniser) as person:
            return await person.hear()

    heard = words(asyncio.run(run()))
    said = words(" ".join(show.of("said")))
    assert sum(alike(word, heard) for word in said) / len(said) >= 0.7, heard


def test_cutting_in_then_zero_is_a_person(running, recogniser):
    show = Kept()

    async def run():
        async with gateway(running, recogniser, show) as made, dialled(made, recogniser) as person:
            await until(lambda: len(show.of("said")) >= 2, 20)
            await asyncio.sleep(2)
            await person.say("C'est une dame de quarante-cinq ans, en arrêt de travail depuis trois mois.")
            await until(lambda: show.of("heard"), 30)
            cut = sum(np.abs(frame).max() > 0.02 for frame in person.sound) * 0.02
            await person.type("0")
            with pytest.raises(HungUp):
                while True:
                    await person.hear()
            return cut, person.referred

    sounded, referred = asyncio.run(run())
    assert sounded < 8  # the welcome lasts eighteen seconds
    assert show.of("transfer", "to") == ["3646"] and referred[0].startswith("sip:3646@127.0.0.1")


def test_nobody_takes_the_call_so_it_goes_on(running, recogniser):
    show = Kept()

    async def run():
        async with gateway(running, recogniser, show) as made, dialled(made, recogniser, False) as person:
            await until(lambda: show.of("said"), 20)
            await person.type("0")
            await until(lambda: show.of("transfer_failed", "to"), 30)
            await until(lambda: any("Personne n'a pu" in said for said in show.of("said")), 20)
            return person.over.is_set()

    assert asyncio.run(run()) is False


def test_an_assistant_that_is_down_gives_an_apology_and_a_person(running, recogniser):
    show = Kept()

    async def run():
        settings = {"url": "http://127.0.0.1:9", "attempts": 1}
        async with gateway(running, recogniser, show, **settings) as made, dialled(made, recogniser) as person:
            with pytest.raises(HungUp):
                while True:
                    await person.hear()
            return person.referred

    assert len(asyncio.run(run())) == 1
    assert "problème technique" in show.of("said")[0]


def test_one_call_too_many_waits_and_is_served(running, recogniser):
    show = Kept()

    async def run():
        async with gateway(running, recogniser, show, calls=1, waiting=1) as made, dialled(made, recogniser):
            await until(lambda: len(show.of("said")) == 2, 20)
            first = len(show.of("said"))
            async with dialled(made, recogniser) as second:
                waits = words(await second.hear())
                assert len(show.of("said")) == first  # no second conversation was begun
                with pytest.raises(RuntimeError, match="486"):
                    async with dialled(made, recogniser):
                        pass
                return waits, second, first

    waits, _, _ = asyncio.run(run())
    assert alike("instant", waits) and alike("occupees", waits)


def test_the_place_is_taken_over_when_the_first_caller_leaves(running, recogniser):
    show = Kept()

    async def run():
        async with gateway(running, recogniser, show, calls=1, waiting=1) as made:
            async with dialled(made, recogniser):
                await until(lambda: len(show.of("said")) == 2, 20)
                first = len(show.of("said"))
                second = Caller(VOICES["grave"], recogniser)
                await second.dial(made.port)
                await asyncio.sleep(1)
            await until(lambda: len(show.of("said")) > first, 20)
            await second.leave()

    asyncio.run(run())
    assert "hangup" in [kind for kind, _ in show.found]
