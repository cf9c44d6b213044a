"""The gateway's tests, run by its own interpreter (3.11): Rasa's cannot import it.

    .venv-gateway/bin/python -m pytest -c tests/gateway/inside/pytest.ini tests/gateway/inside
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INSIDE = Path(__file__).parent / "inside"
PYTHON = ROOT / ".venv-gateway" / "bin" / "python"
MINUTES = 15


@pytest.mark.parametrize("name", sorted(path.name for path in INSIDE.glob("test_*.py")))
def test_passes(name):
    if not PYTHON.exists():
        if os.environ.get("CI"):
            pytest.fail("L'environnement de la passerelle manque : .ci/run lance « make gateway-env ».")
        pytest.skip("L'environnement de la passerelle manque : « make gateway-env ».")
    run = subprocess.run(
        [PYTHON, "-m", "pytest", "-q", "-rs", "-c", INSIDE / "pytest.ini", INSIDE / name],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=MINUTES * 60,
    )
    print(run.stdout[-6000:])
    assert run.returncode == 0, f"{run.stdout[-6000:]}\n{run.stderr[-2000:]}"
