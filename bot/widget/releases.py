"""The built widget, by version: a version's bytes never change, so that partners may pin its hash."""

from __future__ import annotations

import base64
import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

SERVED = Path(__file__).resolve().parent / "served"
FILE = "assistant.js"


@dataclass(frozen=True)
class Release:
    """One version of the widget.

    Attributes:
        version: « 1.0.0 ».
        content: the file. zipped: the same, gzip.
        integrity: « sha384-… » (W3C Subresource Integrity).
    """

    version: str
    content: bytes
    zipped: bytes
    integrity: str

    @property
    def major(self) -> str:
        """« 1 » of « 1.0.0 »."""
        return self.version.split(".")[0]

    @property
    def address(self) -> str:
        """Where it is served, forever the same."""
        return f"/widget/{self.version}/{FILE}"


def load_releases(folder: Path = SERVED) -> dict[str, Release]:
    """Every release by version, the newest last. Raises FileNotFoundError when there is none."""
    found = {p.parent.name: p.read_bytes() for p in folder.glob(f"*/{FILE}")}
    if not found:
        raise FileNotFoundError(f"Aucune version du widget dans {folder.name}/ : lancez « make widget ».")
    return {version: _release(version, found[version]) for version in sorted(found, key=_rank)}


def addresses(releases: dict[str, Release]) -> dict[str, Release]:
    """Each release under its version, and the newest of each major version under its number."""
    return {**{r.major: r for r in releases.values()}, **releases}


def _release(version: str, content: bytes) -> Release:
    digest = base64.b64encode(hashlib.sha384(content).digest()).decode()
    zipped = gzip.compress(content, 9, mtime=0)
    return Release(version, content, zipped, f"sha384-{digest}")


def _rank(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
