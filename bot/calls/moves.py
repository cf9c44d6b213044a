"""What a call does next: things said, then it listens, transfers or hangs up; as actions of the contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Sequence

from actions.answers.spoken.breaths import pages
from bot.calls.state import CallState

ECOUTER, TRANSFERER, RACCROCHER = "ecouter", "transferer", "raccrocher"


@dataclass(frozen=True)
class Move:
    """says: what is said, each a breath or two. puis: what is done then.

    whole: whether the caller may not cut in. efface: the conversation was just erased.
    reason: why it hangs up. redit: whether it is said again, so that it is not what is to repeat.
    lent: whether it is to be noted down, so said slowly.
    """

    says: tuple[str, ...] = ()
    puis: str = ECOUTER
    whole: bool = False
    efface: bool = False
    reason: str = ""
    redit: bool = False
    lent: bool = False


@dataclass(frozen=True)
class Listening:
    """What is listened for. keys: how many are expected at most. wait: milliseconds of silence."""

    hints: Sequence[str]
    keys: int
    wait: int


def saying(*parts: Sequence[str]) -> tuple[str, ...]:
    """Groups of sentences → what is said, at most two sentences at a time."""
    return tuple(" ".join(page) for part in parts for page in pages(list(part)))


def actions(
    move: Move, state: CallState, listening: Listening, to: str, announce: str
) -> List[Dict[str, Any]]:
    """The actions of the contract; always one at least."""
    done: List[Dict[str, Any]] = [_say(text, not move.whole, state.lent or move.lent) for text in move.says]
    if move.puis == TRANSFERER:
        done.append({"transfer": {"to": to, "announce": announce, "on_fail": "resume"}})
    elif move.puis == RACCROCHER:
        done.append({"hangup": {"reason": move.reason}})
    else:
        done.append(
            {
                "gather": {
                    "modes": ["speech", "dtmf"],
                    "hints": list(listening.hints),
                    "max_digits": listening.keys,
                    "no_input_ms": listening.wait,
                }
            }
        )
    return done


def _say(text: str, barge_in: bool, slow: bool) -> Dict[str, Any]:
    said: Dict[str, Any] = {"text": text, "barge_in": barge_in}
    if slow:
        said["rate"] = "slow"
    return {"say": said}


def transferring(says: Sequence[str]) -> Move:
    """To a person, after these sentences."""
    return Move(saying(says), TRANSFERER)


def hanging_up(says: Sequence[str], reason: Optional[str] = None) -> Move:
    """The end of the call, after these sentences."""
    return Move(saying(says), RACCROCHER, reason=reason or "fin")
