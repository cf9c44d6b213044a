"""Tells which orientations a changed policy would move, before it goes live.

    python -m tools.replay NEW_FOLDER [--old data/policy] [--cases FILE.jsonl …]

NEW_FOLDER holds the changed `orientation.yml`, `cas.yml` and `chances.yml`. Every labelled case (all that
its author knows) and every decision kept under a reference in the database (facts only, nothing that
identifies) is decided under both policies; each one that moves is listed. Exit status 1 when any does.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable, Iterator

from actions.assembly import DATA, DATABASE_URL, ROOT, contact_codes
from actions.dialogue.conversation import Conversation
from actions.policy import load_policy
from actions.policy.engine import State, decide
from actions.policy.model import Policy
from bot.catalogue import load_catalogue
from bot.source import SourceError
from bot.stores.engine import open_engine
from bot.stores.sheets import SheetStore


@dataclass(frozen=True)
class Move:
    """A situation whose orientation changes: where it comes from, before and after, by which rules."""

    name: str
    before: str
    after: str
    rules: tuple[str, str]


def of_cases(paths: Iterable[Path]) -> Iterator[tuple[str, State]]:
    """Each labelled case by its name, with all that is known of it."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            facts = {**case.get("latents", {}), **case["explicites"]}
            needs = (str(facts["demande"]),) if "demande" in facts else ()
            yield f"{path.stem} {case['id']}", State(facts, needs)


def of_sheets(contents: Iterable[tuple[str, dict]]) -> Iterator[tuple[str, State]]:
    """Each decision kept under a reference."""
    for reference, content in contents:
        situation = Conversation.from_dict(content["conversation"]).situation
        yield f"fiche {reference}", State.of(situation)


def moves(old: Policy, new: Policy, situations: Iterable[tuple[str, State]]) -> Iterator[Move]:
    """The situations that the new policy decides otherwise."""
    for name, state in situations:
        before, after = (decide(policy, state, final=True) for policy in (old, new))
        if before.orientation != after.orientation:
            yield Move(name, str(before.orientation), str(after.orientation),
                       (before.rule.id, after.rule.id))  # fmt: skip


def main() -> int:
    """Print a line a move, and their number."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("new", type=Path)
    parser.add_argument("--old", type=Path, default=DATA / "policy")
    parser.add_argument("--cases", nargs="*", type=Path)
    args = parser.parse_args()
    catalogue, codes = load_catalogue(DATA / "faits.yml"), contact_codes(DATA / "directory")
    try:
        old, new = (load_policy(folder, catalogue, codes) for folder in (args.old, args.new))
    except SourceError as error:
        print(f"Politique illisible : {error}", file=sys.stderr)
        return 2
    cases = args.cases or sorted((ROOT / "tests" / "cases").glob("*/*.jsonl"))
    store = SheetStore(open_engine(os.environ.get("DATABASE_URL") or DATABASE_URL))
    situations = [*of_cases(cases), *of_sheets(store.all())]
    found = list(moves(old, new, situations))
    for move in found:
        print(f"{move.name:40s} {move.before} → {move.after}  ({' → '.join(move.rules)})")
    print(f"{len(situations)} situations, {len(found)} changent d'orientation.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
