"""Writes domain.yml from the catalogue of facts and the rules: run it after adding a fact.

python -m tools.write_domain            writes domain.yml
python -m tools.write_domain --check    exits 1 when domain.yml is not up to date
"""

from __future__ import annotations

import sys
from pathlib import Path

from bot.catalogue import load_catalogue
from bot.source import load_map

ROOT = Path(__file__).resolve().parent.parent
_HEAD = """# Written by tools/write_domain.py from data/faits.yml and data/stories/rules.yml:
# do not edit.
version: "3.1"

# A conversation never expires by itself: how long it is kept is decided in one place, by retention.
session_config:
  session_expiration_time: 0
  carry_over_slots_to_new_session: false

"""


def domain_text(root: Path = ROOT) -> str:
    """The text of domain.yml."""
    rules = load_map(root / "data" / "stories" / "rules.yml")["rules"]
    intents = sorted(
        {step["intent"] for rule in rules for step in rule["steps"] if "intent" in step}
    )
    actions = sorted(
        {step["action"] for rule in rules for step in rule["steps"] if "action" in step}
    )
    lines = [_HEAD + "intents:"] + [f"  - {i}" for i in intents]
    lines += ["", "actions:"] + [f"  - {a}" for a in actions]
    catalogue = load_catalogue(root / "data" / "faits.yml")
    lines += [
        "",
        "slots:",
        "  # the whole conversation: log of assertions, question awaited, last orientation",
        "  conversation:",
        *_slot(),
        "  # one slot a fact: null (unknown) or {valeur, preuve, tour, qualificatifs}",
    ]
    for code, fait in catalogue.items():
        lines += [f"  {code}:  # {fait.libelle}", *_slot()]
    return "\n".join(lines) + "\n"


def _slot() -> list[str]:
    return [
        "    type: any",
        "    influence_conversation: false",
        "    mappings: [{type: custom}]",
    ]


def main() -> int:
    """Write, or check with --check."""
    path = ROOT / "domain.yml"
    if "--check" in sys.argv[1:]:
        return int(path.read_text(encoding="utf-8") != domain_text())
    path.write_text(domain_text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
