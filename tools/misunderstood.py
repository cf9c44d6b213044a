"""Exports the messages the assistant did not understand, masked, ready to be labelled.

    python -m tools.misunderstood > a_annoter.jsonl

One JSON object a line, in the form of data/messages without its marks: an author adds the marks, the
latents and the orientation (data/messages/README.md). Nothing tells whose message it was or when. The text
was masked before it was stored, and is masked once more here.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Iterable, Iterator

from actions.assembly import DATABASE_URL
from bot.privacy import mask
from bot.stores.engine import open_engine
from bot.stores.events import every_event
from bot.understanding.acts import INCOMPRIS


def misunderstood(events: Iterable[dict]) -> Iterator[dict]:
    """What is left to label, each text once. events: those of conversations, as stored."""
    seen = set()
    for event in events:
        intent = ((event.get("parse_data") or {}).get("intent") or {}).get("name")
        text = mask(event.get("text") or "").text.strip()
        if event.get("event") == "user" and intent == INCOMPRIS and text and text not in seen:
            seen.add(text)
            canal = (event.get("metadata") or {}).get("canal", "web")
            yield {"id": f"n-{len(seen):04d}", "canal": canal, "marque": text}


def main() -> int:
    """Print the messages."""
    engine = open_engine(os.environ.get("DATABASE_URL") or DATABASE_URL)
    for message in misunderstood(every_event(engine)):
        print(json.dumps(message, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
