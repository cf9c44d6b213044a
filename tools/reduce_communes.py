"""Reduce the official list of communes to data/directory/communes.csv.

Source: npm package ``@etalab/decoupage-administratif``, version 6.0.0 (official geographic code of
2026, INSEE; populations, INSEE; post codes, La Poste). Data under the "Licence Ouverte" of Etalab,
code of the package under the MIT licence.

To run it again, from the root of the project::

    cd /tmp && npm pack @etalab/decoupage-administratif@6.0.0
    tar xzf etalab-decoupage-administratif-6.0.0.tgz
    cd - && python tools/reduce_communes.py /tmp/package

A newer version of the package is one number to change here and in data/directory/README.md. The
same package always gives the same file, byte for byte.

One line a commune: ``nom,departement,codes_postaux,population,type``. Post codes are separated by a
space; population is in inhabitants, empty when the source gives none; type is empty for a commune
of today, ``deleguee`` or ``associee`` for one that merged into another and whose name people still
use, ``arrondissement`` for those of Paris, Lyon and Marseille, written "Paris 13e".
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bot.understanding.gazetteer import fold  # noqa: E402  (the project is not installed)

DEFAULT_OUTPUT = ROOT / "data" / "directory" / "communes.csv"
COLUMNS = ("nom", "departement", "codes_postaux", "population", "type")
TYPES = {
    "commune-actuelle": "",
    "commune-deleguee": "deleguee",
    "commune-associee": "associee",
    "arrondissement-municipal": "arrondissement",
}


class Row(NamedTuple):
    """One commune; ``population`` in inhabitants, None when the source gives none."""

    nom: str
    departement: str
    codes_postaux: tuple[str, ...]
    population: int | None
    type: str


def shown_name(official: str) -> str:
    """Return the name people use: no "(Canton de …)", "Paris 13e" without "Arrondissement"."""
    without_precision = re.sub(r"\s*\(.*\)$", "", official)
    return re.sub(r"\s+Arrondissement$", "", without_precision)


def read_rows(package: Path) -> list[Row]:
    """Read every commune of the extracted package.

    Raises OSError when the folder is not the package's, KeyError when a commune is of no known
    type or has no département: the source has changed and this script has to be read again.
    """
    communes: list[dict[str, Any]] = json.loads(
        (package / "data" / "communes.json").read_text(encoding="utf-8")
    )
    communes.sort(key=lambda commune: (commune["departement"], commune["code"], commune["type"]))
    return [
        Row(
            nom=shown_name(commune["nom"]),
            # The list calls the overseas collectivities' code "departement" too.
            departement=commune["departement"],
            codes_postaux=tuple(sorted(commune.get("codesPostaux", ()))),
            population=commune.get("population"),
            type=TYPES[commune["type"]],
        )
        for commune in communes
    ]


def merge_namesakes(rows: list[Row]) -> list[Row]:
    """Keep one row for a name in a département: today's commune first, then the most peopled.

    A merged commune often keeps the name of the new one, and two communes of the same département
    differ only by their "(Canton de …)": both would look like a doubt where there is none.
    """
    kept: dict[tuple[str, str], Row] = {}
    for row in sorted(rows, key=lambda row: (row.type != "", -(row.population or 0))):
        key = (fold(row.nom), row.departement)
        first = kept.setdefault(key, row)
        codes = tuple(sorted({*first.codes_postaux, *row.codes_postaux}))
        kept[key] = first._replace(codes_postaux=codes)
    return sorted(kept.values(), key=lambda row: (row.departement, fold(row.nom)))


def write_rows(rows: list[Row], output: Path) -> None:
    """Write the rows as UTF-8 CSV with ``\\n`` line ends."""
    with output.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows:
            population = "" if row.population is None else row.population
            codes = " ".join(row.codes_postaux)
            writer.writerow((row.nom, row.departement, codes, population, row.type))


def main() -> None:
    """Command line: the extracted package's folder, and where to write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("package", type=Path, help="folder of the extracted npm package")
    parser.add_argument("--output", type=Path, default=DEFAULT_OUTPUT)
    arguments = parser.parse_args()
    rows = merge_namesakes(read_rows(arguments.package))
    write_rows(rows, arguments.output)
    print(f"{len(rows)} communes, {arguments.output.stat().st_size} octets : {arguments.output}")


if __name__ == "__main__":
    main()
