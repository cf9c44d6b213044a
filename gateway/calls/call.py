"""A call from its first words to its last: what the assistant wants is done, what happens is told to it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from dataclasses import dataclass
from typing import Any, Awaitable, Dict, Optional, Sequence, TypeVar

from gateway.actions import Gather, Plan, Say, Transfer
from gateway.assistant import Assistant, Down, Line
from gateway.calls.floor import Floor
from gateway.calls.line import PhoneLine
from gateway.calls.turn import Finished, Outcome, Resumed, Said, Silent, Turn, Typed
from gateway.calls.watch import Watch, nobody
from gateway.hearing.ear import Utterance
from gateway.hearing.recogniser import Heard, Recogniser
from gateway.speech.cache import Speech
from gateway.words import Words

logger = logging.getLogger(__name__)
T = TypeVar("T")
#: Seconds the assistant may take before the caller is asked to wait.
_LONG = 4.0
#: Seconds the end of a call may take to be told.
_LAST = 5.0
#: What is told to the assistant: kind, and what goes with it.
Event = tuple[str, Dict[str, Any]]


@dataclass(frozen=True)
class Parts:
    """What every call uses. transfer: what is dialled when the assistant cannot say."""

    assistant: Assistant
    recogniser: Recogniser
    speech: Speech
    words: Words
    transfer: str
    watch: Watch = nobody


class Call:
    """One caller on a line."""

    def __init__(self, line: PhoneLine, parts: Parts) -> None:
        self._line, self._parts = line, parts
        self._floor = Floor()
        self._told: Optional[Line] = None
        self._ended = 0.0
        self._hung_up = False

    async def run(self, dialled: str) -> None:
        """The whole call; the line is hung up at the end. Cancelled when the caller hangs up."""
        self._line.listen(self._floor.frame)
        try:
            await self._converse(dialled)
        except Down as down:
            logger.error("appel : %s", down)
            await self._apologise()
            self._told = None
        self._parts.watch("hangup", by="assistant")
        self._line.hang_up()
        self._hung_up = True
        await self._over()

    async def left(self) -> None:
        """The caller hung up; nothing is done when we did."""
        if not self._hung_up:
            self._parts.watch("hangup", by="caller")
            await self._over()

    async def _over(self) -> None:
        """The assistant is told, so that it keeps nothing; what it answers does not matter."""
        told, self._told = self._told, None
        if told is not None:
            with contextlib.suppress(Down, asyncio.TimeoutError):
                await asyncio.wait_for(told.tell("hangup"), _LAST)

    # ------------------------------------------------------------------ turns
    async def _converse(self, dialled: str) -> None:
        self._told, plan = await self._patiently(self._parts.assistant.open(dialled))
        while (event := await self._perform(plan)) is not None:
            kind, what = event
            since = time.monotonic()
            plan = await self._patiently(self._told.tell(kind, **what))
            self._parts.watch("stage", name="assistant", seconds=time.monotonic() - since)

    async def _perform(self, plan: Plan) -> Optional[Event]:
        """Do what was asked; what happened then, None when the call is over."""
        gather = plan.then if isinstance(plan.then, Gather) else None
        turn = self._floor.begin(gather)
        saying = asyncio.create_task(self._say(turn, plan.says))
        try:
            event = await self._listen(turn, gather) if gather else None
            if gather is None:
                await self._until_finished()
        finally:
            saying.cancel()
            self._floor.end()
        if isinstance(plan.then, Transfer):
            return await self._transfer(plan.then.to)
        return event

    async def _say(self, turn: Turn, says: Sequence[Say]) -> None:
        """Sentences become sound one after the other, the first one being heard meanwhile."""
        since = time.monotonic()
        for rank, say in enumerate(says):
            turn.add(await self._parts.speech.say(say.text, say.slow), say.barge_in)
            if not rank:
                self._parts.watch("stage", name="voice", seconds=time.monotonic() - since)
            self._parts.watch("said", text=say.text, slow=say.slow)
        turn.complete()
        if self._ended and says:
            await self._floor.sounded()
            self._parts.watch("stage", name="whole", seconds=time.monotonic() - self._ended)
        self._ended = 0.0

    async def _until_finished(self) -> None:
        while not isinstance(await self._floor.outcome(), Finished):
            pass

    # ------------------------------------------------------------------ listening
    async def _listen(self, turn: Turn, gather: Gather) -> Event:
        outcome = await self._floor.outcome()
        while True:
            if isinstance(outcome, Typed):
                self._parts.watch("typed", digits=outcome.digits)
                self._ended = time.monotonic()
                return "dtmf", {"digits": outcome.digits}
            if isinstance(outcome, Silent):
                self._parts.watch("silence")
                return "silence", {}
            if isinstance(outcome, Said):
                self._ended = time.monotonic()
                heard, instead = await self._recognise(turn, outcome, gather.hints)
                if instead is not None:
                    outcome = instead
                    continue
                if heard.text:
                    return self._speech(outcome, heard)
                if outcome.cut:
                    return "interrupt", {"played_ms": outcome.played}
                turn.release()
            outcome = await self._floor.outcome()

    def _speech(self, said: Said, heard: Heard) -> Event:
        self._parts.watch("heard", text=heard.text, confidence=heard.confidence)
        return "speech", {
            "text": heard.text,
            "confidence": round(heard.confidence, 3),
            "alternatives": list(heard.others),
            "audio_ms": said.utterance.milliseconds,
            "played_ms": said.played,
        }

    async def _recognise(
        self, turn: Turn, said: Said, hints: Sequence[str]
    ) -> tuple[Heard, Optional[Outcome]]:
        """What was said; or what the caller did meanwhile, which comes first.

        When they go on speaking, both parts are recognised as one.
        """
        turn.hold()
        since = time.monotonic()
        hearing = asyncio.create_task(self._parts.recogniser.hear(said.utterance.samples, hints))
        next_ = asyncio.create_task(self._floor.outcome())
        try:
            await asyncio.wait({hearing, next_}, return_when=asyncio.FIRST_COMPLETED)
            if next_.done():
                return Heard(), await self._meanwhile(said, next_.result())
            self._parts.watch("stage", name="recognition", seconds=time.monotonic() - since)
            return hearing.result(), None
        finally:
            hearing.cancel()
            next_.cancel()

    async def _meanwhile(self, said: Said, outcome: Outcome) -> Outcome:
        """A key is taken as it is; more words are put after the first ones."""
        if isinstance(outcome, Resumed):
            outcome = await self._floor.outcome()
        if isinstance(outcome, Said):
            whole: Utterance = said.utterance + outcome.utterance
            return Said(whole, said.cut, said.played)
        return outcome

    # ------------------------------------------------------------------ ends
    async def _transfer(self, to: str) -> Optional[Event]:
        """Whoever takes the call over has it; no timer runs meanwhile."""
        self._parts.watch("transfer", to=to)
        if await self._line.transfer(to):
            return None
        self._parts.watch("transfer_failed", to=to)
        return "transfer_failed", {}

    async def _apologise(self) -> None:
        """The assistant is down: a sentence, and a person."""
        await self._only_say(self._parts.words.panne)
        if await self._transfer(self._parts.transfer) is not None:
            await self._only_say(self._parts.words.panne_sans_personne)

    async def _only_say(self, text: str) -> None:
        turn = self._floor.begin(None)
        await self._say(turn, [Say(text, False)])
        await self._until_finished()
        self._floor.end()

    async def _patiently(self, answering: Awaitable[T]) -> T:
        """Wait for the assistant; when it is long, say so."""
        task = asyncio.ensure_future(answering)
        try:
            done, _ = await asyncio.wait({task}, timeout=_LONG)
            if not done:
                await self._only_say(self._parts.words.un_instant)
            return await task
        finally:
            task.cancel()
