"""The secret that opens a web conversation, and the sender it stands for.

Whoever holds the secret holds the conversation: the server draws it, the browser sends it in a
header, and only a digest of it is kept, so that reading the database resumes no conversation.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import Optional

#: Senders that only a bearer reaches: no other channel may name one.
PREFIX = "web:"
_BYTES = 24
_SCHEME = re.compile(r"bearer +([A-Za-z0-9_-]{32})", re.IGNORECASE)


def new_bearer() -> str:
    """A secret nobody guesses: 192 bits, as 32 characters fit for a header."""
    return secrets.token_urlsafe(_BYTES)


def sender_of(bearer: str) -> str:
    """The Rasa sender of the conversation this secret opens."""
    return PREFIX + hashlib.sha256(bearer.encode()).hexdigest()


def read_bearer(header: Optional[str]) -> Optional[str]:
    """The secret in an `Authorization` header; None when there is none, or it is ill-formed."""
    found = _SCHEME.fullmatch((header or "").strip())
    return found[1] if found else None
