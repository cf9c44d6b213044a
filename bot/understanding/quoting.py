"""The words quoted back to whoever wrote them: enough of them to be recognised."""

from __future__ import annotations

from bot.understanding.clauses import clauses
from bot.understanding.text import Words

#: Fewer words or letters (« il avait », « à la ») are recognised by nobody.
_TOO_FEW, _TOO_SHORT = 3, 12
#: A clause longer than this is quoted around the words, not whole.
_MOST = 12


def quotable(words: Words, first: int, last: int) -> tuple[int, int]:
    """The words `first` to `last` (excluded), or the clause they stand in when they say too little."""
    text, _, _ = words.evidence(first, last)
    if last - first >= _TOO_FEW and len(text) >= _TOO_SHORT:
        return first, last
    start, end = next(((a, b) for a, b in clauses(words) if a <= first and last <= b), (first, last))
    if end - start > _MOST:
        start = max(start, min(first - _MOST // 2, end - _MOST))
        end = max(last, min(end, start + _MOST))
    return start, end
