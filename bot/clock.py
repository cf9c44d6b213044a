"""Today's date, the one place that reads it.

ASSISTANT_DATE=2026-11-21 stops the clock, to replay a conversation as it was read that day.
"""

from __future__ import annotations

import datetime
import os


def today() -> datetime.date:
    """The date of today, or the one ASSISTANT_DATE gives."""
    fixed = os.environ.get("ASSISTANT_DATE")
    return datetime.date.fromisoformat(fixed) if fixed else datetime.date.today()
