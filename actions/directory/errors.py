"""What can go wrong with the directory; the messages are in French, for people."""

from __future__ import annotations

from pathlib import Path


class DirectoryError(Exception):
    """The directory cannot answer.

    ``file`` and ``line`` (from 1) locate a mistake in a file people edit; the message then starts
    with "file:line: ".
    """

    def __init__(self, message: str, file: Path | None = None, line: int = 0) -> None:
        """Build the message; ``line`` 0 speaks of the whole file."""
        super().__init__(f"{file.name}:{line}: {message}" if file else message)
        self.file = file
        self.line = line


class UnknownContactError(DirectoryError):
    """A code that no contact of the directory has."""


class DirectoryUnavailableError(DirectoryError):
    """The database does not answer, or is not prepared."""
