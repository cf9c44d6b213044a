"""Prints what people thought of the orientations, by orientation, then the words they gave.

python -m tools.avis
"""

from __future__ import annotations

import os
from collections import Counter
from typing import Iterator, Sequence

from actions.assembly import DATABASE_URL
from actions.dialogue.opinions import Opinion
from bot.stores.engine import open_engine
from bot.stores.opinions import OpinionStore


def report(opinions: Sequence[Opinion]) -> Iterator[str]:
    """The lines to print."""
    if not opinions:
        yield "Aucun avis."
        return
    useful = Counter(o.orientation for o in opinions if o.utile)
    total = Counter(o.orientation for o in opinions)
    yield f"{'orientation':<30} {'utile':>6} {'pas utile':>10}"
    for orientation, number in total.most_common():
        yield f"{orientation:<30} {useful[orientation]:>6} {number - useful[orientation]:>10}"
    words = [o for o in opinions if o.mot]
    if words:
        yield ""
    for o in words:
        yield f"{o.jour}  {o.orientation}, règle {o.regle or '?'}, {o.canal} : {o.mot}"


def main() -> int:
    """Print the report."""
    engine = open_engine(os.environ.get("DATABASE_URL") or DATABASE_URL)
    print("\n".join(report(OpinionStore(engine).all())))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
