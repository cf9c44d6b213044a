"""What patterns and grammars say of each word, as tokens: the encoder reads them beside the words.

Patterns know trade words and abbreviations that the encoder has seldom seen; the encoder knows when
a pattern is wrong about whose, when, or whether.
"""

from __future__ import annotations

from bot.situation import Assertion
from bot.understanding.candidates import MEASURED
from bot.understanding.clauses import clauses
from bot.understanding.measures import Seen
from bot.understanding.qualifiers import Qualifiers
from bot.understanding.roles import TITLES
from bot.understanding.text import Words
from bot.understanding.trades import Trades

#: What bot/privacy puts in the place of a name, in brackets, and what stands for it here.
_MASKED, _INITIAL = "nom", "d"


def signs_of(seen: Seen, qualifiers: Qualifiers, trades: Trades) -> list[set[str]]:
    """For each word of a message: facts read there (`r:`, or `x:` with why not), the word's owner
    (`o:`), what qualifies its clause (`q:`), its trade (`t:`), whether it may be an age, a place or
    a length (`c:`), and who writes (`s:`)."""
    words = seen.words
    writer = f"s:{seen.people.self_told}"
    found = [{f"o:{seen.people.owner(i)}", writer} for i in range(len(words))]
    for assertion in seen.read:
        sign = _sign(assertion)
        for i, word in enumerate(words.words):
            if word.start < assertion.fin and assertion.debut < word.end:
                found[i].add(sign)
    for first, last in clauses(words):
        qualified = {f"q:{q}" for q in qualifiers.of(words, last - 1, last, seen.today)}
        for i in range(first, last):
            found[i] |= qualified
    for first, last, status in trades.find(words):
        for i in range(first, last):
            found[i].add(f"t:{status}")
    for fait, candidates in seen.candidates.items():
        for candidate in candidates:
            for i in range(candidate.first, candidate.last):
                found[i].add(f"c:{fait}")
    return found


def told(words: Words) -> list[str]:
    """The words as the encoder takes them: a name, masked or after a civility, is an initial, as partners write it."""
    tokens = words.tokens
    return [
        _INITIAL if _is_name(words, i) else token for i, token in enumerate(tokens)
    ]


def _is_name(words: Words, i: int) -> bool:
    word = words.words[i]
    if word.text == _MASKED and words.text[word.start - 1 : word.start] == "[":
        return True
    shown = words.text[word.start : word.end]
    return i > 0 and words.tokens[i - 1] in TITLES and shown[:1].isupper() and shown[1:].islower()


def _sign(assertion: Assertion) -> str:
    kind = "r" if assertion.retenue else "x"
    if assertion.fait in MEASURED:
        return f"{kind}:{assertion.fait}"
    why = "" if assertion.retenue else "|" + "+".join(assertion.qualificatifs)
    return f"{kind}:{assertion.fait}={assertion.valeur}{why}"

