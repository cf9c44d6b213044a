"""What is heard of sentences nobody tuned on, by voice and line: kept for `benchmarks.gateway` to score.

    python -m gateway.measures.recognition [--most 60] [--out var/mesures/entendu.tsv]

Sentences: the part `tenu` of tests/hearing/whisper.tsv (spoken messages, read out by Pico in two
voices). Each is heard in the words it would be on a call: the hints of a description.
"""

from __future__ import annotations

import argparse
import csv
import time
from pathlib import Path
from typing import Callable, Mapping

import numpy as np

from bot.source import load_map
from gateway.hearing.recogniser import Recogniser
from gateway.measures.lines import hiss, telephone
from gateway.settings import MODEL, ROOT
from gateway.sound.frames import RATE, Samples
from gateway.speech.voices import Voice

_SENTENCES = ROOT / "tests" / "hearing" / "whisper.tsv"
VOICES: Mapping[str, Voice] = {"grave": Voice(0.85, 0.95), "vive": Voice(1.1, 1.05)}
LINES: Mapping[str, Callable[[Samples], Samples]] = {
    "large": lambda samples: samples,
    "telephone": telephone,
    "telephone 20 dB": lambda samples: telephone(hiss(telephone(samples), 20)),
}
COLUMNS = ("id", "voix", "ligne", "entendu", "confiance", "calcul", "duree")


def main() -> int:
    """Speak and hear; a line a sentence."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--most", type=int, default=60)
    parser.add_argument("--out", type=Path, default=ROOT / "var" / "mesures" / "entendu.tsv")
    args = parser.parse_args()
    with _SENTENCES.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    rows = [row for row in rows if row["partie"] == "tenu"][: args.most]
    hints = load_map(ROOT / "data" / "wording" / "voix.yml")["indices"].texts("domaine")
    recogniser = Recogniser(MODEL, 1)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with args.out.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None)
        out.writerow(COLUMNS)
        for row in rows:
            for voice, line, sound in _sounds(row["vrai"]):
                since = time.process_time()
                heard = recogniser.hear_now(sound, hints)
                spent, lasts = time.process_time() - since, len(sound) / RATE
                figures = f"{heard.confidence:.3f}", f"{spent:.2f}", f"{lasts:.2f}"
                out.writerow((row["id"], voice, line, heard.text, *figures))
                stream.flush()
    print(f"{args.out.relative_to(ROOT)} : {len(rows)} phrases ; python -m benchmarks.gateway les note.")
    return 0


def _sounds(text: str):  # noqa: ANN202
    silence = np.zeros(RATE // 2, dtype=np.float32)
    for name, voice in VOICES.items():
        spoken = np.concatenate([silence, voice.say(text), silence])
        for line, carried in LINES.items():
            yield name, line, carried(spoken)


if __name__ == "__main__":
    raise SystemExit(main())
