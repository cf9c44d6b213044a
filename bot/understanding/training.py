"""What is learnt on this machine, from `data/`, once, and kept under `models/` until its material changes.

    python -m bot.train

Who writes (writers.py) and the acts of dialogue (learnt_acts.py). What a message states is read by the
encoder, which is learnt elsewhere and committed (data/encoder, encoder/README.md).
"""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Iterable, Mapping

from bot.catalogue import Fait
from bot.understanding.encoder.encoder import Encoder
from bot.understanding.examples import of_writers, read_examples
from bot.understanding.learning import keep
from bot.understanding.learnt_acts import load_acts
from bot.understanding.messages import read_messages
from bot.understanding.reader import Reader
from bot.understanding.writers import Writers, learn_writers

#: The day on which the messages of data/messages/ were written.
WRITTEN_ON = datetime.date(2026, 11, 30)


def educated(reader: Reader, data: Path, catalogue: Mapping[str, Fait], cache: Path) -> Reader:
    """`reader` with everything learnt. Raises SourceError, naming file and line, for bad material."""
    import joblib

    examples = of_writers(read_examples(data / "examples", catalogue))
    kept = kept_in(data, cache)
    if kept.exists():
        writers: Writers = joblib.load(kept)
    else:
        messages = read_messages(data / "messages", catalogue)
        writers = learn_writers(examples, messages, lambda text: reader.words(text).line)
        keep(writers, kept)
    acts = load_acts(data / "nlu", data / "knowledge", [e.text for e in examples], cache)
    encoder = Encoder.load(data / "encoder")
    return replace(reader, writers=writers, encoder=encoder, learnt_acts=acts)


def kept_in(data: Path, cache: Path) -> Path:
    """Where who writes is kept: a name for each content."""
    sha = hashlib.sha256()
    for path in _sources(data):
        sha.update(path.name.encode() + path.read_bytes())
    return cache / f"auteurs-{sha.hexdigest()[:16]}.joblib"


def _sources(data: Path) -> Iterable[Path]:
    """All that the learning looks at: material, spelling, and the code that reads them."""
    here = Path(__file__).parent
    yield from sorted((data / "messages").iterdir())
    yield data / "examples" / "profil.yml"
    for name in ("abreviations.yml", "orthographe.txt", "ecriture_libre.yml"):
        yield data / "vocabulary" / name
    for name in ("writers.py", "learning.py", "text.py", "spelling.py", "marks.py", "messages.py"):
        yield here / name
