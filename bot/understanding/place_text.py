"""A message as the names of places are looked for in it: its words as the gazetteer spells them, and its capitals."""

from __future__ import annotations

from bot.understanding.text import Words

ARTICLES = frozenset("le la les l au aux du des".split())


class PlaceText:
    """Words and capitals; `cased`: capitals tell names from words."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.tokens = _raw_tokens(words)
        letters = [c for c in words.text if c.isalpha()]
        capitals = sum(c.isupper() for c in letters)
        names = _names(words)
        #: capitals tell names from words: neither a chat nor a telegram in capitals
        self.cased = 2 <= capitals <= 0.5 * len(letters) or (
            capitals == 1 and len(words) > 4 and words.text.lstrip()[:1].islower()
        )
        # « C2S, CHU, RSA »: a chat whose only capitals are those of acronyms
        self.cased = self.cased and (names or words.text.lstrip()[:1].isupper())

    def token(self, i: int) -> str:
        """Word `i`; nothing outside the message."""
        return self.tokens[i] if 0 <= i < len(self.tokens) else ""

    def upper(self, i: int) -> bool:
        """Whether word `i` has a capital."""
        return self.words.text[self.words.words[i].start].isupper()

    def core(self, i: int) -> int:
        """The first word of a name after its article."""
        return i + 1 if self.tokens[i] in ARTICLES and i + 1 < len(self.tokens) else i

    def joined(self, i: int) -> bool:
        """Whether a hyphen joins word `i` to the one before."""
        return i > 0 and self.words.text[: self.words.words[i].start].endswith("-")


def _raw_tokens(words: Words) -> list[str]:
    """Words as the gazetteer spells them: « l'Isle » is `l isle`, not `le isle`."""
    tokens = []
    for word in words.words:
        elided = word.end - word.start == 2 and word.text in ("le", "de")
        elided = elided and words.text[word.end - 1] in "'’ʼ"
        tokens.append(word.text[0] if elided else word.text)
    return tokens


def _names(words: Words) -> bool:
    """Whether some word has a capital and is no acronym."""
    return any(
        words.text[w.start].isupper() and words.text[w.start + 1 : w.start + 2].islower()
        for w in words.words
    )
