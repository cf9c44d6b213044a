"""Turns messages marked by an author into labelled cases.

    python -m tools.cases_from_marks MARKED.jsonl > tests/cases/dev/x.jsonl

A marked message is {"id", "canal", "marque": "…[words]{fact=value|qualifier}…", "latents",
"orientation", "missions"}; marks
as in tests/corpus/README.md. The case keeps the marks and adds `texte` and `explicites`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from bot.understanding.marks import read_marks
from tests.marked import Marked


def case_of(message: dict[str, Any]) -> dict[str, Any]:
    """The labelled case of a marked message."""
    marked = Marked(*read_marks(message["marque"]))
    said = marked.last()
    latents = {f: v for f, v in message.get("latents", {}).items() if f not in said}
    case = {"id": message["id"], "canal": message["canal"], "texte": marked.text, "explicites": said,
            "latents": latents, "orientation": message["orientation"]}  # fmt: skip
    if message.get("missions"):
        case["missions"] = message["missions"]
    return {**case, "marque": message["marque"]}


def main() -> int:
    """Read the files named, write the cases."""
    for name in sys.argv[1:]:
        for line in Path(name).read_text(encoding="utf-8").splitlines():
            if line.strip():
                print(json.dumps(case_of(json.loads(line)), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
