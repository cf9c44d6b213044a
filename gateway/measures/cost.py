"""What a call costs in CPU, part by part; and how long a caller waits, stage by stage, on a real call.

    python -m gateway.measures.cost [--call]

CPU is that of this process, so that what else runs on the machine does not count. --call also plays a
call on loopback with the real assistant: its seconds are wall time, those of a shared machine.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any, Dict, List

import numpy as np
from aiortp import get_codec

from gateway.calls.floor import Floor
from gateway.demo.__main__ import VOICES, Show, play
from gateway.demo.partner import load_case
from gateway.demo.processes import assistant
from gateway.hearing.recogniser import Recogniser
from gateway.measures.lines import telephone
from gateway.settings import MODEL
from gateway.sound.frames import RATE, Doubler, Halver, cut, from_pcm, to_pcm
from gateway.speech.voices import Voice

_SENTENCES = {
    "deux mots": "Service social.",
    "une réponse": "Elle a de grosses difficultés pour payer son loyer depuis deux mois.",
    "une description": "C'est une dame de quarante-cinq ans, secrétaire, elle est en arrêt de travail depuis trois "
    "mois, elle vit seule avec deux enfants et elle ne peut plus payer ses factures.",
}
_TIMES = 3


def line() -> float:
    """CPU of a second of a call that only listens and is silent: codec, rates, voice detection."""
    codec, double, half, floor = get_codec(8), Doubler(), Halver(), Floor()
    sound = telephone(Voice().say(_SENTENCES["une description"]))
    packets = [codec.encode(to_pcm(half(frame))) for frame in cut(sound)]
    half, since = Halver(), time.process_time()
    for packet in packets:
        sent = floor.frame(double(from_pcm(codec.decode(packet))), ())
        codec.encode(to_pcm(half(sent)))
    return (time.process_time() - since) / (len(sound) / RATE)


def recognition(recogniser: Recogniser) -> Dict[str, tuple[float, float]]:
    """Utterance → its seconds, CPU it takes."""
    found = {}
    for name, text in _SENTENCES.items():
        silence = np.zeros(RATE * 3 // 4, dtype=np.float32)
        sound = telephone(np.concatenate([silence, Voice().say(text), silence]))
        since = time.process_time()
        for _ in range(_TIMES):
            recogniser.hear_now(sound)
        found[name] = len(sound) / RATE, (time.process_time() - since) / _TIMES
    return found


def speech() -> float:
    """CPU of a second of speech said."""
    since = time.process_time()
    seconds = sum(len(Voice().say(text)) for text in _SENTENCES.values()) / RATE
    return (time.process_time() - since) / seconds


class Stages(Show):
    """Keeps the seconds of each stage."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: Dict[str, List[float]] = {}

    def __call__(self, what: str, **details: Any) -> None:
        if what == "stage":
            self.seconds.setdefault(details["name"], []).append(details["seconds"])


def waits(recogniser: Recogniser) -> None:
    """A call, its stages printed: seconds from the end of speech (0.8 s of pause before) to a sound."""
    stages = Stages()
    stages.print = lambda text: None  # type: ignore[method-assign]
    with assistant() as running, tempfile.TemporaryDirectory() as folder:
        asyncio.run(play(running, load_case(9), VOICES["vive"], Path(folder), stages))
    for name, seconds in stages.seconds.items():
        shown = ", ".join(f"{one:.2f}" for one in sorted(seconds))
        print(f"{name:12} médiane {statistics.median(seconds):.2f} s ({shown})")


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--call", action="store_true")
    args = parser.parse_args()
    recogniser = Recogniser(MODEL, 1)
    recogniser.hear_now(np.zeros(RATE, dtype=np.float32))
    print(f"la ligne      {line():.4f} s de calcul par seconde d'appel")
    print(f"la voix       {speech():.4f} s de calcul par seconde dite")
    for name, (lasts, spent) in recognition(recogniser).items():
        print(f"reconnaître   {name} ({lasts:.1f} s) : {spent:.2f} s de calcul")
    if args.call:
        waits(recogniser)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
