"""French typography and joints for what people read."""

from __future__ import annotations

import re
from typing import Sequence

_BEFORE_HIGH = re.compile(r" (?=[;!?](?:\s|$|\)))")
_BEFORE_COLON = re.compile(r" (?=:(?:\s|$))")
#: How « de » and « à » join an article.
_JOINED = {"de le ": "du ", "de les ": "des ", "à le ": "au ", "à les ": "aux "}


def french(text: str) -> str:
    """`text` with non-breaking spaces before « : ; ! ? » and inside guillemets."""
    text = _BEFORE_HIGH.sub("\u202f", text)
    text = _BEFORE_COLON.sub("\u00a0", text)
    return text.replace("« ", "«\u00a0").replace(" »", "\u00a0»")


def joined(preposition: str, name: str) -> str:
    """« de » or « à » before a name: « du service social », « à la CPAM »."""
    text = f"{preposition} {name}"
    for apart, together in _JOINED.items():
        if text.startswith(apart):
            return together + text[len(apart) :]
    return text


def capital(text: str) -> str:
    """`text` with a capital first letter."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """`text` with a small first letter, for the middle of a sentence."""
    return text[:1].lower() + text[1:]


def listed(items: Sequence[str], last: str = "et") -> str:
    """« a, b et c »."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"
