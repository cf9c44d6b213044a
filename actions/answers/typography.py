"""French typography for what people read: no line starts with « ; » or « ? »."""

from __future__ import annotations

import re

_BEFORE_HIGH = re.compile(r" (?=[;!?](?:\s|$|\)))")
_BEFORE_COLON = re.compile(r" (?=:(?:\s|$))")


def french(text: str) -> str:
    """`text` with non-breaking spaces before « : ; ! ? » and inside guillemets."""
    text = _BEFORE_HIGH.sub("\u202f", text)
    text = _BEFORE_COLON.sub("\u00a0", text)
    return text.replace("« ", "«\u00a0").replace(" »", "\u00a0»")
