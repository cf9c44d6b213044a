"""What happens in a call, as a gateway tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

SPEECH, DTMF, SILENCE, INTERRUPT = "speech", "dtmf", "silence", "interrupt"
TRANSFER_FAILED, HANGUP = "transfer_failed", "hangup"
KINDS = (SPEECH, DTMF, SILENCE, INTERRUPT, TRANSFER_FAILED, HANGUP)


@dataclass(frozen=True)
class Event:
    """One event.

    Attributes:
        kind: one of KINDS.
        text: what was recognised, for speech (and for an interruption, when it is known).
        confidence: 0 to 1; None when the recogniser gives none.
        alternatives: other transcripts, the likeliest first.
        digits: the keys typed, of 0-9, * and #.
    """

    kind: str
    text: str = ""
    confidence: Optional[float] = None
    alternatives: tuple[str, ...] = ()
    digits: str = ""
