"""A private PostgreSQL server for the tests, on a free loopback port, gone with the session.

Import the fixture `postgres` in a conftest.py. Where PostgreSQL is not installed the tests that
use it are skipped, but fail in CI, which must not pass without having run them.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import psycopg2
import pytest

_INSTALLED = Path("/usr/lib/postgresql")
_START_TIMEOUT = 60.0  # seconds
_STOP_TIMEOUT = 30.0  # seconds
_ATTEMPTS = 3


@dataclass(frozen=True)
class PostgresServer:
    """A running server that trusts whoever connects from this machine."""

    port: int

    def new_database(self) -> str:
        """Create an empty database and return its SQLAlchemy url."""
        name = f"test_{uuid.uuid4().hex}"
        connection = psycopg2.connect(self._dsn("postgres"))
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(f'CREATE DATABASE "{name}"')
        finally:
            connection.close()
        return f"postgresql+psycopg2://postgres@127.0.0.1:{self.port}/{name}"

    def answers(self) -> bool:
        """Tell whether the server lets us in by now."""
        try:
            psycopg2.connect(self._dsn("postgres"), connect_timeout=2).close()
        except psycopg2.OperationalError:
            return False
        return True

    def _dsn(self, database: str) -> str:
        return f"host=127.0.0.1 port={self.port} user=postgres dbname={database}"


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """Give a PostgreSQL server of our own; skip, or fail in CI, when there is none to start."""
    binaries = _binaries()
    if binaries is None:
        _unavailable("PostgreSQL is not installed: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="postgres-", dir="/tmp"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        _run_initdb(binaries, folder / "data")
        server, process = _start(binaries, folder)
        try:
            yield server
        finally:
            _stop(process, folder / "data")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unavailable(reason: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def _binaries() -> Path | None:
    """Return the folder of the newest installed version's programs."""
    found = [path.parent for path in _INSTALLED.glob("*/bin/initdb")]
    return max(found, key=lambda path: float(path.parent.name), default=None)


def _as_postgres(*command: str | Path) -> list[str]:
    # The server refuses to run as root.
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    return [*prefix, *map(str, command)]


def _run_initdb(binaries: Path, data: Path) -> None:
    options = ("--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync")
    subprocess.run(
        _as_postgres(binaries / "initdb", "-D", data, *options),
        check=True,
        capture_output=True,
        cwd="/tmp",
    )


def _start(binaries: Path, folder: Path) -> tuple[PostgresServer, subprocess.Popen[bytes]]:
    log = folder / "log"
    for _ in range(_ATTEMPTS):
        server = PostgresServer(_free_port())
        with log.open("ab") as output:
            process = subprocess.Popen(
                _as_postgres(
                    binaries / "postgres",
                    *("-D", folder / "data", "-p", str(server.port), "-k", folder),
                    *("-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"),
                ),
                stdout=output,
                stderr=output,
                cwd="/tmp",
            )
        if _wait(server, process):
            return server, process
    pytest.fail(f"PostgreSQL does not start:\n{log.read_text(errors='replace')}")


def _wait(server: PostgresServer, process: subprocess.Popen[bytes]) -> bool:
    """Wait until the server answers; False when it stopped, another having taken its port."""
    limit = time.monotonic() + _START_TIMEOUT
    while time.monotonic() < limit and process.poll() is None:
        if server.answers():
            return process.poll() is None
        time.sleep(0.05)
    process.kill()
    process.wait()
    return False


def _stop(process: subprocess.Popen[bytes], data: Path) -> None:
    # runuser stands between us and the server, whose own id is in this file.
    server = int((data / "postmaster.pid").read_text().split()[0])
    os.kill(server, signal.SIGINT)
    process.wait(timeout=_STOP_TIMEOUT)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
