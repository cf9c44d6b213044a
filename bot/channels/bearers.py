"""The secret that opens a web conversation or a phone call, and the sender it stands for.

Whoever holds the secret holds the conversation: the server draws it, the browser sends it in a
header (a gateway, in its body), and only a digest of it is kept, so that reading the database resumes no conversation.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import Optional

#: Senders that only a bearer reaches: no other channel may name one.
PREFIX = "web:"
VOICE_PREFIX = "voix:"
RESERVED = (PREFIX, VOICE_PREFIX)
_BYTES = 24
_BEARER = r"[A-Za-z0-9_-]{32}"
_SCHEME = re.compile(rf"bearer +({_BEARER})", re.IGNORECASE)


def new_bearer() -> str:
    """A secret nobody guesses: 192 bits, as 32 characters fit for a header."""
    return secrets.token_urlsafe(_BYTES)


def is_bearer(text: object) -> bool:
    """Whether something has the form of a secret drawn here."""
    return isinstance(text, str) and re.fullmatch(_BEARER, text) is not None


def sender_of(bearer: str, prefix: str = PREFIX) -> str:
    """The Rasa sender of the conversation this secret opens."""
    return prefix + hashlib.sha256(bearer.encode()).hexdigest()


def read_bearer(header: Optional[str]) -> Optional[str]:
    """The secret in an `Authorization` header; None when there is none, or it is ill-formed."""
    found = _SCHEME.fullmatch((header or "").strip())
    return found[1] if found else None
