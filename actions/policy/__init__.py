"""Decides: rules as data, three-valued evaluation, reasons, next question."""

from pathlib import Path
from typing import Mapping

from actions.policy.checks import check_policy
from actions.policy.model import Policy, read_policy
from bot.catalogue import Fait
from bot.source import load_map


def load_policy(folder: Path, catalogue: Mapping[str, Fait], contacts: frozenset[str]) -> Policy:
    """Read and check `orientation.yml` and `cas.yml` in `folder`.

    `contacts` are the codes of the directory. Raises SourceError, naming file and line, for an
    unknown fact, value, notion or contact, a missing source, a fact no question can ask, a rule
    its own examples do not reach, or a contradiction.
    """
    raw, cases = load_map(folder / "orientation.yml"), load_map(folder / "cas.yml")
    policy = read_policy(raw, cases, catalogue, contacts)
    check_policy(policy, raw)
    return policy
