"""Made-up identifiers, written and said as people do, for measuring what is masked.

A sample is a list of pieces: words that must stay (False), that must go (True), or that may do either (None, common
first names).
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Callable, Iterator

from tests.identifiers.addresses import address, birth, mail, spoken_address
from tests.identifiers.names import LISTED, UNLISTED, announced, full, signed, titled
from tests.identifiers.numbers import (
    account,
    file_number,
    nir,
    phone,
    plate,
    spoken_nir,
    spoken_phone,
)
from tests.identifiers.sample import Sample

__all__ = ["KINDS", "UNLISTED", "Sample", "samples", "written"]

WRITTEN = Path(__file__).parents[1] / "identifiants" / "messages.txt"

KINDS: dict[str, Callable] = {
    "NIR tapé": nir, "NIR dicté": spoken_nir, "téléphone tapé": phone, "téléphone dicté": spoken_phone,
    "courriel": mail, "compte": account, "dossier": file_number, "plaque": plate, "naissance": birth,
    "adresse": address, "adresse dictée": spoken_address,
    "civilité + nom courant": titled(LISTED), "civilité + nom rare": titled(UNLISTED),
    "prénom + nom courant": full(LISTED), "prénom + nom rare": full(UNLISTED),
    "nom annoncé, courant": announced(LISTED), "nom annoncé, rare": announced(UNLISTED),
    "signature, nom courant": signed(LISTED), "signature, nom rare": signed(UNLISTED),
}  # fmt: skip


def samples(rng: random.Random) -> Iterator[Sample]:
    """One sample of each kind, for ever."""
    while True:
        for kind, make in KINDS.items():
            yield Sample(kind, tuple(p for p in make(rng) if p[0]))


def written() -> Iterator[Sample]:
    """The messages of `tests/identifiants/messages.txt`, written by hand after the rules to judge them."""
    for line in WRITTEN.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            parts = re.split(r"\[\[(.*?)\]\]", line)
            yield Sample("écrit", tuple((p, bool(k % 2)) for k, p in enumerate(parts) if p))
