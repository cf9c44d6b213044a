"""Trains the Rasa model when what it depends on changed.

    python -m bot.train [--force]

The vocabulary and the policy are not in the model: changing them needs no training.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import sys
import time
from pathlib import Path
from typing import Iterable

ROOT = Path(__file__).resolve().parent.parent
MODELS = ROOT / "models"
_STAMP = MODELS / "empreinte.txt"


def inputs(root: Path = ROOT) -> Iterable[Path]:
    """The files a model is made from."""
    yield from (
        root / "config.yml",
        root / "domain.yml",
        root / "bot" / "nlu.py",
        root / "requirements.lock",
    )
    for folder in ("nlu", "stories"):
        yield from sorted((root / "data" / folder).rglob("*.yml"))


def fingerprint(root: Path = ROOT) -> str:
    """A digest of those files."""
    digest = hashlib.sha256()
    for path in inputs(root):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def current_model() -> Path | None:
    """The trained model that matches the files, or None."""
    if not _STAMP.exists():
        return None
    print_, name = _STAMP.read_text().split()
    model = MODELS / name
    return model if print_ == fingerprint() and model.exists() else None


def train() -> Path:
    """Train and return the model's path. Raises RuntimeError when Rasa gives none."""
    from bot import logs

    logs.configure()
    os.chdir(ROOT)
    import rasa  # slow to import: only when there is something to train

    said = io.StringIO()  # Rasa's progress bars: shown only when something goes wrong
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        result = rasa.train(
            domain="domain.yml",
            config="config.yml",
            training_files=["data/nlu", "data/stories"],
            output=str(MODELS),
            fixed_model_name="assistant",
            force_training=True,
        )
    if not result.model:
        raise RuntimeError(f"L'entraînement n'a pas produit de modèle.\n{said.getvalue()}")
    model = Path(result.model)
    _STAMP.write_text(f"{fingerprint()} {model.name}\n")
    return model


def learn_to_read() -> None:
    """Learn from data/messages and data/examples, unless it is already kept."""
    from bot.understanding.loading import DATA, reader
    from bot.understanding.training import kept_in

    if not kept_in(DATA, MODELS).exists():
        print("Apprentissage de la lecture (une à deux minutes, une fois)…", flush=True)
        reader()


def main() -> int:
    """Train if needed, saying what happens."""
    learn_to_read()
    model = None if "--force" in sys.argv[1:] else current_model()
    if model:
        print(f"Modèle à jour : {model.relative_to(ROOT)}")
        return 0
    print("Entraînement du modèle (quelques secondes)…", flush=True)
    start = time.monotonic()
    model = train()
    print(f"Modèle entraîné en {time.monotonic() - start:.0f} s : {model.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
