"""Replays labelled cases in this process, without a server, and scores them like simulate.py.

    python -m benchmarks.cases FILE.jsonl [MORE.jsonl …] [--failures N] [--quiet]

Uses the simulated partner of shared/eval/simulate.py, with its transport replaced: the reader and
the dialogue are the real ones, Rasa and HTTP are left out. For tuning; the live server is scored
by `make simulate`.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.util
import sys
import tempfile
from pathlib import Path

from actions.assembly import load_assistant
from actions.dialogue.conversation import Conversation
from actions.dialogue.discretion import with_discretion
from actions.dialogue.dispatch import take_turn
from bot.privacy import mask
from bot.understanding.loading import load_reader

SIMULATE = Path(__file__).resolve().parents[2] / "shared" / "eval" / "simulate.py"


def load_simulate():
    """The evaluation script, as a module."""
    spec = importlib.util.spec_from_file_location("simulate", SIMULATE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class InProcess:
    """Stands in for the REST channel: one conversation a sender, kept in memory."""

    def __init__(self, today: datetime.date) -> None:
        self.reader = load_reader(lambda: today)
        folder = tempfile.mkdtemp()
        self.assistant = load_assistant(database_url=f"sqlite:///{folder}/annuaire.sqlite")
        self.conversations: dict[str, Conversation] = {}

    def send(self, url: str, sender: str, text: str, canal: str, timeout: float):
        """Same shape as simulate.send: messages and seconds."""
        before = self.conversations.get(sender, Conversation())
        known = before.situation.values().get("profil") == "assure"
        masked = mask(text)  # as the channels do
        reading = self.reader.read(masked.text, True if known else None)
        turn = take_turn(self.assistant, before, masked.text, reading)
        turn = with_discretion(self.assistant.wording, before, turn, masked.kinds)
        self.conversations[sender] = turn.conversation
        messages = []
        for reply in turn.replies:
            messages.append({"text": reply.text})
            if reply.payload:
                messages.append({"custom": dict(reply.payload)})
        return messages, 0.0


def main() -> int:
    """Run simulate.py's own main on the in-process assistant."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--today", default="2026-11-21")
    args, rest = parser.parse_known_args()
    simulate = load_simulate()
    simulate.send = InProcess(datetime.date.fromisoformat(args.today)).send
    sys.argv = ["simulate.py", *rest, "--jobs", "1"]
    return simulate.main()


if __name__ == "__main__":
    sys.exit(main())
