"""The answers of the contract (docs/voice-channel.md) → what the gateway does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Sequence, Union


@dataclass(frozen=True)
class Say:
    """Words to say. slow: to be noted down. barge_in: whether the caller may cut in."""

    text: str
    barge_in: bool = True
    slow: bool = False


@dataclass(frozen=True)
class Gather:
    """What is awaited: hints for recognition, keys at most, milliseconds of silence."""

    hints: tuple[str, ...] = ()
    keys: int = 1
    wait: int = 7_000


@dataclass(frozen=True)
class Transfer:
    """To whom."""

    to: str


@dataclass(frozen=True)
class HangUp:
    """The end."""


Then = Union[Gather, Transfer, HangUp]


@dataclass(frozen=True)
class Plan:
    """What is said, then what is done."""

    says: tuple[Say, ...]
    then: Then


def read_plan(actions: Sequence[Mapping[str, Any]]) -> Plan:
    """The plan of a list of actions; what is not known is skipped, without an end it listens.

    Raises ValueError when they cannot be read at all.
    """
    says: list[Say] = []
    try:
        for action in actions:
            if "say" in action:
                said = action["say"]
                slow = said.get("rate") == "slow"
                says.append(Say(str(said["text"]), bool(said.get("barge_in", True)), slow))
            elif "transfer" in action:
                return Plan(tuple(says), Transfer(str(action["transfer"]["to"])))
            elif "hangup" in action:
                return Plan(tuple(says), HangUp())
            elif "gather" in action:
                return Plan(tuple(says), _gather(action["gather"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("Les actions de l'assistant sont illisibles.") from error
    return Plan(tuple(says), Gather())


def _gather(raw: Mapping[str, Any]) -> Gather:
    hints = tuple(str(hint) for hint in raw.get("hints") or ())
    return Gather(hints, max(1, int(raw.get("max_digits") or 1)), int(raw.get("no_input_ms") or 7_000))
