"""What is to be masked: a stretch of the message, what it is, and what is put there instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable

NOM, NIR, TELEPHONE, COURRIEL = "nom", "securite_sociale", "telephone", "courriel"
COMPTE, NAISSANCE, ADRESSE = "compte", "naissance", "adresse"
DOSSIER, PLAQUE, NUMERO = "dossier", "plaque", "numero"

#: What stands in the place of each kind, the kinds that win a disagreement first. A birth date leaves its year.
MASKS = {
    COURRIEL: "[courriel masqué]",
    COMPTE: "[compte masqué]",
    NIR: "[numéro masqué]",
    TELEPHONE: "[téléphone masqué]",
    NAISSANCE: "",
    ADRESSE: "[adresse masquée]",
    PLAQUE: "[plaque masquée]",
    DOSSIER: "[numéro masqué]",
    NUMERO: "[numéro masqué]",
    NOM: "[nom]",
}
KINDS = tuple(MASKS)


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end` (excluded) of a message, their kind, and what replaces them."""

    start: int
    end: int
    kind: str
    mask: str = ""

    @property
    def replacement(self) -> str:
        """What is written there."""
        return self.mask or MASKS[self.kind]


def merged(spans: Iterable[Span], text: str) -> list[Span]:
    """The same stretches in order; those that overlap, or the parts of one address, made one."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        near = bool(out) and out[-1].kind == span.kind == ADRESSE and (
            not text[out[-1].end : span.start].strip(" ,;-\n")
        )  # fmt: skip
        if out and (near or span.start < out[-1].end):
            last = out[-1]
            best = min(last, span, key=lambda s: (KINDS.index(s.kind), s.start))
            out[-1] = Span(last.start, max(last.end, span.end), best.kind, best.mask)
        else:
            out.append(span)
    return out
