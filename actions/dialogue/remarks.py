"""What a partner says of the conversation itself, in the middle of it; patterns in `data/dialogue/`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Mapping, Optional

from actions.policy.model import ORIENTATIONS
from bot.catalogue import Fait
from bot.source import SourceError, fail, load_map
from bot.understanding.acts import AFFIRMER, NE_SAIT_PAS, NIER, Acts
from bot.understanding.text import PUNCTUATION, Words

AUTRE_PERSONNE, POUR_UN_PROCHE = "autre_personne", "pour_un_proche"
PRESENTE, MEME_PERSONNE = "presente_quelqu_un", "meme_personne"
PRECEDENTE, PREMIERE = "precedente", "premiere"
FAUSSE_ALERTE, OUBLIER, CORRIGER_QUOI = "fausse_alerte", "oublier", "corriger_quoi"
POURQUOI_PAS, ET_EUX = "pourquoi_pas", "et_eux"
QUELQU_UN_D_AUTRE, AU_SUJET = "quelqu_un_d_autre", "au_sujet"
SANS_LIEN = "sans_lien"
_ALL = frozenset({
    AUTRE_PERSONNE, POUR_UN_PROCHE, PRESENTE, MEME_PERSONNE, PRECEDENTE, PREMIERE, FAUSSE_ALERTE, OUBLIER,
    CORRIGER_QUOI, POURQUOI_PAS, ET_EUX, QUELQU_UN_D_AUTRE, AU_SUJET, SANS_LIEN, AFFIRMER, NIER, NE_SAIT_PAS,
})  # fmt: skip


#: Signs that answer by themselves.
_SIGNS = {"👍": AFFIRMER, "✅": AFFIRMER, "👌": AFFIRMER, "👎": NIER, "❌": NIER, "🤷": NE_SAIT_PAS}


@dataclass(frozen=True)
class Remark:
    """What was recognised in one message.

    kinds: which remarks. reponse: affirmer, nier or ne_sait_pas when the message is only that.
    faits, services: those it names. words: how many words it has.
    """

    kinds: frozenset[str] = frozenset()
    reponse: Optional[str] = None
    faits: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    words: int = 0

    def __contains__(self, kind: str) -> bool:
        return kind in self.kinds


@dataclass(frozen=True)
class Remarks:
    """The patterns, loaded once."""

    said: Acts
    faits: Acts
    services: Acts

    def of(self, text: str) -> Remark:
        """What one message says of the conversation."""
        words = Words(text)
        kinds = frozenset(self.said.found(words))
        # a whole answer of ours: « un peu », « ça dépend », « non, et non »
        answer = next((a for a in (NE_SAIT_PAS, NIER, AFFIRMER) if a in kinds), None)
        if answer is None and not words.tokens:
            answer = _SIGNS.get(text.strip()[:1])
        return Remark(
            kinds,
            answer,
            self.faits.found(words),
            self.services.found(words),
            sum(t not in PUNCTUATION for t in words.tokens),
        )


def load_remarks(folder: Path, catalogue: Mapping[str, Fait]) -> Remarks:
    """Read `data/dialogue/`. Raises SourceError naming file and line."""
    for name, known in (
        ("remarques.yml", _ALL),
        ("noms_faits.yml", frozenset(catalogue)),
        ("noms_services.yml", frozenset(ORIENTATIONS)),
    ):
        for key in load_map(folder / name):
            if key not in known:
                fail(key, f"« {key} » n'est pas connu ici")
    said = Acts.load(folder / "remarques.yml")
    missing = _ALL.difference(said.patterns)
    if missing:
        raise SourceError(f"remarques.yml:1: il manque « {min(missing)} »")
    return Remarks(
        said, Acts.load(folder / "noms_faits.yml"), Acts.load(folder / "noms_services.yml")
    )
