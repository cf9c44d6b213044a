"""Adds labelled clauses to `data/examples/`.

    python -m tools.examples_from_clauses CLAUSES.tsv [MORE.tsv …]

One clause a line, `fact=value<TAB>clause` (or `rien<TAB>clause`); each goes under its value in the fact's file,
a clause already there is left out.
"""

from __future__ import annotations

import collections
import sys
from pathlib import Path

from actions.assembly import DATA
from bot.catalogue import load_catalogue
from bot.source import load_map
from bot.understanding.marks import read_value


def said(value: str) -> str:
    """A value as the files of data/examples write it."""
    return {True: "oui", False: "non"}.get(read_value(value), value) if value in ("true", "false") else value


def add(path: Path, key: str, clauses: list[str]) -> int:
    """Append `clauses` at the end of the list `key` of a file; how many were new."""
    known = {t.lower() for texts in load_map(path).values() for t in texts}
    new = [c for c in dict.fromkeys(clauses) if c.lower() not in known]
    lines = path.read_text(encoding="utf-8").splitlines()
    heads = [i for i, line in enumerate(lines) if line and not line[0].isspace() and line[0] != "#"]
    if f"{key}:" not in [lines[i].strip() for i in heads]:
        lines += ["", f"{key}:"]
        heads.append(len(lines) - 1)
    start = next(i for i in heads if lines[i].strip() == f"{key}:")
    end = next((i for i in heads if i > start), len(lines))
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    quoted = ['  - "' + c.replace("\\", "\\\\").replace('"', '\\"') + '"' for c in new]
    path.write_text("\n".join([*lines[:end], *quoted, *lines[end:]]) + "\n", encoding="utf-8")
    return len(new)


def main() -> int:
    """Add the clauses of the files named."""
    catalogue = load_catalogue(DATA / "faits.yml")
    grouped: dict[tuple[str, str], list[str]] = collections.defaultdict(list)
    for name in sys.argv[1:]:
        for line in Path(name).read_text(encoding="utf-8").splitlines():
            label, tab, clause = line.partition("\t")
            if tab:
                fait, _, value = label.partition("=")
                grouped[(fait, said(value) if value else "rien")].append(clause.strip())
    for (fait, key), clauses in grouped.items():
        if fait != "rien" and fait not in catalogue:
            raise SystemExit(f"« {fait} » n'est pas un fait")
        path = DATA / "examples" / f"{fait}.yml"
        if not path.exists():
            path.write_text(f"# {catalogue[fait].libelle}\n\n{key}:\n  - \"{clauses[0]}\"\n", encoding="utf-8")
        print(f"{fait}={key}: {add(path, key, clauses)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
