"""A whole call on this machine: assistant, gateway, and a caller who speaks.

    python -m gateway.demo [--case 9] [--voice grave]

The dialogue is printed as it goes: what is said, and what the other side makes of it. The recording
(caller on the left, assistant on the right) stays in var/appels/. Ends with 1 when the call did not
come to an orientation.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from pathlib import Path
from typing import Any

from bot.source import SourceError
from gateway.demo.caller import Caller, HungUp
from gateway.demo.partner import Case, Partner, load_case
from gateway.demo.processes import Running, assistant
from gateway.hearing.model import ModelMissing
from gateway.hearing.recogniser import Recogniser
from gateway.service import Gateway
from gateway.settings import MODEL, ROOT, Settings
from gateway.speech.voices import Voice

VOICES = {"claire": Voice(1.15, 1.0), "grave": Voice(0.85, 0.95), "vive": Voice(1.0, 1.1)}
_RECORDINGS = ROOT / "var" / "appels"
_MOST_TURNS = 30
_TO_TRANSFER = "Je voudrais parler à une personne."


class Show:
    """Prints what happens, with the seconds."""

    def __init__(self) -> None:
        self._since = time.monotonic()
        self.verdict = False

    def __call__(self, what: str, **details: Any) -> None:
        if what == "said":
            self.verdict = self.verdict or "Voulez-vous les contacts" in details["text"]
            self.print(f"Assistant : {details['text']}")
        elif what == "heard":
            self.print(f"   reconnu : « {details['text']} » ({details['confidence']:.2f})")
        elif what == "typed":
            self.print(f"   touches reçues : {details['digits']}")
        elif what == "transfer":
            self.print(f"→ transfert vers {details['to']}")
        elif what == "transfer_failed":
            self.print("   personne n'a pris l'appel")
        elif what == "silence":
            self.print("   (silence)")
        elif what == "hangup":
            who = "l'assistant" if details["by"] == "assistant" else "l'appelant"
            self.print(f"→ {who} raccroche")
        elif what == "stage" and details["name"] == "whole":
            self.print(f"   ({details['seconds']:.1f} s entre la fin de la parole et la réponse)")

    def print(self, line: str) -> None:
        """One line."""
        seconds = int(time.monotonic() - self._since)
        print(f"{seconds // 60}:{seconds % 60:02d}  {line}", flush=True)


async def play(running: Running, case: Case, voice: Voice, folder: Path, show: Show) -> Path:
    """The whole call; its recording."""
    before = set(folder.glob("*.wav"))
    settings = Settings(
        url=running.url, token=running.token, port=0, prompt=True, turn=20.0, recordings=folder
    )
    recogniser = Recogniser(MODEL, 2)
    gateway = Gateway(settings, show, recogniser)
    await gateway.start()
    caller = Caller(voice, recogniser)
    try:
        await caller.dial(gateway.port)
        show.print("L'appelant compose le 3646.")
        await converse(caller, Partner(case), show)
    except HungUp as said:
        show.print(f"   entendu : « {said} »")
    finally:
        await caller.leave()
        await gateway.stop()
    return max(set(folder.glob("*.wav")) - before)


async def converse(caller: Caller, partner: Partner, show: Show) -> None:
    """Turn after turn, until somebody hangs up. Raises HungUp when the assistant does."""
    for _ in range(_MOST_TURNS):
        heard = await caller.hear()
        show.print(f"   entendu : « {heard} »")
        answer = partner.answer(heard)
        if answer is None:
            answer = _TO_TRANSFER
        if answer.startswith(":"):
            show.print(f"Appelant : (tape {answer[1:]})")
            await caller.type(answer[1:])
        else:
            show.print(f"Appelant : {answer}")
            await caller.say(answer)


def main() -> int:
    """Play one case; print where its recording is."""
    parser = argparse.ArgumentParser(description="Joue un appel téléphonique de bout en bout.")
    parser.add_argument("--case", type=int, default=9, help="le cas pratique du livret, de 1 à 9")
    parser.add_argument("--voice", choices=sorted(VOICES), default="vive")
    args = parser.parse_args()
    show = Show()
    try:
        case = load_case(args.case)
        print("L'assistant démarre (une dizaine de secondes)…", flush=True)
        with assistant() as running:
            show = Show()
            found = asyncio.run(play(running, case, VOICES[args.voice], _RECORDINGS, show))
    except (ModelMissing, SourceError, RuntimeError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"\nOrientation attendue : {case.orientation}.")
    print(f"Enregistrement (appelant à gauche, assistant à droite) : {found.relative_to(ROOT)}")
    return 0 if show.verdict else 1


if __name__ == "__main__":
    raise SystemExit(main())
