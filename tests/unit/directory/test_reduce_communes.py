"""The tool that reduces the official list of communes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from actions.directory.repository import DATA

TOOL = DATA.parents[1] / "tools" / "reduce_communes.py"
COMMUNES = [
    {
        "code": "16053",
        "nom": "Bors (Canton de Charente-Sud)",
        "departement": "16",
        "type": "commune-actuelle",
        "codesPostaux": ["16360"],
        "population": 100,
    },
    {
        "code": "16052",
        "nom": "Bors (Canton de Tude-et-Lavalette)",
        "departement": "16",
        "type": "commune-actuelle",
        "codesPostaux": ["16190"],
        "population": 250,
    },
    {"code": "16999", "nom": "Bors", "departement": "16", "type": "commune-deleguee"},
    {"code": "01015", "nom": "Arbignieu", "departement": "01", "type": "commune-deleguee"},
    {"code": "59355", "nom": "Lomme", "departement": "59", "type": "commune-associee"},
    {
        "code": "75113",
        "nom": "Paris 13e Arrondissement",
        "departement": "75",
        "type": "arrondissement-municipal",
        "codesPostaux": ["75013"],
        "population": 181271,
    },
]
EXPECTED = """\
nom,departement,codes_postaux,population,type
Arbignieu,01,,,deleguee
Bors,16,16190 16360,250,
Lomme,59,,,associee
Paris 13e,75,75013,181271,arrondissement
"""


def reduce(tmp_path: Path, communes: list[dict[str, object]]) -> subprocess.CompletedProcess[str]:
    data = tmp_path / "package" / "data"
    data.mkdir(parents=True, exist_ok=True)
    (data / "communes.json").write_text(json.dumps(communes), encoding="utf-8")
    return subprocess.run(
        [sys.executable, TOOL, tmp_path / "package", "--output", tmp_path / "communes.csv"],
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("communes", [COMMUNES, COMMUNES[::-1]])
def test_same_file_whatever_the_order(tmp_path: Path, communes: list[dict[str, object]]) -> None:
    result = reduce(tmp_path, communes)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "communes.csv").read_text(encoding="utf-8") == EXPECTED


def test_unknown_kind_stops(tmp_path: Path) -> None:
    result = reduce(tmp_path, [{**COMMUNES[0], "type": "commune-nouvelle"}])
    assert result.returncode != 0
    assert not (tmp_path / "communes.csv").exists()
