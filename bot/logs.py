"""Logs that help us and never repeat what people wrote.

Rasa's structured logs print whole messages at debug level unless told otherwise, and they print
by default when Rasa is used as a library.
"""

from __future__ import annotations

import logging
import os


def configure(level: int | str | None = None) -> None:
    """Set every log to `level`, else LOG_LEVEL, else warnings and errors; on standard error."""
    level = level or os.environ.get("LOG_LEVEL", "WARNING").upper()
    if isinstance(level, str):
        level = logging.getLevelName(level)
    if not isinstance(level, int):
        raise ValueError("LOG_LEVEL vaut DEBUG, INFO, WARNING ou ERROR.")
    # deprecations inside Rasa's pinned dependencies are not ours to fix, nor the reader's to read
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
    from rasa.utils.log_utils import configure_structlog

    logging.basicConfig(
        level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s", force=True
    )
    configure_structlog(level)
