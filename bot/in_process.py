"""Runs the custom actions in the Rasa server's own process, and never lets a turn end in silence.

Stock Rasa calls a second server over HTTP, answers nothing when it fails, and writes the whole
conversation to its log (RasaHQ/rasa#7630). This endpoint takes the place of the HTTP one.
"""

from __future__ import annotations

import logging
import secrets
from typing import Any, Dict, Optional, Text

from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from actions.assembly import assistant

logger = logging.getLogger(__name__)


def incident() -> str:
    """A short id that links what a person was told to what the log says."""
    return secrets.token_hex(4)


def failure_text(number: str) -> str:
    """What a person reads when something broke on our side."""
    return assistant().wording.say("panne", incident=number)


class InProcessActions(EndpointConfig):
    """An action endpoint without a network."""

    def __init__(self, package: str = "actions") -> None:
        super().__init__(url="in-process", enable_selective_domain=True)
        self.executor = ActionExecutor()
        self.executor.register_package(package)

    async def request(self, *args: Any, **kwargs: Any) -> Optional[Dict[Text, Any]]:
        """Run one action; a failure becomes a sentence with an id, never an exception."""
        call = kwargs["json"]
        try:
            return await self.executor.run(call)
        except Exception as error:  # the turn must end with words, whatever happened
            number = incident()
            logger.error("incident %s: %s raised %s at %s", number, call.get("next_action"),
                         type(error).__name__, _where(error))  # fmt: skip
            return {
                "events": [],
                "responses": [
                    {"text": failure_text(number)},
                    {"custom": {"type": "information", "sujet": "panne", "source": "assistant",
                                "incident": number}},
                ],
            }  # fmt: skip


def _where(error: BaseException) -> str:
    """File and line of an error: enough to find it, without the data it was raised on."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "?"
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"
