"""What is learnt, from `data/`, once, and kept under `models/` until something it comes from changes.

    python -m bot.train

Who writes (writers.py), what a clause states (learnt_facts.py), acts of dialogue (learnt_acts.py).
"""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Iterable, Mapping, Sequence

from bot.catalogue import Fait
from bot.understanding.context import Clause, alone, in_context
from bot.understanding.examples import RIEN, Example, of_clauses, of_writers, read_examples
from bot.understanding.learning import keep
from bot.understanding.learnt import Learnt
from bot.understanding.learnt_acts import load_acts
from bot.understanding.learnt_facts import learn, stated
from bot.understanding.measures import Seen, learn_measures
from bot.understanding.messages import Message, read_messages
from bot.understanding.people import read_people
from bot.understanding.reader import Reader
from bot.understanding.writers import Writers, learn_writers

#: The day on which the messages of data/messages/ were written.
WRITTEN_ON = datetime.date(2026, 11, 30)


def educated(
    reader: Reader, data: Path, catalogue: Mapping[str, Fait], cache: Path
) -> Reader:
    """`reader` with everything learnt. Raises SourceError, naming file and line, for bad material."""
    import joblib

    kept = kept_in(data, cache)
    if kept.exists():
        learnt = joblib.load(kept)
    else:
        messages = read_messages(data / "messages", catalogue)
        examples = read_examples(data / "examples", catalogue)
        learnt = learn_all(reader, messages, examples)
        keep(learnt, kept)
    told = [e.text for e in of_writers(read_examples(data / "examples", catalogue))]
    acts = load_acts(data / "nlu", data / "knowledge", told, cache)
    return replace(reader, learnt=learnt, learnt_acts=acts)


def learn_all(
    reader: Reader, messages: Sequence[Message], examples: Sequence[Example]
) -> Learnt:
    """Who writes, then the rest. `reader`: reads by its patterns alone."""
    writers = learn_writers(of_writers(examples), messages, lambda text: reader.words(text).line)
    seen = [(_seen(reader, writers, message.text), message.marks) for message in messages]
    clauses: list[Clause] = []
    truth = []
    for one, marks in seen:
        for clause in _clauses(reader, one):
            clauses.append(clause)
            truth.append(stated(clause, marks))
    for example in of_clauses(examples):
        clauses.append(alone(reader.words(example.text), reader.trades))
        nothing = example.topic == RIEN
        truth.append(frozenset() if nothing else frozenset({(example.topic, example.value)}))
    return Learnt(writers, learn(clauses, truth), learn_measures(seen))


def _clauses(reader: Reader, seen: Seen) -> list[Clause]:
    return in_context(
        seen.words, seen.people, seen.read, reader.qualifiers, reader.trades, seen.today
    )


def _seen(reader: Reader, writers: Writers, text: str) -> Seen:
    """A message as the patterns see it."""
    words = reader.words(text)
    people = read_people(words, reader.roles, None, writers.self_told(words.line))
    found, named = reader.by_patterns(words, people, WRITTEN_ON)
    return Seen(words, people, found, named, reader.gazetteer, reader.places, WRITTEN_ON)


def kept_in(data: Path, cache: Path) -> Path:
    """Where what is learnt from `data` is kept: a name for each content."""
    sha = hashlib.sha256()
    for path in _sources(data):
        sha.update(path.name.encode() + path.read_bytes())
    return cache / f"appris-{sha.hexdigest()[:16]}.joblib"


def _sources(data: Path) -> Iterable[Path]:
    """All that the learning looks at: material, vocabulary, and the code that reads them."""
    for folder in ("messages", "examples", "vocabulary"):
        yield from sorted((data / folder).iterdir())
    yield from sorted(Path(__file__).parent.glob("*.py"))
