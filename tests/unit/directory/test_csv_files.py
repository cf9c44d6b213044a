"""A mistake in the files people edit is named, in French, by file and line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from actions.directory.csv_files import checksum, read_directory
from actions.directory.errors import DirectoryError


def spoil(file: Path, line: int, change: Callable[[str], str]) -> None:
    """Rewrite one line (from 1) of a file."""
    lines = file.read_text(encoding="utf-8").splitlines()
    before = lines[line - 1]
    lines[line - 1] = change(before)
    assert lines[line - 1] != before, "nothing was spoilt"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def set_cell(column: int, value: str) -> Callable[[str], str]:
    """Change one cell (from 0) of a line."""

    def change(line: str) -> str:
        (cells,) = csv.reader([line])
        cells[column] = value
        written = io.StringIO()
        csv.writer(written, lineterminator="\n").writerow(cells)
        return written.getvalue().removesuffix("\n")

    return change


@pytest.mark.parametrize(
    ("file", "line", "change", "message"),
    [
        ("caisses.csv", 1, lambda _: "code;nom;type", "caisses.csv:1: première ligne attendue"),
        ("caisses.csv", 3, set_cell(2, "mutuelle"), "type de caisse inconnu « mutuelle »"),
        ("caisses.csv", 3, set_cell(1, " "), "la colonne « nom » est vide"),
        ("caisses.csv", 4, set_cell(0, "carsat_aquitaine"), "en double, déjà à la ligne 3"),
        ("departements.csv", 5, set_cell(2, "carsat_ici"), "caisse inconnue « carsat_ici »"),
        ("departements.csv", 5, set_cell(3, "carsat_ici"), "caisse inconnue « carsat_ici »"),
        ("departements.csv", 5, set_cell(0, "20"), "code de département malformé « 20 »"),
        ("departements.csv", 5, set_cell(0, "01"), "code « 01 » en double, déjà à la ligne 2"),
        ("departements.csv", 5, set_cell(4, "faible"), "confiance inconnue « faible »"),
        ("contacts.csv", 4, set_cell(3, "service@social"), "courriel malformé « service@social »"),
        ("contacts.csv", 4, set_cell(3, "a b@c.fr"), "courriel malformé « a b@c.fr »"),
        ("contacts.csv", 4, set_cell(2, "36-46"), "téléphone malformé « 36-46 »"),
        ("contacts.csv", 4, set_cell(4, "ameli.fr"), "adresse de site malformée"),
        ("contacts.csv", 4, set_cell(5, "99"), "département inconnu « 99 »"),
        ("contacts.csv", 4, set_cell(7, ""), "la colonne « source » est vide"),
        ("contacts.csv", 4, set_cell(7, "  "), "la colonne « source » est vide"),
        ("contacts.csv", 4, set_cell(8, "S"), "certitude inconnue « S »"),
        ("contacts.csv", 4, set_cell(0, "ameli"), "code « ameli » en double, déjà à la ligne 3"),
        ("contacts.csv", 4, set_cell(0, "Médialog+"), "code malformé"),
        ("contacts.csv", 4, lambda line: line + ",x", "10 colonnes au lieu de 9"),
    ],
)
def test_mistake_is_named(
    folder: Path, file: str, line: int, change: Callable[[str], str], message: str
) -> None:
    spoil(folder / file, line, change)
    with pytest.raises(DirectoryError) as caught:
        read_directory(folder)
    assert message in str(caught.value)
    assert str(caught.value).startswith(f"{file}:{line}: ")
    assert (caught.value.file, caught.value.line) == (folder / file, line)


def test_line_counts_cells_that_span_lines(folder: Path) -> None:
    spoil(folder / "contacts.csv", 2, set_cell(7, "une source\nsur deux lignes"))
    spoil(folder / "contacts.csv", 6, set_cell(8, "?"))
    with pytest.raises(DirectoryError, match=r"^contacts\.csv:6: certitude inconnue"):
        read_directory(folder)


def test_quote_left_open(folder: Path) -> None:
    spoil(folder / "caisses.csv", 4, lambda line: f'"{line}')
    with pytest.raises(DirectoryError, match=r"^caisses\.csv:4: CSV illisible"):
        read_directory(folder)


def test_missing_file(folder: Path) -> None:
    (folder / "contacts.csv").unlink()
    with pytest.raises(DirectoryError, match=r"^contacts\.csv:0: fichier illisible"):
        read_directory(folder)
    with pytest.raises(DirectoryError, match=r"^contacts\.csv:0: fichier illisible"):
        checksum(folder)


@pytest.mark.parametrize("content", ["", "code,nom,type\n"])
def test_empty_file(folder: Path, content: str) -> None:
    (folder / "caisses.csv").write_text(content, encoding="utf-8")
    with pytest.raises(DirectoryError, match=r"^caisses\.csv:0: aucune ligne"):
        read_directory(folder)


def test_not_utf_8(folder: Path) -> None:
    caisses = folder / "caisses.csv"
    caisses.write_bytes(caisses.read_text(encoding="utf-8").encode("latin-1"))
    with pytest.raises(DirectoryError, match=r"^caisses\.csv:5: texte qui n'est pas en UTF-8"):
        read_directory(folder)


def test_what_a_spreadsheet_writes_is_read(folder: Path) -> None:
    expected = read_directory(folder)
    for file in folder.iterdir():
        text = file.read_text(encoding="utf-8")
        file.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert read_directory(folder) == expected


def test_checksum_follows_each_file(folder: Path) -> None:
    seen = {checksum(folder)}
    for file in sorted(folder.iterdir()):
        file.write_bytes(file.read_bytes() + b"\n")
        seen.add(checksum(folder))
    assert len(seen) == 4
