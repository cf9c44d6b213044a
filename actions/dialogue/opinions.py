"""Opinions: whether an orientation helped, and how that is read in a message."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any, Optional, Protocol

_SAID = re.compile(
    r"(?P<avant>(?:[\w'’]+[\s,]+){0,6}?)"
    r"(?P<mot>inutiles?|utiles?|(?:m['’]|nous )(?:as? |avez |ont )?aid\w*|aid[ée]e?s?|serv[ei]\w*|sert)\b"
    r"(?P<apres>.*)",
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip
_NOT = re.compile(r"\b(?:pas|peu|rien|aucun\w*|jamais|gu[eè]re|non|ni)\b", re.IGNORECASE)
_NOT_AFTER = re.compile(r"\s*(?:vraiment |trop |beaucoup )?(?:pas|en rien|à rien|a rien|peu)\b", re.I)
_LINK = re.compile(
    r"^[\s,.;:!–-]*(?:(?:vraiment|trop|beaucoup|pas|du tout|en|à|a|rien|peu)\b[\s,]*)*"
    r"(?:parce qu(?:e\b|['’])|car\b|puisqu(?:e\b|['’])|mais\b|vu que\b)?[\s,.;:!–-]*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Opinion:
    """One opinion: jour is a day, ISO; mot the reason given, masked, "" when there is none."""

    jour: str
    orientation: str
    regle: str
    politique: str
    canal: str
    utile: bool
    mot: str

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready form."""
        return asdict(self)


class OpinionStore(Protocol):
    """Where opinions are kept (bot/stores/opinions.py keeps them in a database)."""

    def add(self, opinion: Opinion) -> None:
        """Keep one more."""


def read_opinion(text: str) -> Optional[tuple[bool, str]]:
    """Whether a message opens by saying it helped, and the reason it goes on to give."""
    match = _SAID.match(text.strip())
    if match is None:
        return None
    after = match["apres"]
    useless = match["mot"].lower().startswith("inutile")
    denied = bool(_NOT.search(match["avant"]) or _NOT_AFTER.match(after))
    return denied == useless, _LINK.sub("", after, count=1).strip()
