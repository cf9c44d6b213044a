"""What happens in calls, for whoever shows or measures it. Nothing is written unless somebody watches."""

from __future__ import annotations

from typing import Any, Protocol


class Watch(Protocol):
    """Told of each thing that happens: `said`, `heard`, `typed`, `silence`, `transfer`, `hangup`,
    `stage` (name and seconds)."""

    def __call__(self, what: str, **details: Any) -> None:
        """Something happened."""


def nobody(what: str, **details: Any) -> None:
    """Watches nothing."""
